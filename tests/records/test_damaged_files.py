"""A file that is damaged gives a clear message, keeps what it refuses, and its good rows go on."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from upstander.records import delimited

HEADER = "nominal_id,name\n"
CP1252 = """
files = ["*.csv"]
encoding = "{encoding}"
delimiter = "{delimiter}"
skip_lines = {skip}
[[feed]]
name = "nominals"
columns = {{ nominal_id = "nominal_id", name = "name" }}
"""


def refused(store):
    return [(row["row"], row["column"], row["code"]) for row in store.refused("nominals")]


def names(store):
    return [row["name"] for row in store.rows("nominals")]


def test_rows_with_too_many_or_too_few_fields_are_refused_with_their_place(store):
    report = store.load({"nominals.csv": f"{HEADER}1,Ms A\n2\n3,Ms C,Ms D\n4,Ms E\n5,Ms F,\n6,Ms G\n"})
    assert refused(store) == [
        (3, None, "too_few_fields"),
        (4, None, "too_many_fields"),
        (6, None, "too_many_fields"),
    ]
    assert names(store) == ["Ms A", "Ms E", "Ms G"]
    assert report.total("read") == 6
    assert store.refused("nominals")[1]["original"] == '{"line":"3,Ms C,Ms D"}'


def test_rows_are_numbered_rightly_over_broken_ones(store):
    store.load({"nominals.csv": f"{HEADER}1,Ms A\n2\n3,Ms C\n,Ms D\n5\n,Ms F\n"})
    assert [(row, code) for row, _, code in refused(store)] == [
        (3, "too_few_fields"),
        (5, "missing"),
        (6, "too_few_fields"),
        (7, "missing"),
    ]


def test_a_last_line_that_was_cut_off_is_refused(store):
    report = store.load({"nominals.csv": f"{HEADER}1,Ms A\n2"})
    assert refused(store) == [(3, None, "cut_off")]
    assert "cut off" in report.files[0].notes[0]


def test_a_last_line_without_an_end_is_read_with_a_note(store):
    report = store.load({"nominals.csv": f"{HEADER}1,Ms A\n2,Ms B"})
    assert names(store) == ["Ms A", "Ms B"]
    assert report.files[0].notes == ("its last line has no end: it may have been cut off",)


@pytest.mark.parametrize("rest", ['2,"Ms B\n3,Ms C\n4,Ms D\n', '2,"Ms B', '2,"Ms B\n3'])
def test_a_quotation_mark_that_is_never_closed_is_named(store, rest):
    store.load({"nominals.csv": f"{HEADER}1,Ms A\n{rest}"})
    assert refused(store) == [(3, None, "quote_not_closed")]
    assert names(store) == ["Ms A"]


def test_a_quotation_mark_never_closed_in_a_large_file_is_named(store, monkeypatch):
    monkeypatch.setattr(delimited, "BLOCK", 1000)
    store.load({"nominals.csv": f'{HEADER}1,Ms A\n2,"Ms B\n' + "3,Ms C\n" * 1000})
    assert refused(store)[0][2] == "quote_not_closed"
    assert names(store)[:1] in (["Ms A"], [])


def test_a_value_may_run_over_lines_and_hold_separators(store):
    store.load({"nominals.csv": f'{HEADER}1,"Ms A,\nof ""here"""\r\n2,Ms B\r\n'})
    assert names(store) == ['Ms A,\nof "here"', "Ms B"]


def test_rows_with_undecodable_bytes_are_refused_and_the_likely_encoding_is_named(store):
    text = HEADER + "".join(f"{n},Zoë Façade of the Café Brontë\n{n + 1000},Ms B\n" for n in range(20))
    store.load({"nominals.csv": text.encode("cp1252")})
    found = store.refused("nominals")
    assert {(row["column"], row["code"]) for row in found} == {("name", "undecodable")}
    assert len(found) == 20
    assert 'encoding = "cp125' in found[0]["remedy"]
    assert found[0]["value"].startswith("Zo\ufffd F")
    assert names(store) == ["Ms B"] * 20


