"""The room as Django knows it."""

from django.apps import AppConfig


class Learning(AppConfig):
    """Lessons: the library of cases, and the checklist for forces."""

    name = "upstander.learning"
    label = "learning"
    default_auto_field = "django.db.models.BigAutoField"
