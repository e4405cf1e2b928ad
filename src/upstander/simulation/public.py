"""The public: people and their households, addresses and numbers over time, and what makes them vulnerable."""

from dataclasses import dataclass

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.arrays import DAY, NOTHING, Real, Whole, Yes
from upstander.simulation.book import Book
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST
from upstander.simulation.names import full_names, mistyped, mobile_numbers, surnames
from upstander.simulation.town import Town, degrees
from upstander.simulation.workforce import ALWAYS

KNOWN_FOR_EACH = 40  # people known to the police for each member of staff
FACTORS = all_feeds()["vulnerabilities"].column("factor").choices
FACTOR_WEIGHTS = (9, 2, 4, 12, 4, 2, 1.5, 5, 6, 2, 3, 0.4, 1, 4, 1.5, 0, 5, 2)


@dataclass
class Public:
    """Arrays with one cell for each person known; the second number and home hold from `changed_at` and `moved_at`."""

    name: list[str]
    surname: Whole
    woman: Yes
    age: Whole  # years, at the start
    household: Whole
    beat: Whole
    home_x: Real
    home_y: Real
    next_x: Real
    next_y: Real
    moved_at: Whole
    number: Whole  # NOTHING where none is known
    next_number: Whole
    changed_at: Whole
    trouble: Real  # how often things happen to, or because of, this person
    vulnerable: Yes
    name_text: Whole  # places of phrases
    mistyped_text: Whole
    postcode_text: Whole

    def __len__(self) -> int:
        return len(self.household)

    def number_at(self, who: Whole, when: Whole) -> Whole:
        """The number each used then; NOTHING where none is known."""
        return np.where(when < self.changed_at[who], self.number[who], self.next_number[who])

    def home_at(self, who: Whole, when: Whole) -> tuple[Real, Real]:
        """Where each lived then, in metres."""
        moved = when >= self.moved_at[who]
        x = np.where(moved, self.next_x[who], self.home_x[who])
        return x, np.where(moved, self.next_y[who], self.home_y[who])


def build_public(chance: Chance, staff: int, days: int, town: Town, book: Book) -> Public:
    """Everybody the force knows, written into the records as they stand."""
    size = KNOWN_FOR_EACH * staff
    household = np.sort(chance.whole(0, int(size / 1.8), size))
    houses = int(household[-1]) + 1
    beat, x, y = _homes(chance, houses, town)
    _, next_x, next_y = _homes(chance, houses, town)
    women = chance.happens(0.5, size)
    surname = np.where(chance.happens(0.75, size), surnames(chance, houses)[household], surnames(chance, size))
    names = full_names(chance, women, surname)
    public = Public(
        name=names,
        surname=surname,
        woman=women,
        age=np.clip(chance.draws.gamma(4.0, 9.0, size), 6, 96).astype(np.int64),
        household=household,
        beat=beat[household],
        home_x=x[household],
        home_y=y[household],
        next_x=next_x[household],
        next_y=next_y[household],
        moved_at=_one_day(chance, houses, days, 0.07 * days / 365)[household],
        number=NOTHING * np.ones(size, dtype=np.int64),
        next_number=NOTHING * np.ones(size, dtype=np.int64),
        changed_at=_one_day(chance, size, days, 0.12 * days / 365),
        trouble=np.minimum(chance.around(1.0, 1.15, size), 18.0),
        vulnerable=np.zeros(size, dtype=bool),
        name_text=book.phrases.places(names),
        mistyped_text=book.phrases.places(mistyped(chance, names)),
        postcode_text=book.phrases.places(_postcodes(chance, houses))[household],
    )
    _give_numbers(chance, public)
    _write_people(chance, public, book)
    _write_vulnerabilities(chance, public, book)
    return public


def _homes(chance: Chance, houses: int, town: Town) -> tuple[Whole, Real, Real]:
    beat = chance.whole(0, len(town.beat_x), houses)
    away = chance.draws.normal(0, 750, (2, houses))
    return beat, town.beat_x[beat] + away[0], town.beat_y[beat] + away[1]


