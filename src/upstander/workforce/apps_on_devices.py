"""Which messaging apps were seen on the force's own devices, so that somebody decides about them.

S003: "review workforce use of encrypted apps on police ICT systems".
"""

import datetime as dt
import re

import polars as pl

from upstander.engines import Engine
from upstander.records.as_known import Records
from upstander.workforce.people import on_days, rows_of


def messaging_apps(records: Records, engine: Engine, asked: tuple[str, ...], day: dt.date) -> pl.DataFrame:
    """Each messaging app that was asked about and seen by a day: app, devices, first_on, the most widespread first.

    `asked`: names of apps in lower case. An app counts under the first of them that stands in its name as a whole word:
    "WhatsApp Business" and "com.whatsapp" as whatsapp, "Lineage" not as line.
    """
    seen = rows_of(records.device_apps, engine, "device_id", "app", "first_seen_at")
    seen = on_days(seen, first_on="first_seen_at").filter(pl.col("first_on") <= day)
    named = "|".join(sorted(map(re.escape, asked), key=len, reverse=True))
    app = pl.col("app").str.to_lowercase().str.extract(rf"\b({named})\b")
    told = seen.with_columns(app=app).drop_nulls("app").group_by("app")
    told_of = told.agg(devices=pl.col("device_id").n_unique(), first_on=pl.col("first_on").min())
    return told_of.sort("devices", "app", descending=[True, False])
