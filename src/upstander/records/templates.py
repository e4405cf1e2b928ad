"""What a supplier is given: an empty CSV for each feed, and its description as a Frictionless Table Schema.

The schema is that of https://specs.frictionlessdata.io/table-schema/, so that a supplier may check a file with tools of
their own before sending it.
"""

import csv
import io
from typing import Any

from upstander.records.columns import Column, Kind
from upstander.records.feed import Feed

TYPES = {
    Kind.INSTANT: "datetime",
    Kind.DATE: "date",
    Kind.DEGREES: "number",
    Kind.NUMBER: "number",
    Kind.SECONDS: "integer",
    Kind.WHOLE: "integer",
    Kind.TRUTH: "boolean",
}


def csv_template(feed: Feed) -> str:
    """The header row of a feed."""
    text = io.StringIO()
    csv.writer(text).writerow([column.name for column in feed.columns])
    return text.getvalue()


def table_schema(feed: Feed) -> dict[str, Any]:
    """The description of a feed's columns."""
    return {
        "name": feed.name,
        "title": feed.title,
        "description": feed.meaning,
        "fields": [_field(column) for column in feed.columns],
        "primaryKey": [] if any(feed.column(name).nullable for name in feed.key) else list(feed.key),
        "missingValues": [""],
    }


def _field(column: Column) -> dict[str, Any]:
    meaning = column.meaning + (f" ({column.unit})" if column.unit else "")
    field = {
        "name": column.name,
        "description": meaning,
        "type": TYPES.get(column.kind, "string"),
        "constraints": _constraints(column),
    }
    if column.kind is Kind.TRUTH:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field


def _constraints(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"required": not column.nullable}
    if column.kind is Kind.ID:
        found |= {"minLength": 1, "maxLength": 64}
    if column.kind is Kind.PHONE:
        found["pattern"] = r"\+[1-9][0-9]{6,14}"
    if column.choices:
        found["enum"] = list(column.choices)
    if column.least is not None:
        found["minimum"] = column.least
    if column.most is not None:
        found["maximum"] = column.most
    return found
