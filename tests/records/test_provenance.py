"""Each record of the store can be followed to the file that was sent, and to the row of it."""

import datetime as dt
import shutil

import pyarrow as pa

from tests.drawing import instant
from upstander.records.catalogue import all_feeds
from upstander.records.provenance import provenance_of

ACCESS = "access_id,staff_id,at,system,action\n"
INCIDENT = "incident_id,reported_at,closed_at,kind,grade\n"
POSITION = "device_id,at,lat,lon\n"


def access(number, at="2025-03-01T22:10:00Z"):
    return f"{number},PC 12,{at},RMS,view\n"


def incident(number, closed="", reported="2025-03-01T10:00:00Z"):
    return f"{number},{reported},{closed},concern,priority\n"


def came_from(store, feed, **named):
    """Where records came from, as file and rows, by the names that a test gives them."""
    found = provenance_of(store.path, all_feeds()[feed], named)
    return {name: [(one.file, one.rows) for one in told] for name, told in found.items()}


def rows_by(store, feed, column):
    return {row[column]: [row] for row in store.rows(feed)}


def test_a_record_is_followed_to_its_file_and_row(store):
    store.load({"accesses/march.csv": ACCESS + access(7) + access(8)})
    store.load({"accesses/april.csv": ACCESS + access(9, "2025-04-01T22:10:00Z") + access(6)})
    assert came_from(store, "accesses", **rows_by(store, "accesses", "access_id")) == {
        "7": [("accesses/march.csv", (2, 2))],
        "8": [("accesses/march.csv", (3, 3))],
        "9": [("accesses/april.csv", (2, 2))],
        "6": [("accesses/april.csv", (3, 3))],
    }


def test_rows_are_counted_over_those_that_were_refused(store):
    store.load({"accesses.csv": ACCESS + access(1, "yesterday") + access(2)})
    assert came_from(store, "accesses", **rows_by(store, "accesses", "access_id")) == {
        "2": [("accesses.csv", (3, 3))],
    }


def test_rows_of_a_parquet_file_are_counted_from_one(store):
    table = pa.table({"access_id": ["a", "b"], "staff_id": ["P"] * 2, "at": ["2025-03-01T22:10:00Z"] * 2})
    table = table.append_column("system", pa.array(["RMS"] * 2)).append_column("action", pa.array(["view"] * 2))
    store.load({"accesses.parquet": table})
    told = came_from(store, "accesses", **rows_by(store, "accesses", "access_id"))
    assert told == {"a": [("accesses.parquet", (1, 1))], "b": [("accesses.parquet", (2, 2))]}


def test_a_record_that_came_twice_is_that_of_the_first_file(store):
    store.load({"accesses/first.csv": ACCESS + access(1)})
    store.load({"accesses/second.csv": ACCESS + access(2) + access(1)})
    assert came_from(store, "accesses", **rows_by(store, "accesses", "access_id")) == {
        "1": [("accesses/first.csv", (2, 2))],
        "2": [("accesses/second.csv", (2, 2))],
    }


def test_a_later_version_is_that_of_the_later_file_and_what_stands_beside_it_keeps_its_own(store):
    store.load({"incidents.csv": INCIDENT + incident(1) + incident(2)})
    store.load({"incidents.csv": INCIDENT + incident(3) + incident(4) + incident(1, "2025-03-02T10:00:00Z")})
    told = came_from(store, "incidents", **rows_by(store, "incidents", "incident_id"))
    assert {number: rows for number, [(_, rows)] in told.items()} == {
        "1": (4, 4),
        "2": (3, 3),
        "3": (2, 2),
        "4": (3, 3),
    }


def test_rows_of_a_file_that_leaves_the_store_leave_with_it(store):
    store.load({"incidents.csv": INCIDENT + incident(1)})
    store.load({"incidents.csv": INCIDENT + incident(1, reported="2025-02-28T10:00:00Z")})
    assert [p.parent.name for p in (store.path / "rows").rglob("*.parquet")] == ["month=2025-02"]


def test_one_key_in_two_months_is_two_records_each_of_its_own_file(store):
    store.load({"accesses/march.csv": ACCESS + access(1)})
    store.load({"accesses/april.csv": ACCESS + access(5) + access(1, "2025-04-01T22:10:00Z")})
    march, april = (
        [row] for row in sorted(store.rows("accesses"), key=lambda row: row["at"]) if row["access_id"] == "1"
    )
    assert came_from(store, "accesses", march=march, april=april) == {
        "march": [("accesses/march.csv", (2, 2))],
        "april": [("accesses/april.csv", (3, 3))],
    }


def test_what_was_made_of_several_records_came_from_the_first_to_the_last_of_each_file(store):
    first = [f"V3,2025-03-31T23:{minute}:00Z,53.7,-1.5\n" for minute in (10, 20, 30)]
    store.load({"positions/march.csv": POSITION + "V9,2025-03-31T23:15:00Z,53.7,-1.5\n" + "".join(first)})
    store.load({"positions/april.csv": POSITION + "V3,2025-04-01T00:10:00Z,53.7,-1.5\n"})
    stop = [row for row in store.rows("positions") if row["device_id"] == "V3"]
    (told,) = came_from(store, "positions", stop=stop).values()
    assert sorted(told) == [("positions/april.csv", (2, 2)), ("positions/march.csv", (3, 5))]


def test_the_load_and_its_time_are_told(store):
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    report = store.load({"accesses.csv": ACCESS + access(1)})
    (told,) = provenance_of(store.path, all_feeds()["accesses"], {"it": store.rows("accesses")})["it"]
    assert told.load == report.files[0].load
    assert told.loaded_at is not None
    assert before <= told.loaded_at <= dt.datetime.now(dt.UTC)


def test_of_an_older_store_the_file_is_known_and_the_row_is_not(store):
    store.load({"accesses.csv": ACCESS + access(1)})
    shutil.rmtree(store.path / "rows")
    assert came_from(store, "accesses", it=store.rows("accesses")) == {"it": [("accesses.csv", None)]}


def test_where_the_note_of_a_load_is_gone_its_name_is_what_is_left(store):
    report = store.load({"accesses.csv": ACCESS + access(1)})
    (store.path / "loads" / f"{report.files[0].load}.json").unlink()
    (told,) = provenance_of(store.path, all_feeds()["accesses"], {"it": store.rows("accesses")})["it"]
    assert (told.load, told.file, told.loaded_at) == (report.files[0].load, None, None)


def test_what_the_store_does_not_hold_came_from_nowhere(store):
    store.load({"accesses.csv": ACCESS + access(1)})
    gone = {"access_id": "2", "at": instant("2025-03-01 22:10")}
    assert came_from(store, "accesses", gone=[gone]) == {"gone": []}
    assert came_from(store, "messages", gone=[{"message_id": "M", "at": 0}]) == {"gone": []}
