"""What is done for the people a matter affects: named, planned for, contacted, promised to, and told."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import care, policy
from upstander.casework.actions import entries
from upstander.casework.actions.break_glass import assigned_to, parts_of
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import Matter
from upstander.casework.models.affected import (
    AffectedPerson,
    Agency,
    ContactDetail,
    ContactMade,
    PlanEntry,
    Promise,
    PromiseKept,
    Section,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def parts_in(matter: Matter, account: Account) -> frozenset[str]:
    """In what parts an account stands to the people of a matter; none where it may not see the matter."""
    if policy.against_matter(asker_of(account), matter.subject_mark, assigned_to(matter), matter.kept_from()):
        return frozenset()
    return care.parts_of(account.role, parts_of(matter, account))


def late_promises(matter: Matter, parts: frozenset[str]) -> list[Promise]:
    """Promises of a matter whose day has gone by and that nobody has kept."""
    if care.against_logs(parts):
        return []
    late = Promise.objects.filter(person__matter=matter, kept=None, due__lt=timezone.localdate())
    return list(late.select_related("person"))


@transaction.atomic
def name(*, matter: Matter, words: str, by: Account) -> AffectedPerson:
    """Names somebody a matter affects: who they are is sealed apart, and the history says "Person A". Raises Unseen."""
    _or_unseen(care.against_naming(parts_in(matter, by)), matter)
    Matter.objects.select_for_update().get(pk=matter.pk)  # two who name at once give two letters
    count = AffectedPerson.objects.filter(matter=matter).count()
    label = f"Person {LETTERS[count]}" if count < len(LETTERS) else f"Person {count + 1}"
    person = AffectedPerson.objects.create(matter=matter, label=label, by=by)
    PlanEntry.objects.create(person=person, section=Section.NAME, words=words, by=by)
    entries.add(matter=matter, what="affected person named", day=timezone.localdate(), details={"person": label}, by=by)
    _trace(by, "affected person named", person)
    return person


@transaction.atomic
def write(*, person: AffectedPerson, section: Section, words: str, by: Account) -> PlanEntry:
    """Writes one section of a plan anew. What it means in law is entered in the matter's history, in the same act.

    Raises Unseen, and procedure's Refused where the rules are against it: contact rules before the risk was assessed.
    """
    _or_unseen(care.against_writing(parts_in(person.matter, by)), person.matter)
    made = PlanEntry.objects.create(person=person, section=section, words=words, by=by)
    event = care.TELLS.get(section, "")
    if event and (section == Section.REVIEW or not _told(person, event)):
        entries.add(matter=person.matter, what=event, day=timezone.localdate(), details={"person": person.label}, by=by)
    _trace(by, "plan written", person, section=section)
    return made


@transaction.atomic
def keep_contact_detail(*, person: AffectedPerson, way: str, reached_at: str, rules: str, by: Account) -> ContactDetail:
    """Keeps one way of reaching a person. Raises Unseen."""
    _or_unseen(care.against_writing(parts_in(person.matter, by)), person.matter)
    made = ContactDetail.objects.create(person=person, way=way, reached_at=reached_at, rules=rules, by=by)
    _trace(by, "contact detail kept", person)
    return made


@transaction.atomic
def end_contact_detail(*, detail: ContactDetail, why: str, by: Account) -> ContactDetail:
    """Takes one way of reaching a person out of use; it is kept. Raises Unseen, and NotNow where it is done already."""
    _or_unseen(care.against_writing(parts_in(detail.person.matter, by)), detail.person.matter)
    if ContactDetail.objects.filter(ends=detail).exists():
        raise NotNow("This way of reaching the person is out of use already.")
    made = ContactDetail.objects.create(
        person=detail.person, way=detail.way, reached_at="", rules=why, ends=detail, by=by
    )
    _trace(by, "contact detail ended", detail.person)
    return made


@transaction.atomic
def log_contact(*, person: AffectedPerson, day: dt.date, words: str, by: Account) -> ContactMade:
    """Keeps that a person was contacted, or tried to be. Raises Unseen."""
    _or_unseen(care.against_logs(parts_in(person.matter, by)), person.matter)
    made = ContactMade.objects.create(person=person, day=day, words=words, by=by)
    _trace(by, "contact kept", person)
    return made


@transaction.atomic
def add_agency(*, person: AffectedPerson, agency: str, who: str, reached_at: str, by: Account) -> Agency:
    """Keeps a key contact at another agency. Raises Unseen."""
    _or_unseen(care.against_writing(parts_in(person.matter, by)), person.matter)
    made = Agency.objects.create(person=person, agency=agency, who=who, reached_at=reached_at, by=by)
    _trace(by, "agency added", person)
    return made


@transaction.atomic
def promise(*, person: AffectedPerson, what: str, due: dt.date, by: Account) -> Promise:
    """Keeps what a person was promised, and by when. Raises Unseen."""
    _or_unseen(care.against_logs(parts_in(person.matter, by)), person.matter)
    made = Promise.objects.create(person=person, what=what, due=due, by=by)
    _trace(by, "promise made", person, promise=str(made.pk))
    return made


@transaction.atomic
def keep_promise(*, promised: Promise, day: dt.date, words: str, by: Account) -> PromiseKept:
    """Keeps that a promise was kept. Raises Unseen, and NotNow where it was before."""
    _or_unseen(care.against_logs(parts_in(promised.person.matter, by)), promised.person.matter)
    if PromiseKept.objects.filter(promise=promised).exists():
        raise NotNow("This promise was kept already. Read the plan again.")
    made = PromiseKept.objects.create(promise=promised, day=day, words=words, by=by)
    _trace(by, "promise kept", promised.person, promise=str(promised.pk))
    return made


def _told(person: AffectedPerson, event: str) -> bool:
    history = person.matter.history().events(timezone.localdate())
    return any(e.what == event and e.detail("person") == person.label for e in history)


def _or_unseen(reason: str, matter: Matter) -> None:
    if reason:
        raise Unseen("affected person", str(matter.pk), reason)


def _trace(by: Account, action: str, person: AffectedPerson, **details: str) -> None:
    leave(by, action, "affected person", str(person.pk), outcome="done", matter=str(person.matter_id), **details)
