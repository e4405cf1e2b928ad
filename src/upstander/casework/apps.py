"""The desk as Django knows it."""

from django.apps import AppConfig


class Casework(AppConfig):
    """Leads and matters."""

    name = "upstander.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
