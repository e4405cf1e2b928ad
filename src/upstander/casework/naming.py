"""Whom a report names: from whom it is kept, whom it is about, and whether it means people whom nobody can make out."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from upstander.access.models import Account
from upstander.casework.keeping_from import Person, cannot_be_read, meant_by, not_made_out, numbers_given
from upstander.casework.models import Report, ReportExclusion, ReportSubject

WHO = "who"  # the question that asks whom a report is about
MOST_LINES = 50  # of people and teams that are compared; with more, the manager alone reads the report
MOST_NUMBERS = 500  # that a letter may give: more are none of staff


@dataclass(frozen=True)
class Named:
    """Whom a report names: accounts that may be meant and why, numbers, and whether it means people nobody knows."""

    accounts: Mapping[str, ReportExclusion.Why]
    about: Sequence[str]
    kept_from: Sequence[str]
    many: bool
    anybody: bool


def named_in(answers: Mapping[str, str], keep_from: Sequence[str], language: str) -> Named:
    """Whom a report names, compared with everybody at the desk, those whose accounts are closed too."""
    people = [
        Person(str(one.pk), one.name, one.mark) for one in Account.objects.only("id", "name", "mark").order_by("id")
    ]
    lines = [line for line in keep_from if line.strip()]
    who, told = str(answers.get(WHO, "")), everything_told(answers)
    compared, about = lines[:MOST_LINES], numbers_given(who)
    elsewhere = [number for line in (*compared, told) for number in numbers_given(line) if number not in about]
    return Named(
        named_by(compared, told, people),
        about,
        elsewhere[:MOST_NUMBERS],
        len(lines) > MOST_LINES or not_made_out(compared, people) or cannot_be_read(language, lines),
        bool(lines or told.strip()),
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
    subjects = dict.fromkeys(named.kept_from, True) | dict.fromkeys(named.about, False)
    ReportSubject.objects.bulk_create(
        [ReportSubject(report=report, subject_id=number, kept_from=kept, by=by) for number, kept in subjects.items()],
        ignore_conflicts=True,
    )
