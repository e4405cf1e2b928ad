"""The door as Django knows it."""

from django.apps import AppConfig


class Reporting(AppConfig):
    """Boxes, letters and replies."""

    name = "upstander.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
