"""The day on which a command is run."""

import datetime as dt


def today() -> dt.date:
    """The day, where this machine is."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()
