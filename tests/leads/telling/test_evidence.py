"""Evidence is read back from the records themselves."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.drawing import draw
from tests.leads.telling.scans import CASE_2_RECORDS, STOP_1, case_2, write_scan, write_store
from upstander.engines import DuckDBEngine
from upstander.leads.telling.evidence import NOT_FOUND, EvidenceRow, evidence_of
from upstander.leads.telling.lead import read_lead
from upstander.records.catalogue import all_feeds
from upstander.records.loading import load_source

Keys = list[tuple[str, str]]


def rows_of(folder: Path, engine: DuckDBEngine, keys: Keys, drawings: dict[str, str], **told: object) -> dict:
    store = write_store(folder / "store", drawings)
    scan = write_scan(
        folder / "out", {"L-2": case_2() | told}, {"L-2": {"short_calls_one_way": keys}}, store=str(store)
    )
    return {row.record_id: row for row in evidence_of(read_lead(scan, "L-2"), engine)}


def test_each_record_is_told_with_its_time_words_feed_key_and_strand(case_2_rows: tuple[EvidenceRow, ...]) -> None:
    call = next(row for row in case_2_rows if row.record_id == "B4")
    assert (call.when, call.feed, call.strands) == ("30 Mar 2025, 02:30 BST", "phone_events", (1,))
    assert call.words == "Call to +447700900123 on device M7, 3 s."


def test_evidence_stands_in_order_of_time(case_2_rows: tuple[EvidenceRow, ...]) -> None:
    assert [row.at for row in case_2_rows] == sorted(row.at or 0 for row in case_2_rows)


def test_nothing_but_the_evidence_is_read_back(case_2_rows: tuple[EvidenceRow, ...]) -> None:
    assert {row.record_id for row in case_2_rows if row.feed == "phone_events"} == {"B2", "B3", "B4", "B5"}


def test_a_stop_is_told_from_its_own_positions_and_no_later_ones(case_2_rows: tuple[EvidenceRow, ...]) -> None:
    first, second = (row.words for row in case_2_rows if row.feed == "positions")
    assert first == "Device V3 stopped at 53.70210, -1.50068 for 39 min, until 13:41 GMT (3 positions)."
    assert second.endswith("for 30 min, until 15:30 BST (2 positions).")


def test_a_stop_whose_end_nobody_knows_says_so(tmp_path: Path, engine: DuckDBEngine) -> None:
    rows = rows_of(tmp_path, engine, [("positions", STOP_1)], CASE_2_RECORDS, contacts=[])
    assert rows[STOP_1].words == "Device V3 stopped at 53.70210, -1.50069; when it left is not known."


def test_a_stop_over_the_end_of_a_month_is_read_from_both(tmp_path: Path, engine: DuckDBEngine) -> None:
    positions = """
        device_id | at               | place
        V3        | 2025-03-31 23:50 | home
        V3        | 2025-04-01 00:10 | home
    """
    key = "V3|1743465000000000"
    stop = {"kind": "visit", "at": 1743465000000000, "end_at": 1743466200000000, "feed": "positions", "record_id": key}
    rows = rows_of(tmp_path, engine, [("positions", key)], {"positions": positions}, contacts=[stop])
    assert rows[key].words.endswith("for 20 min, until 01:10 BST (2 positions).")


def test_a_key_of_several_columns_finds_its_record(tmp_path: Path, engine: DuckDBEngine) -> None:
    key = "I-1|P-41|1741111200000000"
    rows = rows_of(tmp_path, engine, [("deployments", key)], CASE_2_RECORDS)
    assert rows[key].words.startswith("Ashby Rourke (P-41) sent to incident I-1 by control")


def test_an_id_that_holds_the_bar_between_key_columns_is_still_found(tmp_path: Path, engine: DuckDBEngine) -> None:
    deployments = CASE_2_RECORDS["deployments"]
    drawn = draw("deployments", deployments).to_pylist()
    schema = all_feeds()["deployments"].arrow_schema
    folder = tmp_path / "store" / "records" / "deployments"
    folder.mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist([drawn[0] | {"incident_id": "I|1"}], schema=schema), folder / "a.parquet")
    rows = rows_of(tmp_path, engine, [("deployments", "I|1|P-41|1741111200000000")], {})
    assert rows["I|1|P-41|1741111200000000"].found


def test_a_record_by_a_colleague_is_found_too(tmp_path: Path, engine: DuckDBEngine) -> None:
    accesses = """
        access_id | staff_id | at               | system | action | nominal_id
        A8        | P-9      | 2025-04-02 23:10 | RMS    | view   | N-1
    """
    assert rows_of(tmp_path, engine, [("accesses", "A8")], {"accesses": accesses})["A8"].found


def test_a_record_with_an_empty_part_in_its_key_is_found(tmp_path: Path, engine: DuckDBEngine) -> None:
    instructions = """
        staff_id | kind       | given_at         | text
        P-41     | monitoring | 2025-04-02 23:10 | to be closely monitored
    """
    key = "P-41|monitoring|1743635400000000|"
    words = rows_of(tmp_path, engine, [("instructions", key)], {"instructions": instructions})[key].words
    assert words == "Ashby Rourke (P-41) was given monitoring: “to be closely monitored”"


@pytest.mark.parametrize("lost", [("phone_events", "B99"), ("messages", "M1"), ("no_such_feed", "X")])
def test_a_record_that_is_gone_is_said_to_be_gone_not_left_out(
    tmp_path: Path, engine: DuckDBEngine, lost: tuple[str, str]
) -> None:
    row = rows_of(tmp_path, engine, [lost], CASE_2_RECORDS)[lost[1]]
    assert (row.found, row.words, row.when) == (False, NOT_FOUND, "not known")


def test_without_the_store_every_key_is_still_listed(tmp_path: Path, engine: DuckDBEngine) -> None:
    scan = write_scan(tmp_path, {"L-2": case_2()}, {"L-2": {"short_calls_one_way": [("phone_events", "B2")]}})
    assert [(row.record_id, row.found) for row in evidence_of(read_lead(scan, "L-2"), engine)] == [("B2", False)]


def test_each_record_says_where_it_came_from_a_stop_with_all_its_positions(
    tmp_path: Path, engine: DuckDBEngine
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "positions.csv").write_text(
        "device_id,at,lat,lon\nV9,2025-03-18T13:02:00Z,53.7,-1.5\n"
        "V3,2025-03-18T13:02:00Z,53.7,-1.5\nV3,2025-03-18T13:20:00Z,53.7,-1.5\n"
        "V3,2025-03-18T13:41:00Z,53.7,-1.5\nV3,2025-03-18T19:00:00Z,53.7,-1.5\n"
    )
    report = load_source(source, tmp_path / "store", engine, None)
    evidence = {"L-2": {"short_calls_one_way": [("positions", STOP_1)]}}
    scan = write_scan(tmp_path / "out", {"L-2": case_2()}, evidence, store=str(tmp_path / "store"))
    (row,) = evidence_of(read_lead(scan, "L-2"), engine)
    assert row.came_from.startswith("positions.csv, rows 3 to 5, loaded on ")
    assert row.came_from.endswith(f"(load {report.files[0].load})")


def test_what_cannot_be_read_back_came_from_where_nobody_knows(tmp_path: Path, engine: DuckDBEngine) -> None:
    assert rows_of(tmp_path, engine, [("phone_events", "B99")], CASE_2_RECORDS)["B99"].came_from == "not known"


def test_a_store_without_notes_says_what_it_does_not_know(case_2_rows: tuple[EvidenceRow, ...]) -> None:
    """The store of these tests was put together by hand."""
    (call,) = [row for row in case_2_rows if row.record_id == "B4"]
    told = "file not known, row not known: the store was loaded before rows were kept, loaded at a time not known"
    assert call.came_from == f"{told} (load load)"
