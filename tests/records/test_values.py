"""Every value is read as what it is or refused with the reason: nothing is guessed, nothing is dropped in silence."""

import datetime as dt

import pyarrow as pa
import pytest

from tests.drawing import instant

ACCESS = "access_id,staff_id,at,system,action\n"
LONDON = """
files = ["*.csv"]
time_zone = "Europe/London"
{more}
[[feed]]
name = "log_entries"
[feed.columns]
incident_id = "incident"
staff_id = "who"
at = {{ join = ["day", "time"], format = ["%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M"] }}
"""


def accesses(at="2025-03-01T22:10:00Z", access_id="1", staff_id="PC 12", action="view"):
    return {"accesses.csv": f"{ACCESS}{access_id},{staff_id},{at},RMS,{action}\n"}


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2025-03-01T22:10:00Z", "2025-03-01 22:10"),
        ("2025-03-01 22:10:00+00:00", "2025-03-01 22:10"),
        ("2025-07-01T22:10:00+01:00", "2025-07-01 21:10"),
        ("2025-07-01T22:10+0100", "2025-07-01 21:10"),
        (" 2025-03-01T22:10:00.000000Z ", "2025-03-01 22:10"),
    ],
)
def test_a_time_with_its_offset_is_brought_to_utc(store, written, utc):
    store.load(accesses(at=written))
    assert [row["at"] for row in store.rows("accesses")] == [instant(utc)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2025-03-01T22:10:00", "no_time_zone"),
        ("45717.9236", "serial_date"),
        ("01/03/2025 22:10", "day_or_month_first"),
        ("yesterday", "not_a_time"),
        ("2025-02-30T22:10:00Z", "not_a_time"),
        ("9999-12-31T00:00:00Z", "time_out_of_range"),
        ("", "missing"),
    ],
)
def test_a_time_that_cannot_be_told_is_refused(refusal, written, code):
    assert refusal(*accesses(at=written).popitem()) == ("at", code)


def log(day, time, more=""):
    return {"log.csv": f"incident,who,day,time\nI1,PC 12,{day},{time}\n"}, LONDON.format(more=more)


@pytest.mark.parametrize(
    ("day", "time", "utc"),
    [("01/07/2025", "22:10", "2025-07-01 21:10"), ("01/12/2025", "22:10:00", "2025-12-01 22:10")],
)
def test_a_local_time_is_brought_to_utc_by_the_zone_of_the_mapping(store, day, time, utc):
    store.load(*log(day, time))
    assert [row["at"] for row in store.rows("log_entries")] == [instant(utc)]


@pytest.mark.parametrize(
    ("day", "time", "code"),
    [
        ("30/03/2025", "01:30", "clocks_forward"),
        ("26/10/2025", "01:30", "clocks_back"),
        ("03/22/2025", "10:00", "month_first"),
        ("2025-03-22", "10:00", "not_the_format"),
    ],
)
def test_a_local_time_that_cannot_be_told_is_refused(refusal, day, time, code):
    files, mapping = log(day, time)
    assert refusal(*files.popitem(), mapping) == ("at", code)


@pytest.mark.parametrize(
    ("time", "fold", "utc"),
    [
        ("01:30", "first", "2025-10-26 00:30"),
        ("01:30", "second", "2025-10-26 01:30"),
        ("00:59", "first", "2025-10-25 23:59"),
        ("02:00", "first", "2025-10-26 02:00"),
        ("00:59", "second", "2025-10-25 23:59"),
        ("02:00", "second", "2025-10-26 02:00"),
    ],
)
def test_the_mapping_may_say_which_of_the_doubled_hours_is_meant(store, time, fold, utc):
    store.load(*log("26/10/2025", time, f'fold = "{fold}"'))
    assert [row["at"] for row in store.rows("log_entries")] == [instant(utc)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("4.47701E+11", "digits_lost"),
        ("12345.0", "decimal_added"),
        ("=1+1", "formula"),
        ("@SUM(A1)", "formula"),
        ("+cmd|' /C calc'!A0", "formula"),
        ("x" * 65, "too_long"),
        ('"two\nlines"', "control_character"),
        ("a\0b", "nul"),
        ("", "missing"),
    ],
)
def test_an_identifier_that_a_spreadsheet_or_a_bad_copy_has_changed_is_refused(refusal, given, code):
    assert refusal(*accesses(access_id=given).popitem()) == ("access_id", code)


