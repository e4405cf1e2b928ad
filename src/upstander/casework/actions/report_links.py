"""What is made of a report of the door and what it belongs with, whom it is about, and from whom it is kept."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from django.db import connection, transaction

from upstander.access.asking import asker_of
from upstander.access.models import Account, Role
from upstander.access.sealed import mark
from upstander.casework import policy
from upstander.casework.actions import intelligence
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.matters import open_by_hand
from upstander.casework.actions.reports import held_for, moved, or_unseen, told
from upstander.casework.models import (
    CameBy,
    IntelligenceReport,
    Matter,
    Report,
    ReportExclusion,
    ReportLink,
    ReportSubject,
)
from upstander.casework.report_words import TOLD_BY, in_full, whence

CAME_BY: Mapping[str, CameBy] = {
    "public": CameBy.PUBLIC,
    "colleague": CameBy.COLLEAGUE,
    "supervisor": CameBy.SUPERVISOR,
    "partner": CameBy.PARTNER,
    "call_handler": CameBy.COLLEAGUE,
}
ANSWERS = (Role.MANAGER, Role.AUDITOR)  # for what is done with reports
SOURCE = "A report at the door. Who wrote it is not known here"
BY_CHANNEL: Mapping[str, CameBy] = {
    "crimestoppers": CameBy.CRIMESTOPPERS,
    "agency": CameBy.PARTNER,
    "iopc": CameBy.IOPC,
}
ENDS = {Matter: ("matter", "linked to a matter"), IntelligenceReport: ("intelligence", "linked to intelligence"),
        Report: ("other", "duplicate")}  # fmt: skip


@transaction.atomic
def to_intelligence(*, report: Report, why: str, by: Account) -> IntelligenceReport:
    """An intelligence report of what the reporter said, to be graded. Raises Unseen, and NotNow where there is one.

    It is there for nobody from whom the report is kept.
    """
    held = held_for(report, by)
    if held.links.filter(made=True).exclude(intelligence=None).exists():
        raise NotNow("An intelligence report was made of this one already.")
    received = intelligence.Received(
        held.received_on,
        _came_by(held),
        in_full(held),
        intelligence.Source(about=whence(held) if held.typed_in else SOURCE),
        [intelligence.Named(one.subject_id, one.subject_name) for one in held.subjects.filter(kept_from=False)],
    )
    moved(held, "became intelligence", why, by)
    with _coming_back_unseen(held):
        made = intelligence.take_in(received=received, by=by)
    ReportLink.objects.create(report=held, intelligence=made, made=True, why=why.strip(), by=by)
    return made


def _came_by(held: Report) -> CameBy:
    """How it came, in the words of intelligence: where the channel does not say, by who told it."""
    if not held.typed_in:
        return CAME_BY.get(held.door, CameBy.ANONYMOUS)
    return BY_CHANNEL.get(held.door) or CameBy(held.said().provenance.get(TOLD_BY) or CameBy.ANONYMOUS)


@transaction.atomic
def open_matter(*, report: Report, subject: ReportSubject, kind: str, day: dt.date, why: str, by: Account) -> Matter:
    """Opens a matter about somebody whom a report names. Raises Unseen and NotNow.

    Those from whom the report is kept learn nothing of the matter. Nothing of the report is copied into it; the reason
    begins its history.
    """
    held = _decided(report, by)
    moved(held, "matter opened", why, by)
    number, name = subject.subject_id, str(subject)
    with _coming_back_unseen(held):
        matter = open_by_hand(subject_id=number, subject_name=name, kind=kind, why=why, day=day, by=by)
    ReportLink.objects.create(report=held, matter=matter, made=True, why=why.strip(), by=by)
    return matter


@contextmanager
def _coming_back_unseen(held: Report) -> Iterator[None]:
    """Where a report is kept from somebody, older intelligence does not visibly come back by what is made of it.

    Where it stands would tell them that something came in. Its entry, which they do not see, is made all the same.
    """
    kept = "yes" if held.held or held.exclusions.exists() else ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('upstander.unseen', %s, true)", [kept])
        yield
        cursor.execute("SELECT set_config('upstander.unseen', '', true)")


@transaction.atomic
def link(*, report: Report, to: Matter | IntelligenceReport | Report, why: str, by: Account) -> None:
    """Joins a report to what was there before it. Raises Unseen, and NotNow where it cannot be joined."""
    held = held_for(report, by)
    if to == held:
        raise NotNow("This is the report itself: give the address of something else.")
    end, what = ENDS[type(to)]
    if held.links.filter(**{end: to}).exists():
        raise NotNow("The report is linked to this already.")
    if not why.strip():
        raise NotNow("Give the reason. Whoever reads this later must be able to judge it.")
    moved(held, what, "", by)  # the reason stands with the link, which is there for whom both of its ends are
    ReportLink.objects.create(report=held, why=why.strip(), by=by, **{end: to})


@transaction.atomic
def name_subject(*, report: Report, number: str, name: str, why: str, by: Account) -> None:
    """Says whom a report is about. Who has a tie to them has written it, and sees the report no more.

    Raises Unseen and NotNow.
    """
    held = held_for(report, by)
    if held.subjects.filter(subject_mark=mark(number), kept_from=False).exists():
        raise NotNow("The report has this number already.")
    told(held, by, "subject named", why)
    ReportSubject.objects.bulk_create([ReportSubject(report=held, subject_id=number, subject_name=name, by=by)])


@transaction.atomic
def keep_from(*, report: Report, accounts: Collection[uuid.UUID], why: str, by: Account) -> None:
    """Keeps a report from more people. Raises Unseen and NotNow."""
    held = held_for(report, by)
    if not accounts:
        raise NotNow("Choose from whom the report is to be kept.")
    if by.role != Role.MANAGER and Account.objects.filter(pk__in=accounts, role__in=ANSWERS).exists():
        raise NotNow("A manager alone keeps it from a manager or the auditor. Say by number whom it is about, instead.")
    told(held, by, "kept from somebody", why)
    ReportExclusion.objects.bulk_create(
        [ReportExclusion(report=held, account_id=one, why=ReportExclusion.Why.DESK, by=by) for one in accounts],
        ignore_conflicts=True,
    )


@transaction.atomic
def let_go(*, report: Report, why: str, by: Account) -> None:
    """Says that all whom nobody could make out are named now: analysts may see the report again.

    Raises Unseen and NotNow.
    """
    held = _decided(report, by)
    if not held.held:
        raise NotNow("This report is not held for the manager.")
    told(held, by, "no longer held for the manager", why)
    held.held = False
    held.save(update_fields=["held"])


@transaction.atomic
def settle_names(*, report: Report, why: str, by: Account) -> None:
    """Says that all staff who were meant by name are named by number; a manager first, and then a second person.

    Only then may those see it again who have a tie to others of a like name. Raises Unseen and NotNow.
    """
    held = held_for(report, by)
    names = held.to_settle(by)
    if not names:
        raise NotNow("There is no name in this report of which you may say that now.")
    first = names[0].proposed_by_id is None
    told(held, by, "names settled by the first of two" if first else "names settled", why)
    held.names.filter(pk__in=[name.pk for name in names]).update(**{"proposed_by" if first else "let_go_by": by})


def _decided(report: Report, by: Account) -> Report:
    held = held_for(report, by)
    or_unseen(policy.against_deciding_door(asker_of(by), held.marks(), held.kept_from()), held)
    return held
