"""`upstander matches` lists records that may be of one person, and leaves a trace of who read them and why."""

import json

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from tests.drawing import draw
from upstander.cli import main

FEEDS = {
    "staff": "staff_id | name\nPC 12 | Carl Stone",
    "associations": "staff_id | kind | name | born_on | declared_at\nPC 12 | partner | Ann Hollt | 1990-03-04 | 2025-01-01",
    "nominals": "nominal_id | name | born_on\nN1 | Ann Holt | 1990-03-04\nN2 | Ann Holt | 1990-03-04\nN3 | Bill Brook |",
}


@pytest.fixture
def store(tmp_path):
    for feed, drawing in FEEDS.items():
        folder = tmp_path / "records" / feed
        folder.mkdir(parents=True)
        pq.write_table(draw(feed, drawing), folder / "1.parquet")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["matches", *(str(one) for one in arguments)], env={"COLUMNS": "200"})


def test_it_lists_each_pair_with_its_probability_and_what_that_rests_on(store, tmp_path):
    told = run(store, "--purpose", "review 7", "--to", tmp_path / "all.parquet")
    assert told.exit_code == 0, told.output
    assert "Ann Holt (nominal N1) is very probably the same person as\n      Ann Holt (nominal N2)" in told.output
    assert "Ann Hollt, told of by PC 12, is very probably the same person as" in told.output
    assert "surname spelled alike (0.95): 15 times likelier for one person" in told.output
    assert "Brook" not in told.output
    assert pq.read_table(tmp_path / "all.parquet").num_rows == 3


def test_it_compares_whom_it_was_asked_to_and_prints_no_more_than_asked(store):
    told = run(store, "--purpose", "review 7", "--of", "nominal")
    assert "told of" not in told.output
    fewer = run(store, "--purpose", "review 7", "--show", 1)
    assert "2 more are not shown" in fewer.output
    nobody = run(store, "--purpose", "review 7", "--of", "staff")
    assert "No two records are alike enough" in nobody.output


def test_it_leaves_a_line_that_says_who_why_and_what(store):
    run(store, "--purpose", "review 7", "--of", "nominal")
    line = json.loads((store / "readings.jsonl").read_text())
    assert (line["purpose"], line["command"], line["asked"]) == ("review 7", "matches", {"of": "nominal"})


@pytest.mark.parametrize("purpose", [(), ("--purpose", " ")])
def test_nothing_is_read_without_a_purpose(store, purpose):
    told = run(store, *purpose)
    assert told.exit_code == 2
    assert "Ann" not in told.output
    assert not (store / "readings.jsonl").exists()


def test_records_are_read_as_they_stood(store):
    told = run(store, "--purpose", "review 7", "--of", "declared", "--as-of", "2024-12-31")
    assert "No two records are alike enough" in told.output


def test_without_people_on_record_it_says_that_it_cannot_tell(store):
    (store / "records" / "nominals" / "1.parquet").unlink()
    told = run(store, "--purpose", "review 7")
    assert told.exit_code == 1
    assert "Cannot assess" in told.output
