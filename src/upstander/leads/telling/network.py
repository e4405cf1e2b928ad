"""The people of a lead: subject and affected person in the middle, colleagues on one side, the public on the other."""

from collections.abc import Sequence

from upstander.leads.telling.figure import INK, PALE, WHITE, Figure, Mark, Part, line, rectangle, words, wrapped
from upstander.leads.telling.lead import LeadInFull
from upstander.leads.telling.parts import Person
from upstander.leads.telling.wording import counted

WIDTH = 174.0
BOX = 46.0  # millimetres: the width of a person's box
LEFT, MIDDLE, RIGHT = 0.0, (WIDTH - BOX) / 2, WIDTH - BOX
LINE, PAD, GAP = 3.3, 1.8, 4.0
MOST_ON_A_SIDE = 7
KIND_WORDS = {"subject": "Subject", "affected": "Affected person", "colleague": "Colleague", "public": "Public"}


def network(lead: LeadInFull) -> Part:
    """The drawing of who is tied to whom, and its twin as a table; words where nobody else is known."""
    people = _people(lead)
    others = [person for person in people if person.kind not in ("subject", "affected")]
    rows = tuple((p.name, p.id, KIND_WORDS.get(p.kind, p.kind), p.tie or "not said") for p in people)
    if len(people) < 2:
        return Part(None, "Nobody but the subject is known to this lead, so there is no network to draw.")
    told = f"The subject, {'the affected person, ' if lead.affected else ''}and {_others(others)}."
    return Part(_figure(people, told), told, ("Name", "Id", "Who", "Tie"), rows)


def _others(others: Sequence[Person]) -> str:
    return counted(len(others), "other person", "other people") if others else "nobody else"


def _people(lead: LeadInFull) -> list[Person]:
    """Everybody once: the subject and the affected person are there even where the scan listed no people."""
    people = {p.id: p for p in lead.people}
    people.setdefault(lead.subject.staff_id, Person(lead.subject.staff_id, lead.subject.name, "subject", ""))
    if lead.affected:
        affected = lead.affected
        people.setdefault(affected.nominal_id, Person(affected.nominal_id, affected.name, "affected", ""))
    order = list(KIND_WORDS)
    return sorted(people.values(), key=lambda p: (order.index(p.kind) if p.kind in order else len(order), p.name))


def _figure(people: Sequence[Person], told: str) -> Figure:
    central = [person for person in people if person.kind in ("subject", "affected")]
    colleagues = [person for person in people if person.kind == "colleague"]
    public = [person for person in people if person not in central and person not in colleagues]
    left, right = colleagues[:MOST_ON_A_SIDE], public[:MOST_ON_A_SIDE]
    height = max(_tall(left), _tall(central, GAP * 4), _tall(right))
    boxes = {
        **_column(left, LEFT, height),
        **_column(central, MIDDLE, height, GAP * 4),
        **_column(right, RIGHT, height),
    }
    marks = [mark for person in people if person.id in boxes for mark in _ties(person, central, boxes)]
    for person in people:
        if person.id in boxes:
            marks += _box(person, *boxes[person.id])
    hidden = len(people) - len(boxes)
    left_out = f" {counted(hidden, 'person is', 'people are')} in the table only." if hidden else ""
    caption = f"People of this lead: colleagues on the left, other members of the public on the right.{left_out}"
    return Figure(WIDTH, height, tuple(marks), f"Network. {told}{left_out} The table below says each tie.", caption)


def _lines(person: Person) -> tuple[list[str], list[str]]:
    inner = BOX - 2 * PAD
    return wrapped(person.name, inner, 7.5, bold=True), wrapped(person.tie, inner, 6.5, lines=3)


def _height(person: Person) -> float:
    name, tie = _lines(person)
    return 2 * PAD + LINE * (1 + len(name) + len(tie))


def _tall(people: Sequence[Person], gap: float = GAP) -> float:
    return sum(map(_height, people)) + gap * max(len(people) - 1, 0)


def _column(people: Sequence[Person], x: float, height: float, gap: float = GAP) -> dict[str, tuple[float, float]]:
    """The top left corner of each person's box, the column in the middle of the height."""
    places, y = {}, (height - _tall(people, gap)) / 2
    for person in people:
        places[person.id] = (x, y)
        y += _height(person) + gap
    return places


def _ties(person: Person, central: Sequence[Person], boxes: dict[str, tuple[float, float]]) -> list[Mark]:
    subject = next((p for p in central if p.kind == "subject"), None)
    if subject is None or person is subject:
        return []
    (x, y), (from_x, from_y) = boxes[person.id], boxes[subject.id]
    if person in central:
        return [line((x + BOX / 2, from_y + _height(subject)), (x + BOX / 2, y), points=2)]
    middle, from_middle = y + _height(person) / 2, from_y + _height(subject) / 2
    if x < from_x:
        return [line((x + BOX, middle), (from_x, from_middle), points=0.7)]
    return [line((from_x + BOX, from_middle), (x, middle), points=0.7)]


def _box(person: Person, x: float, y: float) -> list[Mark]:
    name, tie = _lines(person)
    main = person.kind in ("subject", "affected")
    style = {"fill": PALE if main else WHITE, "points": 1.6 if main else 0.7}
    radius = 2.5 if person.kind in ("affected", "public") else 0
    marks = [rectangle(x, y, BOX, _height(person), stroke=INK, radius=radius, **style)]
    told = [(KIND_WORDS.get(person.kind, person.kind), 6.0, False)]
    told += [(text, 7.5, True) for text in name] + [(text, 6.5, False) for text in tie]
    for number, (text, size, bold) in enumerate(told):
        marks.append(words(x + PAD, y + PAD + LINE * (number + 0.5), text, size=size, bold=bold))
    return marks
