"""Where a declaration stands: how late it was made, what was decided, and what waits. Read, and kept nowhere."""

import datetime as dt
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from upstander.workforce.expected import ExpectedError
from upstander.workforce.held import NotHeld
from upstander.workforce.models import Declaration, DeclarationDecision, DeclarationStanding
from upstander.workforce.policy import DeclaredBy
from upstander.workforce.registers import Registers, registers


class Waits(StrEnum):
    """What a declaration waits for."""

    ANSWER = "waits for an answer"
    REVIEW = "measures to be looked at again"
    READING = "answered, and not read yet"
    NOTHING = "answered"


def asked() -> Registers:
    """What the force asks of its registers, from its own file where it has one. Raises NotHeld."""
    own = settings.UPSTANDER_REGISTERS
    try:
        return registers(Path(own) if own else None)
    except ExpectedError as error:
        raise NotHeld(f"What is asked of registers cannot be read: {error}") from error


def as_policies_see(declaration: Declaration) -> DeclaredBy:
    """A declaration as policies see it."""
    marks = tuple(one for one in (declaration.staff_mark, declaration.other_mark) if one)
    kept_from = frozenset(str(one.account_id) for one in declaration.exclusions.all())
    return DeclaredBy(str(declaration.by_id), declaration.kind, marks, kept_from)


def days_after(declaration: Declaration) -> int:
    """How many days after it happened something was declared."""
    return (timezone.localdate(declaration.at) - declaration.happened_on).days


def late(declaration: Declaration) -> bool:
    """Whether that is later than the force asks."""
    return days_after(declaration) > asked().declared.days


def newest(declaration: Declaration) -> DeclarationDecision | None:
    """The decision that counts."""
    return next(reversed(declaration.decisions.all()), None)


def waits(declaration: Declaration, today: dt.date) -> Waits:
    """What a declaration waits for on a day."""
    decision = newest(declaration)
    if decision is None:
        return Waits.ANSWER
    if decision.standing == DeclarationStanding.MEASURES and decision.review_on and decision.review_on <= today:
        return Waits.REVIEW
    return Waits.NOTHING if hasattr(decision, "acknowledgement") else Waits.READING
