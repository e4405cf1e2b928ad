"""Work gathered by day beside what nothing explains, one by one."""

from pathlib import Path

from tests.leads.telling.scans import contact, explained, write_case_2
from upstander.leads.telling.chronology import ChronologyLine, chronology, tally_words
from upstander.leads.telling.lead import read_lead


def lines(folder: Path, *contacts: dict) -> list[ChronologyLine]:
    return list(chronology(read_lead(write_case_2(folder, contacts=list(contacts)), "L-2")))


def test_work_of_one_day_is_one_line_with_its_purpose_and_who_recorded_it(tmp_path: Path) -> None:
    work = [contact("look_up", f"2025-03-03 1{hour}:00", **explained("officer_in_case")) for hour in range(5)]
    (line,) = lines(tmp_path, *work)
    assert line.when == "3 Mar 2025, 10:00–14:00 GMT"
    assert (line.what, line.purpose) == ("5 look-ups, on duty", "Officer in case, recorded by Wren Castellane")


def test_what_nothing_explains_stands_by_itself(tmp_path: Path) -> None:
    calls = [contact("call", f"2025-03-03 1{hour}:00", direction="out", on_duty=False) for hour in range(2)]
    told = lines(tmp_path, *calls)
    assert [line.what for line in told] == ["Call to the person, off duty"] * 2
    assert {line.purpose for line in told} == {"Nothing on record explains it"}


def test_days_are_those_of_the_force_and_not_of_greenwich(tmp_path: Path) -> None:
    late, early = (contact("look_up", f"2025-07-0{d}", **explained("x")) for d in ("1 22:50", "1 23:10"))
    assert [line.when for line in lines(tmp_path, late, early)] == ["1 Jul 2025, 23:50 BST", "2 Jul 2025, 00:10 BST"]


def test_a_stay_over_a_clock_change_names_both_zones(tmp_path: Path) -> None:
    stay = contact("visit", "2025-03-30 00:30", end_at="2025-03-30T01:30:00Z")
    assert lines(tmp_path, stay)[0].when == "30 Mar 2025, 00:30 GMT–02:30 BST"


def test_a_purpose_only_the_subject_recorded_is_told_as_such(tmp_path: Path) -> None:
    own = contact("visit", "2025-03-03 10:00", answer="self_explained", purpose="own_log_entry")
    assert lines(tmp_path, own)[0].purpose == "Own log entry, recorded by the subject only"


def test_what_cannot_be_assessed_is_not_told_as_unexplained(tmp_path: Path) -> None:
    assert lines(tmp_path, contact("call", "2025-03-03", answer="cannot_assess"))[0].purpose == "Cannot be assessed"


def test_all_contacts_in_one_sentence(tmp_path: Path) -> None:
    told = {
        "none": [contact("call", "2025-03-03", **explained("x"))],
        "all": [contact("call", "2025-03-03")],
        "some": [contact("call", "2025-03-03"), contact("call", "2025-03-04", **explained("x"))],
    }
    words = {n: tally_words(read_lead(write_case_2(tmp_path / n, contacts=c), "L-2")) for n, c in told.items()}
    assert words == {
        "none": "1 contact; none of them stands unexplained.",
        "all": "1 contact; nothing on record explains any of them.",
        "some": "2 contacts; nothing on record explains 1 of them.",
    }
