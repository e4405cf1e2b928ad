"""A supplier can check a file with tools of their own, by the schema that we give them."""

import csv
import io

import pytest
from frictionless import Resource, Schema, validate

from upstander.records.catalogue import all_feeds
from upstander.records.templates import csv_template, table_schema

GOOD = {
    "id": "A1",
    "text": "some text",
    "instant": "2025-03-01T22:10:00Z",
    "date": "2025-03-01",
    "degrees": "53.7954",
    "seconds": "125",
    "whole": "3",
    "number": "0.5",
    "truth": "true",
    "phone": "+447700900123",
}
BAD = {
    "id": "x" * 65,
    "instant": "yesterday",
    "date": "45717",
    "degrees": "430000",
    "seconds": "-1",
    "number": "many",
    "truth": "maybe",
    "phone": "4.47701E+11",
    "choice": "none of them",
}


def good_row(feed):
    return {c.name: c.choices[0] if c.choices else GOOD[c.kind.value] for c in feed.columns}


def valid(feed, row):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(row))
    writer.writeheader()
    writer.writerow(row)
    schema = Schema.from_descriptor(table_schema(feed))
    report = validate(Resource(text.getvalue().encode(), format="csv", schema=schema))
    return report.valid


@pytest.mark.parametrize("feed", all_feeds().values(), ids=lambda feed: feed.name)
def test_a_good_file_is_good_by_its_schema_and_is_loaded(store, feed):
    row = good_row(feed)
    assert valid(feed, row)
    text = csv_template(feed) + ",".join(row.values()) + "\n"
    assert store.load({f"{feed.name}.csv": text}).total("accepted") == 1


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_value_is_bad_by_the_schema_and_is_refused(store, kind):
    feed, column = next((f, c) for f in all_feeds().values() for c in f.columns if c.kind.value == kind)
    row = good_row(feed) | {column.name: BAD[kind]}
    assert not valid(feed, row)
    text = csv_template(feed) + ",".join(row.values()) + "\n"
    assert store.load({f"{feed.name}.csv": text}).total("refused") == 1


def test_a_value_that_must_be_there_is_asked_for_by_the_schema():
    feed = all_feeds()["accesses"]
    assert not valid(feed, good_row(feed) | {"staff_id": ""})
    assert valid(feed, good_row(feed) | {"nominal_id": ""})
