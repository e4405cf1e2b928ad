"""The engagement plan of one person, as the document that S003 calls a bespoke report for each vulnerable witness."""

import datetime as dt

from upstander.access.models import Account
from upstander.casework.documents.document import Document, Section, Table
from upstander.casework.models import AffectedPerson, Agency, PlanEntry, Promise
from upstander.casework.models import Section as Part

LEFT_OUT = {Part.NOTES}  # the liaison officer's own notes leave the desk in no document


def engagement_plan(person: AffectedPerson, *, by: Account, at: dt.datetime, to: str, copy: str) -> Document:
    """What stands of a plan now. How the person is reached is never in it."""
    stands = {entry.section: entry.words for entry in PlanEntry.objects.filter(person=person)}
    parts = [Section(str(part.label), _lines(stands.get(part.value, "")), otherwise="Not written yet.")
             for part in Part if part not in LEFT_OUT]  # fmt: skip
    sections = (*parts, _agencies(person), _promises(person))
    return Document("Engagement plan", str(person), by.name, at, to, copy, sections)


def _lines(words: str) -> list[str]:
    return [line for line in words.splitlines() if line.strip()]


def _agencies(person: AffectedPerson) -> Section:
    rows = [(one.agency, one.who, one.reached_at) for one in Agency.objects.filter(person=person)]
    table = Table("Key contacts", ("Agency", "Who", "How they are reached"), rows)
    return Section("Other agencies", (), [table] if rows else (), "None yet.")


def _promises(person: AffectedPerson) -> Section:
    promised = Promise.objects.filter(person=person).select_related("kept")
    rows = [
        (one.what, f"{one.due:%d %B %Y}", one.kept.words if hasattr(one, "kept") else "not yet") for one in promised
    ]
    table = Table("Promises", ("What", "By", "Kept"), rows)
    return Section("What was promised", (), [table] if rows else (), "Nothing yet.")
