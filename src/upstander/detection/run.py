"""Runs signs over what is known: which could be assessed, what each observed, and how often for whom."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import ibis
import ibis.expr.types as ir
import polars as pl
import pyarrow as pa
from ibis import _

from upstander.contacts.known import Known
from upstander.contacts.ledger import Answer, ContactKind
from upstander.detection.observation import MICROSECONDS_A_DAY, MICROSECONDS_A_MONTH, exact_sum
from upstander.detection.sign import About, Sign
from upstander.detection.words.keyword_set import KeywordSet
from upstander.detection.words.reading import mentions_in

Progress = Callable[[str], None]


class Runs(Protocol):
    """What a run needs of an engine."""

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Computes an expression once and keeps the result under that name."""

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """Rows held in memory, as a table."""

    def rows(self, expression: ir.Table) -> pl.DataFrame:
        """The rows of an expression, in memory."""


@dataclass(frozen=True)
class NotAssessed:
    """A sign that could not be asked. It is never the same as a sign that was not seen."""

    sign: Sign
    because: str
    missing: tuple[str, ...] = ()  # the feeds whose absence alone keeps it from being asked


@dataclass(frozen=True)
class Observed:
    """What one sign saw.

    `counts`: one row for each pair (or subject) that shows it at all: staff_id, nominal_id, seen, odd_months (the part
    of `seen` that fell in odd months, for held-out checks), first_at, last_at, exposure.
    `exposed`: one row for each member of staff who could have shown it: staff_id, pairs, exposure,
    exposure_squared, the last two summed over the pairs. The exposure of a pair is the square root of 1 + its
    explained contacts: what goes unrecorded grows with the work, but more slowly, because one clerk's or one day's
    lapse covers many contacts.
    `observations`: the table itself, see `observation.OBSERVATIONS`.
    """

    sign: Sign
    counts: pl.DataFrame
    exposed: pl.DataFrame
    observations: ir.Table


@dataclass(frozen=True)
class Assessment:
    """What every sign of a catalogue said of a force on one day. `read`: what was known, where words were read."""

    observed: tuple[Observed, ...]
    not_assessed: tuple[NotAssessed, ...]
    read: Known | None = None


@dataclass(frozen=True)
class Choices:
    """What a force has chosen for a run.

    `window_days`: how far back observations count, except for signs over a career. `changed`: parameters by sign.
    `content_authority`: who allowed signs that read words, and under what; None = nobody, and they stay off.
    `keyword_sets`: what they look for; only approved ones are used.
    """

    window_days: int
    changed: Mapping[str, Mapping[str, float]]
    content_authority: str | None = None
    keyword_sets: tuple[KeywordSet, ...] = ()

    def since(self, known: Known) -> int:
        """The instant from which observations count."""
        return known.as_of - self.window_days * MICROSECONDS_A_DAY


def assess(
    signs: Sequence[Sign], known: Known, engine: Runs, choices: Choices, progress: Progress = lambda _done: None
) -> Assessment:
    """Asks every sign that can be asked."""
    observed, not_assessed = [], []
    words = any(sign.content and not why_not(sign, known, choices) for sign in signs)
    if words:
        known = replace(known, mentions=mentions_in(known.records, engine, choices.keyword_sets))
    exposures = Exposures(known, engine, choices)
    for sign in signs:
        because = why_not(sign, known, choices)
        if because:
            only_feeds = () if _kept_off(sign, choices) else _missing(sign, known)
            not_assessed.append(NotAssessed(sign, because, only_feeds))
        else:
            observed.append(observe_sign(sign, known, engine, choices, exposures))
        progress(sign.name)
    return Assessment(tuple(observed), tuple(not_assessed), known if words else None)


def why_not(sign: Sign, known: Known, choices: Choices) -> str | None:
    """The reason a sign cannot be asked; None where it can."""
    missing = _missing(sign, known)
    return _kept_off(sign, choices) or (f"no records of {' and '.join(missing)}" if missing else None)


def _kept_off(sign: Sign, choices: Choices) -> str | None:
    """Why a sign that reads words is off, whatever records there are."""
    if sign.content and not (choices.content_authority or "").strip():
        return "it reads words, and no authority to do so is recorded"
    approved = {one.stage for one in choices.keyword_sets if one.approved}
    if sign.reads and not approved & set(sign.reads):
        return f"no approved keyword set of {' or '.join(sign.reads).replace('_', ' ')}"
    return None


