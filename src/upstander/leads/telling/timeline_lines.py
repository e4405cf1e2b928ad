"""The timeline as a table: whatever it draws as a line of words, oldest first, a page of lines at a time."""

from dataclasses import dataclass

from upstander.leads.telling.chronology import chronology
from upstander.leads.telling.force_time import said
from upstander.leads.telling.lead import LeadInFull
from upstander.leads.telling.parts import Purpose
from upstander.leads.telling.record_words import plain
from upstander.leads.telling.timeline import span_of, work_of
from upstander.leads.telling.wording import counted

A_PAGE = 100  # lines
COLUMNS = ("When", "What", "What the records say of its purpose")
FROM_CONTACTS = "From the first contact that it explains to the last: the scan did not give the work itself"


@dataclass(frozen=True)
class TimelineLines:
    """One page of the lines of a timeline. `page` and `pages` count from 1; `words` say which lines these are."""

    rows: tuple[tuple[str, str, str], ...]
    page: int
    pages: int
    words: str


def timeline_lines(lead: LeadInFull, page: int = 1) -> TimelineLines:
    """Those lines of the timeline that stand on a page; the last page where there are not so many."""
    lines = sorted([*_contacts(lead), *_work(lead)], key=lambda line: line[0])
    pages = max(-(-len(lines) // A_PAGE), 1)
    page = min(page, pages)
    shown = lines[(page - 1) * A_PAGE : page * A_PAGE]
    words = _words(len(lines), (page - 1) * A_PAGE + 1, len(shown))
    return TimelineLines(tuple(line[1:] for line in shown), page, pages, words)


def _words(total: int, first: int, shown: int) -> str:
    told = counted(total, "line") if shown == total else f"Lines {first:,} to {first + shown - 1:,} of {total:,}"
    return (
        f"{told}, oldest first. Contacts that a purpose explains are gathered by day, kind and purpose; each contact "
        "that nothing explains stands by itself."
    )


def _contacts(lead: LeadInFull) -> list[tuple[int, str, str, str]]:
    return [(line.at, line.when, line.what, line.purpose) for line in chronology(lead)]


def _work(lead: LeadInFull) -> list[tuple[int, str, str, str]]:
    """The stretches of work that the timeline draws as bars."""
    if not lead.contacts:
        return []
    span = span_of(lead)
    if lead.purposes:
        drawn = [one for one in lead.purposes if span.holds(one.from_at, one.ended_at)]
        return [(one.from_at, _stretch(lead, one.from_at, one.ended_at), _what(one), _by(lead, one)) for one in drawn]
    return [
        (began, _stretch(lead, began, ended), f"Work: {kind.label.lower()}", FROM_CONTACTS)
        for kind in work_of(lead)[0]
        for began, ended in kind.stretches
    ]


def _stretch(lead: LeadInFull, began: int, ended: int | None) -> str:
    return f"{said(began, lead.zone)}, {'still open' if ended is None else f'until {said(ended, lead.zone)}'}"


def _what(work: Purpose) -> str:
    return f"Work: {plain(work.purpose)}" + (f", {work.incident_id}" if work.incident_id else "")


def _by(lead: LeadInFull, work: Purpose) -> str:
    author = lead.names.get(work.author_id, work.author_id) if work.author_id else "a system"
    return f"Work on record, recorded by {author}"