@pytest.mark.parametrize("given", ["1", "+447700900123", "A/1-b_2:c|d.e", "007", "Ünï", "x" * 64])
def test_an_identifier_is_kept_as_it_is(store, given):
    store.load(accesses(access_id=given))
    assert [row["access_id"] for row in store.rows("accesses")] == [given]


def test_text_that_looks_like_a_formula_is_kept_word_for_word(store):
    store.load(
        {"accesses.csv": f"{ACCESS.strip()},search_text\n1,PC 12,2025-03-01T22:10:00Z,RMS,view,=cmd|'/C x'!A0\n"}
    )
    assert [row["search_text"] for row in store.rows("accesses")] == ["=cmd|'/C x'!A0"]


@pytest.mark.parametrize("written", ["VIEW", " view ", "View"])
def test_a_choice_is_told_whatever_its_capitals(store, written):
    store.load(accesses(action=written))
    assert [row["action"] for row in store.rows("accesses")] == ["view"]


def test_what_is_not_a_choice_is_refused_with_the_choices(store):
    store.load(accesses(action="peek"))
    (row,) = store.refused("accesses")
    assert row["reason"] == "not one of search, view, edit, print, export"
    assert row["value"] == "peek"


@pytest.mark.parametrize(
    "written",
    ["07700 900123", "7700900123", "447700900123", "+44 (0)7700 900123", "0044 7700 900 123", "7700900123.0"],
)
def test_a_number_is_brought_to_one_form(store, written):
    store.load({"nominal_phones.csv": f"nominal_id,number\nMs A,{written}\n"})
    assert [row["number"] for row in store.rows("nominal_phones")] == ["+447700900123"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("4.47701E+11", "digits_lost"),
        ("Withheld", "number_withheld"),
        ("60777", "short_number"),
        ("999", "short_number"),
        ("see notes", "not_a_number_to_ring"),
        ("123456789012345678", "not_a_number_to_ring"),
    ],
)
def test_a_number_that_cannot_be_told_is_refused(refusal, written, code):
    assert refusal("nominal_phones.csv", f"nominal_id,number\nMs A,{written}\n") == ("number", code)


@pytest.mark.parametrize(
    ("lat", "lon", "column", "code"),
    [
        ("91", "0", "lat", "out_of_range"),
        ("53.7", "-181", "lon", "out_of_range"),
        ("430000", "430000", "lat", "grid_reference"),
        ('"53,7"', "-1.5", "lat", "decimal_comma"),
        ("nan", "-1.5", "lat", "not_a_number"),
        ("north", "-1.5", "lat", "not_a_number"),
    ],
)
def test_a_place_that_is_nowhere_is_refused(refusal, lat, lon, column, code):
    assert refusal("places.csv", f"place_id,kind,lat,lon\n1,school,{lat},{lon}\n") == (column, code)


def test_degrees_are_kept_in_millionths(store):
    store.load({"places.csv": "place_id,kind,lat,lon\n1,school,53.7954501,-1.55\n"})
    assert [(row["lat"], row["lon"]) for row in store.rows("places")] == [(53795450, -1550000)]


@pytest.mark.parametrize(
    ("written", "days"), [("1970-01-02", 1), ("2025-03-01", 20148), ("2025-03-01 00:00:00", 20148)]
)
def test_a_date_is_kept_in_days(store, written, days):
    store.load({"nominals.csv": f"nominal_id,name,born_on\n1,Ms A,{written}\n"})
    assert [row["born_on"] for row in store.rows("nominals")] == [days]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("45717", "serial_date"),
        ("3/22/2025", "day_or_month_first"),
        ("2025-02-29", "not_a_date"),
        ("1066-10-14", "date_out_of_range"),
    ],
)
def test_a_date_that_cannot_be_told_is_refused(refusal, written, code):
    assert refusal("nominals.csv", f"nominal_id,name,born_on\n1,Ms A,{written}\n") == ("born_on", code)


@pytest.mark.parametrize(("written", "seconds"), [("125", 125), ("125.0", 125), ("00:02:05", 125), ("0", 0)])
def test_a_length_of_time_is_kept_in_seconds(store, written, seconds):
    store.load(
        {"health_checks.csv": f"staff_id,completed_at,discussed,seconds_spent\n1,2025-03-01T10:00Z,yes,{written}\n"}
    )
    assert [(row["seconds_spent"], row["discussed"]) for row in store.rows("health_checks")] == [(seconds, True)]


