"""What people write of samples: the plan, the draw, what a reviewer found, and lines that nobody records."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.workforce import policy
from upstander.workforce.models import (
    LineStanding,
    SampleCheck,
    Sampled,
    SampledContact,
    SampleDraw,
    SamplePlan,
    Verdict,
)
from upstander.workforce.sampling.draw import Candidate, Quarter, against_drawing, drawn, in_turn, per_team, quarter_of

MOST = 50  # of each team: more is no sample that anybody reads through
REVIEWED = 366  # days within which a line that nobody records is looked at again. Ours


@transaction.atomic
def plan(*, kind: Sampled, quarter: Quarter, many: int, by: Account) -> SamplePlan:
    """States how many of each team are sampled in a quarter, and writes the seed down. Raises Unseen and NotNow.

    The log keeps the seed's hash and not the seed, by which whoever reads the log could foretell the draw.
    """
    _or_unseen(by)
    if quarter != quarter_of(quarter.first) or not 1 <= many <= MOST:
        raise NotNow(f"Give a quarter, and how many of each team: from 1 to {MOST}.")
    if SamplePlan.objects.filter(kind=kind, first_day=quarter.first).exists():
        raise NotNow("This quarter is planned already: a second plan would be a second draw to choose from.")
    seed = secrets.token_hex(16)
    made = SamplePlan.objects.create(kind=kind, first_day=quarter.first, per_team=many, seed=seed, by=by)
    digest = hashlib.sha256(seed.encode()).hexdigest()
    about = {"sampled": str(kind), "quarter": str(quarter.first), "sha256_of_seed": digest}
    leave(by, "sample planned", "sample", str(made.pk), outcome="done", per_team=many, **about)
    return made


@transaction.atomic
def draw(
    *,
    plan: SamplePlan,
    candidates: Sequence[Candidate],
    checkers: Sequence[Account],
    until: dt.date | None,
    by: Account,
) -> SampleDraw:
    """Draws a plan, once its quarter is over. Raises Unseen and NotNow.

    `until`: the day of the newest record of what is drawn from (draw.reach); none where there is none.
    """
    _or_unseen(by)
    if SampleDraw.objects.filter(plan=plan).exists():
        raise NotNow("This plan is drawn already.")
    quarter, of_cases = Quarter(plan.first_day), plan.kind == Sampled.CASES
    if reason := against_drawing(quarter, of_cases=of_cases, until=until, today=timezone.localdate()):
        raise NotNow(reason)
    found = drawn(candidates, str(plan.seed), plan.per_team)
    if not found or not checkers:
        raise NotNow("There is nothing to draw from." if checkers else "Choose who checks.")
    _or_nobody_else_checks(candidates, checkers)
    SampledContact.objects.bulk_create(_sampled(plan, found, checkers, by))
    made = SampleDraw.objects.create(plan=plan, population=dict(per_team(candidates)), by=by)
    leave(by, "sample drawn", "sample", str(plan.pk), outcome="done", seed=str(plan.seed))
    return made


def _sampled(
    plan: SamplePlan, found: Sequence[Candidate], checkers: Sequence[Account], by: Account
) -> list[SampledContact]:
    """What was drawn, given out in turn; nobody is given their own (_or_nobody_else_checks has seen to it)."""
    accounts = {str(one.pk): one for one in checkers}
    turn = [accounts[key] for key in in_turn(str(plan.seed), list(accounts))]
    made = []
    for place, one in enumerate(found, 1):
        contact = SampledContact(
            plan=plan, place=place, contact_id=one.contact_id, staff_id=one.staff_id, name=one.name, team=one.team,
            on_day=one.on_day, line=one.line, recorded=one.recorded, held_by_mark=one.held_by, by=by,
        )  # fmt: skip
        contact.checker = _other_than(_theirs(one), turn, place)
        made.append(contact)
    return made


def _or_nobody_else_checks(candidates: Sequence[Candidate], checkers: Sequence[Account]) -> None:
    """Raises NotNow where a contact could be drawn that nobody of those who check may check.

    Asked of all that may be drawn and not of what was: else the answer would tell them that one of theirs was.
    """
    marks = {one.mark for one in checkers}
    if any(marks <= theirs for theirs in {_theirs(one) for one in candidates}):
        raise NotNow(
            "Choose somebody else beside: nobody checks their own contacts, nor a talk that they held, and whoever you "
            "chose had some then."
        )


def _theirs(one: Candidate) -> frozenset[str]:
    """Who is in what may be drawn, by their marks: whose it is, and who held it."""
    return frozenset({mark(one.staff_id), one.held_by} - {""})


def _other_than(theirs: frozenset[str], turn: Sequence[Account], place: int) -> Account:
    ordered = (turn[(place + number) % len(turn)] for number in range(len(turn)))
    return next(one for one in ordered if one.mark not in theirs)


@dataclass(frozen=True)
class Found:
    """What a reviewer found of one contact."""

    recorded: Verdict
    within: Verdict
    words: str


@transaction.atomic
def check(*, sampled: SampledContact, found: Found, by: Account) -> SampleCheck:
    """Writes down what a reviewer found. Raises Unseen."""
    if reason := policy.against_sampled(asker_of(by), sampled.staff_mark, sampled.held_by_mark):
        raise Unseen("sampled contact", str(sampled.pk), reason)
    made = SampleCheck.objects.create(
        sampled=sampled, recorded=found.recorded, within=found.within, found=found.words, by=by
    )
    leave(by, "sampled contact checked", "sampled contact", str(sampled.pk), outcome="done")
    return made


@transaction.atomic
def stand(*, name: str, recorded: bool, why: str, review_on: dt.date | None, by: Account) -> LineStanding:
    """Writes down whether calls on a line are recorded, and why. Raises Unseen and NotNow."""
    _or_unseen(by)
    today = timezone.localdate()
    if recorded:
        review_on = None
    elif review_on is None or not today < review_on <= today + dt.timedelta(days=REVIEWED):
        raise NotNow(
            "Give a day to come, within a year, on which somebody looks again at whether this line is recorded."
        )
    made = LineStanding.objects.create(name=name, recorded=recorded, why=why, review_on=review_on, by=by)
    leave(by, "line written down", "line", str(made.pk), outcome="done", recorded=recorded)
    return made


def _or_unseen(by: Account) -> None:
    if reason := policy.against_sampling(asker_of(by)):
        raise Unseen("sample", "", reason)
