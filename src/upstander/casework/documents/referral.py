"""The referral to the IOPC: everything that whoever decides the mode of investigation needs, earlier matters included.

S003, survivor engagement managers: "Some forces have not shared engagement plans or risk assessments". An earlier
"not proven" stands in the pack like any other outcome (users.md, IOPC investigator).
"""

import datetime as dt
from collections.abc import Sequence

from upstander.access.models import Account
from upstander.casework.concerns import Concern
from upstander.casework.documents.document import Document, Section, Table
from upstander.casework.models import (
    AffectedPerson,
    Exhibit,
    Lead,
    Matter,
    PlanEntry,
    PolicyEntry,
    Statement,
)
from upstander.casework.models import Section as Part
from upstander.casework.procedure import Standing, notices
from upstander.casework.procedure.outcomes import outcomes_that_stand

REFERRED = ("matter recorded", "moment of clarity", "severity assessed", "referral decided", "new facts found")
IN_THE_PACK = (Part.RISK, Part.CONTACT_RULES, Part.SUPPORT, Part.MISSING, Part.HEARING, Part.EXIT)


def referral(
    matter: Matter,
    now: Standing,
    earlier: Sequence[tuple[Matter, Standing]],
    concerns: Sequence[Concern],
    *,
    by: Account,
    at: dt.datetime,
    to: str,
    copy: str,
) -> Document:
    """The pack of a matter as it stands. `earlier`: other matters about the same subject, with their standing.
    `concerns`: reports about the subject that the maker of the pack may read; only sanitised text leaves.
    """
    sections = (
        _question(now),
        _subject(matter),
        _chronology(now),
        _departures(now),
        _people(matter),
        _evidence(matter),
        _said(matter),
        _policy(matter),
        _earlier(matter, earlier),
        _intelligence(concerns),
    )
    about = f"Matter about {matter.subject_name}"
    return Document("Referral to the IOPC", about, by.name, at, to, copy, sections)


def _told(now: Standing, *whats: str) -> list[str]:
    return [
        f"{event.what.capitalize()}, {event.day:%d %B %Y}, {event.by}"
        + "".join(f"; {name.replace('_', ' ')}: {value}" for name, value in event.details.items())
        for event in now.events
        if event.what in whats
    ]


def _question(now: Standing) -> Section:
    asked = "The question is what the conduct would be if it were substantiated, not how strong the evidence is."
    told = _told(
        now, "matter recorded", "moment of clarity", "severity assessed", "referral decided", "new facts found"
    )
    return Section("What is referred, and why", [asked, *told])


def _subject(matter: Matter) -> Section:
    return Section("The subject", [f"{matter.subject_name}, staff number {matter.subject_id}, {matter.kind}."])


def _chronology(now: Standing) -> Section:
    rows = [
        (f"{event.day:%d %B %Y}", event.what.capitalize(), "; ".join(f"{n}: {v}" for n, v in event.details.items()))
        for event in now.events
    ]
    return Section("What has happened so far", (), [Table("Entries that stand", ("Day", "What", "Details"), rows)])


def _departures(now: Standing) -> Section:
    departed = [f"{b.event.what.capitalize()}, {b.event.day:%d %B %Y}: {b.reason}" for b in now.breaches]
    return Section(
        "Where it departs from the rules, and what is to be seen",
        [*departed, *map(str, notices(now))],
        otherwise="Nothing.",
    )


def _people(matter: Matter) -> Section:
    tables = [_plan(person) for person in AffectedPerson.objects.filter(matter=matter)]
    words = "Contact only through the survivor liaison of the matter, who holds how each person is reached."
    return Section(
        "People affected, and their engagement plans", [words] if tables else (), tables, "Nobody is named yet."
    )


def _plan(person: AffectedPerson) -> Table:
    stands = {entry.section: entry.words for entry in PlanEntry.objects.filter(person=person, section__in=IN_THE_PACK)}
    rows = [(str(part.label), stands.get(part.value, "Not written yet")) for part in IN_THE_PACK]
    return Table(person.label, ("Part of the plan", "What stands"), rows)


def _evidence(matter: Matter) -> Section:
    rows = [
        (one.reference, one.what, f"{one.found}, {one.found_on:%d %B %Y}", one.sha256 or "no file")
        for one in Exhibit.objects.filter(matter=matter)
    ]
    header = ("Reference", "What", "Where found", "SHA-256")
    return Section("Exhibits", (), [Table("Exhibits held", header, rows)] if rows else (), "None yet.")


def _said(matter: Matter) -> Section:
    rows = [
        (
            one.who,
            one.words,
            "; ".join(f"{held.records}: {held.get_result_display()}" for held in one.comparisons.all())
            or "Not looked for yet",
        )
        for one in Statement.objects.filter(matter=matter).prefetch_related("comparisons")
    ]
    words = "“Not found” never means that it did not happen."
    table = Table("Held against records", ("Who", "What was said", "What the records show"), rows)
    return Section(
        "What was said, and what the records show", [words] if rows else (), [table] if rows else (), "None yet."
    )


def _policy(matter: Matter) -> Section:
    rows = [
        (str(one.number), one.decision, one.reasons, one.dissent or "none")
        for one in PolicyEntry.objects.filter(matter=matter)
    ]
    table = Table("Decisions", ("Number", "Decided", "Why", "Dissent"), rows)
    return Section("Policy log", (), [table] if rows else (), "Nothing has been decided yet.")


def _earlier(matter: Matter, earlier: Sequence[tuple[Matter, Standing]]) -> Section:
    rows = [
        (
            f"{one.opened_at:%d %B %Y}",
            now.state("matter"),
            "; ".join(e.detail("finding") for e in now.events if e.what == "finding made") or "no finding",
            "; ".join(e.detail("outcome") for e in outcomes_that_stand(now.events)) or "no outcome",
        )
        for one, now in earlier
    ]
    leads = [
        (f"{one.last_seen_on:%d %B %Y}", one.get_state_display(), one.summary)
        for one in Lead.objects.filter(subject_mark=matter.subject_mark)
    ]
    tables = [Table("Other matters", ("Opened", "Stands at", "Findings", "Outcomes"), rows)] if rows else []
    tables += [Table("Leads", ("Last seen", "State", "In a sentence"), leads)] if leads else []
    otherwise = "None that this desk holds. What the force holds elsewhere was not searched by it."
    return Section("Earlier matters and leads about the subject", (), tables, otherwise)


def _intelligence(concerns: Sequence[Concern]) -> Section:
    rows = [
        (f"{one.received_on:%d %B %Y}", one.grading, one.text, one.conditions or "none") for one in concerns if one.text
    ]
    table = Table("Reports, as sanitised", ("Received", "Grading", "What it says", "Conditions"), rows)
    unsaid = sum(not one.text for one in concerns)
    words = [f"{unsaid} more not sanitised yet, and not in this pack."] if unsaid else []
    return Section("Intelligence about the subject", words, [table] if rows else (), "None that may leave.")
