"""What a subject was told in a matter goes back to the records, and the next scan watches whether it is kept."""

import datetime as dt
from pathlib import Path

import pytest

from tests.desk.conftest import DAY
from tests.desk.days import today
from tests.desk.test_explanation_loop import (
    EXPLAINED,
    UNEXPLAINED,
    a_force,
    day,
    drawn,
    lead_of,
    loaded,
    scanned,  # noqa: F401 - a fixture
)
from tests.desk.test_records_back import feeds  # noqa: F401 - likewise
from tests.leads.telling.scans import write_store


@pytest.fixture
def told(desk):
    """What goes back of a matter with these entries: day of March 2025, what, and a detail or the entry it supersedes."""
    from upstander.casework.actions import entries  # noqa: PLC0415
    from upstander.casework.instructions_back import instructions  # noqa: PLC0415

    def of(matter, history):
        for line in history.strip().split("\n"):
            number, what, more = (cell.strip() for cell in line.split("|"))
            about = {"supersedes": int(more), "why": "it was not so"} if more.isdigit() else {}
            details = {"decision": more, "reason": "a position of trust"} if more and not about else {}
            at = dt.date(2025, 3, int(number))
            by = desk.accounts["manager"]
            entries.add(matter=matter, what=what, day=at, details=details, by=by, imported=True, **about)
        rows = instructions(today())
        return {(row["kind"], row["given_at"][5:10], row["ends_at"][5:10]) for row in rows}

    return of


# the history of a matter about somebody who is known by number, and what goes back of it
HISTORIES = {
    "nobody was told": ("3 | investigator appointed | ", set()),
    "a notice that is withheld was not given": ("3 | notice withheld | ", set()),
    "a notice holds from the day after it was served": ("3 | notice served | ", {("notice_of_investigation", "03-04", "")}),
    "until the matter ends": (
        "3 | notice served |\n9 | matter closed | ",
        {("notice_of_investigation", "03-04", "03-09")},
    ),
    "and still where it was opened again": (
        "3 | notice served |\n9 | matter closed |\n11 | matter reopened | ",
        {("notice_of_investigation", "03-04", "")},
    ),
    "a correction moves it, and what was loaded by it ends": (
        "3 | notice served |\n5 | notice served | 2",
        {("notice_of_investigation", "03-06", ""), ("notice_of_investigation", "03-04", "03-04")},
    ),
    "a suspension that came of a lead does not come back to strengthen it": (
        "3 | suspension considered | suspended\n9 | suspension reviewed | ", set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("said", HISTORIES)
def test_what_was_given_goes_back_and_nothing_else(desk, told, said):
    history, expected = HISTORIES[said]
    assert told(desk.matter(), history) == expected


def test_what_goes_back_names_whom_the_lead_was_about_and_holds_no_words(desk, told, feeds):  # noqa: F811
    matter = desk.matter()
    told(matter, "3 | notice served | ")
    (row,) = feeds()["instructions"]
    assert (row["staff_id"], row["nominal_id"], row.get("text", "")) == ("P-41", matter.lead.affected_id, "")


def test_where_nobody_affected_is_known_by_number_nothing_goes_back(desk, told):
    """The feed would read a notice that names nobody as about everybody whom the subject meets through work."""
    from upstander.casework.actions import matters  # noqa: PLC0415

    about = {"subject_id": "P-901", "subject_name": "Somebody", "kind": "officer", "why": "a call", "day": DAY}
    matter = matters.open_by_hand(**about, by=desk.accounts["manager"])
    assert told(matter, "3 | notice served | ") == set()


def test_a_matter_that_is_kept_from_somebody_gives_back_nothing(desk, told, monkeypatch):
    from upstander.casework.models import Matter  # noqa: PLC0415

    monkeypatch.setattr(Matter, "kept_from", lambda _self: frozenset({"analyst"}))
    assert told(desk.matter(), "3 | notice served | ") == set()


def test_contact_after_a_notice_is_raised_by_the_next_scan_and_contact_under_a_withheld_one_is_not(
    desk,
    feeds,  # noqa: F811
    scanned,  # noqa: F811
    tmp_path,
):
    """Round the loop: scanned, made a matter, told or not told, given back, loaded, scanned again by the real sign."""
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    write_store(tmp_path / "store", a_force() | calls(days_ago=(9, 8, 4, 3, 2)))
    (tmp_path / "store" / "loads").mkdir()
    take_in(scanned("first"), DAY)
    assert not any(told_off(desk, pair) for pair in (EXPLAINED, UNEXPLAINED))
    noticed(desk, EXPLAINED, "notice served")
    noticed(desk, UNEXPLAINED, "notice withheld")

    given = feeds()
    assert {row["staff_id"] for row in given["instructions"]} == {EXPLAINED[0]}
    loaded(given, tmp_path)
    take_in(scanned("second"), DAY + dt.timedelta(1))
    assert [told_off(desk, pair) for pair in (EXPLAINED, UNEXPLAINED)] == [[3.0], []]


def calls(days_ago):
    """Everybody rings whom they work with; both subjects ring whom they look up, before the sixth day ago and after."""
    rows = {"phone_events": [], "device_holders": [], "nominal_phones": []}
    works = [(f"P-{number}", f"N-{number}-12", [12]) for number in range(140, 200)]
    looks_up = [(*pair, days_ago) for pair in (EXPLAINED, UNEXPLAINED)]
    for number, (staff_id, nominal_id, days) in enumerate([*works, *looks_up]):
        telephone, device = f"+447700900{number:03}", f"M-{staff_id}"
        rows["nominal_phones"].append((nominal_id, telephone, "2015-01-01 00:00"))
        rows["device_holders"].append((device, staff_id, "2015-01-01 00:00"))
        for ago in days:
            rows["phone_events"].append(
                (f"C-{number}-{ago}", device, "out", "call", telephone, f"{day(ago)} 20:00", "90")
            )
    columns = {
        "phone_events": "event_id device_id direction kind other_number at duration_s",
        "device_holders": "device_id staff_id from_at",
        "nominal_phones": "nominal_id number from_at",
    }
    return {name: drawn(columns[name].split(), dict.fromkeys(of_feed)) for name, of_feed in rows.items()}


def noticed(desk, pair, what):
    from upstander.casework.actions import entries, matters  # noqa: PLC0415

    manager = desk.accounts["manager"]
    about = {"kind": "officer", "why": "look-ups in the evening", "day": day(8)}
    matter = matters.open_from_lead(lead=lead_of(desk, pair), by=manager, **about)
    entries.add(matter=matter, what=what, day=day(6), details={}, by=manager, imported=True)


def told_off(desk, pair):
    """What the scan that a lead stands by saw of contact after being told not to."""
    from upstander.leads.telling.lead import read_lead  # noqa: PLC0415

    lead = lead_of(desk, pair)
    strands = read_lead(Path(lead.scan), lead.lead_id).strands
    return [one.seen for one in strands if one.sign_id == "contact_after_being_told_not_to"]
