"""Redaction by passage: marked by one person, looked at by a second, and made as a text in which it is not present."""

import hashlib
import uuid
from collections.abc import Iterable
from textwrap import shorten
from typing import Any

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import concerns
from upstander.casework.actions import work
from upstander.casework.actions.entries import standing_now
from upstander.casework.actions.exporting import copy_number, exported
from upstander.casework.actions.leads import NotNow
from upstander.casework.documents.document import as_pdf, packed
from upstander.casework.documents.redacted import left_of, redacted, taken_out_schedule
from upstander.casework.models import Exhibit, Matter, MatterEntry, Statement
from upstander.casework.models.redaction import Held, Passage, RedactedCopy, Redaction, RedactionReview
from upstander.casework.procedure.law import Ground
from upstander.casework.redacting import sentences, stand_in

MOST_SENTENCES = 400  # of one text: a longer one is kept in parts


def grounds(matter: Matter) -> list[Ground]:
    """The grounds in force for the subject of a matter."""
    now = standing_now(matter)
    return [one for one in now.law.grounds if one.holds(now.matter.kind, now.attention, now.day)]


def texts_held(matter: Matter, account: Account) -> list[tuple[str, str, str]]:
    """What of a matter can be redacted here: its kind, its id, and how it is told in a list."""
    statements = [
        (
            Held.STATEMENT,
            str(one.pk),
            f"{one.who}, {one.said_on:%d %B %Y}: {shorten(str(one.words), 60, placeholder=' …')}",
        )
        for one in Statement.objects.filter(matter=matter)
    ]
    entries = [
        (Held.ENTRY, str(one.number), f"Entry {one.number}: {one.what}, {one.day:%d %B %Y}")
        for one in matter.entries.all()
        if one.details
    ]
    reports = [
        (Held.INTELLIGENCE, str(one.pk), f"Report received {one.received_on:%d %B %Y}")
        for one in concerns.linked_to(account, matter)
    ]
    exhibits = [
        (Held.EXHIBIT, str(one.pk), f"{one.reference}: {one.what}")
        for one in Exhibit.objects.filter(matter=matter).exclude(file=None)
    ]
    return [*statements, *entries, *reports, *exhibits]


@transaction.atomic
def begin(*, matter: Matter, of: str, source: str, called: str, by: Account) -> Redaction:
    """Begins on a text as it stands now. `called`: its name on the copies, which names nobody that is not to be named.

    Raises Unseen, and NotNow where it is no text that can be read here.
    """
    _or_unseen(matter, by)
    text = _text_of(matter, of, source, by)
    if not 0 < len(sentences(text)) <= MOST_SENTENCES:
        raise NotNow(f"This is not a text of 1 to {MOST_SENTENCES} sentences: keep a longer one as several exhibits.")
    made = Redaction.objects.create(matter=matter, of=of, source=source, called=called, text=text, by=by)
    _trace(by, "redaction begun", made, of=of, source=source)
    return made


def _text_of(matter: Matter, of: str, source: str, by: Account) -> str:
    if of == Held.STATEMENT:
        return str(Statement.objects.get(matter=matter, pk=source).words)
    if of == Held.ENTRY:
        details = MatterEntry.objects.get(matter=matter, number=int(source)).details
        return "\n".join(f"{name.replace('_', ' ').capitalize()}: {value}" for name, value in details.items())
    if of == Held.INTELLIGENCE:
        return next(str(one.sanitised) for one in concerns.linked_to(by, matter) if str(one.pk) == source)
    return plain(Exhibit.objects.get(matter=matter, pk=source))


def plain(exhibit: Exhibit) -> str:
    """The text of an exhibit. Raises NotNow where its file is no plain text, or no longer what was kept."""
    held, whole = work.file_of(exhibit)
    if not whole:
        raise NotNow(f"{exhibit.reference} is no longer what was kept: its hash differs.")
    try:
        text = held.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if any(one < " " and one not in "\t\r\n" for one in text):
        raise NotNow(f"{exhibit.reference} is not plain text: passages are taken out of plain text alone.")
    return text


@transaction.atomic
def mark(
    *, redaction: Redaction, chosen: Iterable[int], words: str, ground: str, why: str, by: Account
) -> list[Passage]:
    """Marks sentences, or words in them, to be taken out. Raises Unseen and NotNow."""
    _or_unseen(redaction.matter, by)
    _or_open(redaction)
    held, numbers = sentences(redaction.text), sorted(set(chosen))
    missing = [n for n in numbers if words and not stand_in(words, held[n - 1])]
    if missing:
        raise NotNow(f"Sentence {missing[0]} has no “{words}” in these letters: copy the words from it.")
    made = [
        Passage.objects.create(redaction=redaction, sentence=n, words=words, ground=ground, why=why, by=by)
        for n in numbers
    ]
    _trace(by, "passage marked", redaction, count=len(made), ground=ground)
    return made


