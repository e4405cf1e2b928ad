"""Every change that people make to the watchlist: each in one transaction, with its line in the log."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.workforce import policy
from upstander.workforce.models import (
    Grounds,
    Tactic,
    WatchlistAnswer,
    WatchlistEntry,
    WatchlistLook,
    WatchlistRemoval,
)
from upstander.workforce.watchlist import LONGEST, Stands, stands

OPEN = {Stands.PROPOSED, Stands.ON, Stands.LAPSED}


@transaction.atomic
def put_forward(
    *,
    subject_id: str,
    subject_name: str,
    grounds: Grounds,
    why: str,
    tactics: Sequence[Tactic],
    until: dt.date,
    by: Account,
) -> WatchlistEntry:
    """Puts somebody forward; they are on the list when a second person allows it. Raises Unseen and NotNow."""
    _or_unseen(policy.against_watching(asker_of(by), mark(subject_id)), "")
    _or_too_long(until)
    held = WatchlistEntry.objects.filter(subject_mark=mark(subject_id)).select_related("removal")
    if any(stands(one, timezone.localdate()) in OPEN for one in held.prefetch_related("answers")):
        raise NotNow("They are put forward or on the list already.")
    given = {"subject_id": subject_id, "subject_name": subject_name, "grounds": grounds, "why": why, "until": until}
    made = WatchlistEntry.objects.create(**given, tactics=[str(one) for one in tactics], by=by)
    leave(by, "watchlist entry put forward", "watchlist", str(made.pk), outcome="done")
    return made


@transaction.atomic
def answer(*, entry: WatchlistEntry, allowed: bool, why: str, until: dt.date, by: Account) -> WatchlistAnswer:
    """Allows somebody on the list until a day, or not; later, until another day. Raises Unseen and NotNow."""
    _or_unseen(policy.against_answering(asker_of(by), entry.subject_mark), str(entry.pk))
    if entry.by_id == by.pk:
        raise NotNow("A second person answers: you put them forward.")
    if stands(entry, timezone.localdate()) not in OPEN:
        raise NotNow("This entry is closed. Put them forward anew.")
    _or_too_long(until)
    if not allowed and not why.strip():
        raise NotNow("Say why not.")
    made = WatchlistAnswer.objects.create(entry=entry, allowed=allowed, why=why.strip(), until=until, by=by)
    leave(by, "watchlist entry answered", "watchlist", str(entry.pk), outcome="allowed" if allowed else "refused")
    return made


@transaction.atomic
def looked(*, entry: WatchlistEntry, tactic: Tactic, day: dt.date, found: str, by: Account) -> WatchlistLook:
    """Writes down what was looked at and what was found. Raises Unseen, and NotNow for what was not allowed."""
    _or_unseen(policy.against_watching(asker_of(by), entry.subject_mark), str(entry.pk))
    if stands(entry, timezone.localdate()) is not Stands.ON:
        raise NotNow("They are not on the list now: nothing may be looked at because of it.")
    if tactic not in entry.tactics:
        raise NotNow("This was not allowed for them: put them forward anew with it.")
    made = WatchlistLook.objects.create(entry=entry, tactic=tactic, day=day, found=found, by=by)
    leave(by, "watchlist entry looked at", "watchlist", str(entry.pk), outcome="done", tactic=str(tactic))
    return made


@transaction.atomic
def remove(*, entry: WatchlistEntry, why: str, by: Account) -> WatchlistRemoval:
    """Takes somebody off the list. Raises Unseen and NotNow."""
    _or_unseen(policy.against_answering(asker_of(by), entry.subject_mark), str(entry.pk))
    if hasattr(entry, "removal"):
        raise NotNow("They are off the list already.")
    made = WatchlistRemoval.objects.create(entry=entry, why=why, by=by)
    leave(by, "watchlist entry removed", "watchlist", str(entry.pk), outcome="done")
    return made


def _or_too_long(until: dt.date) -> None:
    today = timezone.localdate()
    if not today <= until <= today + dt.timedelta(days=LONGEST):
        raise NotNow(f"The last day must be within {LONGEST} days from today: after that somebody decides again.")


def _or_unseen(reason: str, asked: str) -> None:
    if reason:
        raise Unseen("watchlist", asked, reason)
