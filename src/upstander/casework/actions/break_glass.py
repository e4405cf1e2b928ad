"""Breaking the glass: a part in a matter for a few hours, by two people, and looked at afterwards by the auditor.

It never opens a matter to somebody whom a tie keeps out, nor to somebody who does not work on it.
"""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import Matter
from upstander.casework.models.break_glass import HOURS, BreakGlass, BreakGlassAnswer, BreakGlassReview


def assigned_to(matter: Matter) -> frozenset[str]:
    """The accounts assigned to a matter."""
    return frozenset(str(one.account_id) for one in matter.assignments.all())


def parts_of(matter: Matter, account: Account) -> frozenset[str]:
    """The parts somebody has in a matter now: those assigned to them in the role they still have, and those held for a
    few hours behind broken glass.
    """
    return parts_of_each([matter], account)[matter]


def parts_of_each(matters: Collection[Matter], account: Account) -> Mapping[Matter, frozenset[str]]:
    """The same of several matters, with one question to the database."""
    since = timezone.now() - dt.timedelta(hours=HOURS)
    held = BreakGlass.objects.filter(matter__in=matters, by=account, answer__allowed=True, answer__at__gt=since)
    behind_glass = {(one.matter_id, one.part) for one in held.only("matter_id", "part")}
    return {
        matter: frozenset(
            {one.part for one in matter.assignments.all() if one.account_id == account.pk and one.part == account.role}
            | {part for key, part in behind_glass if key == matter.pk}
        )
        for matter in matters
    }


@transaction.atomic
def ask(*, matter: Matter, part: str, why: str, by: Account) -> BreakGlass:
    """Asks for a part for HOURS hours. Raises Unseen, and NotNow where they have it or have asked."""
    _or_unseen(
        policy.against_matter(asker_of(by), matter.subject_mark, assigned_to(matter), matter.kept_from()), matter
    )
    if part in parts_of(matter, by):
        raise NotNow("You have this part already.")
    if BreakGlass.objects.filter(matter=matter, by=by, part=part, answer=None).exists():
        raise NotNow("You have asked for this: a second person must answer.")
    made = BreakGlass.objects.create(matter=matter, part=part, why=why, by=by)
    leave(by, "break-glass asked", "matter", str(matter.pk), outcome="done", request=str(made.pk), part=part)
    return made


@transaction.atomic
def answer(*, asked: BreakGlass, allowed: bool, why: str, by: Account) -> BreakGlassAnswer:
    """Allows it, or does not, as the second person. Raises Unseen and NotNow."""
    matter = asked.matter
    _or_unseen(
        policy.against_breaking_glass(asker_of(by), matter.subject_mark, assigned_to(matter), matter.kept_from()),
        matter,
    )
    if asked.by_id == by.pk:
        raise NotNow("Breaking the glass takes two: somebody else must answer.")
    if BreakGlassAnswer.objects.filter(asked=asked).exists():
        raise NotNow("This was answered already.")
    made = BreakGlassAnswer.objects.create(asked=asked, allowed=allowed, why=why, by=by)
    said = "break-glass allowed" if allowed else "break-glass not allowed"
    leave(by, said, "matter", str(matter.pk), outcome="done", request=str(asked.pk), to=str(asked.by_id))
    return made


@transaction.atomic
def review(*, asked: BreakGlass, words: str, by: Account) -> BreakGlassReview:
    """Looks at it afterwards, as the auditor. Raises Unseen and NotNow."""
    reason = policy.against_oversight(asker_of(by))
    if reason:
        raise Unseen("break-glass", str(asked.pk), reason)
    if BreakGlassReview.objects.filter(asked=asked).exists():
        raise NotNow("This was reviewed already.")
    made = BreakGlassReview.objects.create(asked=asked, words=words, by=by)
    leave(by, "break-glass reviewed", "break-glass", str(asked.pk), outcome="done")
    return made


def _or_unseen(reason: str, matter: Matter) -> None:
    if reason:
        raise Unseen("matter", str(matter.pk), reason)
