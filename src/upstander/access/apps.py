"""The room of accounts as Django knows it."""

from django.apps import AppConfig


class Access(AppConfig):
    """Accounts, shut-outs and the wall."""

    name = "upstander.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
