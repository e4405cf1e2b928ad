"""The disclosure schedule: every exhibit, what of it is disclosed, and on what ground the rest is held back."""

import datetime as dt

from upstander.access.models import Account
from upstander.casework.documents.document import Document, Section, Table
from upstander.casework.models import Exhibit, Matter

HEADER = ("Reference", "What", "SHA-256", "Disclosure", "Ground")


def schedule(matter: Matter, *, by: Account, at: dt.datetime, to: str, copy: str) -> Document:
    """What stands of every exhibit now; where nothing was decided, that is said, and nothing is assumed."""
    exhibits = Exhibit.objects.filter(matter=matter).prefetch_related("disclosures")
    rows = [(one.reference, one.what, one.sha256 or "no file", *_decided(one)) for one in exhibits]
    undecided = sum(row[3] == NOT_DECIDED for row in rows)
    words = [f"{undecided} of {len(rows)} not decided yet."] if undecided else []
    section = Section("Exhibits", words, [Table("Every exhibit held", HEADER, rows)] if rows else (), "None is held.")
    return Document("Disclosure schedule", str(matter), by.name, at, to, copy, (section,))


NOT_DECIDED = "not decided"


def _decided(exhibit: Exhibit) -> tuple[str, str]:
    newest = list(exhibit.disclosures.all())[-1:]
    return next(((one.get_decision_display(), one.ground or "none") for one in newest), (NOT_DECIDED, ""))
