"""What people do with an assessment of threats: begin it, write it, adopt it. Each leaves a line in the log."""

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.learning import policy
from upstander.learning.models import ThreatAdoption, ThreatAssessment, ThreatVersion
from upstander.learning.threats.counting import Period
from upstander.learning.threats.figures import as_data, figures
from upstander.learning.threats.sections import sections
from upstander.workforce.held import Held

KIND = "threat assessment"


@transaction.atomic
def begin(*, period: Period, told: Held | None, by: Account) -> ThreatAssessment:
    """Begins an assessment of a period with the figures of today and no words. Raises Unseen."""
    _or_unseen(policy.against_writing_threats(asker_of(by)), "")
    made = ThreatAssessment.objects.create(first_day=period.first, last_day=period.last, by=by)
    _version(made, 1, {}, told, by)
    return made


@transaction.atomic
def write(
    *, assessment: ThreatAssessment, texts: Mapping[str, str], told: Held | None, after: int, by: Account
) -> None:
    """Keeps a newer version, with the figures drawn anew. `after`: the version that it was written after.

    Raises Unseen, and NotNow where another was kept meanwhile.
    """
    _or_unseen(policy.against_writing_threats(asker_of(by)), str(assessment.pk))
    if assessment.versions.filter(number__gt=after).exists():
        raise NotNow("Somebody else kept a version meanwhile. Read it before you write yours.")
    known = {section.name for section in sections()}
    kept = {name: words.strip() for name, words in texts.items() if name in known and words.strip()}
    try:
        with transaction.atomic():
            _version(assessment, after + 1, kept, told, by)
    except IntegrityError as error:
        raise NotNow("Somebody else kept a version meanwhile. Read it before you write yours.") from error


def _version(
    assessment: ThreatAssessment, number: int, texts: Mapping[str, str], told: Held | None, by: Account
) -> None:
    drawn = figures(Period(assessment.first_day, assessment.last_day), told, timezone.localdate())
    ThreatVersion.objects.create(assessment=assessment, number=number, texts=dict(texts), figures=as_data(drawn), by=by)
    leave(by, "threat assessment written", KIND, str(assessment.pk), outcome="done", version=number)


@transaction.atomic
def adopt(*, version: ThreatVersion, by: Account) -> None:
    """Adopts the newest version, of which every section was written. Raises Unseen and NotNow."""
    _or_unseen(policy.against_adopting_threats(asker_of(by)), str(version.assessment_id))
    if version != version.assessment.versions.first():
        raise NotNow("A newer version was kept meanwhile. Read it first.")
    if version.by_id == by.pk:
        raise NotNow("A second person adopts it: you wrote this version.")
    missing = [section.title for section in sections() if not version.texts.get(section.name)]
    if missing:
        raise NotNow(f"Nothing is written yet under: {', '.join(missing)}.")
    try:
        with transaction.atomic():
            ThreatAdoption.objects.create(version=version, by=by)
    except IntegrityError as error:
        raise NotNow("This version is adopted already.") from error
    leave(by, "threat assessment adopted", KIND, str(version.assessment_id), outcome="done", version=version.number)


def default_period(today: dt.date) -> Period:
    """The last whole year before a day, by months: on 27 November 2026, from 1 November 2025 to 31 October 2026."""
    first = today.replace(day=1)
    return Period(first.replace(year=first.year - 1), first - dt.timedelta(days=1))


def _or_unseen(reason: str, key: str) -> None:
    if reason:
        raise Unseen(KIND, key, reason)
