"""The first factor: passwords, kept apart from accounts so that each hash is read only to check its own person."""

import datetime as dt
import secrets
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest
from django.utils import timezone

from upstander.access import locking
from upstander.access.asking import let_prove_to_the_database
from upstander.access.models import Account, Password

STARTS_WITHIN = dt.timedelta(days=3)  # a weekend between being told and signing in
LONGEST = 1_000  # characters that are hashed


class ByPassword(BaseBackend):
    """Django's way to ask whose password it is. Unknown, locked, left and wrong are one answer, at one cost."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django's form
        username: str = "",
        password: str = "",
        **_given: Any,
    ) -> Account | None:
        """The account of a user name and its password; None where it is not."""
        account = Account.objects.filter(username=username[:60], is_active=True).first()
        if account is None or len(password) > LONGEST:
            make_password(password[:LONGEST])
            return None
        let_prove_to_the_database(str(account.pk))
        locked, right = locking.locked(account), is_of(account, password)
        if locked:
            return None
        if not right:
            locking.count_wrong(account)
        return account if right else None

    def get_user(self, user_id: Any) -> Account | None:
        """The account of a session, as long as it is active."""
        return Account.objects.filter(pk=user_id, is_active=True).first()


def is_of(account: Account, words: str) -> bool:
    """Whether it is somebody's password, and a starting one has not run out. Only for who proves or asks."""
    kept = Password.objects.filter(account=account).first()
    if kept is None:
        make_password(words)
        return False
    return check_password(words, kept.hash) and (kept.until is None or timezone.now() < kept.until)


def starting_password() -> str:
    """64 random bits that can be read out on the telephone."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


def until_when() -> dt.datetime:
    """When a starting password given now runs out."""
    return timezone.now() + STARTS_WITHIN
