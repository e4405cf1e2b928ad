"""The contacts of a pair as lines of a table: work gathered by day, what nothing explains one by one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from upstander.contacts.ledger import Answer
from upstander.leads.telling.force_time import clock, day
from upstander.leads.telling.lead import LeadInFull
from upstander.leads.telling.parts import Contact
from upstander.leads.telling.wording import ANSWER_WORDS, counted, duty_words, kind_words, way_words


@dataclass(frozen=True)
class ChronologyLine:
    """One line: when, what happened, and what the records say of its purpose."""

    at: int
    when: str
    what: str
    purpose: str
    answer: str


def chronology(lead: LeadInFull) -> tuple[ChronologyLine, ...]:
    """Every contact of a lead in order of time. What is explained is gathered by day, kind and purpose."""
    groups: dict[tuple[str, ...], list[Contact]] = {}
    for contact in lead.contacts:
        groups.setdefault(_told_together(contact, lead.zone), []).append(contact)
    return tuple(_line(lead, contacts) for contacts in groups.values())


def _told_together(contact: Contact, zone: str) -> tuple[str, ...]:
    if contact.answer == Answer.UNEXPLAINED:
        return (contact.feed, contact.record_id, str(contact.at))
    alike = (contact.kind, contact.direction, contact.answer, contact.purpose, contact.purpose_author, contact.on_duty)
    return (day(contact.at, zone), *map(str, alike))


def _line(lead: LeadInFull, contacts: Sequence[Contact]) -> ChronologyLine:
    first, last = contacts[0], contacts[-1]
    until = last.end_at if len(contacts) == 1 else last.at
    times = _clocks(first.at, until, lead.zone)
    number = "" if len(contacts) == 1 else f"{len(contacts):,} "
    what = f"{number}{kind_words(first.kind, len(contacts))}{way_words(first)}, {duty_words(first.on_duty)}"
    words = what[0].upper() + what[1:]
    return ChronologyLine(
        first.at, f"{day(first.at, lead.zone)}, {times}", words, purpose_words(lead, first), first.answer
    )


def _clocks(start: int, end: int, zone: str) -> str:
    begin, finish = clock(start, zone), clock(end, zone)
    if begin == finish:
        return begin
    return f"{begin[:5]}–{finish}" if begin[5:] == finish[5:] else f"{begin}–{finish}"


def purpose_words(lead: LeadInFull, contact: Contact) -> str:
    """What the records say of the purpose of a contact."""
    if contact.answer not in (Answer.EXPLAINED, Answer.SELF_EXPLAINED):
        told = ANSWER_WORDS.get(contact.answer, contact.answer.replace("_", " "))
        return told[0].upper() + told[1:]
    purpose = (contact.purpose or "the record itself").replace("_", " ")
    if contact.answer == Answer.SELF_EXPLAINED:
        return f"{purpose.capitalize()}, recorded by the subject only"
    author = contact.purpose_author
    return f"{purpose.capitalize()}, recorded by {lead.names.get(author, author) if author else 'a system'}"


def tally(lead: LeadInFull) -> list[tuple[str, dict[str, int]]]:
    """How many contacts of each kind, and of those how many with each answer; kinds in order of how many."""
    kinds = Counter(contact.kind for contact in lead.contacts)
    answers = Counter((contact.kind, contact.answer) for contact in lead.contacts)
    return [(kind, {answer: answers[kind, answer] for answer in Answer}) for kind, _ in kinds.most_common()]


def tally_words(lead: LeadInFull) -> str:
    """All contacts in one sentence: how many, and how many of them nothing explains."""
    unexplained = sum(contact.answer == Answer.UNEXPLAINED for contact in lead.contacts)
    told = {0: "none of them stands unexplained", len(lead.contacts): "nothing on record explains any of them"}
    rest = told.get(unexplained, f"nothing on record explains {unexplained:,} of them")
    return f"{counted(len(lead.contacts), 'contact')}; {rest}."
