"""The room as Django knows it."""

from django.apps import AppConfig


class Workforce(AppConfig):
    """What a force owes and knows of its people: read from its records, but for the watchlist, which people keep."""

    name = "upstander.workforce"
    label = "workforce"
    default_auto_field = "django.db.models.BigAutoField"
