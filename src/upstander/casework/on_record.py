"""What the force's own staff record says somebody is, held against what a matter about them was opened as.

The kind of person decides which law a matter is judged by. A record may be wrong or late, so that it is never more than
said: whoever opens a matter decides, and is asked once more where the record says otherwise.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from upstander.access.asking import Asker
from upstander.access.sealed import mark
from upstander.casework.models import Matter
from upstander.casework.presence import NotLookedFor, newest_store
from upstander.casework.procedure.rule import KIND_WORDS
from upstander.engines import DuckDBEngine
from upstander.records.store import UnfinishedStoreError, files_of, open_records

OFFICER, STAFF, SPECIAL, PCSO = "officer", "staff", "special", "pcso"
BY_ROLE: Mapping[str, str] = {  # roles that only one kind of person has; of custody officers PACE 1984, section 36(3)
    "constable": OFFICER, "detective": OFFICER, "sergeant": OFFICER, "inspector": OFFICER, "custody_officer": OFFICER,
    "special_constable": SPECIAL, "pcso": PCSO,
    "call_handler": STAFF, "radio_operator": STAFF, "detention_officer": STAFF, "enquiry_desk_officer": STAFF,
    "analyst": STAFF,
}  # fmt: skip
BY_RANK: Mapping[str, str] = {  # where the role is one that officers, PCSOs and staff all have
    **dict.fromkeys(("pc", "dc", "constable", "police constable", "detective constable", "detective"), OFFICER),
    **dict.fromkeys(("ps", "ds", "sergeant", "police sergeant", "detective sergeant"), OFFICER),
    **dict.fromkeys(("inspector", "detective inspector", "chief inspector", "detective chief inspector"), OFFICER),
    **dict.fromkeys(("superintendent", "chief superintendent", "detective superintendent"), OFFICER),
    **dict.fromkeys(("special", "special constable", "sc"), SPECIAL),
    **dict.fromkeys(("pcso", "police community support officer"), PCSO),
    **dict.fromkeys(("staff", "staff grade", "police staff"), STAFF),
}
FORMER: Mapping[str, str] = {OFFICER: "former officer", SPECIAL: "former officer"}  # PCSOs are police staff
UNREADABLE = (UnfinishedStoreError, NotLookedFor, OSError)


@dataclass(frozen=True)
class OnRecord:
    """One member of staff as the record has them. `left_on`: their last day, where there is one."""

    role: str
    rank: str
    left_on: dt.date | None

    def kind(self, day: dt.date) -> str:
        """The kind of person on a day, one of procedure's; empty where neither role nor rank says."""
        kind = BY_ROLE.get(self.role) or BY_RANK.get(self.rank.strip().lower(), "")
        gone = self.left_on is not None and self.left_on < day
        return FORMER.get(kind, "former staff") if kind and gone else kind

    def words(self) -> str:
        """What it says, as a page quotes it."""
        said = [f"role {self.role.replace('_', ' ')}", f"rank {self.rank}" if self.rank else ""]
        left = f"left on {self.left_on.day} {self.left_on:%B %Y}" if self.left_on else ""
        return ", ".join(one for one in (*said, left) if one)


def on_record(asker: Asker, staff_id: str) -> OnRecord | None:
    """The staff record of somebody in the newest scan's store; None where it cannot be read, or not by the asker."""
    if asker.may_know_of(mark(staff_id)):
        return None
    try:
        store = newest_store(asker)
        stamp = tuple((str(file), file.stat().st_mtime_ns) for file in files_of(store, "staff"))
        return _read(store, stamp).get(staff_id)
    except UNREADABLE:
        return None


@lru_cache(maxsize=2)
def _read(store: Path, stamp: tuple[tuple[str, int], ...]) -> Mapping[str, OnRecord]:  # noqa: ARG001 - what the files held is part of the question
    """Everybody of a store by number: to open a store takes longer than to read all of its staff."""
    with DuckDBEngine(memory="1GB") as engine:
        staff = engine.rows(open_records(store, engine).staff.select("staff_id", "role", "rank", "left_on"))
    left = staff["left_on"].cast(pl.Date)
    people = zip(staff["staff_id"], staff["role"], staff["rank"], left, strict=True)
    return {number: OnRecord(role, rank or "", gone) for number, role, rank, gone in people}


def unlike(kind: str, record: OnRecord | None, day: dt.date) -> str:
    """What the record says, where it makes somebody another kind of person on that day; empty where it does not."""
    says = record.kind(day) if record else ""
    if record is None or not says or says == kind:
        return ""
    return f"The force's staff record says {KIND_WORDS[says]} ({record.words()})"


def unlike_matter(asker: Asker, matter: Matter, opened: dt.date) -> str:
    """What the record says, where it differs from what a matter was opened as; `opened`: the day it was."""
    record = on_record(asker, matter.subject_id)
    said = unlike(matter.kind, record, opened)
    if said or record is None or record.left_on is None or matter.kind.startswith("former") or record.left_on < opened:
        return said
    return f"The force's staff record says that they left on {record.left_on.day} {record.left_on:%B %Y}"
