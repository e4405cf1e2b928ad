"""A redacted copy, made of what is left of a text alone, and the schedule of what was taken out of it and why."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from upstander.access.models import Account
from upstander.casework.documents.document import Document, Section, Table
from upstander.casework.models.redaction import Passage, Redaction
from upstander.casework.procedure.law import Ground
from upstander.casework.redacting import Mark, taken_out

HEADER = ("Number", "Sentence", "What", "Ground", "It rests on")


def left_of(redaction: Redaction, passages: Iterable[Passage]) -> list[str]:
    """The lines of a text without what is taken out."""
    return taken_out(redaction.text, [Mark(one.sentence, str(one.words)) for one in passages])


def redacted(
    redaction: Redaction, passages: Sequence[Passage], *, by: Account, at: dt.datetime, to: str, copy: str
) -> Document:
    """The copy. Nothing of what was taken out is given to what makes it."""
    words = "Where a bracket says “taken out”, its number is that of the schedule."
    section = Section("The text", [*([words] if passages else []), *left_of(redaction, passages)])
    return Document(str(redaction.called), "Redacted copy", by.name, at, to, copy, (section,))


def taken_out_schedule(
    redaction: Redaction,
    passages: Sequence[Passage],
    grounds: Iterable[Ground],
    *,
    by: Account,
    at: dt.datetime,
    to: str,
    copy: str,
) -> Document:
    """What was taken out, where and on what ground; never the words, nor the reasons that a person wrote of them."""
    known = {one.id: one for one in grounds}
    rows = [_row(number, one, _told_as(known, one.ground)) for number, one in enumerate(passages, 1)]
    table = Table("What was taken out", HEADER, rows)
    section = Section("Schedule", (), [table] if rows else (), "Nothing was taken out.")
    title = f"Schedule: {redaction.called}"
    return Document(title, "What was taken out of a text, and why", by.name, at, to, copy, (section,))


def _row(number: int, passage: Passage, ground: Ground | None) -> tuple[str, ...]:
    what = "Words" if passage.words else "The whole sentence"
    says, source = (ground.says, _rests_on(ground)) if ground else ("A ground that no rule has now", "")
    return str(number), str(passage.sentence), what, says, source


def _told_as(known: Mapping[str, Ground], name: str) -> Ground | None:
    """The ground by whose name a passage leaves."""
    ground = known.get(name)
    return known.get(ground.told_as, ground) if ground else None


def _rests_on(ground: Ground) -> str:
    return f"{ground.source}{'; to be checked' if ground.to_be_checked else ''}"
