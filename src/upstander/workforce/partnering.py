"""What people write of partners: agencies, whom to ask for there, and each time the unit was in touch with them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.workforce import policy
from upstander.workforce.models import (
    Agency,
    AgencyClosing,
    AgencyContact,
    AgencyContactCheck,
    AgencyFeedback,
    Attendance,
    ContactAnswer,
    Engagement,
    EngagementKind,
    Level,
)
from upstander.workforce.partners import is_contact


@dataclass(frozen=True)
class Person:
    """A contact at an agency. `ours`: who of this force they ask for."""

    level: Level
    name: str
    ours: str
    post: str = ""
    reached_at: str = ""


@transaction.atomic
def add(*, name: str, kind: str, by: Account) -> Agency:
    """A new agency. Raises Unseen, and NotNow where there is one of this name."""
    _or_unseen(by, "")
    if Agency.objects.filter(name_mark=mark(name, "agency"), closing=None).exists():
        raise NotNow("There is an agency of this name already.")
    made = Agency.objects.create(name=name, kind=kind, by=by)
    leave(by, "agency added", "agency", str(made.pk), outcome="done", kind_of_agency=kind)
    return made


@transaction.atomic
def name_contact(*, agency: Agency, person: Person, by: Account) -> AgencyContact:
    """A contact at an agency. Raises Unseen and NotNow."""
    _or_unseen(by, str(agency.pk))
    _or_closed(agency)
    made = AgencyContact.objects.create(agency=agency, by=by, **asdict(person))
    leave(by, "agency contact named", "agency", str(agency.pk), outcome="done", level=str(person.level))
    return made


@transaction.atomic
def check(*, contact: AgencyContact, answer: ContactAnswer, by: Account) -> AgencyContactCheck:
    """Says whether somebody is still the contact. Raises Unseen and NotNow."""
    _or_unseen(by, str(contact.agency_id))
    if not is_contact(contact):
        raise NotNow("They are the contact no more: name who is now.")
    made = AgencyContactCheck.objects.create(contact=contact, answer=answer, by=by)
    leave(by, "agency contact checked", "agency", str(contact.agency_id), outcome="done", answer=str(answer))
    return made


@transaction.atomic
def close(*, agency: Agency, why: str, by: Account) -> AgencyClosing:
    """Says that an agency is a partner no more. What was written stays. Raises Unseen and NotNow."""
    _or_unseen(by, str(agency.pk))
    _or_closed(agency)
    made = AgencyClosing.objects.create(agency=agency, why=why, by=by)
    leave(by, "agency closed", "agency", str(agency.pk), outcome="done")
    return made


@transaction.atomic
def engage(*, kind: EngagementKind, day: dt.date, what: str, agencies: Sequence[Agency], by: Account) -> Engagement:
    """Writes down a briefing, an event, materials, a meeting, a visit or a call. Raises Unseen and NotNow."""
    _or_unseen(by, "")
    for agency in agencies:
        _or_closed(agency)
    made = Engagement.objects.create(kind=kind, day=day, what=what, by=by)
    Attendance.objects.bulk_create(Attendance(engagement=made, agency=agency, by=by) for agency in agencies)
    leave(by, "engagement written", "engagement", str(made.pk), outcome="done", agencies=len(agencies))
    return made


@transaction.atomic
def hear(*, attendance: Attendance, people: int | None, words: str, by: Account) -> AgencyFeedback:
    """Writes down what an agency said of an engagement, and how many came. Raises Unseen and NotNow."""
    _or_unseen(by, str(attendance.engagement_id))
    if people is None and not words:
        raise NotNow("Say how many came, or what they said.")
    made = AgencyFeedback.objects.create(attendance=attendance, people=people, words=words, by=by)
    leave(by, "agency feedback written", "engagement", str(attendance.engagement_id), outcome="done")
    return made


def _or_closed(agency: Agency) -> None:
    if hasattr(agency, "closing"):
        raise NotNow(f"{agency} is a partner no more: add it anew where it is one again.")


def _or_unseen(by: Account, asked: str) -> None:
    if reason := policy.against_partners(asker_of(by)):
        raise Unseen("partners", asked, reason)