@pytest.mark.parametrize("written", ["-1", "125.5", "2:05", "long"])
def test_what_is_no_length_of_time_is_refused(refusal, written):
    file = f"staff_id,completed_at,discussed,seconds_spent\n1,2025-03-01T10:00Z,no,{written}\n"
    assert refusal("health_checks.csv", file) == ("seconds_spent", "not_whole_seconds")


def test_what_is_neither_true_nor_false_is_refused(refusal):
    file = "staff_id,completed_at,discussed\n1,2025-03-01T10:00Z,maybe\n"
    assert refusal("health_checks.csv", file) == ("discussed", "not_true_or_false")


@pytest.mark.parametrize(
    ("written", "code"), [("1.5", "out_of_range"), ("1,000", "decimal_comma"), ("A", "not_a_number")]
)
def test_what_is_no_number_in_range_is_refused(refusal, written, code):
    file = f'staff_id,course,completed_on,assessed,score\n1,IT,2025-03-01,yes,"{written}"\n'
    assert refusal("training.csv", file) == ("score", code)


def test_the_proper_types_of_parquet_are_read(store):
    at = dt.datetime(2025, 3, 1, 22, 10, tzinfo=dt.UTC)
    table = pa.table(
        {
            "device_id": pa.array(["car"]).dictionary_encode(),
            "at": pa.array([at], pa.timestamp("us", "UTC")),
            "lat": pa.array([53.7], pa.float64()),
            "lon": pa.array([-1.5], pa.float32()),
        }
    )
    store.load({"positions.parquet": table})
    assert store.rows("positions") == [
        {"device_id": "car", "at": instant("2025-03-01 22:10"), "lat": 53700000, "lon": -1500000, "speed_kmh": None}
    ]


def test_the_stores_own_types_are_read(store):
    table = pa.table(
        {
            "device_id": ["car"],
            "at": pa.array([instant("2025-03-01 22:10")], pa.int64()),
            "lat": pa.array([53700000], pa.int32()),
            "lon": pa.array([-1500000], pa.int32()),
        }
    )
    store.load({"positions.parquet": table})
    assert [(row["at"], row["lat"]) for row in store.rows("positions")] == [(instant("2025-03-01 22:10"), 53700000)]


def test_dates_and_numbers_of_parquet_are_read(store):
    table = pa.table(
        {
            "staff_id": pa.array([12.0], pa.float64()),
            "course": ["IT"],
            "completed_on": pa.array([dt.date(2025, 3, 1)], pa.date32()),
            "assessed": [True],
            "score": pa.array([1], pa.int8()),
            "seconds_spent": pa.array([60], pa.int64()),
        }
    )
    store.load({"training.parquet": table})
    (row,) = store.rows("training")
    assert row == {
        "staff_id": "12", "course": "IT", "completed_on": 20148, "assessed": True, "score": 1.0, "seconds_spent": 60
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "values", "code"),
    [
        ("at", pa.array([dt.datetime(2025, 3, 1)], pa.timestamp("us")), "no_time_zone"),  # noqa: DTZ001 - it has none
        ("at", pa.array([2**60], pa.int64()), "time_out_of_range"),
        ("lat", pa.array([91.0], pa.float64()), "out_of_range"),
        ("lat", pa.array([float("nan")], pa.float64()), "not_a_number"),
        ("device_id", pa.array([1.5], pa.float64()), "not_whole"),
        ("device_id", pa.array([None], pa.string()), "missing"),
    ],
)
def test_values_of_parquet_that_cannot_be_right_are_refused(refusal, column, values, code):
    columns = {"device_id": ["car"], "at": [instant("2025-03-01")], "lat": [53.7], "lon": [-1.5]}
    assert refusal("positions.parquet", pa.table(columns | {column: values})) == (column, code)


def test_a_refusal_keeps_where_it_stood_and_the_whole_row(store):
    store.load({"accesses.csv": f"{ACCESS}1,PC 12,2025-03-01T22:10:00Z,RMS,view\n2,PC 12,then,RMS,view\n"})
    (row,) = store.refused("accesses")
    assert (row["file"], row["row"], row["column"], row["value"]) == ("accesses.csv", 3, "at", "then")
    assert row["original"] == '{"access_id":"2","staff_id":"PC 12","at":"then","system":"RMS","action":"view"}'
