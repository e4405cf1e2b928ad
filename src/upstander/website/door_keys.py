"""The keys of the door: the unit's private one in the desk's folder, the public ones in the door's."""

from pathlib import Path

from nacl.public import PrivateKey

from upstander.reporting.recipients import (
    FILE,
    UNIT,
    Recipient,
    Recipients,
    read_key,
    read_recipients,
    written,
    written_key,
)
from upstander.website.addresses import write_privately
from upstander.website.serving import once

REPORTS_KEY = "reports.key"
UNIT_LABEL = "The people in this force whose work this is"


def reports_key(folder: Path) -> PrivateKey:
    """What opens the letters to the unit, made once for each desk. Whoever loses it loses the letters that wait."""
    return read_key(once(folder / REPORTS_KEY, written_key(PrivateKey.generate())).read_text("ascii"))


def ready_door(folder: Path, door: Path) -> Recipients:
    """The door's file of recipients, made where there is none, with the unit's key as it is now.

    Raises NoRecipientError where the file is there and cannot be read.
    """
    file = door / FILE
    unit = Recipient(UNIT, UNIT_LABEL, reports_key(folder).public_key)
    held = read_recipients(file) if file.exists() else Recipients({}, ())
    kept = held.receiving.get(UNIT)
    if kept is None or bytes(kept.key) != bytes(unit.key):
        held = Recipients({UNIT: unit, **{n: one for n, one in held.receiving.items() if n != UNIT}}, held.custodians)
        write_privately(file, written(held))
    return held
