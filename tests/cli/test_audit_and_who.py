"""The commands that read one person's records say who was there and what was looked up, and leave a trace."""

import json

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from tests.contacts.test_audit import FORCE
from tests.contacts.test_presence import PLACES, RECORDS
from tests.drawing import draw
from upstander.cli import main


@pytest.fixture
def store(tmp_path):
    """A store with a few drawn records."""

    def of(drawings, places=None):
        for feed, drawing in drawings.items():
            folder = tmp_path / "records" / feed
            folder.mkdir(parents=True)
            pq.write_table(draw(feed, drawing, places), folder / "1.parquet")
        return tmp_path

    return of


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={"COLUMNS": "200"})


def readings(store):
    return [json.loads(line) for line in (store / "readings.jsonl").read_text().splitlines()]


def test_audit_lists_every_look_up_with_what_explains_it(store, tmp_path):
    told = run("audit", "PC 12", "--store", store(FORCE), "--purpose", "review 7", "--csv", tmp_path / "out.csv")
    assert told.exit_code == 0, told.output
    assert "Sent to an incident the person is part of" in told.output
    assert "unexplained" in told.output
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 8


def test_audit_leaves_a_line_that_says_who_why_and_what(store):
    place = store(FORCE)
    run("audit", "PC 12", "--store", place, "--purpose", "review 7")
    ((line),) = readings(place)
    assert (line["purpose"], line["command"], line["asked"]["staff_id"]) == ("review 7", "audit", "PC 12")
    assert line["who"]
    assert line["at"].endswith("+00:00")


@pytest.mark.parametrize("purpose", [(), ("--purpose", " ")])
def test_nothing_is_read_without_a_purpose(store, purpose):
    place = store(FORCE)
    told = run("audit", "PC 12", "--store", place, *purpose)
    assert told.exit_code == 2
    assert not (place / "readings.jsonl").exists()


def test_nothing_is_shown_that_a_spreadsheet_would_work_out(store, tmp_path):
    formula = {"accesses": "staff_id | at | search_text \n PC 12 | 2025-03-01 10:00 | =1+1"}
    run("audit", "PC 12", "--store", store(formula), "--purpose", "review 7", "--csv", tmp_path / "out.csv")
    assert ",'=1+1," in (tmp_path / "out.csv").read_text()


WHEN = ("--near", "53.7,-1.5", "--from", "2025-03-01T19:30", "--to", "2025-03-01T20:30Z", "--purpose", "case 4")


def test_who_lists_who_was_near_and_what_they_then_looked_up(store):
    place = store(RECORDS, PLACES)
    told = run("who", place, *WHEN)
    assert told.exit_code == 0, told.output
    assert "PC 12" in told.output
    assert "PC 14" not in told.output
    assert "Ms A" in told.output
    ((line),) = readings(place)
    assert (line["purpose"], line["command"], line["asked"]["near"]) == ("case 4", "who", "53.7,-1.5")


@pytest.mark.parametrize(("option", "value"), [("--near", "here"), ("--from", "yesterday")])
def test_a_place_or_time_that_cannot_be_read_is_said_plainly(store, option, value):
    told = run("who", store(RECORDS, PLACES), *WHEN, option, value)
    assert told.exit_code == 2
    assert "write a" in told.output