def _one_day(chance: Chance, size: int, days: int, share: float) -> Whole:
    when = FIRST + chance.whole(0, days * DAY, size)
    return np.where(chance.happens(share, size), when, ALWAYS)


def _postcodes(chance: Chance, houses: int) -> list[str]:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    drawn = chance.whole(0, len(letters), 2 * houses).reshape(-1, 2)
    district, sector = chance.whole(1, 40, houses), chance.whole(1, 9, houses)
    return [f"ZZ{d} {s}{letters[a]}{letters[b]}" for d, s, (a, b) in zip(district, sector, drawn, strict=True)]


def _give_numbers(chance: Chance, public: Public) -> None:
    """One number each, for nearly all; a new one for who changes; a few old numbers come back in other hands."""
    size = len(public)
    numbers = mobile_numbers(chance, 2 * size)
    has = chance.happens(0.9, size)
    public.number = np.where(has, numbers[:size], NOTHING)
    changes = public.changed_at != ALWAYS
    public.next_number = np.where(changes & has, numbers[size:], public.number)
    order = np.flatnonzero(changes & has)
    order = order[np.argsort(public.changed_at[order])]
    given_up, taken_up = order[: len(order) // 2], order[len(order) // 2 :][: len(order) // 2]
    again = chance.happens(0.12, len(taken_up))
    public.next_number[taken_up[again]] = public.number[given_up[: len(taken_up)][again]]
    shared = np.flatnonzero((np.diff(public.household) == 0) & chance.happens(0.05, size - 1))
    public.number[shared + 1] = public.number[shared]  # a telephone that a household shares


def _write_people(chance: Chance, public: Public, book: Book) -> None:
    size = len(public)
    everyone = np.arange(size)
    born = FIRST // DAY - public.age * 365 - chance.whole(0, 365, size)
    book.add(
        "nominals",
        nominal_id=everyone,
        name=public.name_text,
        born_on=np.where(chance.happens(0.93, size), born, NOTHING),
        sex=np.where(chance.happens(0.97, size), np.where(public.woman, 0, 1), NOTHING),
    )
    since = FIRST - chance.whole(10, 3_000, size) * DAY
    changed, moved = public.changed_at != ALWAYS, public.moved_at != ALWAYS
    ended = np.where(changed, public.changed_at, NOTHING)
    first = np.flatnonzero(public.number != NOTHING)
    book.add("nominal_phones", nominal_id=first, number=public.number[first], from_at=since[first], to_at=ended[first])
    then = np.flatnonzero(changed & (public.next_number != NOTHING))
    book.add("nominal_phones", nominal_id=then, number=public.next_number[then], from_at=public.changed_at[then])
    for who, x, y, start, end in (
        (everyone, public.home_x, public.home_y, since, np.where(moved, public.moved_at, NOTHING)),
        (np.flatnonzero(moved), public.next_x, public.next_y, public.moved_at, np.full(size, NOTHING)),
    ):
        lat, lon = degrees(x[who], y[who])
        postcode = np.where(chance.happens(0.95, len(who)), public.postcode_text[who], NOTHING)
        book.add(
            "nominal_addresses",
            nominal_id=who, lat=lat, lon=lon, postcode=postcode, from_at=start[who], to_at=end[who],
        )  # fmt: skip


def _write_vulnerabilities(chance: Chance, public: Public, book: Book) -> None:
    """Some from before the records begin; those recorded at incidents come with the incidents."""
    counts = chance.times(np.minimum(0.12 * public.trouble, 2.0), len(public))
    who = rows = np.repeat(np.arange(len(public)), counts)
    factor = chance.one_of(FACTOR_WEIGHTS, len(rows))
    factor = np.where(
        public.age[who] < 18, np.where(chance.happens(0.8, len(who)), FACTORS.index("young_person"), factor), factor
    )
    book.add(
        "vulnerabilities", nominal_id=who, factor=factor, recorded_at=FIRST - chance.whole(0, 2_000 * DAY, len(who))
    )
    public.vulnerable[who] = True
