"""The room of accounts as Django knows it."""

from django.apps import AppConfig


class Access(AppConfig):
    """Accounts, shut-outs and the wall."""

    name = "upstander.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listens to signing in."""
        import upstander.access.signing_in  # noqa: F401, PLC0415 - models are there only now
