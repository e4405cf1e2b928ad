"""To whom something is sent, by the door's file of recipients."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from upstander.reporting.arrangements import recipients_file
from upstander.reporting.identity import FEWEST, seal_identity
from upstander.reporting.recipients import ELSEWHERE, UNIT, Recipient, Recipients, read_recipients


def recipients() -> Recipients:
    """Everybody to whom this door seals, as its file is now: keys may change. Raises NoRecipientError."""
    file = recipients_file()
    return _as_of(file, file.stat().st_mtime_ns if file.exists() else 0)


@lru_cache(maxsize=1)
def _as_of(file: Path, _changed: int) -> Recipients:
    """The file as it was when it was last changed: a page asks several times."""
    return read_recipients(file)


def goes_round() -> bool:
    """Whether there is somebody outside the unit who receives what is about the unit."""
    return ELSEWHERE in recipients().receiving


def offered(question: str) -> bool:
    """Whether a question is asked at this door: some need somebody to whom the answer goes."""
    if question == "name":
        return len(recipients().custodians) >= FEWEST
    return question != "about_unit" or goes_round()


def sealed_name(name: str, box: bytes) -> Mapping[str, str]:
    """Who a reporter is, sealed to the custodians; nothing where no name was given."""
    return seal_identity(name, recipients().custodians, box) if name else {}


def recipient_of(*, about_unit: bool) -> Recipient:
    """Who receives a report. What is about the unit never goes to the unit."""
    return recipients().receiving[ELSEWHERE if about_unit else UNIT]


def lacking(known: Recipients) -> list[str]:
    """What a door with these recipients cannot offer, in sentences for whoever opens it."""
    told = []
    if ELSEWHERE not in known.receiving:
        told.append(
            "Nobody outside the force receives what is about the unit itself: such a report goes to the unit. "
            f"`upstander recipient --name {ELSEWHERE}` names somebody."
        )
    if len(known.custodians) < FEWEST:
        told.append(
            f"Nobody can give their name: it is sealed to {FEWEST} custodians or more, and {len(known.custodians)} are "
            "named. `upstander recipient --custodian` names one."
        )
    return told


def recipient_named(name: str) -> Recipient:
    """The recipient of a box."""
    return recipients().receiving[name]


def label_of(name: str) -> str:
    """How reporters read who receives."""
    held = recipients().receiving.get(name)
    return held.label if held else ""
