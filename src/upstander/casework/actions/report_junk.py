"""Reports that are plainly junk, or all of one flood: set aside in one step, and brought back.

Each leaves the queue with a reason, an entry and a line of its own, and its reporter finds neutral words. What is set
aside is as sealed, kept and walled as before; a later letter of its reporter brings it back by itself (post.py).
"""

from collections.abc import Collection

from django.db import transaction

from upstander.access.models import Account
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.report_moves import MOVES
from upstander.casework.actions.reports import held_for, leave_for_reporter, moved
from upstander.casework.models import Report
from upstander.casework.report_words import neutral

SET_ASIDE, BROUGHT_BACK = "set aside", "brought back"
URGENT = "An urgent report is not set aside together with others: read it, and decide about it by itself."


def may_be_together(report: Report, what: str) -> bool:
    """Whether a report, as it stands, may be set aside or brought back together with others."""
    return report.state in MOVES[what][1] and not (what == SET_ASIDE and report.urgent)


@transaction.atomic
def set_aside(*, reports: Collection[Report], why: str, by: Account) -> None:
    """Sets reports aside together: all of them, or none. Raises Unseen and NotNow."""
    held = _held(reports, by)
    if any(report.urgent for report in held):
        raise NotNow(URGENT)
    for report in held:
        _set_aside(report, why, by)


@transaction.atomic
def set_one_aside(*, report: Report, why: str, by: Account) -> None:
    """Sets one report aside that somebody has read, an urgent one too. Raises Unseen and NotNow."""
    _set_aside(held_for(report, by), why, by)


@transaction.atomic
def bring_back(*, reports: Collection[Report], why: str, by: Account) -> None:
    """Brings reports back into the queue, as they came: all of them, or none. Raises Unseen and NotNow."""
    for report in _held(reports, by):
        moved(report, BROUGHT_BACK, why, by)


def _set_aside(held: Report, why: str, by: Account) -> None:
    last = held.messages.last()
    unanswered = last is None or last.by_id is None  # what the reporter said last
    if unanswered and not held.typed_in:  # where nobody looks for an answer, none is left
        leave_for_reporter(held, neutral(held.language), by)
    moved(held, SET_ASIDE, why, by)


def _held(reports: Collection[Report], by: Account) -> list[Report]:
    """All of them held before anything is done, in one order always, so that two people do not block each other."""
    return [held_for(report, by) for report in sorted(reports, key=lambda report: report.pk)]
