"""Billing features by bandicoot: FILE OUT. Every `owner` of the file is a user. Prints what it took as JSON.

FILE has owner, direction, kind, other_number, at (microseconds), duration_s. OUT gets one row for each owner.
"""

import datetime as dt
import inspect
import json
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

sys.path.remove(str(Path(__file__).parent))  # this file has the name of the library
warnings.simplefilter("ignore")


def written(args, varargs=None, _keywords=None, defaults=(), formatvalue=lambda value: f"={value!r}"):
    """A list of arguments as Python text."""
    plain = len(args) - len(defaults)
    named = [name + (formatvalue(defaults[n - plain]) if n >= plain else "") for n, name in enumerate(args)]
    return f"({', '.join(named + ([f'*{varargs}'] if varargs else []))})"


# bandicoot asks Python for two functions that 3.11 has no more.
inspect.getargspec = lambda function: inspect.getfullargspec(function)[:4]
inspect.formatargspec = written

import bandicoot as bc  # noqa: E402
import pandas as pd  # noqa: E402


def user_of(rows: pd.DataFrame) -> bc.core.User:
    """A user with records of calls and texts, in order of time."""
    user = bc.core.User()
    user.records = [
        bc.core.Record(
            "call" if row.kind == "call" else "text",
            row.direction,
            row.other_number,
            dt.datetime.fromtimestamp(row.at / 1e6, dt.UTC).replace(tzinfo=None),
            int(row.duration_s) if row.kind == "call" else None,
            bc.core.Position(),
        )
        for row in rows.itertuples()
    ]
    return user


def features(user: bc.core.User) -> dict[str, float]:
    """The features we define alike."""

    def over_all(feature: str, kinds: str) -> object:
        return getattr(bc.individual, feature)(user, groupby=None, interaction=kinds)["allweek"]["allday"][kinds]

    spreads = {
        "per_contact": over_all("interactions_per_contact", "callandtext"),
        "duration": over_all("call_duration", "call"),
        "interevent": over_all("interevent_time", "callandtext"),
    }
    return {
        "interactions": over_all("number_of_interactions", "callandtext"),
        "contacts": over_all("number_of_contacts", "callandtext"),
        "initiated": over_all("percent_initiated_interactions", "call"),
        **{f"{name}_{which}": spread[which] for name, spread in spreads.items() for which in ("mean", "std")},
    }


def main(path: str, out: str) -> None:
    """Times making users of records in memory and their features."""
    frame = pd.read_parquet(path)
    groups = [(owner, rows) for owner, rows in frame.groupby("owner", sort=True)]
    features(user_of(groups[0][1]))
    began = time.process_time()
    users = [(owner, user_of(rows)) for owner, rows in groups]
    made = time.process_time()
    found = [{"owner": owner} | features(user) for owner, user in users]
    ended = time.process_time()
    pd.DataFrame(found).to_parquet(out)
    print(
        json.dumps({"records": len(frame), "made": made - began, "cpu": ended - made, "version": version("bandicoot")})
    )


main(sys.argv[1], sys.argv[2])
