"""From matter to lesson: what a draft holds, who is in the matter, and a draft as a case of the library."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone

from upstander.casework.actions.entries import standing_now
from upstander.casework.models import Agency, Assignment, Matter, PlanEntry
from upstander.casework.models import Section as Part
from upstander.learning.case import PARTS, ROLES, Case, Passage, Source
from upstander.learning.library import Library
from upstander.learning.models import OwnCase
from upstander.learning.scenarios import PROPOSAL, SCENARIO
from upstander.workforce.held import NotHeld, held
from upstander.workforce.people import in_words

OURS = "own"
LEARNED = "learning considered"
DEBRIEFED = "perpetrator debriefed"
CLOSED = "closed"
# part of a case | fields of a draft, with what its passages say of themselves
FIELDS: Mapping[str, Mapping[str, str]] = {
    "overview": {"overview": ""},
    "findings": {"findings": ""},
    "good_practice": {"good_practice": ""},
    "action": {"action": "the force"},
    "outcomes": {"outcomes": ""},
    "questions": {"questions_managers": "managers", "questions_officers": "officers"},
}
# what a case of the library says of work | roles in the feed of staff; none: nobody counts them, and they are few
WORK: Mapping[str, tuple[str, ...]] = {
    "custody": ("custody_officer", "detention_officer"),
    "control_room": ("call_handler", "radio_operator"),
    "special_constable": ("special_constable",),
    "pcso": ("pcso",),
    "cadet_leader": (),
}


def learned(matter: Matter) -> Mapping[str, str]:
    """What the matter's history says is to be learned, as it stands; empty where nobody has considered it."""
    told = [event.details for event in standing_now(matter).events if event.what == LEARNED]
    return told[-1] if told else {}


def debriefs(matter: Matter) -> list[Mapping[str, str]]:
    """What those who were dismissed said afterwards, as it stands in the matter's history."""
    return [event.details for event in standing_now(matter).events if event.what == DEBRIEFED]


def is_closed(matter: Matter) -> bool:
    """Whether the matter is closed now."""
    return standing_now(matter).state("matter") == CLOSED


def people_of(matter: Matter) -> list[str]:
    """Names and numbers of people in a matter, as far as the reader may see them: none may stand in a lesson.

    The subject, whom the lead is about, who the people affected are, whom agencies are reached by, and everybody who
    worked on it or wrote in it. Names inside exhibits, statements and reports are not among them.
    """
    lead = [matter.lead.affected_name, matter.lead.affected_id] if matter.lead else []
    affected = PlanEntry.objects.filter(person__matter=matter, section=Part.NAME).values_list("words", flat=True)
    agencies = Agency.objects.filter(person__matter=matter).values_list("who", flat=True)
    worked = [one.account.name for one in Assignment.every.filter(matter=matter).select_related("account")]
    wrote = [entry.writer.name for entry in matter.entries.select_related("writer")]
    return [matter.subject_name, matter.subject_id, *lead, *affected, *agencies, *worked, *wrote]


def few_here() -> Mapping[str, int] | None:
    """How many people do each kind of work here, by its words in lower case; None where no records say so."""
    try:
        told = held(timezone.localdate())
    except NotHeld:
        return None
    many = dict(told.vetting.group_by("role").len().iter_rows())
    works = {in_words(role).lower(): count for role, count in many.items() if role != "other"}
    return works | {ROLES[one].lower(): sum(many.get(role, 0) for role in roles) for one, roles in WORK.items()}


def text_of(words: Mapping[str, Any]) -> str:
    """All that people would read of a draft, what is ticked among it."""
    ticked = ". ".join(ROLES[role] for role in words.get("roles", ()))
    asked = [field for fields in FIELDS.values() for field in fields]
    written = (words.get(field, "") for field in (*asked, *SCENARIO, *PROPOSAL))
    return "\n".join([words["title"], *written, ticked])


def case_of(own: OwnCase) -> Case:
    """A case of the force's own, as the library holds any other; its passages have no place in a document."""
    words = own.words
    whole = Case(
        id=own.pk, title=words["title"], document=OURS, published=own.month, topics=tuple(words["topics"]),
        roles=tuple(words["roles"]), kinds_of_outcome=tuple(words["kinds_of_outcome"]),
    )  # fmt: skip
    parts: dict[str, Any] = {part: tuple(_passages(words, fields)) for part, fields in FIELDS.items()}
    return replace(whole, **parts)


def _passages(words: Mapping[str, Any], fields: Mapping[str, str]) -> Iterator[Passage]:
    """A passage for each line that was written, with what its part says of it."""
    for field, label in fields.items():
        for line in words.get(field, "").splitlines():
            if line.strip():
                yield Passage(line.strip(), (), label)


def parts_of(words: Mapping[str, Any]) -> list[tuple[str, list[Passage]]]:
    """A draft as a reader of the library would read it: the heading and the passages of each part that it has."""
    told = [(PARTS[part], list(_passages(words, fields))) for part, fields in FIELDS.items()]
    return [(heading, passages) for heading, passages in told if passages]


def with_own(library: Library, own: Iterable[OwnCase]) -> Library:
    """The library with the force's own cases after the published ones."""
    held_cases = {one.pk: case_of(one) for one in own if one.pk not in library.cases}
    source = Source(OURS, "Lessons of this force", "this force", "", "for this force alone", "")
    return replace(library, cases={**library.cases, **held_cases}, sources={**library.sources, OURS: source})
