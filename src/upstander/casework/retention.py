"""For how long something is kept before somebody decides about it: dated data with a source (retention.toml)."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Retention:
    """One period, in whole years. `status`: "confirmed", or "to be checked", which is shown beside it."""

    years: int
    words: str
    source: str
    status: str

    def over_before(self, today: dt.date) -> dt.date:
        """What ended on this day or earlier is to be decided about."""
        try:
            return today.replace(year=today.year - self.years)
        except ValueError:  # the 29th of February
            return today.replace(year=today.year - self.years, day=28)


@cache
def of_reports() -> Retention:
    """How long closed reports of the door are kept. Raises TypeError where the file lacks something."""
    return Retention(**tomllib.loads((files("upstander.casework") / "retention.toml").read_text("utf-8"))["report"])
