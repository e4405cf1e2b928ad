"""Handing a report over outside the force: to whoever receives what is about the unit itself.

The door cannot send round the unit what it has sealed to the unit. Where a report turns out to be about those who read
it, a manager hands it over: sealed anew to the one outside, it waits for the next bag, and its key is destroyed here.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from upstander.access.asking import asker_of
from upstander.access.models import Account
from upstander.casework import policy
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.reports import held_for, leave_for_reporter, moved, or_not_now, or_unseen
from upstander.casework.door_recipients import door_recipients
from upstander.casework.models import Report, Said
from upstander.casework.report_words import handed_over
from upstander.casework.shredding import DestroyedError
from upstander.reporting.letters import MESSAGE, REPORT, Enclosed, Letter, seal
from upstander.reporting.recipients import ELSEWHERE, Recipient

HANDED_OVER = "handed over"
DONE = "done"
AGAINST = {
    "not ours": "It came from another force's door: hand it over in person, and answer its reporter.",
    "waiting": "Another letter of this reporter waits to be taken in. Hand it over after the next round.",
}


def outside(report: Report) -> Recipient | None:
    """Who receives a report outside the force, by the door's file of recipients; None where the desk is told of nobody.

    What was typed in has no box that could be turned round: it is handed over in person.
    """
    known = None if report.typed_in else door_recipients()
    return known.receiving.get(ELSEWHERE) if known else None


@transaction.atomic
def hand_over(*, report: Report, to: str, why: str, by: Account) -> Report:
    """Hands a report over to whoever receives outside; `to`: to whom it was handed in person, where there is nobody.

    The reporter finds words that say so, and nobody but the manager sees that it was here. Raises Unseen and NotNow.
    """
    with connection.cursor() as cursor:  # before the report is held: the post room, which has this, waits for no report
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('upstander post room', 0))")
    held = held_for(report, by)
    or_unseen(policy.against_deciding_door(asker_of(by), held.marks(), held.kept_from()), held)
    or_not_now(held, HANDED_OVER, why)
    receiver = outside(held)
    if not receiver and not held.about_unit:  # else one manager could have any report out of everybody's sight
        raise NotNow("Only what speaks of those who read reports is handed over in person. Answer it, and signpost it.")
    label = receiver.label if receiver else to.strip()
    if not label:
        raise NotNow("Say to whom you gave it.")
    if not held.typed_in:  # nobody holds a receipt for that
        leave_for_reporter(held, handed_over(held.language, label, in_person=receiver is None), by)
    held.held = True
    held.save(update_fields=["held"])
    moved(held, HANDED_OVER, f"To {label}. {why.strip()}", by)
    if receiver:
        _send(held, receiver)
    return held


def _send(held: Report, receiver: Recipient) -> None:
    """Seals all of it to the one outside, turns the box round, and destroys the desk's own key."""
    letters = list(_letters(held))
    sealed = [seal(letter, receiver.key) for letter, _day in letters]
    given: list[Any] = [
        held.pk,
        receiver.name,
        [uuid.uuid4() for _ in letters],
        [day for _letter, day in letters],
        sealed,
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT casework_hand_over(%s, %s, %s, %s, %s)", given)
        told = cursor.fetchone()[0]
    if told != DONE:
        raise NotNow(AGAINST[told])
    held.public_key, held.private_key, held.sealed = None, None, b""
    held.save(update_fields=["public_key", "private_key", "sealed"])


def _letters(held: Report) -> Iterator[tuple[Letter, dt.date]]:
    """What the reporter sent, as letters again, each with its day; each file in a letter of its own."""
    try:
        yield _letter(held, REPORT, held.said()), held.received_on
        for message in held.messages.filter(by=None).select_related("report"):
            yield _letter(held, MESSAGE, message.said()), message.day
        for file in held.files.select_related("report"):
            enclosed = Enclosed(file.named(), held.opened(file.held))
            yield _letter(held, MESSAGE, Said(), enclosed), file.day
    except DestroyedError as error:
        raise NotNow("Some of it was destroyed already: hand over in person what is left.") from error


def _letter(held: Report, kind: str, said: Said, *files: Enclosed) -> Letter:
    return Letter(
        kind, held.door, held.language, danger=held.urgent, answers=said.answers, keep_from=said.keep_from,
        contact=said.contact, identity=said.identity, files=files,
    )  # fmt: skip
