"""Which calls and cases of a quarter are looked at: a draw that a seed decides, and that anybody can make again.

S000, learning report, question to forces 2: "What processes does your force have to quality assure officer and staff
contact with members of the public?"
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import ibis.expr.types as ir
from ibis import _

from upstander.engines import Engine
from upstander.records.as_known import Records
from upstander.workforce.digests.hours import midnights
from upstander.workforce.people import on_days

FROM = {"public_calls": "start_at", "assignments": "from_at"}  # the feeds of calls and of cases, and when each was
OF_CASES = ("officer_in_case", "investigator", "victim_liaison")  # who speaks with the people of a case

# Days after a quarter before its cases are drawn: few are given out on a day, and who has one is often written down
# days later, so that one of the next quarter does not show that all of this one are there. Ours.
SETTLED = 7


@dataclass(frozen=True)
class Candidate:
    """A call, somebody's part in a case, or a talk with them, that may be drawn.

    `recorded`: of a case, none. `held_by`: the mark of who held a talk.
    """

    contact_id: str
    staff_id: str
    name: str
    team: str
    on_day: dt.date
    line: str = ""
    recorded: bool | None = None
    held_by: str = ""


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year, by its first day."""

    first: dt.date

    @property
    def after(self) -> dt.date:
        """The first day of the next."""
        year, month = divmod(self.first.month + 2, 12)
        return dt.date(self.first.year + year, month + 1, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.after - dt.timedelta(days=1)

    @property
    def before(self) -> "Quarter":
        """The one before."""
        return quarter_of(self.first - dt.timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.first:%B} to {self.last:%B %Y}"


def quarter_of(day: dt.date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1))


def drawn(candidates: Iterable[Candidate], seed: str, per_team: int) -> list[Candidate]:
    """So many of each team, or all where there are fewer: those to which the seed gives the lowest hashes."""
    by_team = sorted(set(candidates), key=lambda one: (one.team, _place(one, seed)))
    return [one for _team, of_team in groupby(by_team, lambda one: one.team) for one in list(of_team)[:per_team]]


def _place(one: Candidate, seed: str) -> str:
    return hashlib.sha256(f"{seed}|{one.contact_id}|{one.staff_id}".encode()).hexdigest()


def in_turn(seed: str, checkers: Sequence[str]) -> list[str]:
    """Checkers in the order that the seed gives, so that nobody chooses whose contacts they check."""
    return sorted(set(checkers), key=lambda one: hashlib.sha256(f"{seed}|{one}".encode()).hexdigest())


def per_team(candidates: Iterable[Candidate]) -> Mapping[str, int]:
    """How many there were to draw from, by team."""
    found: dict[str, int] = {}
    for one in set(candidates):
        found[one.team] = found.get(one.team, 0) + 1
    return found


def calls(records: Records, engine: Engine, quarter: Quarter) -> list[Candidate]:
    """Every call from or to the public in a quarter that somebody of the force answered."""
    inside = _inside(records.public_calls, "start_at", quarter)
    return _candidates(
        inside.select("staff_id", "line", "recorded", contact_id="call_id", at="start_at"), records, engine
    )


def cases(records: Records, engine: Engine, quarter: Quarter) -> list[Candidate]:
    """Everybody's part in a case that they were given in a quarter, once for each case."""
    inside = _inside(records.assignments, "from_at", quarter).filter(_.role.isin(OF_CASES))
    once = inside.group_by("staff_id", "incident_id").aggregate(at=_.from_at.min())
    return _candidates(once.select("staff_id", "at", contact_id="incident_id"), records, engine)


def reach(records: Records, engine: Engine, feed: str, today: dt.date) -> dt.date | None:
    """The day of the newest record of a feed of FROM that is of today or before; none where it holds nothing such.

    A record with a day to come, which is a mistake or a plan, tells nothing of how far the feed was delivered.
    """
    at = records.tables[feed][FROM[feed]]
    known = records.tables[feed].filter(at < midnights(today).end)
    newest = engine.rows(known.agg(at=at.max())).drop_nulls()
    told: list[dt.date] = on_days(newest, on_day="at")["on_day"].to_list()
    return told[0] if told else None


def against_drawing(quarter: Quarter, *, of_cases: bool, until: dt.date | None, today: dt.date) -> str:
    """Why a quarter is not drawn yet; nothing where it may be. `until`: the day that `reach` told.

    Only a record from after the quarter shows that its last day was delivered whole.
    """
    if today <= quarter.last:
        return f"The quarter is not over: it can be drawn after {quarter.last:%-d %B %Y}."
    if until is None:
        return "The records hold nothing to draw from."
    if until <= quarter.last:
        return "The records do not reach past the end of the quarter yet: what is drawn now would leave out the rest."
    if of_cases and (today - quarter.last).days < SETTLED:
        first = quarter.last + dt.timedelta(days=SETTLED)
        return f"Cases of the last days may still be written down: they can be drawn from {first:%-d %B %Y}."
    return ""


def _inside(table: ir.Table, at: str, quarter: Quarter) -> ir.Table:
    start, end = midnights(quarter.first).start, midnights(quarter.after).start
    return table.filter(table[at] >= start, table[at] < end)


def _candidates(rows: ir.Table, records: Records, engine: Engine) -> list[Candidate]:
    staff = records.staff.select("staff_id", "name", "team_id")
    told = engine.rows(rows.inner_join(staff, "staff_id").distinct())
    return [
        Candidate(
            one["contact_id"], one["staff_id"], one["name"], one["team_id"] or "", one["on_day"],
            one.get("line") or "", one.get("recorded"),
        )
        for one in on_days(told, on_day="at").iter_rows(named=True)
    ]  # fmt: skip
