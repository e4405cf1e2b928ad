"""Lines in the audit log for signing in, failing to, and signing out."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from upstander.access.models import Account
from upstander.access.trace import leave


@receiver(user_logged_in)
def signed_in(user: Account, **_given: Any) -> None:
    """Somebody came in."""
    leave(user, "signed in", "account", str(user.pk), outcome="done")


@receiver(user_logged_out)
def signed_out(user: Account | None, **_given: Any) -> None:
    """Somebody left; where the session had ended by itself, there is nobody to name."""
    if user is not None:
        leave(user, "signed out", "account", str(user.pk), outcome="done")


@receiver(user_login_failed)
def failed(credentials: dict[str, Any], **_given: Any) -> None:
    """Somebody failed to: the account that was tried, where there is one. What else was typed may be a password."""
    account = Account.objects.filter(username=str(credentials.get("username", ""))[:60]).first()
    leave(None, "sign-in", "account", str(account.pk) if account else "", outcome="refused")
