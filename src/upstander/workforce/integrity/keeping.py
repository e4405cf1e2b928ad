"""What people do with integrity health checks: hold one, say whether it was written right. Each leaves a line."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.workforce import policy
from upstander.workforce.audience import Person
from upstander.workforce.integrity.questions import Question, Questions
from upstander.workforce.integrity.written import Answer, with_words
from upstander.workforce.models import HealthCheck, HealthCheckReply

ANSWERED = "You have said already whether it is right: what you said first stands."
BACK = 31  # days after which a talk is no longer written down as held: nobody remembers it. Ours


@dataclass(frozen=True)
class Talked:
    """A talk as it is written down. `staff_id`: the number of `who`, as the records have it."""

    who: Person
    staff_id: str
    held_on: dt.date
    answers: Mapping[str, Answer]


@transaction.atomic
def hold(*, talked: Talked, asked: Questions, supervisor: str, by: Account) -> HealthCheck:
    """Writes down a check that was held. `supervisor`: the mark of whom the records name. Raises Unseen and NotNow."""
    if reason := policy.against_team(asker_of(by), supervisor, talked.who.mark):
        raise Unseen("health check", "", reason)
    today = timezone.localdate()
    if not today - dt.timedelta(days=BACK) <= talked.held_on <= today:
        raise NotNow(f"Give the day of the talk: one of the last {BACK} days.")
    if HealthCheck.objects.filter(by=by, staff_mark=talked.who.mark, held_on=talked.held_on).exists():
        raise NotNow("You have written down a check with them on this day already.")
    made = HealthCheck.objects.create(
        staff_id=talked.staff_id, name=talked.who.name, team=talked.who.team_id, supervisor_id=by.staff_id,
        held_on=talked.held_on, version=asked.version, by=by,
        answers={one.name: _as_asked(one, talked.answers[one.name]) for one in asked.asked},
        talked_through=with_words(talked.answers) >= asked.talked_through.number,
        agreed=_agreed(talked, asked),
    )  # fmt: skip
    leave(by, "health check held", "health check", str(made.pk), outcome="done")
    return made


def _agreed(talked: Talked, asked: Questions) -> str:
    """What is passed on, in the words in which it was written."""
    return "\n".join(words for one in asked.asked if one.passed_on and (words := talked.answers[one.name].words))


def _as_asked(question: Question, answer: Answer) -> dict[str, Any]:
    """An answer with the question to which it was given: the questions may be others tomorrow."""
    about = {"asked": question.asked, "declare": question.declare, "apart": question.apart}
    return asdict(answer) | about


@transaction.atomic
def reply(*, health_check: HealthCheck, agrees: bool, words: str, by: Account) -> HealthCheckReply:
    """Says, once, whether what was written is right. Raises Unseen and NotNow."""
    if health_check.staff_mark != by.mark:
        raise Unseen("health check", str(health_check.pk), "whoever was asked says whether it is right")
    if hasattr(health_check, "reply"):
        raise NotNow(ANSWERED)
    if not agrees and not words:
        raise NotNow("Say what you disagree with.")
    made = HealthCheckReply.objects.create(check_held=health_check, agrees=agrees, words=words, by=by)
    leave(by, "health check answered", "health check", str(health_check.pk), outcome="done", agrees=agrees)
    return made
