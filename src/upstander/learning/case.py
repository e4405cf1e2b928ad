"""A case of the library: what happened, what was found, asked and done, each passage with its place in a document."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

PARTS: Mapping[str, str] = {
    "issues": "Issues it raises",
    "overview": "Overview",
    "investigation": "Type of investigation",
    "findings": "Findings",
    "recommendations": "Recommendations",
    "responses": "Responses",
    "good_practice": "Good practice",
    "action": "Action taken",
    "outcomes": "Outcomes",
    "questions": "Questions",
    "not_placed": "Not placed",
}
LABELLED = {
    "findings": "number",
    "recommendations": "number",
    "responses": "to",
    "action": "by",
    "outcomes": "person",
    "questions": "audience",
    "not_placed": "why",
}
"""What a passage of a part may say beside its text: which recommendation, who acted, about whom, for whom."""

TOPICS = {
    "call_handling": "Call handling",
    "custody_and_detention": "Custody and detention",
    "investigation": "Investigation",
    "mental_health": "Mental health",
    "neighbourhood_policing": "Neighbourhood policing",
    "professional_standards": "Professional standards",
    "public_protection": "Public protection",
    "roads_policing": "Roads policing",
    "stop_and_search": "Stop and search",
    "use_of_force": "Use of force",
    "young_people": "Young people",
}
ROLES = {
    "officer": "Police officer",
    "special_constable": "Special constable",
    "pcso": "Police community support officer",
    "custody": "Custody staff",
    "control_room": "Control room staff",
    "police_staff": "Other police staff",
    "cadet_leader": "Leader of a youth scheme",
}
INVESTIGATIONS = {
    "independent": "IOPC independent investigation",
    "directed": "IOPC directed investigation",
    "managed": "IOPC managed investigation",
    "supervised": "IOPC supervised investigation",
    "local": "Local investigation",
}
AUDIENCES = {
    "managers": "For policy makers and managers",
    "officers": "For police officers and staff",
    "not_said": "For whom is not said",
}
OUTCOMES = {
    "case_to_answer_gross": "Case to answer for gross misconduct",
    "case_to_answer": "Case to answer for misconduct",
    "no_case_to_answer": "No case to answer",
    "proven": "Proven at a meeting or hearing",
    "not_proven": "Not proven",
    "written_warning": "Written warning",
    "final_written_warning": "Final written warning",
    "dismissed": "Dismissed",
    "would_have_been_dismissed": "Would have been dismissed",
    "resigned": "Resigned or retired before the end",
    "barred": "Added to the barred list",
    "appeal": "Appealed",
    "convicted": "Convicted",
    "prison": "Sentenced to prison",
    "not_prosecuted": "Considered and not prosecuted",
    "other": "Another outcome",
}
_PLACE = re.compile(
    r"(?P<document>\S+)(?: page (?P<page>\d+))? lines? (?P<first>\d+)(?:-(?P<last>\d+))?"
    r"(?: characters (?P<start>\d+)-(?P<end>\d+))?"
)


@dataclass(frozen=True, order=True)
class Place:
    """Where words stand: the document, its page where that is known, lines from 1, and the span of characters."""

    document: str
    first_line: int
    last_line: int
    page: int | None = None
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        page = f" page {self.page}" if self.page else ""
        lines = f"line {self.first_line}" if self.first_line == self.last_line else f"lines {self._lines}"
        span = "" if self.start is None else f" characters {self.start}-{self.end}"
        return f"{self.document}{page} {lines}{span}"

    @property
    def _lines(self) -> str:
        return f"{self.first_line}-{self.last_line}"

    @classmethod
    def read(cls, written: str) -> "Place":
        """The place that `str` wrote. Raises ValueError for anything else."""
        found = _PLACE.fullmatch(written)
        if not found:
            raise ValueError(
                f"{written!r} is no place: write it as 'S003 lines 402-410', with a page where one is known"
            )
        page, start, end = (int(found[name]) if found[name] else None for name in ("page", "start", "end"))
        first = int(found["first"])
        place = cls(found["document"], first, int(found["last"] or first), page, start, end)
        if not 1 <= place.first_line <= place.last_line or (start is not None and end is not None and start >= end):
            raise ValueError(f"{written!r} ends before it begins")
        return place


@dataclass(frozen=True)
class Passage:
    """Words of a case and where they come from: several places where one paragraph was broken by something else.

    `label` is what its part says of it (`LABELLED`): the number of a recommendation, the audience of a question.
    """

    text: str
    places: tuple[Place, ...]
    label: str = ""

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.places[0]


@dataclass(frozen=True)
class Case:
    """One case. Its parts are passages; what it is browsed by are words of the lists above.

    `signs` are names of the catalogue of signs, written as words: the library does not know what finds.
    `not_placed` holds what an importer could put in no part, so that nothing of a document is lost.
    """

    id: str
    title: str
    document: str
    published: str = ""
    number: int = 0
    topics: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    kind_of_investigation: str = ""
    kinds_of_outcome: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    issues: tuple[Passage, ...] = ()
    overview: tuple[Passage, ...] = ()
    investigation: tuple[Passage, ...] = ()
    findings: tuple[Passage, ...] = ()
    recommendations: tuple[Passage, ...] = ()
    responses: tuple[Passage, ...] = ()
    good_practice: tuple[Passage, ...] = ()
    action: tuple[Passage, ...] = ()
    outcomes: tuple[Passage, ...] = ()
    questions: tuple[Passage, ...] = ()
    not_placed: tuple[Passage, ...] = ()

    def part(self, name: str) -> tuple[Passage, ...]:
        """The passages of one of `PARTS`."""
        passages: tuple[Passage, ...] = getattr(self, name)
        return passages

    def passages(self) -> Iterator[tuple[str, Passage]]:
        """Every passage of every part, with the part's name."""
        for name in PARTS:
            for passage in self.part(name):
                yield name, passage

    @property
    def audiences(self) -> tuple[str, ...]:
        """For whom it has questions."""
        return tuple(dict.fromkeys(one.label for one in self.questions))

    @property
    def found(self) -> tuple[str, ...]:
        """The parts that it has."""
        return tuple(name for name in PARTS if self.part(name) and name != "not_placed")


@dataclass(frozen=True)
class Source:
    """A document that cases come from. Its lines are counted in the text whose SHA-256 this is."""

    id: str
    title: str
    publisher: str
    published: str
    licence: str
    sha256: str


LISTS = {
    "topics": TOPICS,
    "roles": ROLES,
    "kind_of_investigation": INVESTIGATIONS,
    "kinds_of_outcome": OUTCOMES,
}
"""What a case is browsed by, beside its signs and the audiences of its questions."""


def day_of(written: str) -> dt.date:
    """The day of a date as a case carries it, or the first of its month. Raises ValueError for anything else."""
    if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", written):
        raise ValueError(f"{written!r} is no date: write it as 2022-05 or 2022-05-23")
    return dt.date.fromisoformat(written if written.count("-") > 1 else f"{written}-01")


FIELDS = tuple(one.name for one in fields(Case))
