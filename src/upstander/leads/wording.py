"""Sentences: what was seen and expected, said so that a person who does not know statistics can weigh it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from upstander.detection import About, Sign
from upstander.leads.raising import Raised, Standing

FORCE_TIME = ZoneInfo("Europe/London")
MOST_TIMES_SAID = 100  # beyond this a number suggests a precision that nobody has
LEAST_TIMES_SAID = 2  # below it a lower bound sounds like nothing where the whole is rare: the chance is said instead
LEAST_CHANCE_SAID = 1e-4  # no model of chance is to be believed beyond one in ten thousand
MOST_SIGNS_SAID = 4


@dataclass(frozen=True)
class Seen:
    """One finding in numbers.

    `expected`: what peers would show; `times`: the lower bound of how many times that; `chance`: how often chance shows
    as much with the same occasion, by peers or by the person's own other work, whichever makes it likelier.
    """

    sign: Sign
    seen: float
    expected: float
    times: float
    chance: float
    first_at: int
    last_at: int
    peers: str
    rests_on: str = ""  # whom it takes for whom, and how probably; nothing where no two records were compared


def day_of(at: int) -> str:
    """The day of an instant by the force's clocks: "3 March 2025"."""
    local = dt.datetime.fromtimestamp(at / 1e6, tz=FORCE_TIME)
    return f"{local.day} {local:%B %Y}"


def number(amount: float) -> str:
    """A count as people say it: whole where it is nearly whole, else with one decimal."""
    nearest = round(amount)
    return str(nearest) if abs(amount - nearest) < 0.05 else f"{amount:.1f}"


def expected_words(expected: float) -> str:
    """What peers would show, in words; "1 in 250" where it is far below one."""
    if expected >= 0.1:
        return f"about {expected:.1f}"
    return f"fewer than one, about 1 in {max(round(1 / max(expected, 1e-6), -1), 10):,.0f} such cases"


def times_words(times: float) -> str:
    """At least how many times, with no more precision than there is."""
    if times >= MOST_TIMES_SAID:
        return f"more than {MOST_TIMES_SAID} times"
    return f"at least {times:.0f} times" if times >= 10 else f"at least {times:.1f} times"


def unusual_words(seen: Seen) -> str:
    """How unusual a finding is: how many times what is expected, or how seldom chance shows as much."""
    if seen.times >= LEAST_TIMES_SAID:
        return f"{times_words(seen.times)} what this work would need"
    if seen.chance < LEAST_CHANCE_SAID:
        return f"chance shows as much in fewer than 1 in {1 / LEAST_CHANCE_SAID:,.0f} such cases"
    return f"chance shows as much in about 1 in {1 / seen.chance:,.0f} such cases"


def explanation(seen: Seen) -> str:
    """One finding: what was seen, when, what was expected, and on what matches of records it rests."""
    amount = number(seen.seen)
    noun = seen.sign.counts if amount == "1" else seen.sign.plural
    about = "with this person" if seen.sign.about is About.PAIR else "by this member of staff"
    said = (
        f"{amount} {noun}, {when(seen.first_at, seen.last_at)}. Compared with {seen.peers}, the records would "
        f"show {expected_words(seen.expected)} {about}: {unusual_words(seen)}."
    )
    return f"{said} {seen.rests_on}".rstrip()


def when(first_at: int, last_at: int) -> str:
    """A span of days in words."""
    first, last = day_of(first_at), day_of(last_at)
    return f"on {first}" if first == last else f"between {first} and {last}"


def summary(raised: Raised, subject: str, affected: str | None, seen: Sequence[Seen]) -> str:
    """A lead in one paragraph that a person can read."""
    whom = f"{subject} and {affected}" if affected else subject
    said = [f"{number(s.seen)} {s.sign.counts if number(s.seen) == '1' else s.sign.plural}" for s in seen]
    span = when(min(s.first_at for s in seen), max(s.last_at for s in seen))
    left = len(said) - MOST_SIGNS_SAID
    more = f", and {left} more sign{'s' if left > 1 else ''}" if left > 0 else ""
    strongest = seen[0].sign
    return (
        f"{_opening(raised)} {whom}: {'; '.join(said[:MOST_SIGNS_SAID])}{more}, {span}. No purpose recorded by "
        f"somebody else explains them. The strongest is {_lower(strongest.title)}: {unusual_words(seen[0])}. "
        f"It may be innocent: {_lower(strongest.innocent[0])} {_chance(raised)}"
    )


def _opening(raised: Raised) -> str:
    if raised.standing is Standing.LEAD:
        return "A question about"
    return "A check, to look for the missing explanation, about"


def _chance(raised: Raised) -> str:
    if raised.chance_innocent < 0.01:
        return "By the records alone, fewer than 1 in 100 such are expected to be innocent."
    return f"By the records alone, about {round(100 * raised.chance_innocent)} in 100 such are expected to be innocent."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
