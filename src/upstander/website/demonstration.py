"""People of each role for a force that does not exist, two reports, and a matter part way: the desk can be tried."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from upstander.access import one_time_code
from upstander.access.models import Account, Kind, Password, Role, SecondFactor

NAMES = {
    Role.ANALYST: "Ada Quill",
    Role.INVESTIGATOR: "Ines Marsh",
    Role.AUTHORITY: "Theo Ballard",
    Role.LIAISON: "Lena Frost",
    Role.MANAGER: "Maud Keane",
    Role.AUDITOR: "Otto Vance",
    Role.ADMINISTRATOR: "Nell Piper",
    Role.PREVENT: "Priya Holt",
    Role.VETTING: "Vic Sorley",
    Role.CHIEF: "Cora Wynd",
    Role.STAFF: "Sam Thorne",
}


INVENTED = "DESK-"  # how the staff numbers of the demonstration begin


class NotForShow(Exception):  # noqa: N818 - an answer for the person, not an error
    """A desk that is in use, in which no invented people may be made."""


@dataclass(frozen=True)
class SignIn:
    """How somebody of the demonstration signs in."""

    role: str
    username: str
    password: str
    secret: str  # of one-time codes


@transaction.atomic
def people() -> list[SignIn]:
    """One account for each role, with a password and a secret of its own, new each time. Raises NotForShow."""
    if any(not account.staff_id.startswith(INVENTED) for account in Account.objects.all()):
        raise NotForShow("people work at this desk: open the demonstration in a folder of its own")
    given = []
    for role, name in NAMES.items():
        password = "-".join(secrets.token_hex(2) for _ in range(3))
        account = Account.objects.filter(username=role.value).first()
        if account is None:
            account = Account(username=role.value, name=name, role=role, staff_id=f"{INVENTED}{role.value}")
        account.save()
        given.append(SignIn(str(role.label), role.value, password, _lets_in(account, password)))
    return given


def _lets_in(account: Account, password: str) -> str:
    """Gives somebody a password, and a second factor in place of those they had: the secret of its codes."""
    hashed = {"hash": make_password(password), "starting": False, "until": None}
    Password.objects.update_or_create(account=account, defaults=hashed)
    SecondFactor.objects.filter(account=account).delete()
    secret = one_time_code.new_secret()
    SecondFactor.objects.create(account=account, kind=Kind.CODE, held={"secret": secret})
    return secret
