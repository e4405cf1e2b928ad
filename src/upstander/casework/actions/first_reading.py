"""Before somebody with a part first reads a matter: whether they have a tie to whom it is about (decisions/0073)."""

import uuid

from django.db import transaction

from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions import ties
from upstander.casework.actions.entries import or_unseen
from upstander.casework.models import Assignment, Matter, NoTie


def against(matter: Matter, account: Account) -> str:
    """Why somebody who may know of a matter may not read it yet; empty where they may."""
    said = NoTie.objects.filter(matter=matter, by=account).exists()
    return policy.against_reading(account.role, str(account.pk), [str(account.pk)] if said else ())


def unread(account: Account) -> frozenset[uuid.UUID]:
    """The matters in which somebody has a part and may not read yet, with one question to the database."""
    if not policy.against_reading(account.role, str(account.pk), ()):
        return frozenset()
    said = NoTie.objects.filter(by=account).values("matter")
    return frozenset(
        Assignment.objects.filter(account=account).exclude(matter__in=said).values_list("matter", flat=True)
    )


def silent(matter: Matter, part: str) -> tuple[str, ...]:
    """The names of those with a part in a matter who have not said yet whether they have a tie."""
    said = matter.no_ties.values("by")
    held = Assignment.objects.filter(matter=matter, part=part).exclude(account__in=said)
    return tuple(one.account.name for one in held.select_related("account"))


@transaction.atomic
def say_none(*, matter: Matter, by: Account) -> NoTie:
    """Says that there is no tie, by which the matter opens to them. Raises Unseen."""
    or_unseen(matter, by)
    made, _new = NoTie.objects.get_or_create(matter=matter, by=by)
    leave(by, "no tie declared", "matter", str(matter.pk), outcome="done")
    return made


@transaction.atomic
def say_one(*, matter: Matter, tie: str, by: Account) -> None:
    """Says what the tie is, by which nothing about whom the matter is about exists for them any more. Raises Unseen."""
    or_unseen(matter, by)
    ties.declare(subject_id=matter.subject_id, name=matter.subject_name, tie=tie, by=by)
