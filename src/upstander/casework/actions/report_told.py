"""What was told to whom of a report that came in otherwise: its reporter has no receipt, and finds nothing here."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from upstander.access.models import Account
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.reports import held_for, moved
from upstander.casework.models import Report, ReportMessage, Said

TO, TOLD, NOT_TOLD = "told_to", "told", "not_told"  # the names of what a message says (report_words.OF_THE_DESK)


@transaction.atomic
def note(*, report: Report, to: str, words: str, by: Account) -> Report:
    """Writes down what was told to whom. Raises Unseen and NotNow."""
    return _written(report, {TO: to, TOLD: words}, "told", "", by)


@transaction.atomic
def close(*, report: Report, to: str, words: str, why_not: str, why: str, by: Account) -> Report:
    """Closes a report with what was told to whom, or with why nothing can be told. Raises Unseen and NotNow."""
    said = {NOT_TOLD: why_not} if why_not.strip() else {TO: to, TOLD: words}
    return _written(report, said, "closed", why, by)


def _written(report: Report, said: Mapping[str, str], what: str, why: str, by: Account) -> Report:
    held = held_for(report, by)
    if not held.typed_in:
        raise NotNow("The reporter holds a receipt: answer them here, where they look for it.")
    if not all(words.strip() for words in said.values()):
        raise NotNow("Write what was told to whom, or why nothing can be told: no report is closed without.")
    sealed = held.seal(Said({name: words.strip() for name, words in said.items()}).written())
    ReportMessage.objects.create(report=held, day=timezone.localdate(), by=by, sealed=sealed)
    return moved(held, what, why, by)
