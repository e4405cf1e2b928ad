"""What must be done now and then."""

import datetime as dt
from collections.abc import Iterator

from upstander.casework.procedure.days import years_held
from upstander.website.backup.taking import MADE
from upstander.website.checks.desk import Desk, Unsafe
from upstander.website.ready import not_applied

A_DAY, A_YEAR = dt.timedelta(days=1), dt.timedelta(days=365)


def tables_are_of_this_version(desk: Desk) -> Iterator[Unsafe]:
    """Every migration of this version was applied."""
    for name in not_applied(desk.owner):
        why = "Pages of this version ask for columns and walls that are not there."
        yield Unsafe(f"the migration {name} was not applied", why, "Run `upstander prepare`.")


def backups_are_taken(desk: Desk) -> Iterator[Unsafe]:
    """The last backup is of the last day."""
    why = "What was written since is lost with this machine's disk."
    ((last,),) = desk.read_in_log("SELECT max(at) FROM audit.event WHERE action = %s", MADE)
    if last is None:
        yield Unsafe("no backup was ever taken", why, "Let `upstander backup` run every night.")
    elif desk.now - last > A_DAY:
        yield Unsafe(f"the last backup is of {last:%Y-%m-%d %H:%M}", why, "Let `upstander backup` run every night.")


def bank_holidays_are_known(desk: Desk) -> Iterator[Unsafe]:
    """A year ahead: time limits are counted in working days."""
    last = years_held()[1]
    if (desk.now + A_YEAR).year > last:
        yield Unsafe(
            f"bank holidays are known until the end of {last}",
            "A time limit that runs beyond it cannot be counted, and the page of its matter says so.",
            "Update this program, or its package govuk-bank-holidays.",
        )
