"""The map of a lead: addresses and stops as symbols on white paper, with a scale, north, and circles of 150 metres."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from upstander.contacts.ledger import Answer
from upstander.leads.telling.figure import (
    GREY,
    INK,
    WHITE,
    Figure,
    Mark,
    Part,
    Point,
    answer_mark,
    circle,
    key_to_answers,
    line,
    polygon,
    rectangle,
    text_width,
    words,
)
from upstander.leads.telling.force_time import said
from upstander.leads.telling.lead import LeadInFull
from upstander.leads.telling.parts import Address, Contact
from upstander.leads.telling.wording import ANSWER_WORDS, counted

NEAR_METRES = 150  # the circle drawn round each address
METRES_A_DEGREE = 111_320
WIDTH, HEIGHT = 174.0, 100.0
EDGE = 11.0  # millimetres kept free round what is drawn
APART = 4.6  # millimetres: stops nearer than that on paper share a symbol
LEAST_METRES = 500.0  # the map never shows less than this across, so that one stop is not drawn as a whole town
SCALES = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
KEY = [(answer, f"Stop: {text}") for answer, text in ANSWER_WORDS.items()]


@dataclass(frozen=True)
class Stop:
    """A numbered stop on the map."""

    number: int
    contact: Contact
    lat: float
    lon: float


@dataclass(frozen=True)
class Paper:
    """Brings degrees to millimetres on the map."""

    lat: float
    lon: float
    metres_a_millimetre: float

    def point(self, lat: float, lon: float) -> Point:
        """Where a position stands on paper."""
        east, north = metres_between(self.lat, self.lon, lat, lon)
        return WIDTH / 2 + east / self.metres_a_millimetre, HEIGHT / 2 - north / self.metres_a_millimetre


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> Point:
    """Metres east and north from one position to another; good to under 1 % within a county."""
    east = (other_lon - lon) * METRES_A_DEGREE * math.cos(math.radians(lat))
    return east, (other_lat - lat) * METRES_A_DEGREE


def place_map(lead: LeadInFull) -> Part:
    """The map and its twin as a table; words where nothing of this lead has a place."""
    stops = stops_of(lead)
    if not stops:
        where = f" {counted(len(lead.addresses), 'address', 'addresses')} on record." if lead.addresses else ""
        return Part(None, f"No stop or visit of this lead has a place on record, so there is no map.{where}")
    columns = ("Stop", "When", "Where (degrees WGS84)", "Nearest address", "What the records say")
    rows = tuple(_row(stop, lead) for stop in stops)
    return Part(_figure(stops, lead.addresses), _words(stops, lead), columns, rows)


def stops_of(lead: LeadInFull) -> list[Stop]:
    """The contacts that have a place, numbered in order of time."""
    placed = [(c, c.lat, c.lon) for c in lead.contacts if c.lat is not None and c.lon is not None]
    return [Stop(number, *told) for number, told in enumerate(placed, start=1)]


def letter(number: int) -> str:
    """The letter of an address, from 0: A, B ... Z, AA, AB ..."""
    return chr(65 + number) if number < 26 else letter(number // 26 - 1) + chr(65 + number % 26)


def nearest(stop: Stop, addresses: Sequence[Address]) -> tuple[float, int] | None:
    """The metres to the address nearest to a stop, and its number from 0; None where there is no address."""
    apart = [math.hypot(*metres_between(stop.lat, stop.lon, a.lat, a.lon)) for a in addresses]
    return (min(apart), apart.index(min(apart))) if apart else None


def _row(stop: Stop, lead: LeadInFull) -> tuple[str, ...]:
    near = nearest(stop, lead.addresses)
    told = "no address on record" if near is None else f"{near[0]:,.0f} m from {letter(near[1])}"
    answer = ANSWER_WORDS.get(stop.contact.answer, stop.contact.answer)
    place = f"{stop.lat:.5f}, {stop.lon:.5f}"
    return str(stop.number), said(stop.contact.at, lead.zone), place, told, answer[0].upper() + answer[1:]


def _words(stops: Sequence[Stop], lead: LeadInFull) -> str:
    nears = [near for near in (nearest(stop, lead.addresses) for stop in stops) if near]
    if not nears:
        return f"{counted(len(stops), 'stop')}. No address of this lead is on record."
    within = sum(metres <= NEAR_METRES for metres, _ in nears)
    return f"{counted(len(stops), 'stop')}, {within} of them within {NEAR_METRES} metres of an address of this lead."


def _figure(stops: Sequence[Stop], addresses: Sequence[Address]) -> Figure:
    paper = _paper([(s.lat, s.lon) for s in stops] + [(a.lat, a.lon) for a in addresses])
    frame = rectangle(0, 0, WIDTH, HEIGHT, points=0.6)
    marks = [frame, *_circles(addresses, paper), *_houses(addresses, paper), *_symbols(stops, paper)]
    marks += [*_scale(paper), *_north()]
    foot = HEIGHT + 5
    for number, address in enumerate(addresses):
        marks += [*_house(3, foot, letter(number)), words(8, foot, address.label)]
        foot += 5.5
    marks += [circle(3, foot, 1.9, points=0.6, stroke=GREY, dashed=True)]
    marks += [words(8, foot, f"{NEAR_METRES} metres round an address"), *key_to_answers(0, foot + 6, KEY, WIDTH)]
    return Figure(WIDTH, foot + 16, tuple(marks), _alt(stops, addresses), _caption())


def _caption() -> str:
    return "Stops and addresses, north up. Numbers are those of the table; stops that lie together share a symbol."


def _paper(places: Sequence[tuple[float, float]]) -> Paper:
    lats, lons = [lat for lat, _ in places], [lon for _, lon in places]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    east, north = metres_between(min(lats), min(lons), max(lats), max(lons))
    across = max(east + 2 * NEAR_METRES, LEAST_METRES) / (WIDTH - 2 * EDGE)
    up = max(north + 2 * NEAR_METRES, LEAST_METRES) / (HEIGHT - 2 * EDGE)
    return Paper(lat, lon, max(across, up))


def _circles(addresses: Sequence[Address], paper: Paper) -> list[Mark]:
    radius = NEAR_METRES / paper.metres_a_millimetre
    style: dict[str, Any] = {"fill": None, "stroke": GREY, "points": 0.6, "dashed": True}
    return [circle(*paper.point(a.lat, a.lon), radius, **style) for a in addresses]


def _houses(addresses: Sequence[Address], paper: Paper) -> list[Mark]:
    return [mark for n, a in enumerate(addresses) for mark in _house(*paper.point(a.lat, a.lon), letter(n))]


def _house(x: float, y: float, name: str) -> list[Mark]:
    corners = [(x - 2.2, y + 2), (x - 2.2, y - 0.6), (x, y - 2.7), (x + 2.2, y - 0.6), (x + 2.2, y + 2)]
    return [polygon(corners, fill=WHITE), words(x, y + 0.5, name, size=6, anchor="middle", bold=True)]


def _symbols(stops: Sequence[Stop], paper: Paper) -> list[Mark]:
    marks: list[Mark] = []
    taken: list[tuple[float, float, float, float]] = []
    for group in _together(stops, paper):
        x, y = paper.point(group[0].lat, group[0].lon)
        unexplained = any(stop.contact.answer == Answer.UNEXPLAINED for stop in group)
        answer = Answer.UNEXPLAINED if unexplained else group[0].contact.answer
        label = numbers([stop.number for stop in group])
        width = text_width(label, 6.5, bold=True) + 1.2
        left, top = _free(x, y, width, taken)
        taken += [(left, top, left + width, top + 3.4), (x - 2.7, y - 2.7, x + 2.7, y + 2.7)]
        marks += [*answer_mark(answer, x, y), rectangle(left, top, width, 3.4, stroke=None, points=0)]
        marks.append(words(left + 0.6, top + 1.7, label, size=6.5, bold=True))
    return marks


def _free(x: float, y: float, width: float, taken: Sequence[tuple[float, float, float, float]]) -> Point:
    """The first place beside a symbol where a label of that width covers nothing drawn before and stays on the map."""
    places = [
        (x + side * (3 + out) - (width if side < 0 else 0), y - 1.7 + step)
        for out in (0, 3, 6)
        for step in (0, -4, 4, -8, 8, -12, 12)
        for side in (1, -1)
    ]

    def free(left: float, top: float) -> bool:
        inside = left > 1 and left + width < WIDTH - 1 and 1 < top < HEIGHT - 4.4
        return inside and all(left > r or left + width < lf or top > b or top + 3.4 < t for lf, t, r, b in taken)

    return next((place for place in places if free(*place)), places[0])


def _together(stops: Sequence[Stop], paper: Paper) -> list[list[Stop]]:
    groups: list[list[Stop]] = []
    for stop in stops:
        here = paper.point(stop.lat, stop.lon)
        near = (g for g in groups if math.dist(here, paper.point(g[0].lat, g[0].lon)) < APART)
        group = next(near, None)
        if group is None:
            groups.append([stop])
        else:
            group.append(stop)
    return groups


def numbers(told: Sequence[int]) -> str:
    """Numbers in order, runs of three or more together: "1, 3-5"; more than four runs end in how many are left."""
    runs: list[list[int]] = []
    for number in told:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = [f"{r[0]}–{r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs]
    left = sum(len(run) for run in runs[4:])
    return ", ".join(named[:4]) + (f" and {left} more" if left else "")


def _scale(paper: Paper) -> list[Mark]:
    metres = max((m for m in SCALES if m / paper.metres_a_millimetre <= 45), default=SCALES[0])
    length = metres / paper.metres_a_millimetre
    y, label = HEIGHT - 4.0, f"{metres} m" if metres < 1000 else f"{metres // 1000} km"
    ends = [line((x, y - 1.2), (x, y + 1.2), points=1.2) for x in (4.0, 4.0 + length)]
    return [line((4.0, y), (4.0 + length, y), points=1.2), *ends, words(5.5 + length, y, label)]


def _north() -> list[Mark]:
    x, y = WIDTH - 7.0, 9.0
    arrow = polygon([(x, y - 4.5), (x + 2, y + 2), (x, y + 0.7), (x - 2, y + 2)], fill=INK)
    return [arrow, words(x, y + 4.6, "N", anchor="middle", bold=True)]


def _alt(stops: Sequence[Stop], addresses: Sequence[Address]) -> str:
    unexplained = sum(stop.contact.answer == Answer.UNEXPLAINED for stop in stops)
    nears = [near[0] for near in (nearest(stop, addresses) for stop in stops) if near]
    within = f" {sum(metres <= NEAR_METRES for metres in nears)} lie within {NEAR_METRES} metres of an address."
    return (
        f"Map, north up, of {counted(len(stops), 'stop')} and {counted(len(addresses), 'address', 'addresses')}. "
        f"Nothing on record explains {unexplained} of the stops.{within if nears else ''} The table below lists each."
    )
