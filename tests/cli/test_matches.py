"""`upstander matches` lists records that may be of one person, and leaves a trace of who read them and why."""

import json
import stat

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
    (tmp_path / "store" / "loads").mkdir(parents=True)
    for feed, drawing in FEEDS.items():
        folder = tmp_path / "store" / "records" / feed
        folder.mkdir(parents=True)
        pq.write_table(draw(feed, drawing), folder / "1.parquet")
    return tmp_path / "store"


def hold(store, feed, drawing):
    (store / "records" / feed).mkdir()
    pq.write_table(draw(feed, drawing), store / "records" / feed / "1.parquet")


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
    none = run(store, "--purpose", "review 7", "--show", 0)
    assert "3 more are not shown" in none.output
    assert run(store, "--purpose", "review 7", "--show", -1).exit_code == 2


def test_where_nobody_is_alike_it_says_so_and_who_was_not_looked_at(store):
    hold(store, "staff_phones", "staff_id | number | kind\nPC 12 | +447700900001 | personal")
    nobody = run(store, "--purpose", "review 7", "--of", "staff")
    assert nobody.exit_code == 0, nobody.output
    assert "No two records are alike enough to be of one person. People of whom only a name is known" in nobody.output
    assert "Cannot assess" not in nobody.output


@pytest.mark.parametrize(
    ("kind", "without", "said"),
    [
        ("declared", "associations", "no records of associations"),
        ("staff", "staff", "no records of staff."),
        ("staff", None, "no records of staff_phones (personal) or staff_addresses"),
    ],
)
def test_people_who_cannot_be_compared_are_never_said_to_be_alike_to_nobody(store, tmp_path, kind, without, said):
    """A number of the force's own is nobody's: it lets no member of staff be compared."""
    hold(store, "staff_phones", "staff_id | number | kind\nPC 12 | +447700900001 | work")
    if without:
        (store / "records" / without / "1.parquet").unlink()
    told = run(store, "--purpose", "review 7", "--of", kind, "--to", tmp_path / "all.parquet")
    assert told.exit_code == 1
    assert f"Cannot assess: {said}" in told.output
    assert "No two records" not in told.output
    assert not (tmp_path / "all.parquet").exists()


def test_the_others_are_compared_where_some_cannot_be(store):
    told = run(store, "--purpose", "review 7")
    assert told.exit_code == 0
    assert "Cannot assess: no records of staff_phones (personal) or staff_addresses" in told.output
    assert "is very probably the same person" in told.output


@pytest.mark.parametrize("feed", ["staff_phones", "staff_addresses"])
def test_staff_are_compared_by_number_or_by_home(store, feed):
    drawn = {"staff_phones": "staff_id | number | kind\nPC 12 | +447700900001 | personal",
             "staff_addresses": "staff_id | lat | lon\nPC 12 | 53.7 | -1.5"}  # fmt: skip
    hold(store, feed, drawn[feed])
    assert "Cannot assess" not in run(store, "--purpose", "review 7").output


def test_what_is_written_is_for_whoever_asked_alone(store, tmp_path):
    (tmp_path / "all.parquet").write_bytes(b"of the day before")
    (tmp_path / "all.parquet").chmod(0o644)
    run(store, "--purpose", "review 7", "--to", tmp_path / "all.parquet")
    assert stat.S_IMODE((tmp_path / "all.parquet").stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".all.parquet*"))


def test_what_cannot_be_written_whole_leaves_what_was_there(store, tmp_path, monkeypatch):
    """The disk fills up while it is written: here the last step says so."""

    def full(*_asked):
        raise OSError("no space left")

    monkeypatch.setattr("os.replace", full)
    (tmp_path / "all.parquet").write_bytes(b"of the day before")
    told = run(store, "--purpose", "review 7", "--to", tmp_path / "all.parquet")
    assert (told.exit_code, "no space left" in told.output) == (1, True)
    assert (tmp_path / "all.parquet").read_bytes() == b"of the day before"
    assert not list(tmp_path.glob(".all.parquet*"))


def test_a_folder_to_write_to_that_is_not_there_is_said_before_anything_is_read(store, tmp_path):
    told = run(store, "--purpose", "review 7", "--to", tmp_path / "none" / "all.parquet")
    assert (told.exit_code, "there is no folder" in told.output) == (2, True)
    assert not (store / "readings.jsonl").exists()


def test_a_folder_that_is_no_store_is_left_as_it_is(store):
    (store / "loads").rmdir()
    told = run(store, "--purpose", "review 7")
    assert (told.exit_code, "is no store: name a folder that `upstander load` wrote" in told.output) == (2, True)
    assert not (store / "readings.jsonl").exists()


def test_a_load_that_has_not_ended_is_said(store):
    (store / "loading" / "1").mkdir(parents=True)
    (store / "loading" / "1" / "plan.json").write_text("{}")
    told = run(store, "--purpose", "review 7")
    assert (told.exit_code, "has not ended" in told.output) == (1, True)


def test_an_amount_of_memory_that_is_none_is_said(store):
    told = run(store, "--purpose", "review 7", "--memory", "much")
    assert (told.exit_code, "'much' is no amount of memory" in told.output) == (1, True)
    assert not (store / "readings.jsonl").exists()


@pytest.mark.parametrize("place", ["readings.jsonl", "records/nominals/1.parquet"])
def test_nothing_of_the_store_is_written_over(store, place):
    run(store, "--purpose", "review 7")
    before = (store / place).read_bytes()
    told = run(store, "--purpose", "review 7", "--to", store / place)
    assert (told.exit_code, "lies in the store" in told.output) == (2, True)
    assert (store / place).read_bytes() == before


def test_it_leaves_a_line_that_says_who_why_and_what(store, tmp_path):
    run(store, "--purpose", "review 7", "--of", "nominal")
    export = ("--to", tmp_path / "all.parquet", "--as-of", "2025-06-01", "--show", 0)
    run(store, "--purpose", "review 7", "--of", "nominal", *export)
    first, second = (json.loads(line) for line in (store / "readings.jsonl").read_text().splitlines())
    assert (first["purpose"], first["command"]) == ("review 7", "matches")
    assert first["asked"] == {"of": "nominal", "to": "", "as_of": "", "show": "50"}
    everything = {"of": "nominal", "to": str(tmp_path / "all.parquet"), "as_of": "2025-06-01", "show": "0"}
    assert second["asked"] == everything


def test_the_line_is_there_before_a_record_is_read(store):
    (store / "records" / "nominals" / "1.parquet").write_bytes(b"damaged")
    assert run(store, "--purpose", "review 7").exit_code == 1
    assert (store / "readings.jsonl").exists()


@pytest.mark.parametrize("purpose", [(), ("--purpose", " ")])
def test_nothing_is_read_without_a_purpose(store, purpose):
    told = run(store, *purpose)
    assert told.exit_code == 2
    assert "Ann" not in told.output
    assert not (store / "readings.jsonl").exists()


def test_records_are_read_as_they_stood(store):
    told = run(store, "--purpose", "review 7", "--of", "declared", "--as-of", "2024-12-31")
    assert "Cannot assess: no records of associations" in told.output


def test_without_people_on_record_it_says_that_it_cannot_tell(store):
    (store / "records" / "nominals" / "1.parquet").unlink()
    told = run(store, "--purpose", "review 7")
    assert told.exit_code == 1
    assert "Cannot assess" in told.output