def _missing(sign: Sign, known: Known) -> tuple[str, ...]:
    return tuple(feed for feed in sign.needs if not known.records.has(feed))


def observe_sign(sign: Sign, known: Known, engine: Runs, choices: Choices, exposures: "Exposures") -> Observed:
    """Runs one sign and counts what it saw."""
    seen = sign.observations(known, choices.changed.get(sign.name))
    since = choices.since(known)
    in_window = seen.filter(_.at < known.as_of) if sign.career else seen.filter((_.at < known.as_of) & (_.at >= since))
    observations = engine.keep(f"observed_{sign.name}", in_window)
    work, exposed = exposures.of(sign)
    return Observed(sign, engine.rows(_counts(observations, work)), exposed, observations)


class Exposures:
    """Who could have shown each sign, and how much: computed once for all signs that ask it of the same contacts."""

    def __init__(self, known: Known, engine: Runs, choices: Choices) -> None:
        self._known, self._engine, self._since = known, engine, choices.since(known)
        self._found: dict[Hashable, tuple[ir.Table, pl.DataFrame]] = {}
        self._pairs: ir.Table | None = None

    def of(self, sign: Sign) -> tuple[ir.Table, pl.DataFrame]:
        """Each pair with such a contact, or each member of staff, and their sums; see `Observed.exposed`."""
        asked = (sign.about, frozenset(sign.among), sign.grows_with_work)
        if asked not in self._found:
            work = self._engine.keep(f"exposed_{len(self._found)}", self._work(sign))
            self._found[asked] = work, self._engine.rows(_summed(work))
        return self._found[asked]

    def _work(self, sign: Sign) -> ir.Table:
        if sign.about is About.SUBJECT:
            staff = self._known.records.staff.select("staff_id").distinct()
            return staff.mutate(nominal_id=ibis.null("string"), exposure=ibis.literal(1.0))
        kinds = sorted(str(kind) for kind in sign.among or ContactKind)
        pairs = self._by_kind()
        pairs = pairs.filter(ibis.or_(*(pairs[kind].notnull() for kind in kinds)))
        explained = sum((pairs[kind].fill_null(0) for kind in kinds), start=ibis.literal(0))
        exposure = (1.0 + explained).sqrt() if sign.grows_with_work else ibis.literal(1.0)
        return pairs.select("staff_id", "nominal_id", exposure=exposure)

    def _by_kind(self) -> ir.Table:
        """Of each pair how many contacts of each kind are explained, null where it has none: gone through once."""
        if self._pairs is None:
            contacts = self._known.contacts.filter(_.nominal_id.notnull() & (_.at >= self._since))
            explained = (contacts.answer == str(Answer.EXPLAINED)).cast("int64")
            kinds = {str(kind): explained.sum(where=contacts.kind == str(kind)) for kind in ContactKind}
            counted = contacts.group_by("staff_id", "nominal_id").agg(**kinds)
            self._pairs = self._engine.keep("contacts_by_kind", counted)
        return self._pairs


def _summed(work: ir.Table) -> ir.Table:
    exposed = work.group_by("staff_id").agg(
        pairs=_.count(), exposure=exact_sum(_.exposure), exposure_squared=exact_sum(_.exposure * _.exposure)
    )
    return exposed.order_by("staff_id")


def _counts(observations: ir.Table, work: ir.Table) -> ir.Table:
    month = (observations.at // MICROSECONDS_A_MONTH) % 2
    counts = (
        observations.mutate(odd=ibis.ifelse(month == 1, observations.amount, 0.0), person=_.nominal_id.fill_null(""))
        .group_by("staff_id", "person")
        .agg(
            seen=exact_sum(_.amount).round(6),  # three thirds of a day are a day
            odd_months=exact_sum(_.odd).round(6),
            first_at=_.at.min(),
            last_at=_.at.max(),
        )
    )
    known_work = work.mutate(person=_.nominal_id.fill_null("")).select("staff_id", "person", "exposure")
    joined = counts.left_join(known_work, ["staff_id", "person"])
    return joined.select(
        "staff_id",
        "seen",
        "odd_months",
        "first_at",
        "last_at",
        nominal_id=_.person.nullif(""),
        exposure=_.exposure.fill_null(1.0),
    ).order_by("staff_id", "nominal_id")