@transaction.atomic
def take_back(*, passage: Passage, by: Account) -> Passage:
    """Leaves a passage in after all; that it was marked is kept. Raises Unseen and NotNow."""
    redaction = passage.redaction
    _or_unseen(redaction.matter, by)
    _or_open(redaction)
    if passage not in standing_passages(redaction):
        raise NotNow("This passage was taken back already.")
    made = Passage.objects.create(
        redaction=redaction, sentence=passage.sentence, words="", ground=passage.ground, ends=passage, by=by
    )
    _trace(by, "passage taken back", redaction)
    return made


def standing_passages(redaction: Redaction) -> list[Passage]:
    """The passages that are to be taken out, in the order of the text."""
    return list(redaction.passages.filter(ends=None, ended_by=None).select_related("by"))


def is_agreed(redaction: Redaction) -> bool:
    """Whether a second person has agreed."""
    return redaction.reviews.filter(agreed=True).exists()


def against_review(redaction: Redaction, by: Account) -> str:
    """Why somebody's look does not count: it takes a second person, who began nothing and marked nothing."""
    if redaction.by_id == by.pk or redaction.passages.filter(by=by).exists():
        return "A second person looks at this: neither who began it nor who marked anything in it."
    return ""


def as_marked(redaction: Redaction) -> str:
    """What stands marked, as a page shows it, so that nobody agrees to what they did not see."""
    told = "|".join(str(one.pk) for one in standing_passages(redaction))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@transaction.atomic
def review(*, redaction: Redaction, agreed: bool, why: str, seen: str, by: Account) -> RedactionReview:
    """Agrees with what is taken out, by which it stands, or says why not. Raises Unseen and NotNow."""
    _or_unseen(redaction.matter, by)
    _or_open(redaction)
    reasons = [against_review(redaction, by)]
    reasons.append("" if seen == as_marked(redaction) else "Something was marked or taken back since: read it again.")
    reasons.append("" if agreed or why.strip() else "Say why you do not agree.")
    for reason in filter(None, reasons):
        raise NotNow(reason)
    made = RedactionReview.objects.create(redaction=redaction, agreed=agreed, why=why.strip(), by=by)
    _trace(by, "redaction agreed" if agreed else "redaction declined", redaction)
    return made


@transaction.atomic
def make(*, redaction: Redaction, to: str, why: str, by: Account) -> bytes:
    """The copy as PDF and text with its schedule, in one archive. Raises Unseen, and NotNow before it is agreed."""
    _or_unseen(redaction.matter, by)
    if not is_agreed(redaction):
        raise NotNow("A second person has not agreed with what is taken out.")
    at, copy, passages = timezone.localtime(), copy_number(), standing_passages(redaction)
    about: dict[str, Any] = {"by": by, "at": at, "to": to, "copy": copy}
    held = packed(
        {
            "redacted.pdf": as_pdf(redacted(redaction, passages, **about)),
            "redacted.txt": "\n".join(left_of(redaction, passages)).encode() + b"\n",
            "schedule.pdf": as_pdf(taken_out_schedule(redaction, passages, grounds(redaction.matter), **about)),
        }
    )
    digest = hashlib.sha256(held).hexdigest()
    RedactedCopy.objects.create(redaction=redaction, made_for=to, copy=copy, sha256=digest, held=held, by=by)
    exported(by, ("redacted copy exported", "redaction", str(redaction.pk)), to, why, sha256=digest, copy=copy)
    return held


def named(matter: Matter, chosen: str, account: Account) -> tuple[str, str]:
    """The kind and id of a text that a form chose. Raises Unseen where the matter holds no such text."""
    of, _, source = chosen.partition(":")
    if (of, source) not in {(kind, key) for kind, key, _told in texts_held(matter, account)}:
        raise Unseen("redaction", chosen, "the matter holds no such text")
    return of, source


def newest_of(matter: Matter, of: str, source: uuid.UUID | str) -> Redaction | None:
    """The newest redaction of a text; none where nobody has begun one."""
    return Redaction.objects.filter(matter=matter, of=of, source=str(source)).first()


def _or_open(redaction: Redaction) -> None:
    Matter.objects.select_for_update().get(pk=redaction.matter_id)  # nobody marks while somebody agrees
    if is_agreed(redaction):
        raise NotNow("A second person has agreed with this: begin anew on the same text to change it.")


def _or_unseen(matter: Matter, by: Account) -> None:
    reason = work.against(matter, by)
    if reason:
        raise Unseen("redaction", str(matter.pk), reason)


def _trace(by: Account, action: str, redaction: Redaction, **details: object) -> None:
    about: dict[str, Any] = {"matter": str(redaction.matter_id), **details}
    leave(by, action, "redaction", str(redaction.pk), outcome="done", **about)
