"""People of each role for a force that does not exist, and a matter part way, so that the desk can be tried."""

import secrets
from dataclasses import dataclass

from django.db import transaction

from upstander.access.models import Account, Role
from upstander.casework.actions import matters
from upstander.casework.models import Lead, Matter, Part

NAMES = {
    Role.ANALYST: "Ada Quill",
    Role.INVESTIGATOR: "Ines Marsh",
    Role.AUTHORITY: "Theo Ballard",
    Role.LIAISON: "Lena Frost",
    Role.MANAGER: "Maud Keane",
    Role.AUDITOR: "Otto Vance",
    Role.ADMINISTRATOR: "Nell Piper",
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


@transaction.atomic
def people() -> list[SignIn]:
    """One account for each role, with a password of its own, new each time. Raises NotForShow."""
    if Account.objects.exclude(staff_id__startswith=INVENTED).exists():
        raise NotForShow("people work at this desk: open the demonstration in a folder of its own")
    given = []
    for role, name in NAMES.items():
        password = "-".join(secrets.token_hex(2) for _ in range(3))
        account = Account.objects.filter(username=role.value).first()
        if account is None:
            account = Account(username=role.value, name=name, role=role, staff_id=f"{INVENTED}{role.value}")
        account.set_password(password)
        account.save()
        given.append(SignIn(str(role.label), role.value, password))
    return given


@transaction.atomic
def part_way() -> Matter | None:
    """The first lead as a matter with its people; None where there is no lead, or it was made before."""
    lead = Lead.objects.filter(matter=None).first()
    if lead is None or Matter.objects.exists():
        return None
    by_role = {account.role: account for account in Account.objects.filter(username__in=[r.value for r in NAMES])}
    manager = by_role[Role.MANAGER]
    matter = matters.open_from_lead(lead=lead, kind="officer", why="opened for the demonstration", by=manager)
    for part in Part:
        matters.assign(matter=matter, to=by_role[Role(part.value)], part=part, by=manager)
    return matter
