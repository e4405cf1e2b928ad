"""The day on which a test runs, as the desk counts it."""

import datetime as dt

from django.utils import timezone

# Two time zones that are never on one day together: one of them at least is not on the desk's.
ELSEWHERE = ("Etc/GMT+12", "Etc/GMT-14")


def today() -> dt.date:
    """The desk's own day, asked for within the test.

    Not a constant of a module, which is taken when tests are collected, before midnight perhaps; and not the machine's
    own day, whose time zone need not be the desk's.
    """
    return timezone.localdate()


def as_typed(days: int = 0) -> str:
    """A day so many days from today, as people type it."""
    return f"{today() + dt.timedelta(days=days):%d/%m/%Y}"
