"""An intelligence report that becomes a matter: only its sanitised text goes with it."""

import datetime as dt

from django.db import transaction

from upstander.access.asking import asker_of
from upstander.access.models import Account
from upstander.casework import policy
from upstander.casework.actions.intelligence import joined, or_unseen
from upstander.casework.actions.intelligence_moves import held_for, moved
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.matters import open_by_hand
from upstander.casework.models import IntelligenceReport, IntelligenceSubject, Matter, ReportLink
from upstander.casework.sanitising import names_the_source


@transaction.atomic
def promote(
    *, report: IntelligenceReport, subject: IntelligenceSubject, kind: str, day: dt.date, why: str, by: Account
) -> Matter:
    """Opens a matter about one of a report's subjects and links the report to it. Raises Unseen and NotNow.

    Those who work on the matter read the sanitised text through the link; nothing of the report is copied. The reason
    begins the matter's history, and so may not name the source either.
    """
    or_unseen(policy.against_promoting(asker_of(by), report.marks(), report.kept_from()), str(report.pk))
    held = held_for(report, by)
    if held.links.filter(matter__subject_mark=subject.subject_mark).exists():
        raise NotNow("There is a matter about them from this report already.")
    named = names_the_source(why, held.source_marks)
    if named:
        raise NotNow("Take out of the reason what names the source.")
    moved(held, "promoted", why, by, {}, shown={})  # before the matter: it would come back by it
    matter = open_by_hand(subject_id=subject.subject_id, subject_name=str(subject), kind=kind, why=why, day=day, by=by)
    joined(held, matter, why, by)
    for link in held.from_door.filter(made=True):  # whom the report is kept from learns nothing of the matter either
        ReportLink.objects.create(report=link.report, matter=matter, made=True, by=by)
    return matter
