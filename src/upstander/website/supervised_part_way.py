"""A supervisor of the demonstration, whose team stands in the simulated force's records, and what they did for it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.utils import timezone

from upstander.access.models import Account, Role
from upstander.access.sealed import mark
from upstander.engines import DuckDBEngine
from upstander.records.store import open_records
from upstander.website.prevention_part_way import SAID
from upstander.workforce.audience import Person
from upstander.workforce.integrity import keeping as integrity
from upstander.workforce.integrity.questions import questions
from upstander.workforce.integrity.written import Answer
from upstander.workforce.models import AskedOf, CameBack, WelfareKind, WelfareStepKind
from upstander.workforce.people import here_on
from upstander.workforce.transfers import keeping as transfers
from upstander.workforce.welfare import keeping as welfare

AGREED = {"agreed": Answer("yes", "Two visits a week to one address go to a colleague until the end of the quarter.")}


@dataclass(frozen=True)
class Team:
    """Somebody who supervises others by the records, and whom; numbers and names, as they stand there."""

    staff_id: str
    name: str
    of: Sequence[Mapping[str, str]]


def team_of(store: Path | None) -> Team | None:
    """The sergeant with the largest team of the records; none where the records name none, or there are none."""
    if store is None:
        return None
    with DuckDBEngine(memory="1GB") as engine:
        people = here_on(open_records(store, engine), engine, timezone.localdate())
    sergeants = people.filter(pl.col("role") == "sergeant").select(supervisor_id="staff_id")
    teams = people.join(sergeants, on="supervisor_id").group_by("supervisor_id").len()
    if teams.is_empty():
        return None
    number = teams.sort("len", "supervisor_id", descending=[True, False])["supervisor_id"][0]
    of = people.filter(pl.col("supervisor_id") == number).sort("staff_id")
    name = people.filter(pl.col("staff_id") == number)["name"][0]
    return Team(number, name, of.select(pl.all().fill_null("")).cast(pl.String).rows(named=True))


def supervised_part_way(team: Team, supervisor: Account, by_role: Mapping[str, Account]) -> None:
    """A check from before and one of their own, help that was offered, and somebody who came from another force."""
    today, members = timezone.localdate(), [_person(one) for one in team.of]
    numbers = {person.mark: one["staff_id"] for person, one in zip(members, team.of, strict=True)}
    first, second, third = members[0], members[1 % len(members)], members[2 % len(members)]
    _talked(first, numbers[first.mark], by_role[Role.CHIEF])
    _talked(second, numbers[second.mark], supervisor)
    offered = welfare.offer(
        who=third, staff_id=numbers[third.mark], kind=WelfareKind.CONTACT, offered_on=today - dt.timedelta(days=12),
        due_on=today, by=supervisor,
    )  # fmt: skip
    welfare.step(
        about=offered, what=WelfareStepKind.TAKEN_UP, happened_on=today, due_on=today + dt.timedelta(days=14),
        by=supervisor, supervisor=supervisor.mark,
    )  # fmt: skip
    _came_from_elsewhere(first.name, numbers[first.mark], by_role[Role.VETTING])


def _person(row: Mapping[str, str]) -> Person:
    return Person(
        mark(row["staff_id"]), row["name"], role=row["role"], team_id=row["team_id"], supervisor_id=row["supervisor_id"]
    )


def _talked(who: Person, staff_id: str, by: Account) -> None:
    answers = {one.name: (SAID | AGREED).get(one.name, Answer("no", "")) for one in questions().asked}
    talked = integrity.Talked(who, staff_id, timezone.localdate() - dt.timedelta(days=20), answers)
    integrity.hold(talked=talked, asked=questions(), supervisor=by.mark, by=by)


def _came_from_elsewhere(name: str, staff_id: str, by: Account) -> None:
    """Asked of both; one came, and the other is late."""
    today = timezone.localdate()
    joined_on = today - dt.timedelta(days=80)
    came = transfers.put_down(
        staff_id=staff_id, name=name, former_force="Invented Constabulary", joined_on=joined_on, by=by
    )
    asks = [
        transfers.ask(transferee=came, what=what, asked_on=today - dt.timedelta(days=45), by=by) for what in AskedOf
    ]
    transfers.reply(of=asks[1], came_back=CameBack.RECEIVED, happened_on=today - dt.timedelta(days=20), by=by)
