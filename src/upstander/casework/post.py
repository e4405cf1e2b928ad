"""The post room: takes the letters to the unit in, and lets go of what they held.

Run as a role of the database that writes reports and reads nothing of them. Each letter is one transaction: whoever
kills it at any point leaves a letter that waits, or a report that was taken in.
"""

import dataclasses
import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from nacl.public import PrivateKey

from upstander.audit import append
from upstander.casework.models import Report, ReportEntry, ReportFile, ReportMessage, Said, Stage
from upstander.casework.naming import Named, keep_away, named_in
from upstander.casework.shredding import size_of
from upstander.reporting.letters import MESSAGE, NotOpenedError, opened
from upstander.reporting.letters import Letter as Written
from upstander.reporting.models import Letter
from upstander.reporting.recipients import UNIT

ACTOR = "post room"
LONGEST = 20  # characters of what the door calls itself, and of a language


class NotWhole(NotOpenedError):  # noqa: N818 - a letter's fault, as its parent
    """A letter opened, and is not made as letters are."""


def take_in(key: PrivateKey, tell: Callable[[str], None] = lambda _words: None, *, urgent_only: bool = False) -> int:
    """Takes in every letter that waits for the unit and can be opened; how many there were.

    `tell` is told how many could not be, and why: never what is in them. They stay.
    """
    taken, refused = 0, Counter[str]()
    later: list[uuid.UUID] = []
    for letter in _in_order(urgent_only=urgent_only):
        taken += _tried(letter, key, refused, later)
    for letter in later:  # by now the reports that they belong to were taken in, wherever there are any
        taken += _tried(letter, key, refused, None)
    if taken:
        with transaction.atomic():
            _line()
    for why, count in refused.items():
        tell(f"{count} letters were not taken in, and wait: {why}.")
    return taken


def _in_order(*, urgent_only: bool) -> list[uuid.UUID]:
    """The letters that wait: those of one reporter as they came, and who wrote anything urgent before all others.

    What a reporter wrote last about how they may be reached holds: so an urgent letter brings all before it along.
    """
    waiting = Letter.objects.filter(recipient=UNIT, taken_on=None)
    letters = [(bytes(one.box_id), one) for one in waiting.only("id", "box_id", "number", "received_on", "urgent")]
    urgent = {box for box, letter in letters if letter.urgent}
    first: dict[bytes, dt.date] = {}
    for box, letter in letters:
        first[box] = min(letter.received_on, first.get(box, letter.received_on))
    letters.sort(key=lambda one: (one[0] not in urgent, first[one[0]], one[0], one[1].number, one[1].pk))
    return [letter.pk for box, letter in letters if box in urgent or not urgent_only]


def seen_by_nobody() -> int:
    """How many open reports are kept from everybody at the desk who could read them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casework_seen_by_nobody()")
        return int(cursor.fetchone()[0])


def _tried(letter: uuid.UUID, key: PrivateKey, refused: Counter[str], later: list[uuid.UUID] | None) -> bool:
    """Whether one letter was taken in. `later` is given what belongs to a report that is not there yet."""
    try:
        with transaction.atomic():
            return _taken(letter, key, later)
    except NotOpenedError as error:
        refused[str(error)] += 1
    except OperationalError:
        raise  # the database is away: whoever runs this must know
    except Exception as error:
        refused[f"it could not be taken in ({type(error).__name__})"] += 1
    return False


def _taken(letter: uuid.UUID, key: PrivateKey, later: list[uuid.UUID] | None) -> bool:
    with connection.cursor() as cursor:  # one post room at a time: two letters of one box would make two reports
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('upstander post room', 0))")
    held = Letter.objects.select_for_update().filter(pk=letter, taken_on=None).first()
    if held is None or held.sealed is None:
        return False  # somebody else has taken it in meanwhile
    written = _read(bytes(held.sealed), key)
    report = Report.objects.only("id", "state", "public_key").filter(box=held.box_id).order_by("id").first()
    if report is None and written.kind == MESSAGE and later is not None:
        later.append(letter)
        return False
    report = _added_to(report, held, written) if report else _made(held, written)
    _keep_files(report, held, written)
    held.taken_on, held.sealed = timezone.localdate(), None
    held.save(update_fields=["taken_on", "sealed"])
    return True


def _made(held: Letter, written: Written) -> Report:
    named = _named(written)
    report = Report(
        box=bytes(held.box_id),
        door=written.door[:LONGEST],
        language=written.language[:LONGEST],
        urgent=held.urgent or written.danger,
        received_on=held.received_on,
        held=named.many or named.unit,
        keeps_from=named.anybody,
        about_unit=named.unit,
    )
    report.renew_key()
    report.sealed = report.seal(_said(written).written())
    report.save(force_insert=True)
    keep_away(report, named)
    ReportEntry.objects.create(report=report, day=held.received_on, what=Stage.RECEIVED)
    return report


def _added_to(report: Report, held: Letter, written: Written) -> Report:
    """A later letter: it may keep the report from more people, and it asks for somebody to read it."""
    named = _named(written)
    changed: dict[str, Any] = {"state": Stage.REPLIED}
    changed |= {"urgent": True} if held.urgent or written.danger else {}
    changed |= {"held": True} if named.many or named.unit else {}
    changed |= {"about_unit": True} if named.unit else {}
    changed |= {"keeps_from": True} if named.anybody else {}
    if report.public_key is None:  # what was said before is destroyed; this is new
        report.renew_key()
        changed |= {"public_key": report.public_key, "private_key": report.private_key}
    for name, value in changed.items():
        setattr(report, name, value)
    report.save(update_fields=list(changed))
    keep_away(report, named)
    ReportMessage.objects.create(report=report, day=held.received_on, sealed=report.seal(_said(written).written()))
    ReportEntry.objects.create(report=report, day=held.received_on, what=Stage.REPLIED)
    return report


def _named(written: Written) -> Named:
    return named_in(_said(written), written.language, [file.name for file in written.files])


def _said(written: Written) -> Said:
    return Said(written.answers, written.contact, written.keep_from, written.identity)


def _keep_files(report: Report, held: Letter, written: Written) -> None:
    for file in written.files:
        ReportFile.objects.create(
            report=report,
            day=held.received_on,
            size=size_of(len(file.held)),
            name=report.seal(file.name.encode()),
            held=report.seal(file.held),
        )


def _line() -> None:
    """One line for each round, with no report in it: the log has times, and a reporter's must not be among them."""
    with connection.cursor() as cursor:
        append(cursor, actor=ACTOR, action="reports taken in", kind="report", object_id="", purpose="", outcome="done")


def _read(sealed: bytes, key: PrivateKey) -> Written:
    """A letter made as letters are: whoever has the door's public key can seal anything. Raises NotOpenedError."""
    try:
        written = opened(sealed, key)
        words = [written.kind, written.door, written.language, *written.keep_from, *(one.name for one in written.files)]
        for table in (written.answers, written.contact, written.identity):
            words += [*table.keys(), *table.values()]
    except NotOpenedError:
        raise
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise NotWhole("not made as letters are") from error
    if not all(isinstance(word, str) for word in words) or not isinstance(written.danger, bool):
        raise NotWhole("not made as letters are")
    plain = {name: getattr(written, name).replace("\0", "") for name in ("door", "language")}
    return dataclasses.replace(written, **plain)
