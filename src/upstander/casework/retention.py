"""For how long something is kept before somebody decides about it: dated data with a source (retention.toml)."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Retention:
    """One period, in whole years or days; with neither it is off, until a force sets it.

    `status`: "confirmed", or "to be checked", which is shown beside it.
    """

    words: str
    source: str
    status: str
    years: int | None = None
    days: int | None = None

    def over_before(self, today: dt.date) -> dt.date | None:
        """What ended on this day or earlier is to be decided about; None where the period is off."""
        if self.days is not None:
            return today - dt.timedelta(days=self.days)
        return _moved(today, -self.years) if self.years is not None else None

    def due_on(self, ended: dt.date) -> dt.date | None:
        """The day from which what ended on a day is to be decided about; None where the period is off."""
        if self.days is not None:
            return ended + dt.timedelta(days=self.days)
        return _moved(ended, self.years) if self.years is not None else None


def of_reports() -> Retention:
    """How long closed reports of the door are kept. Raises what reading the file raises."""
    return _periods()["report"]


def of_replies() -> Retention:
    """How long the reporter of a destroyed report still finds our answers, from its close. Raises as `of_reports`."""
    return _periods()["replies"]


def _periods() -> dict[str, Retention]:
    return _read(settings.UPSTANDER_RETENTION)


@cache
def _read(own: str) -> dict[str, Retention]:
    """The periods of a force's own file; of ours where it has none. Raises OSError, ValueError and TypeError."""
    file = Path(own) if own else files("upstander.casework") / "retention.toml"
    return {name: Retention(**said) for name, said in tomllib.loads(file.read_text("utf-8")).items()}


def _moved(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)
