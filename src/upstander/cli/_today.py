"""The day on which a command is run."""

import datetime as dt
from zoneinfo import ZoneInfo


def today() -> dt.date:
    """The day as the desk counts it, whatever time zone this machine is set to."""
    return dt.datetime.now(tz=ZoneInfo("Europe/London")).date()
