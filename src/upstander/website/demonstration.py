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
SUPERVISOR = "supervisor"  # whose number is that of somebody in the simulated force, so that there is a team


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
def people(supervisor: tuple[str, str] | None = None) -> list[SignIn]:
    """One account for each role, with a password and a secret of its own, new each time. Raises NotForShow.

    `supervisor`: number and name of somebody whom the records of the simulated force call one; they sign in too.
    """
    if _somebody_works_here():
        raise NotForShow("people work at this desk: open the demonstration in a folder of its own")
    given = [_signs_in(role.value, role, name, f"{INVENTED}{role.value}") for role, name in NAMES.items()]
    if supervisor:
        number, name = supervisor
        given.append(_signs_in(SUPERVISOR, Role.STAFF, name, number))
    return given


def _somebody_works_here() -> bool:
    """Whether there is an account that no demonstration made: its supervisor has a number of the simulated force."""
    held = list(Account.objects.all())
    others = [one for one in held if not one.staff_id.startswith(INVENTED)]
    return any(one.username != SUPERVISOR for one in others) or len(others) == len(held) > 0


def _signs_in(username: str, role: Role, name: str, staff_id: str) -> SignIn:
    password = "-".join(secrets.token_hex(2) for _ in range(3))
    account = Account.objects.filter(username=username).first()
    if account is None:
        account = Account(username=username, name=name, role=role, staff_id=staff_id)
    account.save()
    label = "Supervisor" if username == SUPERVISOR else str(role.label)
    return SignIn(label, username, password, _lets_in(account, password))


def _lets_in(account: Account, password: str) -> str:
    """Gives somebody a password, and a second factor in place of those they had: the secret of its codes."""
    hashed = {"hash": make_password(password), "starting": False, "until": None}
    Password.objects.update_or_create(account=account, defaults=hashed)
    SecondFactor.objects.filter(account=account).delete()
    secret = one_time_code.new_secret()
    SecondFactor.objects.create(account=account, kind=Kind.CODE, held={"secret": secret})
    return secret
