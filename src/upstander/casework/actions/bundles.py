"""The bundle of a meeting or hearing: papers that a person chose and ordered, redacted where that was agreed."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import concerns
from upstander.casework.actions import entries, redactions, work
from upstander.casework.actions.entries import standing_now
from upstander.casework.actions.exporting import copy_number, exported
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.letters import kind_for
from upstander.casework.documents.bundle import Paper, bundle_as_pdf
from upstander.casework.documents.redacted import left_of
from upstander.casework.models import Disclosed, Exhibit, Letter, Matter, Reader, Statement
from upstander.casework.models.bundle import Bundle, BundleCopy
from upstander.casework.models.redaction import Held
from upstander.casework.redacting import lines

ALLEGATIONS, LETTER = "allegations", "letter"
MADE = "hearing bundle made"
Item = tuple[str, str]


def papers_held(matter: Matter, account: Account) -> list[tuple[str, str, str]]:
    """What of a matter may be put into a bundle: its kind, its id, and how it is told in a list."""
    letters = Letter.objects.filter(matter=matter, reader=Reader.SUBJECT, versions__copies__given__isnull=False)
    given = [(LETTER, str(one.pk), f"Given: {one.kind}, begun {one.at:%d %B %Y}") for one in letters.distinct()]
    held = [one for one in redactions.texts_held(matter, account) if one[0] in {Held.STATEMENT, Held.INTELLIGENCE}]
    exhibits = [
        (Held.EXHIBIT.value, str(one.pk), f"{one.reference}: {one.what}")
        for one in Exhibit.objects.filter(matter=matter)
    ]
    return [(ALLEGATIONS, "", "The allegations"), *given, *held, *exhibits]


@transaction.atomic
def begin(*, matter: Matter, proceedings: str, form: str, items: Sequence[Item], by: Account) -> Bundle:
    """Keeps which papers are in a bundle, in which order. Raises Unseen, and NotNow where one may not be."""
    _or_unseen(matter, by)
    known = {(kind, key) for kind, key, _told in papers_held(matter, by)}
    if not set(items) <= known:
        raise Unseen("bundle", str(matter.pk), "the matter holds no such paper")
    _papers(matter, items, by)
    listed = [list(item) for item in items]
    made = Bundle.objects.create(matter=matter, proceedings=proceedings, form=form, items=listed, by=by)
    leave(by, "bundle begun", "bundle", str(made.pk), outcome="done", matter=str(matter.pk))
    return made


def in_the_way(bundle: Bundle) -> list[str]:
    """Why a bundle cannot be made today."""
    return [told for item in bundle.items if (told := _against(bundle.matter, (item[0], item[1])))]


def names_of(bundle: Bundle, by: Account) -> list[str]:
    """How its papers are told, in their order."""
    told = {(kind, key): words for kind, key, words in papers_held(bundle.matter, by)}
    return [_named(bundle.matter, (item[0], item[1]), told) for item in bundle.items]


def _named(matter: Matter, item: Item, told: Mapping[Item, str]) -> str:
    name = told.get(item, "A paper that the matter no longer holds")
    newest = redactions.newest_of(matter, *item)
    return f"{name} (goes in redacted, as “{newest.called}”)" if newest else name


@transaction.atomic
def make(*, bundle: Bundle, to: str, why: str, by: Account) -> bytes:
    """A copy for somebody named; the history says so. Raises Unseen, and NotNow where a paper may not leave."""
    matter = bundle.matter
    _or_unseen(matter, by)
    papers = _papers(matter, [(item[0], item[1]) for item in bundle.items], by)
    number, at = copy_number(), timezone.localtime()
    title, about = f"Bundle for the {bundle.form}", f"{matter.subject_name}. Proceedings {bundle.proceedings}."
    pdf = bundle_as_pdf(title, about, papers, by=by, at=at, to=to, copy=number)
    digest = hashlib.sha256(pdf).hexdigest()
    BundleCopy.objects.create(bundle=bundle, made_for=to, copy=number, sha256=digest, held=pdf, by=by)
    note = f"Copy {number}, SHA-256 {digest}"
    told = {"proceedings": str(bundle.proceedings), "to": to, "note": note}
    entries.add(matter=matter, what=MADE, day=timezone.localdate(), details=told, by=by)
    exported(by, ("bundle exported", "bundle", str(bundle.pk)), to, why, sha256=digest, copy=number)
    return pdf


def _papers(matter: Matter, items: Sequence[Item], by: Account) -> list[Paper]:
    """The papers in their order. Raises NotNow with all that is against them."""
    against = [told for item in items if (told := _against(matter, item))]
    if against or not items:
        raise NotNow(" ".join(against) or "Give at least one paper its place.")
    return [AS_PAPER[kind](matter, key, by) for kind, key in items]


def _against(matter: Matter, item: Item) -> str:
    """Why a paper may not be in a bundle yet: what awaits a second person, what is withheld or not decided."""
    kind, key = item
    newest = redactions.newest_of(matter, kind, key)
    if newest and not redactions.is_agreed(newest):
        return f"“{newest.called}” awaits a second person's look at what is taken out of it."
    if kind == Held.INTELLIGENCE and newest is None:
        return "A sanitised report is put in only as a redacted copy: begin one, and have a second person agree."
    return _against_exhibit(Exhibit.objects.get(matter=matter, pk=key), newest is None) if kind == Held.EXHIBIT else ""


def _against_exhibit(exhibit: Exhibit, unredacted: bool) -> str:
    decided = exhibit.disclosures.last()
    if decided is None:
        return f"Whether {exhibit.reference} is disclosed has not been decided."
    if decided.decision == Disclosed.WITHHELD:
        return f"{exhibit.reference} is withheld: it cannot be in a bundle."
    if exhibit.size and not work.file_of(exhibit)[1]:
        return f"{exhibit.reference} is no longer what was kept: its hash differs."
    partly = decided.decision == Disclosed.PART and unredacted
    return f"{exhibit.reference} is disclosed in part, and no redacted copy of it was agreed." if partly else ""


def _left(matter: Matter, kind: str, key: str) -> tuple[str, list[str]] | None:
    """The name and lines of the redacted version of a text, where there is one."""
    newest = redactions.newest_of(matter, kind, key)
    return (str(newest.called), left_of(newest, redactions.standing_passages(newest))) if newest else None


def _allegations(matter: Matter, _key: str, _by: Account) -> Paper:
    """What the authority decided that there is a case to answer for, as the history has it."""
    decided = [e for e in standing_now(matter).events if e.what == "authority determined"]
    told = [f"What is alleged: {e.detail('alleges')}" for e in standing_now(matter).events if e.detail("alleges")]
    told += [f"Allegation {e.detail('allegation')}: {e.detail('level')}, decided {e.day:%d %B %Y}" for e in decided]
    return Paper("The allegations", "As the appropriate authority decided", told or ["None is decided yet."])


def _letter(matter: Matter, key: str, _by: Account) -> Paper:
    """A letter to the subject, in the words of the copy that was given."""
    letter = Letter.objects.get(matter=matter, pk=key)
    version = letter.versions.filter(copies__given__isnull=False).order_by("-id")[0]
    given = version.copies.filter(given__isnull=False).order_by("at")[0].given
    kind = kind_for(letter, standing_now(matter))
    told = [
        part
        for heading, words in version.words.items()
        for part in (f"{heading}.", *words.splitlines())
        if part.strip()
    ]
    return Paper(kind.says, f"{given.get_way_display()}, {given.day:%d %B %Y}", told)


def _statement(matter: Matter, key: str, _by: Account) -> Paper:
    left = _left(matter, Held.STATEMENT, key)
    one = Statement.objects.get(matter=matter, pk=key)
    said = f"Said {one.said_on:%d %B %Y}"
    if left:
        return Paper(left[0], f"{said}. Redacted", left[1])
    return Paper(f"What was said by {one.who}", said, _lines(str(one.words)))


def _report(matter: Matter, key: str, by: Account) -> Paper:
    left = _left(matter, Held.INTELLIGENCE, key)
    held = next((one for one in concerns.linked_to(by, matter) if str(one.pk) == key), None)
    if left is None or held is None:
        raise NotNow("A sanitised report is put in only as a redacted copy: begin one, and have a second person agree.")
    return Paper(left[0], f"A report received {held.received_on:%d %B %Y}. Redacted", left[1])


def _exhibit(matter: Matter, key: str, _by: Account) -> Paper:
    """An exhibit in its words where it is plain text; any other file by its hash, and that is said."""
    exhibit = Exhibit.objects.get(matter=matter, pk=key)
    name, found = f"Exhibit {exhibit.reference}", f"{exhibit.what}. {exhibit.found}, {exhibit.found_on:%d %B %Y}"
    left = _left(matter, Held.EXHIBIT, key)
    if left:
        return Paper(f"{name}: {left[0]}", "Redacted", left[1])
    try:
        return Paper(name, found, _lines(redactions.plain(exhibit)) if exhibit.size else _by_hash(exhibit))
    except NotNow:
        return Paper(name, found, _by_hash(exhibit))


def _by_hash(exhibit: Exhibit) -> list[str]:
    told = "This exhibit is not plain text, or is kept elsewhere. It is not in this bundle, and is given beside it."
    return [told, f"SHA-256: {exhibit.sha256 or 'no file'}"]


def _lines(text: str) -> list[str]:
    return [" ".join(line) for line in lines(text)]


AS_PAPER: dict[str, Callable[[Matter, str, Account], Paper]] = {
    ALLEGATIONS: _allegations,
    LETTER: _letter,
    Held.STATEMENT: _statement,
    Held.INTELLIGENCE: _report,
    Held.EXHIBIT: _exhibit,
}


def _or_unseen(matter: Matter, by: Account) -> None:
    reason = work.against(matter, by)
    if reason:
        raise Unseen("bundle", str(matter.pk), reason)
