"""Telling a reporter that their name was opened, where that is safe: asked at the opening, and owed until decided."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from upstander.access.models import Account
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.reports import held_for, leave_for_reporter, told
from upstander.casework.models import IdentityRequest
from upstander.casework.models.identity_telling import IdentityTelling, Telling
from upstander.casework.report_words import name_opened

SAID = {
    Telling.TOLD: "told that their name was opened",
    Telling.LATER: "telling of the opening put off",
    Telling.NOT: "not told that their name was opened",
}


def owed(asked: IdentityRequest, by: Account) -> None:
    """From the opening on it is owed."""
    IdentityTelling.objects.create(asked=asked, what=Telling.OWED, by=by)


def standing(asked: IdentityRequest) -> IdentityTelling | None:
    """What was decided last; nothing where the name was not opened."""
    return asked.tellings.order_by("-id").first()


def is_due(last: IdentityTelling | None) -> bool:
    """Whether somebody must decide now."""
    if last is None:
        return False
    put_off = last.what == Telling.LATER and last.on is not None and last.on > timezone.localdate()
    return last.what in {Telling.OWED, Telling.LATER} and not put_off


def due_from(by: Account) -> list[IdentityRequest]:
    """Of which openings somebody still owes their reporter a word."""
    asked = IdentityRequest.objects.filter(by=by).exclude(tellings=None).select_related("report").distinct()
    return [one for one in asked if is_due(standing(one))]


@transaction.atomic
def decide(*, asked: IdentityRequest, what: str, on: dt.date | None, why: str, by: Account) -> None:
    """Tells the reporter now, puts it off to a day, or says why not. Raises Unseen and NotNow."""
    held, last = held_for(asked.report, by), standing(asked)
    if last is None or last.what in {Telling.TOLD, Telling.NOT}:
        raise NotNow("There is nothing to decide: the name was not opened, or this was decided.")
    decided = Telling(what)
    if decided != Telling.TOLD and not why.strip():
        raise NotNow("Give the reason why the reporter is not told now.")
    if decided == Telling.LATER and (on is None or on <= timezone.localdate()):
        raise NotNow("Give a day that is still to come.")
    if decided == Telling.TOLD:
        if held.public_key is None:
            raise NotNow("What the report said was destroyed, and nothing can be left for its reporter.")
        leave_for_reporter(held, name_opened(held.language), by)
    kept = on if decided == Telling.LATER else None
    IdentityTelling.objects.create(asked=asked, what=decided, on=kept, why=why.strip(), by=by)
    told(held, by, SAID[decided])
