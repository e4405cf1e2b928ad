"""A report that names nobody: from a place and a time to those who were there, for a purpose, and to its subject."""

import pytest

from tests.contacts.test_presence import RECORDS
from tests.desk.conftest import DAY
from tests.desk.reports import the_report
from tests.leads.telling.scans import CASE_2_EVIDENCE, PLACES, case_2, write_scan, write_store

ASKED = {
    "place": "53.7021, -1.5016", "metres": "200", "day": "01/03/2025", "from_time": "19:30", "to_time": "20:30",
    "purpose": "to find who stood at her door",
}  # fmt: skip
STAFF = """
    staff_id | name       | role      | started_on
    PC 12    | Robin Hale | constable | 2010-01-01
    """


@pytest.fixture
def unnamed(desk, tmp_path):
    """A report that names nobody, and a newer scan whose store says who was where."""
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    held = {feed: RECORDS[feed].replace("her door", "home").replace("far away", "station") for feed in RECORDS}
    take_in(scan_over(tmp_path, held | {"staff": STAFF}), DAY.replace(year=2026))
    return the_report(desk, subjects="")


def scan_over(folder, records):
    store = write_store(folder / "store", records)
    return write_scan(folder / "leads", {"L-9": case_2()}, {"L-9": CASE_2_EVIDENCE}, store=str(store))


def looked(desk, report, who="analyst", **changed):
    return desk.asks(who, f"/intelligence/{report.pk}/who", ASKED | changed)


def test_who_was_there_is_told_with_how_it_is_known_and_nobody_is_named_by_looking(desk, unnamed):
    assert PLACES["home"] == (53.7021, -1.5016)
    page = looked(desk, unnamed).content.decode()
    for words in (
        "Robin Hale: car stood 0 metres away, 2025-03-01 20:00 to 20:19",
        "certainty of",
        "no shift on record",
    ):
        assert words in page, words
    assert "PC 14" not in page  # who was elsewhere
    assert unnamed.subjects.count() == 0


def test_looking_is_for_a_purpose_that_is_kept_with_what_was_asked(desk, unnamed):
    looked(desk, unnamed)
    entry = unnamed.entries.last()
    assert (entry.what, entry.why, entry.details["when"]) == (
        "looked for who was there", ASKED["purpose"], "01/03/2025, 19:30 to 20:30"
    )  # fmt: skip
    line = desk.log("intelligence subject looked for")[-1]
    assert (line[0], line[1], line[2].split()[0]) == (str(unnamed.pk), "allowed", "purpose")


def test_whoever_the_report_is_about_is_named_and_older_reports_come_back(desk, unnamed):
    given = {"named": ["PC 12,Robin Hale", "PC 13,"], "why": "the first held the car, the second was crew"}
    assert desk.asks("analyst", f"/intelligence/{unnamed.pk}/who/name", given).status_code == 302
    assert [(one.subject_id, one.subject_name) for one in unnamed.subjects.all()] == [
        ("PC 12", "Robin Hale"), ("PC 13", "")
    ]  # fmt: skip
    assert desk.asks("analyst", f"/intelligence/{unnamed.pk}/who").status_code == 404


def test_nobody_is_named_without_how_they_were_found(desk, unnamed):
    for given in ({"named": ["PC 12,"]}, {"why": "the car"}):
        answer = desk.asks("analyst", f"/intelligence/{unnamed.pk}/who/name", given)
        assert (answer.status_code, unnamed.subjects.count()) == (422, 0)


def test_at_another_time_nobody_is_found_and_that_is_not_said_to_mean_that_nobody_was_there(desk, unnamed):
    page = looked(desk, unnamed, from_time="17:30", to_time="18:30").content.decode()
    assert "Somebody may have been there without one" in page


def test_somebody_with_a_tie_is_not_told_of_the_one_they_are_tied_to(desk, unnamed):
    desk.asks("analyst", "/ties", {"subject_id": "pc-12", "name": "Ask Nobody", "tie": "we shared a flat"})
    page = looked(desk, unnamed).content.decode()
    assert "Robin Hale" not in page
    assert "PC 12" not in page


def test_records_that_cannot_say_are_said_to_be_so(desk):
    report = the_report(desk, subjects="")
    answer = looked(desk, report)
    assert (answer.status_code, "who held them" in answer.content.decode()) == (409, True)
    assert desk.log("intelligence subject looked for")[-1][1] == "refused"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"place": "her door"}, "Give two numbers"),
        ({"place": "nan, 1"}, "Give a latitude under 90"),
        ({"from_time": "9pm"}, "Give the time as in the example"),
        ({"day": "1/1/2125"}, "has not come"),
        ({"purpose": "work"}, "Say why in a sentence"),
    ],
)
def test_what_cannot_be_looked_for_is_said_beside_its_field_and_nothing_is_read(desk, changed, said):
    report = the_report(desk, subjects="")
    page = looked(desk, report, **changed).content.decode()
    assert page.count(said) == 2
    assert desk.log("intelligence subject looked for") == []


@pytest.mark.parametrize("who", ["investigator", "authority", "liaison", "auditor", "administrator"])
def test_nobody_else_looks(desk, unnamed, who):
    assert looked(desk, unnamed, who=who).status_code == 404
