"""Asking two custodians who a reporter is: with a reason, until a day, and for whoever asks alone."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from upstander.access.models import Account
from upstander.access.trace import leave, purpose_given
from upstander.casework.actions.identity_telling import owed
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.reports import KIND, held_for, told
from upstander.casework.models import Report
from upstander.casework.models.identity_request import IdentityRequest
from upstander.casework.shredding import DestroyedError
from upstander.reporting import custody
from upstander.reporting.fields import FieldsError
from upstander.reporting.identity import FIRST, IdentityError, pairs
from upstander.reporting.recipients import read_key, written_key

LONGEST = 14  # days that a request may run
ASKED, OPENED = "identity asked for", "identity opened"


def pairs_of(report: Report) -> list[tuple[str, str]]:
    """The custodians who can open the identity together, by their names; none where none was given."""
    try:
        return list(pairs(report.said().identity))
    except DestroyedError:
        return []


@transaction.atomic
def ask(*, report: Report, pair: tuple[str, str], why: str, until: dt.date, by: Account) -> IdentityRequest:
    """Begins a request. Raises Unseen, and NotNow where it cannot be asked for or for so long."""
    held = held_for(report, by)
    today = timezone.localdate()
    if not today <= until <= today + dt.timedelta(days=LONGEST):
        raise NotNow(f"A request runs until a day within the next {LONGEST} days.")
    try:
        request, key = custody.begun(
            held.said().identity, pair, box=held.bound_to, reason=why, by=by.name, until=until, on=today
        )
    except (IdentityError, DestroyedError) as error:
        raise NotNow(f"It cannot be asked for: {error}.") from error
    written = custody.written_request(request)
    made = IdentityRequest.objects.create(report=held, by=by, until=until, request=written, key=written_key(key))
    purpose = purpose_given(by, why)
    told(held, by, ASKED)
    leave(by, ASKED, KIND, str(held.pk), purpose=purpose, outcome="allowed", request=str(made.pk))
    return made


@transaction.atomic
def answer(*, asked: IdentityRequest, text: str, called: str, by: Account) -> IdentityRequest:
    """Takes a custodian's answer in: the first leads on to the second, whose opens the identity.

    Raises Unseen, and NotNow where it is no answer to this request as it stands.
    """
    held_for(asked.report, by)
    held = IdentityRequest.objects.select_for_update().get(pk=asked.pk)
    if held.key is None:
        raise NotNow("This request is over: it was answered, or its last day has passed.")
    today = timezone.localdate()
    request = custody.read_request(held.request, "the request")
    try:
        given = custody.read_answer(text, called)
        if request.stage == FIRST:
            held.request = custody.written_request(custody.advanced(request, given, on=today))
        else:
            held.text, held.key = custody.finished(request, given, read_key(held.key), on=today), None
    except (IdentityError, FieldsError) as error:
        raise NotNow(f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    held.save(update_fields=["request", "text", "key"])
    if held.text is not None:
        told(held.report, by, OPENED)
        owed(held, by)
    return held


def read(asked: IdentityRequest, by: Account) -> str:
    """Who the reporter is, with a line in the log for each reading; empty where it is not open, or not any more."""
    if asked.text is None or asked.until < timezone.localdate():
        return ""
    leave(by, "identity read", KIND, str(asked.report_id), outcome="allowed", request=str(asked.pk))
    return str(asked.text)


def let_go() -> int:
    """Destroys what requests hold whose last day is over; how many there were. Run by the post room."""
    over = IdentityRequest.objects.filter(until__lt=timezone.localdate())
    return over.exclude(key__isnull=True, text__isnull=True).update(key=None, text=None)
