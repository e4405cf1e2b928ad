"""Letters and notices: begun from a matter, written, approved by somebody else, made as a copy, and given by a person.

Nothing is sent by the program. What stands against making or giving one is asked of the rules each time anew.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import care, correspondence, grading
from upstander.casework.actions import care as caring
from upstander.casework.actions import entries
from upstander.casework.actions.exporting import copy_number, exported
from upstander.casework.actions.leads import NotNow
from upstander.casework.documents.letter import letter_as_pdf
from upstander.casework.models import AffectedPerson, ContactDetail, Letter, Matter, PlanEntry, Section
from upstander.casework.models.letter import LetterApproval, LetterCopy, LetterGiven, LetterVersion, Way
from upstander.casework.procedure import Standing, refusals
from upstander.casework.procedure.filling import drafted, left_open
from upstander.casework.procedure.law import LetterKind, LetterPart, Reason
from upstander.casework.procedure.letters import against_letter, kind_of
from upstander.casework.procedure.rule import TO_BE_CHECKED, Source
from upstander.casework.redacting import names_in

MADE, GIVEN = "letter made", "letter given"
REACHED_BY = {Way.POSTED: "Letter", Way.MAIL: "E-mail"}  # the way of reaching somebody that each way of giving needs


def kind_for(letter: Letter, now: Standing) -> LetterKind:
    """The rule of a letter as it is in force for its matter; where none is, one by which it is read and no more."""
    return kind_of(now, str(letter.kind)) or _no_longer_in_force(letter)


def _no_longer_in_force(letter: Letter) -> LetterKind:
    parts = tuple(LetterPart(heading, words) for heading, words in letter.stands().words.items())
    return LetterKind(
        id=str(letter.kind),
        says=str(letter.kind).capitalize(),
        source=Source("no rule that is in force", "nobody writes or approves it any more"),
        status=TO_BE_CHECKED,
        first=None,
        last=None,
        kinds=frozenset(),
        reader=letter.reader,
        written_by=(),
        parts=parts,
    )


@transaction.atomic
def begin(
    *,
    matter: Matter,
    kind: LetterKind,
    addressed: str,
    details: Mapping[str, str],
    by: Account,
    person: AffectedPerson | None = None,
) -> Letter:
    """Begins a letter with the words that are offered for it. Raises Unseen."""
    _or_unseen(correspondence.against_writing(kind, caring.parts_in(matter, by)), matter)
    told = dict(details) | ({"person": str(person.label)} if person else {})
    made = Letter.objects.create(
        matter=matter, reader=kind.reader, person=person, kind=kind.id, addressed=addressed, details=told, by=by
    )
    words = drafted(kind, entries.standing_now(matter), made.event())
    LetterVersion.objects.create(letter=made, words=words, by=by)
    _trace(by, "letter begun", made)
    return made


@transaction.atomic
def write(*, letter: Letter, words: Mapping[str, str], by: Account) -> LetterVersion:
    """Writes a letter anew; what was approved before is not approved any more. Raises Unseen."""
    kind = kind_for(letter, entries.standing_now(letter.matter))
    _or_unseen(correspondence.against_writing(kind, caring.parts_in(letter.matter, by)), letter.matter)
    made = LetterVersion.objects.create(letter=letter, words=dict(words), by=by)
    _trace(by, "letter written", letter)
    return made


@transaction.atomic
def answer(*, version: LetterVersion, approved: bool, why: str, by: Account) -> LetterApproval:
    """Approves the words of a letter, or says why not. Raises Unseen, and NotNow where that is too late."""
    letter = version.letter
    kind = kind_for(letter, entries.standing_now(letter.matter))
    wrote_it = version.by_id == by.pk
    reason = correspondence.against_approving(kind, caring.parts_in(letter.matter, by), wrote_it=wrote_it)
    if reason:
        raise NotNow(f"You cannot answer this: {reason}.", reason)
    if version != letter.stands() or LetterApproval.objects.filter(version=version).exists():
        raise NotNow("These words were answered already, or written anew. Read the letter again.")
    if not approved and not why.strip():
        raise NotNow("Say why you do not approve the words.")
    made = LetterApproval.objects.create(version=version, approved=approved, why=why.strip(), by=by)
    _trace(by, "letter approved" if approved else "letter declined", letter)
    return made


def against_words(kind: LetterKind, version: LetterVersion) -> list[str]:
    """What the words of a letter lack: parts that are empty, what is left open, and an approval where one is asked."""
    told = [f"“{part.heading}” has no words." for part in kind.parts if not version.words.get(part.heading, "").strip()]
    for heading, words in version.words.items():
        told += [f"“{heading}” leaves open: {one}" for one in left_open(words)]
    approval = LetterApproval.objects.filter(version=version).first()
    if kind.approved_by and not (approval and approval.approved):
        told.append(f"The words are not approved: the {' or the '.join(kind.approved_by)} must approve them.")
    return told


def who_is_named(letter: Letter, version: LetterVersion, parts: frozenset[str]) -> list[str]:
    """Names in a letter that stand in who somebody affected is who does not read it; told to who may know that."""
    if Section.NAME not in care.sections_read(parts):
        return []
    text = " ".join(version.words.values()).casefold()
    others = PlanEntry.objects.filter(person__matter=letter.matter, section=Section.NAME).exclude(person=letter.person)
    little = grading.words().little
    return [
        f"“{name}” stands in who {entry.person} is: take it out unless the reader may have it."
        for entry in others.select_related("person")
        for name in dict.fromkeys(names_in(str(entry.words), little))
        if re.search(rf"\b{re.escape(name.casefold())}\b", text)
    ]


def against_law(kind: LetterKind, letter: Letter, now: Standing) -> list[Reason]:
    """Every rule against making or giving a letter today: its own guards, and those of the entry that it makes."""
    reasons = list(against_letter(now, kind, letter.event()))
    if kind.event and not _was_given(letter):
        reasons += refusals(now, replace(letter.event(kind.event), day=now.day))
    return reasons


@transaction.atomic
def make(*, letter: Letter, to: str, why: str, by: Account) -> bytes:
    """Makes a copy for somebody named; the history says so. Raises Unseen, and NotNow with all that is against it."""
    now = entries.standing_now(letter.matter)
    kind = kind_for(letter, now)
    _or_unseen(correspondence.against_writing(kind, caring.parts_in(letter.matter, by)), letter.matter)
    version = letter.stands()
    _or_not_now([*against_words(kind, version), *map(str, against_law(kind, letter, now))])
    number = copy_number()
    pdf = letter_as_pdf(kind, letter, version, by=by, at=timezone.localtime(), to=to, copy=number)
    digest = hashlib.sha256(pdf).hexdigest()
    LetterCopy.objects.create(version=version, made_for=to, copy=number, sha256=digest, held=pdf, by=by)
    _enter(letter, kind, MADE, now.day, f"Copy {number}, SHA-256 {digest}", by=by)
    exported(by, ("letter exported", "letter", str(letter.pk)), to, why, sha256=digest, copy=number)
    return pdf


@transaction.atomic
def give(
    *, copied: LetterCopy, day: dt.date, way: str, words: str, by: Account, rules: PlanEntry | None = None
) -> LetterGiven:
    """Keeps that a copy was given, on which day and how; the history says so, by the entry that the law has for it.

    `rules`: the safe contact rules that were followed, where it is to an affected person. Raises Unseen, NotNow, and
    procedure's Refused where the rules are against the entry.
    """
    letter = copied.version.letter
    now = entries.standing_now(letter.matter)
    kind = kind_for(letter, now)
    _or_unseen(correspondence.against_giving(kind, caring.parts_in(letter.matter, by)), letter.matter)
    _or_not_now([*_against_giving(copied, letter, day), *map(str, against_letter(now, kind, letter.event()))])
    if letter.person:
        _or_not_now(_against_contact(letter.person, way, rules))
    what = kind.event if kind.event and not _was_given(letter) else GIVEN
    made = LetterGiven.objects.create(copied=copied, day=day, way=way, words=words, by=by)
    _enter(letter, kind, what, day, f"{kind.says}: copy {copied.copy}, {way}", by=by, way=way)
    if what == kind.event:
        _tell_the_rest(letter, kind, day, by)
    if letter.person:
        told = f"{kind.says}: {made.get_way_display().lower()}. {words}".strip()
        caring.log_contact(person=letter.person, day=day, words=told, by=by)
    _trace(by, "letter given", letter, copy=copied.copy, way=way)
    return made


def stands_of_contact(person: AffectedPerson | None) -> PlanEntry | None:
    """The safe contact rules of a person as they stand."""
    return PlanEntry.objects.filter(person=person, section=Section.CONTACT_RULES).last() if person else None


def _against_giving(copied: LetterCopy, letter: Letter, day: dt.date) -> list[str]:
    told = []
    if LetterGiven.objects.filter(copied=copied).exists():
        told.append("This copy was given already: make another where somebody else is given one.")
    if copied.version != letter.stands():
        told.append("The letter was written anew since this copy was made: make another copy.")
    if day < timezone.localdate(copied.at):
        told.append("The copy was made after this day: give the day on which it was given.")
    return told


def _against_contact(person: AffectedPerson, way: str, rules: PlanEntry | None) -> list[str]:
    """What of the rules of safe contact is against giving it so. What they say in words is read by whoever gives it."""
    told = []
    if rules is None or rules != stands_of_contact(person):
        told.append("The rules of safe contact were not read as they stand now: read them again.")
    needed = REACHED_BY.get(Way(way))
    ways = {str(one.way) for one in ContactDetail.objects.filter(person=person, ends=None, ended_by=None)}
    if needed and needed not in ways:
        told.append(f"{person} is not to be reached this way: no way of reaching them by {needed.lower()} is kept.")
    return told


def _was_given(letter: Letter) -> bool:
    return LetterGiven.objects.filter(copied__version__letter=letter).exists()


def _enter(letter: Letter, kind: LetterKind, what: str, day: dt.date, note: str, *, by: Account, **more: str) -> None:
    """Says it in the matter's history, except of what is held apart."""
    if kind.apart:
        return
    own = {"letter": kind.says, "to": letter.reader_named, **more} if what in {MADE, GIVEN} else {}
    entries.add(matter=letter.matter, what=what, day=day, details={**letter.details, **own, "note": note}, by=by)


def _tell_the_rest(letter: Letter, kind: LetterKind, day: dt.date, by: Account) -> None:
    """Enters what the letter told beside its own entry, such as the severity that a notice states."""
    for what in kind.tells:
        now = entries.standing_now(letter.matter)
        if not refusals(now, replace(letter.event(what), day=now.day)):
            note = f"By the letter: {kind.says}"
            entries.add(matter=letter.matter, what=what, day=day, details={"note": note}, by=by)


def _or_not_now(reasons: Sequence[str]) -> None:
    if reasons:
        raise NotNow(" ".join(reasons))


def _or_unseen(reason: str, matter: Matter) -> None:
    if reason:
        raise Unseen("letter", str(matter.pk), reason)


def _trace(by: Account, action: str, letter: Letter, **details: str) -> None:
    leave(by, action, "letter", str(letter.pk), outcome="done", matter=str(letter.matter_id), **details)
