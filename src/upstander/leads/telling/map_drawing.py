"""Draws stops and addresses as symbols on white paper, with a scale, north, and circles of 150 metres."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from upstander.contacts.ledger import Answer
from upstander.leads.telling.figure import (
    EVIDENCE,
    GREY,
    INK,
    WHITE,
    Figure,
    Mark,
    Point,
    answer_mark,
    circle,
    key_to_answers,
    line,
    polygon,
    rectangle,
    shortened,
    words,
)
from upstander.leads.telling.parts import Address
from upstander.leads.telling.wording import STOP_WORDS

NEAR_METRES = 150  # the circle drawn round each address
METRES_A_DEGREE = 111_320
WIDTH, HEIGHT = 174.0, 100.0
EDGE = 12.0  # millimetres kept free round what is drawn, for the scale and the arrow
RADIUS = 2.2  # millimetres, of a symbol
APART = 6.2  # millimetres: stops nearer than that on paper share a symbol
TAG = 2.4  # millimetres, from the middle of an address's letter to its edge
LEAST_METRES = 500.0  # the map never shows less than this across, so that one stop is not drawn as a whole town
SCALES = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)


@dataclass(frozen=True, order=True)
class Stop:
    """A stop: microseconds since 1970 UTC, degrees WGS84, and one of contacts.ledger.Answer or EVIDENCE."""

    at: int
    lat: float
    lon: float
    answer: str


@dataclass(frozen=True)
class Place:
    """Stops that lie together on paper and share a symbol, which stands in the middle of the first of them."""

    number: int
    at: Point
    stops: list[Stop] = field(default_factory=list)

    @property
    def answer(self) -> str:
        """What nothing explains is shown first: it must not hide behind what is explained."""
        answers = [stop.answer for stop in self.stops]
        return next((answer for answer in (Answer.UNEXPLAINED, EVIDENCE) if answer in answers), answers[0])


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


def letter(number: int) -> str:
    """The letter of an address, from 0: A, B ... Z, AA, AB ..."""
    return chr(65 + number) if number < 26 else letter(number // 26 - 1) + chr(65 + number % 26)


def paper_for(stops: Sequence[Stop], addresses: Sequence[Address]) -> Paper:
    """The paper on which all of them fit, with the circles round the addresses."""
    lats = [*(stop.lat for stop in stops), *(address.lat for address in addresses)]
    lons = [*(stop.lon for stop in stops), *(address.lon for address in addresses)]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    east, north = metres_between(lat, min(lons), lat + max(lats) - min(lats), max(lons))
    across = max(east + 2 * NEAR_METRES, LEAST_METRES) / (WIDTH - 2 * EDGE)
    return Paper(lat, lon, max(across, max(north + 2 * NEAR_METRES, LEAST_METRES) / (HEIGHT - 2 * EDGE)))


def places_of(stops: Sequence[Stop], addresses: Sequence[Address]) -> list[Place]:
    """Stops in the places they share on paper, numbered by the first stop in each."""
    paper, places = paper_for(stops, addresses), list[Place]()
    for stop in sorted(stops):
        here = paper.point(stop.lat, stop.lon)
        near = [place for place in places if math.dist(here, place.at) < APART]
        if not near:
            places.append(Place(len(places) + 1, here))
            near = places[-1:]
        near[0].stops.append(stop)
    return places


def drawn_map(places: Sequence[Place], addresses: Sequence[Address], alt: str, caption: str) -> Figure:
    """The map, with its key below it."""
    paper = paper_for([stop for place in places for stop in place.stops], addresses)
    marks = [rectangle(0, 0, WIDTH, HEIGHT, points=0.6), *_homes(addresses, places, paper)]
    for place in places:
        marks += _symbol(place)
    key, foot = _key(places, addresses)
    return Figure(WIDTH, foot, (*marks, *_scale(paper), *_north(), *key), alt, caption)


def _symbol(place: Place) -> list[Mark]:
    fill = WHITE if place.answer == Answer.UNEXPLAINED else INK
    size = 5.5 if place.number < 100 else 4.5
    symbol = answer_mark(place.answer, *place.at, radius=RADIUS)
    return [*symbol, words(*place.at, str(place.number), size=size, anchor="middle", bold=True, fill=fill)]


def _homes(addresses: Sequence[Address], places: Sequence[Place], paper: Paper) -> list[Mark]:
    """A cross at each address, the circle round it, and its letter beside the circle where nothing else stands."""
    marks: list[Mark] = []
    taken = [place.at for place in places]
    for number, address in enumerate(addresses):
        x, y = paper.point(address.lat, address.lon)
        radius = NEAR_METRES / paper.metres_a_millimetre
        tag = _free_place(x, y, radius, taken)
        taken.append(tag)
        marks += [circle(x, y, radius, fill=None, stroke=GREY, points=0.6, dashed=True)]
        marks += [line((x, y), tag, points=0.4, colour=GREY)]
        marks += [line((x - 1.3, y), (x + 1.3, y), points=1), line((x, y - 1.3), (x, y + 1.3), points=1)]
        marks += _house(*tag, letter(number))
    return marks


def _free_place(x: float, y: float, radius: float, taken: Sequence[Point]) -> Point:
    reach = max(radius, RADIUS + TAG + 3)
    turns = [math.radians(-90 + side * step) for step in range(0, 181, 15) for side in (1, -1)]
    spots = [(x + far * math.cos(t), y + far * math.sin(t)) for far in (reach, reach + 7, reach + 14) for t in turns]

    def free(spot: Point) -> bool:
        inside = 5 < spot[0] < WIDTH - EDGE and 5 < spot[1] < HEIGHT - 9
        return inside and all(math.dist(spot, other) > TAG + RADIUS * 1.35 + 0.8 for other in taken)

    return next(filter(free, spots), spots[0])


def _house(x: float, y: float, name: str) -> list[Mark]:
    corners = [(x - 2.2, y + 2), (x - 2.2, y - 0.6), (x, y - 2.7), (x + 2.2, y - 0.6), (x + 2.2, y + 2)]
    return [polygon(corners, fill=WHITE), words(x, y + 0.5, name, size=6, anchor="middle", bold=True)]


def _key(places: Sequence[Place], addresses: Sequence[Address]) -> tuple[list[Mark], float]:
    """The key below the map, and where it ends."""
    marks, y = list[Mark](), HEIGHT + 5
    for number, address in enumerate(addresses):
        marks += [*_house(3, y, letter(number)), words(8, y, shortened(address.label, WIDTH - 10, 7))]
        y += 5.5
    if addresses:
        marks += [circle(3, y, 1.9, points=0.6, stroke=GREY, dashed=True)]
        marks += [words(8, y, f"{NEAR_METRES} metres round an address (+)")]
        y += 6
    shown = {place.answer for place in places}
    told = [(answer, f"Stop: {text}") for answer, text in STOP_WORDS.items() if answer in shown]
    answers = key_to_answers(0, y, told, WIDTH)
    return [*marks, *answers], max(mark["y"] for mark in answers if mark["shape"] == "words") + 4


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
