"""People in households, some on record and some told of by staff, with the errors that records really have.

Nothing here knows how people are compared: errors are slips of fingers, ears and habits, at rates of their own.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa

from upstander.records.catalogue import all_feeds

CONSONANTS, VOWELS = list("bcdfghklmnprstvw"), list("aeiou")
DAY = 86_400_000_000
BEGAN, TOLD = 17_000 * DAY, 20_000 * DAY
EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True)
class Drawn:
    """Feeds by name, and which nominal each telling is truly of (`truth`: staff_id, nominal_id)."""

    feeds: dict[str, pa.Table]
    truth: pl.DataFrame


def draw(nominals: int, declared: int, seed: int = 1) -> Drawn:
    """So many nominals, and so many people told of by staff, one in five of whom is on record.

    Most of the others live with somebody who is on record: they are the ones who are easily taken for them.
    """
    chance = np.random.default_rng(seed)
    people = _people(chance, nominals * 2)
    on_record = np.sort(chance.choice(len(people["born"]), nominals, replace=False))
    off_record = np.setdiff1d(np.arange(len(people["born"])), on_record)
    true = chance.random(declared) < 0.2
    who = np.where(true, chance.choice(on_record, declared), chance.choice(off_record, declared))
    feeds = _on_record(chance, people, on_record) | {"associations": _told(chance, people, who)}
    truth = pl.DataFrame({"staff_id": [f"S{n}" for n in range(declared)], "nominal_id": [f"N{p}" for p in who]})
    return Drawn(feeds, truth.filter(pl.Series(true)))


def _people(chance: np.random.Generator, size: int) -> dict[str, np.ndarray]:
    """Households of one to five: one surname for most, a son named after his father now and then, a few twins."""
    household = np.repeat(np.arange(size), chance.integers(1, 6, size))[:size]
    surnames, forenames = _words(chance, 20_000, 3), _words(chance, 3_000, 2)
    surname = _popular(chance, 20_000, size)[household]
    surname = np.where(chance.random(size) < 0.2, _popular(chance, 20_000, size), surname)
    forename, born = _popular(chance, 3_000, size), chance.integers(-11_000, 13_000, size)
    after = np.flatnonzero((household[1:] == household[:-1]) & (chance.random(size - 1) < 0.01)) + 1
    forename[after] = forename[after - 1]
    twins = np.flatnonzero((household[1:] == household[:-1]) & (chance.random(size - 1) < 0.004)) + 1
    born[twins] = born[twins - 1]
    place = chance.integers([53_500_000, -1_900_000], [53_950_000, -1_100_000], (size, 2))[household]
    landline = household + 441_130_000_000
    own = chance.permutation(size) + 447_300_000_000
    number = np.where(chance.random(size) < 0.15, landline, own)
    return {
        "forename": forenames[forename], "surname": surnames[surname], "born": born,
        "lat": place[:, 0], "lon": place[:, 1], "number": number,
    }  # fmt: skip


def _words(chance: np.random.Generator, size: int, syllables: int) -> np.ndarray:
    made = ["".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(syllables)) for _ in range(size)]
    return np.array([f"{word}{chance.choice(CONSONANTS)}" for word in made], dtype=object)


def _popular(chance: np.random.Generator, kinds: int, size: int) -> np.ndarray:
    """Kinds by number, some far commoner than others."""
    weight = 1 / (10 + np.arange(kinds))
    return chance.choice(kinds, size, p=weight / weight.sum())


def _on_record(chance: np.random.Generator, people: dict[str, np.ndarray], who: np.ndarray) -> dict[str, pa.Table]:
    keys = [f"N{p}" for p in who]
    dates = [None if chance.random() < 0.1 else int(people["born"][p]) for p in who]
    names = [f"{people['forename'][p]} {people['surname'][p]}".title() for p in who]
    rung, housed = chance.random(len(who)) < 0.7, chance.random(len(who)) < 0.9
    since = chance.integers(BEGAN, TOLD + 100 * DAY, len(who))
    return {
        "nominals": _feed("nominals", nominal_id=keys, name=names, born_on=dates),
        "nominal_phones": _feed(
            "nominal_phones", nominal_id=_of(keys, rung), from_at=since[rung],
            number=[f"+{n}" for n in people["number"][who][rung]],
        ),
        "nominal_addresses": _feed(
            "nominal_addresses", nominal_id=_of(keys, housed), from_at=since[housed],
            lat=people["lat"][who][housed], lon=people["lon"][who][housed],
        ),
    }  # fmt: skip


def _of(keys: list[str], which: np.ndarray) -> list[str]:
    return [key for key, yes in zip(keys, which, strict=True) if yes]


def _told(chance: np.random.Generator, people: dict[str, np.ndarray], who: np.ndarray) -> pa.Table:
    named = [_name(chance, people["forename"][p], people["surname"][p]) for p in who]
    placed = chance.random(len(who)) < 0.6
    return _feed(
        "associations",
        staff_id=[f"S{n}" for n in range(len(who))],
        kind=["partner"] * len(who),
        name=named,
        born_on=[_date(chance, int(people["born"][p])) for p in who],
        number=[f"+{people['number'][p]}" if chance.random() < 0.5 else None for p in who],
        lat=[
            int(people["lat"][p] + chance.integers(-60, 60)) if yes else None
            for p, yes in zip(who, placed, strict=True)
        ],
        lon=[
            int(people["lon"][p] + chance.integers(-90, 90)) if yes else None
            for p, yes in zip(who, placed, strict=True)
        ],
        declared_at=[TOLD] * len(who),
    )


def _name(chance: np.random.Generator, forename: str, surname: str) -> str:
    drawn = chance.random(5)
    forename = _slip(chance, forename) if drawn[0] < 0.06 else forename
    surname = _slip(chance, surname) if drawn[1] < 0.08 else surname
    surname = _words(chance, 1, 3)[0] if drawn[2] < 0.06 else surname  # married, parted
    forename = f"{forename} {_words(chance, 1, 2)[0]}" if drawn[3] < 0.2 else forename
    return (
        f"{surname.upper()}, {forename}"
        if drawn[4] < 0.1
        else f"{surname} {forename}"
        if drawn[4] < 0.12
        else f"{forename} {surname}"
    )


def _slip(chance: np.random.Generator, word: str) -> str:
    """One letter left out, doubled, changed, or two changed round."""
    at = int(chance.integers(1, len(word) - 1))
    before, here, after = word[:at], word[at], word[at + 1 :]
    kinds = (before + after, before + here * 2 + after, before + "e" + after, before + after[:1] + here + after[1:])
    return kinds[int(chance.integers(0, 4))]


def _date(chance: np.random.Generator, born: int) -> int | None:
    drawn, day = chance.random(), EPOCH + dt.timedelta(days=born)
    if drawn < 0.2:
        return None
    if drawn < 0.23 and day.day <= 12:
        day = day.replace(month=day.day, day=day.month)
    elif drawn < 0.26:
        day = day.replace(year=day.year + int(chance.choice([-10, -1, 1, 10])), day=min(day.day, 28))
    return (day - EPOCH).days


def _feed(feed: str, /, **columns: object) -> pa.Table:
    schema, size = all_feeds()[feed].arrow_schema, len(next(iter(columns.values())))
    filled = [pa.array(columns.get(f.name, [None] * size), f.type, from_pandas=True) for f in schema]
    return pa.table(filled, schema=schema)
