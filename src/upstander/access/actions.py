"""What an administrator does with accounts, and what somebody does with their own sign-in. Each leaves its line.

The database lets the desk do no more than this: what concerns somebody else's account goes through functions of its own
(walls/signing_in.sql), which ask once more who is asking.
"""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from upstander.access.asking import Unseen
from upstander.access.models import Account, Password, Role
from upstander.access.passwords import starting_password, until_when
from upstander.access.trace import leave


def against_administering(by: Account, whose: Account | None) -> str:
    """Why somebody may not change an account, or make one; empty where they may."""
    if by.role != Role.ADMINISTRATOR:
        return f"the role {by.role} administers no accounts"
    return "nobody administers their own account" if whose is not None and whose.pk == by.pk else ""


@transaction.atomic
def make_account(*, name: str, username: str, role: str, staff_id: str, by: Account | None) -> tuple[Account, str]:
    """A new account and its starting password, which is told this once. `by` None: whoever owns the machine.

    Raises Unseen where it is not theirs to make, and ValueError for a role that there is not.
    """
    _or_unseen(by, None)
    password = starting_password()
    account = Account.objects.create(name=name, username=username, role=Role(role), staff_id=staff_id)
    Password.objects.create(account=account, hash=make_password(password), until=until_when())
    how = {} if by else {"how": "a command on the machine"}
    leave(by, "account made", "account", str(account.pk), outcome="done", role=role, **how)
    return account, password


@transaction.atomic
def give_role(*, account: Account, role: str, by: Account) -> None:
    """Gives somebody another role, from their next request on. Raises Unseen, and ValueError for no role."""
    before = account.role
    _through("access_give_role", account, by, Role(role).value)
    leave(by, "role given", "account", str(account.pk), outcome="done", role=role, before=before)


@transaction.atomic
def set_active(*, account: Account, active: bool, by: Account) -> None:
    """Ends an account at once, or lets it sign in again. Raises Unseen."""
    _through("access_set_active", account, by, active)
    leave(by, "account opened again" if active else "account closed", "account", str(account.pk), outcome="done")


@transaction.atomic
def end_sessions(*, account: Account, by: Account) -> None:
    """Signs somebody else out everywhere, at their next request. Raises Unseen."""
    _through("access_end_sessions", account, by)
    leave(by, "sessions ended", "account", str(account.pk), outcome="done")


@transaction.atomic
def give_starting_password(*, account: Account, by: Account) -> str:
    """A new starting password in place of what somebody had; it is told this once. Raises Unseen."""
    password = starting_password()
    _through("access_give_password", account, by, make_password(password), until_when())
    leave(by, "starting password given", "account", str(account.pk), outcome="done")
    return password


@transaction.atomic
def take_second_factors(*, account: Account, by: Account) -> None:
    """Takes away what somebody proves themselves by, so that they set it up anew. Raises Unseen."""
    _through("access_take_second_factors", account, by)
    leave(by, "second factors taken away", "account", str(account.pk), outcome="done")


@transaction.atomic
def choose_password(*, words: str, by: Account) -> None:
    """Somebody's own password in place of the one they had. Their other sessions end."""
    Password.objects.filter(account=by).update(hash=make_password(words), starting=False, until=None)
    _new_round(by)
    leave(by, "password chosen", "account", str(by.pk), outcome="done")


@transaction.atomic
def sign_out_everywhere(*, by: Account) -> None:
    """Ends every session of their own, this one too."""
    _new_round(by)
    leave(by, "sessions ended", "account", str(by.pk), outcome="done")


def _new_round(account: Account) -> None:
    account.session_round = Account._meta.get_field("session_round").get_default()
    account.save(update_fields=["session_round"])


def _or_unseen(by: Account | None, account: Account | None) -> None:
    reason = against_administering(by, account) if by else ""
    if reason:
        raise Unseen("account", str(account.pk) if account else "", reason)


def _through(function: str, account: Account, by: Account, *given: Any) -> None:
    """Calls one of the database's own functions for administrators."""
    _or_unseen(by, account)
    places = ", ".join(["%s"] * (1 + len(given)))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({places})", [account.pk, *given])
