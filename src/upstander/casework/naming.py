"""Whom a report names: from whom it is kept, whom it is about, and whether it means people whom nobody can make out."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from upstander.access.models import Account, Role
from upstander.access.sealed import bare
from upstander.casework.keeping_from import Person, cannot_be_read, meant_by, not_made_out, numbers_given
from upstander.casework.models import Report, ReportExclusion, ReportName, ReportSubject, Said
from upstander.casework.names_told import told_of
from upstander.casework.tied_names import WHO, beyond_the_door, texts_of, tied_names
from upstander.reporting.unit_meant import beside_who_leads, speaks_of_unit

MOST_LINES = 50  # of people and teams that are compared; with more, the manager alone reads the report
COMPARED_BY = ("id", "name", "mark", "bare_mark", "role")  # columns that the post room may read
MOST_NUMBERS = 500  # that a letter may give: more are none of staff


@dataclass(frozen=True)
class Named:
    """Whom a report names: accounts that may be meant and why, numbers, and whether it means people nobody knows.

    `tied`: marks of those to whom somebody at the desk has a tie, and whose names may stand in it. `unit`: it speaks of
    those who read reports.
    """

    accounts: Mapping[str, ReportExclusion.Why]
    about: Sequence[str]
    kept_from: Sequence[str]
    tied: Collection[str]
    many: bool
    anybody: bool
    unit: bool


def person_of(account: Account) -> Person:
    """Somebody with an account, as lines are compared with them."""
    leads = account.role == Role.MANAGER
    return Person(str(account.pk), account.name, account.mark, account.bare_mark, leads=leads)


def named_in(said: Said, language: str, files: Sequence[str] = ()) -> Named:
    """Whom a report names, compared with everybody at the desk, those whose accounts are closed too.

    `files`: the names of those that came with it.
    """
    people = [person_of(one) for one in Account.objects.only(*COMPARED_BY).order_by("id")]
    lines = [line for line in said.keep_from if line.strip()]
    who, told = str(said.answers.get(WHO, "")), everything_told(said.answers)
    compared, about = lines[:MOST_LINES], numbers_given(who)
    given = [number for line in (*compared, told) for number in numbers_given(line)]
    spelt = dict.fromkeys([*given, *(bare(number) for number in (*about, *given))])
    elsewhere = [number for number in spelt if number not in about]
    return Named(
        named_by(compared, told, people),
        about,
        elsewhere[:MOST_NUMBERS],
        told_of(texts_of(said, files), tied_names()),
        len(lines) > MOST_LINES
        or beyond_the_door(said)
        or not_made_out(compared, people)
        or cannot_be_read(language, lines),
        bool(lines or told.strip() or files or any(said.contact.values())),
        speaks_of_unit([*map(beside_who_leads, lines), told, *said.contact.values(), *files]),
    )


def everything_told(answers: Mapping[str, str]) -> str:
    """All that was answered, whatever was asked: whom it is about may stand in any of it."""
    return "\n".join(str(one) for one in answers.values())


def named_by(lines: Iterable[str], about: str, people: Sequence[Person]) -> dict[str, ReportExclusion.Why]:
    """The accounts from which a report is kept: each that may be meant. A missed one is worse than a wrong one."""
    found = dict.fromkeys(meant_by(about, people, by_any_word=False), ReportExclusion.Why.INFERRED)
    for line in lines:
        found |= dict.fromkeys(meant_by(line, people, by_any_word=True), ReportExclusion.Why.TOLD)
    return found


def keep_away(report: Report, named: Named, by: Account | None = None) -> None:
    """Keeps a report from whom it names. `by`: who typed it in, where it did not come by the door."""
    whys = named.accounts.items()
    ReportExclusion.objects.bulk_create(
        [ReportExclusion(report=report, account_id=uuid.UUID(one), why=why, by=by) for one, why in whys],
        ignore_conflicts=True,
    )
    ReportName.objects.bulk_create(
        [ReportName(report=report, subject_mark=mark, why=ReportName.Why.TOLD) for mark in sorted(named.tied)]
    )
    subjects = dict.fromkeys(named.kept_from, True) | dict.fromkeys(named.about, False)
    ReportSubject.objects.bulk_create(
        [ReportSubject(report=report, subject_id=number, kept_from=kept, by=by) for number, kept in subjects.items()],
        ignore_conflicts=True,
    )
