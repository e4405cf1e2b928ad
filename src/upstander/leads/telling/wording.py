"""The plain words in which every telling of a lead speaks of contacts, answers, numbers and chances."""

import datetime as dt

from upstander.contacts.ledger import Answer, ContactKind
from upstander.leads.telling.figure import EVIDENCE
from upstander.leads.telling.lead import LeadInFull
from upstander.leads.telling.parts import Contact, Strand, Tested

A_LEAD_IS_A_QUESTION = (
    "A lead is a question to a human being. It is not a finding about a person, and nobody may be treated as though "
    "it were. It says which records nothing yet explains; an explanation may stand where this scan could not look."
)

KIND_WORDS: dict[str, tuple[str, str]] = {
    ContactKind.LOOK_UP: ("look-up", "look-ups"),
    ContactKind.CALL: ("call", "calls"),
    ContactKind.TEXT: ("text", "texts"),
    ContactKind.MESSAGE: ("message", "messages"),
    ContactKind.ANSWERED_CALL: ("answered call", "answered calls"),
    ContactKind.VISIT: ("visit", "visits"),
    ContactKind.CUSTODY: ("custody contact", "custody contacts"),
    ContactKind.DEPLOYMENT: ("deployment", "deployments"),
}

ANSWER_WORDS: dict[str, str] = {
    Answer.UNEXPLAINED: "nothing on record explains it",
    Answer.SELF_EXPLAINED: "explained by the subject's own record only",
    Answer.EXPLAINED: "explained by somebody else's record",
    Answer.CANNOT_ASSESS: "cannot be assessed",
}

STOP_WORDS = ANSWER_WORDS | {EVIDENCE: "in the evidence, but no visit of this pair"}

STANDING_WORDS = {
    "lead": "Lead: signs of at least two independent kinds",
    "check": "Check: one strong kind of sign; look for the missing explanation",
}


def kind_words(kind: str, count: int = 1) -> str:
    """A kind of contact, one or several: "look-up", "look-ups"."""
    one, several = KIND_WORDS.get(kind, (kind.replace("_", " "), kind.replace("_", " ")))
    return one if count == 1 else several


def counted(count: int, one: str, several: str | None = None) -> str:
    """A count with its noun: "1 record", "1,204 records"."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def way_words(contact: Contact) -> str:
    """Which way a contact went, from the subject's side; empty where its kind has none."""
    if contact.direction is None:
        return ""
    return " to the person" if contact.direction == "out" else " from the person"


def duty_words(on_duty: bool | None) -> str:
    """Whether the subject was on duty."""
    return {True: "on duty", False: "off duty", None: "duty not known"}[on_duty]


def number_words(number: float | None) -> str:
    """A number with no more digits than it deserves; "not known" where there is none."""
    if number is None or number != number:  # noqa: PLR0124 - a number that is not a number is not known either
        return "not known"
    if abs(number) >= 100 or number == int(number):
        return f"{number:,.0f}"
    return f"{number:.1f}".removesuffix(".0") if abs(number) >= 1 else f"{number:.2g}"


def expected_words(strand: Strand) -> str:
    """What was seen and what was expected, in figures."""
    times = strand.at_least_times
    at_least = f"; at least {number_words(times)} times as many" if times is not None and times >= 1 else ""
    return f"seen {number_words(strand.seen)}, expected {number_words(strand.expected)}{at_least}"


def weight_words(strand: Strand) -> str:
    """How far the chance model of a strand holds on this force's records."""
    if strand.advisory:
        return "advisory only: what this sign expects does not hold well on this force's own records"
    return "counts in full: what this sign expects holds on this force's own records"


def tested_words(tested: Tested) -> str:
    """An innocent explanation with what testing it showed, in one line."""
    asked = tested.explanation if tested.explanation.endswith((".", "?", "!", ":")) else f"{tested.explanation}:"
    return f"{asked} {tested.shown}"


def chance_words(chance: float | None) -> str:
    """The chance of innocence as people count: out of so many leads like this one."""
    if chance is None:
        return "The scan could not say how many leads like this one turn out to be innocent."
    of, about = next(
        ((n, round(chance * n)) for n in (100, 1000) if 0 < round(chance * n) < n), (1000, round(chance * 1000))
    )
    told = "fewer than 1" if about == 0 else "nearly all" if about == of else f"about {about}"
    return f"Of {of:,} leads as strong as this one, {told} would be expected to have an innocent explanation."


def expected_false_words(lead: LeadInFull) -> str:
    """How many innocent leads the list holds down to this one; empty where the scan did not say."""
    if lead.expected_false is None or lead.rank is None:
        return ""
    expected = number_words(lead.expected_false)
    return f"Down to number {lead.rank} of this list, the scan expects {expected} innocent leads."


def standing_words(lead: LeadInFull) -> str:
    """Whether this is a lead or a check, where it stands in the list, and until when it stands."""
    rank = f". Number {lead.rank} to read" if lead.rank is not None else ""
    expires = f". Falls away after {_date(lead.expires_on)} unless something new is seen" if lead.expires_on else ""
    return f"{STANDING_WORDS.get(lead.standing, lead.standing)}{rank}{expires}.{_nights_words(lead)}"


def _nights_words(lead: LeadInFull) -> str:
    """Whether it would still be named by somebody who counts every night they looked."""
    if lead.over_nights is None:
        return ""
    holds = "holds" if lead.over_nights.holds else "does not hold yet"
    nights = "1 night" if lead.over_nights.nights == 1 else f"{lead.over_nights.nights} nights"
    return f" Raised on {nights} of the last year; counted over every night that was looked, it {holds}."


def subject_words(lead: LeadInFull) -> str:
    """The member of staff, with role and team."""
    subject = lead.subject
    told = [subject.staff_id if subject.staff_id != subject.name else "", (subject.role or "").replace("_", " ")]
    told.append(f"team {subject.team_id}" if subject.team_id else "")
    return ", ".join([subject.name, *filter(None, told)])


def affected_words(lead: LeadInFull) -> str:
    """The member of the public, with what makes them vulnerable; or that there is none."""
    if lead.affected is None:
        return "Nobody named: this lead is about the member of staff alone"
    person = lead.affected
    factors = ", ".join(factor.replace("_", " ") for factor in person.vulnerable)
    name = person.name if person.name == person.nominal_id else f"{person.name}, {person.nominal_id}"
    return f"{name}; recorded as vulnerable: {factors}" if factors else f"{name}; no vulnerability on record"


def _date(date: dt.date) -> str:
    return f"{date.day} {date:%b %Y}"
