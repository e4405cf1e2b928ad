"""Of whom a module is asked, and how each of them stands: people of the force's records, and whoever signs in."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from upstander.access.models import Account, Role
from upstander.workforce.attempts import Done
from upstander.workforce.expected import Expected
from upstander.workforce.held import Held
from upstander.workforce.modules import Module
from upstander.workforce.people import in_words
from upstander.workforce.training import Standing
from upstander.workforce.understanding import Stands, State, due_when_new, stands

MEETS_THE_PUBLIC = "public_facing"


@dataclass(frozen=True)
class Person:
    """A member of staff. `role`: of the feed of staff; `desk_role`: at the desk; either may be unknown, and empty."""

    mark: str
    name: str
    role: str = ""
    desk_role: str = ""
    team_id: str = ""
    started_on: dt.date | None = None
    supervisor_id: str = ""

    @property
    def work(self) -> str:
        """What they do, in words."""
        return in_words(self.role) if self.role else str(Role(self.desk_role).label)


def person(account: Account, told: Held | None) -> Person:
    """Somebody who signed in, with what the records hold of them."""
    rows = told.people.filter(pl.col("mark") == account.mark).rows(named=True) if told else []
    return _person(rows[0], account.role) if rows else Person(account.mark, account.name, desk_role=account.role)


def everybody(told: Held | None, accounts: Iterable[Account]) -> list[Person]:
    """Everybody who works here by the records, and whoever signs in and is not in them, by name."""
    by_mark = {account.mark: account for account in accounts}
    rows = told.people.rows(named=True) if told else []
    found = [_person(row, by_mark[row["mark"]].role if row["mark"] in by_mark else "") for row in rows]
    known = {one.mark for one in found}
    found += [Person(one.mark, one.name, desk_role=one.role) for one in by_mark.values() if one.mark not in known]
    return sorted(found, key=lambda one: (one.name, one.mark))


def _person(row: Mapping[str, Any], desk_role: str) -> Person:
    texts = {name: row[name] or "" for name in ("mark", "name", "role", "team_id", "supervisor_id")}
    return Person(**texts, desk_role=desk_role, started_on=row["started_on"])


def is_for(module: Module, who: Person, asked: Expected) -> bool:
    """Whether a module is asked of somebody. Whose work the records do not tell is taken to meet the public."""
    if not module.roles and not module.desk_roles:
        return True
    if who.desk_role in module.desk_roles:
        return True
    roles = {role for name in module.roles for role in asked.lists.get(name, (name,))}
    return who.role in roles if who.role else MEETS_THE_PUBLIC in module.roles


@dataclass(frozen=True)
class Recorded:
    """What the force's own record says of somebody and a course. `passed_on`: none where nothing passed holds."""

    passed_on: dt.date | None
    due: dt.date


@dataclass(frozen=True)
class Towards:
    """How people stand towards one module on a day. `recorded`: by mark, what the force's own record says."""

    module: Module
    asked: Expected
    day: dt.date
    recorded: Mapping[str, Recorded]

    def stands(self, who: Person, done: Done) -> Stands:
        """How somebody stands."""
        held = self.recorded.get(who.mark)
        due = held.due if held else due_when_new(self.module, who.started_on, self.asked.joining.days)
        passed_on = held.passed_on if held else None
        return stands(self.module, done.tries, pages_read=done.pages, due=due, day=self.day, elsewhere=passed_on)


def towards(module: Module, told: Held | None, asked: Expected, day: dt.date) -> Towards:
    """What is needed to tell how people stand towards a module. `told`: the records, where there are any."""
    recorded = _recorded(module.counts_as, told) if told and module.counts_as else {}
    return Towards(module, asked, day, recorded)


def _recorded(course: str, told: Held) -> Mapping[str, Recorded]:
    rows = told.training.filter(pl.col("course") == course).select("mark", "standing", "completed_on", "due_on")
    understood = Standing.UNDERSTOOD.value
    return {
        mark: Recorded(passed_on if standing == understood else None, due)
        for mark, standing, passed_on, due in rows.iter_rows()
    }


def counted(rows: Sequence[tuple[str, Stands]]) -> list[dict[str, Any]]:
    """How many of each group stand how: the group, people, and one number for each state."""
    groups: dict[str, list[Stands]] = {}
    for group, how in rows:
        groups.setdefault(group, []).append(how)
    return [_count(group, held) for group, held in sorted(groups.items())]


def _count(group: str, held: Sequence[Stands]) -> dict[str, Any]:
    return {"group": group, "people": len(held), "states": [sum(one.state is state for one in held) for state in State]}
