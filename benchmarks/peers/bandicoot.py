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


def written(args, varargs=None, _keywords=None, defaults=(), formatvalue=lambda value: f"={value!r}"):  # noqa: ANN
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
    own = bc.individual
    calls = own.call_duration(user, groupby=None)["allweek"]["allday"]["call"]
    both = {"interaction": "callandtext", "groupby": None}
    interevent = own.interevent_time(user, **both)["allweek"]["allday"]["callandtext"]
    per_contact = own.interactions_per_contact(user, **both)["allweek"]["allday"]["callandtext"]
    initiated = own.percent_initiated_interactions(user, groupby=None)["allweek"]["allday"]["call"]
    return {
        "interactions": own.number_of_interactions(user, groupby=None)["allweek"]["allday"]["callandtext"],
        "contacts": own.number_of_contacts(user, **both)["allweek"]["allday"]["callandtext"],
        "per_contact_mean": per_contact["mean"],
        "per_contact_std": per_contact["std"],
        "duration_mean": calls["mean"],
        "duration_std": calls["std"],
        "initiated": initiated,
        "interevent_mean": interevent["mean"],
        "interevent_std": interevent["std"],
    }


def main(path: str, out: str) -> None:
    """Times making users of records in memory and their features."""
    frame = pd.read_parquet(path)
    groups = [(owner, rows) for owner, rows in frame.groupby("owner", sort=True)]
    features(user_of(groups[0][1]))
    users = [(owner, user_of(rows)) for owner, rows in groups]
    began = time.process_time()
    found = [{"owner": owner} | features(user) for owner, user in users]
    took = time.process_time() - began
    pd.DataFrame(found).to_parquet(out)
    print(json.dumps({"records": len(frame), "cpu": took, "version": version("bandicoot")}))


main(sys.argv[1], sys.argv[2])