def test_the_mapping_may_name_the_encoding(store):
    mapping = CP1252.format(encoding="cp1252", delimiter=",", skip=0)
    store.load({"nominals.csv": f"{HEADER}1,Zoë\n".encode("cp1252")}, mapping)
    assert names(store) == ["Zoë"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_and_wide_characters_of_windows_are_told(store, encoding):
    store.load({"nominals.csv": f"{HEADER}1,Zoë\n".encode(encoding)})
    assert names(store) == ["Zoë"]


def test_a_nul_byte_refuses_only_its_row(store):
    store.load({"nominals.csv": f"{HEADER}1,Ms\0 A\n2,Ms B\n"})
    assert refused(store) == [(2, "name", "nul")]
    assert names(store) == ["Ms B"]


@pytest.mark.parametrize(("delimiter", "said"), [(";", "';'"), ("\t", "a tab"), ("|", "'|'")])
def test_a_wrong_separator_is_named(store, delimiter, said):
    report = store.load({"nominals.csv": f"{HEADER}1,Ms A\n".replace(",", delimiter)})
    assert report.nothing_read
    assert f"looks like {said}" in str(report.files[0].unreadable)


def test_the_mapping_may_name_the_separator_and_lines_before_the_header(store):
    mapping = CP1252.format(encoding="utf-8", delimiter=";", skip=2)
    store.load({"nominals.csv": "Export of nominals\n\nnominal_id;name\n1;Ms A\n2\n"}, mapping)
    assert names(store) == ["Ms A"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("nominal_id\n1\n", "needs the column name"),
        ("nominal_id,name,Name\n1,Ms A,Ms B\n", "more than one column called name"),
        (pa.Table.from_arrays([pa.array(["1"])] * 3, names=["nominal_id", "name", "name"]), "called name"),
        ("nominal_id," + "x" * 200_000, "header row cannot be read"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "needs the column"),
    ],
)
def test_a_file_that_cannot_be_this_feed_is_refused_whole(store, content, said):
    report = store.load({f"nominals.{'parquet' if isinstance(content, pa.Table) else 'csv'}": content})
    assert report.nothing_read
    assert said in str(report.files[0].unreadable)
    assert store.files() == {}


def test_a_file_with_only_a_header_holds_nothing(store):
    report = store.load({"nominals.csv": HEADER})
    assert (report.nothing_read, report.total("read")) == (False, 0)


def test_columns_that_are_not_of_the_feed_are_left_out_and_named(store):
    report = store.load({"nominals.csv": "Nominal_ID ,name,colour,colour\n1,Ms A,red,blue\n"})
    assert report.files[0].feeds[0].extra == ("colour", "colour (2)")
    assert names(store) == ["Ms A"]


def test_a_parquet_file_that_was_cut_off_is_refused_whole(store):
    whole = io.BytesIO()
    pq.write_table(pa.table({"nominal_id": ["1"], "name": ["Ms A"]}), whole)
    report = store.load({"nominals.parquet": whole.getvalue()[:-20], "staff.csv": "staff_id\n"})
    assert "not a whole Parquet file" in str(report.files[0].unreadable)


def test_a_parquet_file_damaged_in_its_middle_leaves_nothing(store):
    whole = io.BytesIO()
    pq.write_table(pa.table({"nominal_id": [str(n) for n in range(5000)], "name": ["Ms A"] * 5000}), whole)
    damaged = bytearray(whole.getvalue())
    damaged[4:2000] = b"\xff" * 1996
    report = store.load({"nominals.parquet": bytes(damaged)})
    assert "damaged" in str(report.files[0].unreadable)
    assert store.rows("nominals") == []


def test_text_of_parquet_that_is_not_utf8_refuses_only_its_row(store):
    ends = pa.array([0, 4, 8], pa.int32()).buffers()[1]
    names_held = pa.Array.from_buffers(pa.string(), 2, [None, ends, pa.py_buffer(b"Ms AMs \xff")])
    store.load({"nominals.parquet": pa.table({"nominal_id": ["1", "2"], "name": names_held})})
    assert refused(store) == [(2, "name", "undecodable")]
    assert names(store) == ["Ms A"]


def test_empty_lines_are_passed_over(store):
    store.load({"nominals.csv": f"\n\n{HEADER}\n1,Ms A\n\n2,Ms B\n\n"})
    assert names(store) == ["Ms A", "Ms B"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(store, end):
    store.load({"nominals.csv": f"{HEADER}1,Ms A\n2,Ms B\n".replace("\n", end)})
    assert names(store) == ["Ms A", "Ms B"]


def test_a_column_named_as_one_of_ours_is_left_out(store):
    report = store.load({"nominals.csv": 'upstander_row,nominal_id,name,a"b\n9,1,Ms A,\n9,,Ms B,\n'})
    assert report.files[0].feeds[0].extra == ("upstander_row (2)", 'a"b')
    assert refused(store) == [(3, "nominal_id", "missing")]
