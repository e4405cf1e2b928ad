"""What two people accepted as explained does not come back: from a store, over the desk, to the store, and scanned again.

Every part is the one in use. Two officers look up one person each, on twelve evenings, for no work on record; one of the two is
explained at the desk, the other is dismissed without an explanation that holds.
"""

import datetime as dt

import pytest

from tests.desk.conftest import DAY
from tests.desk.days import today
from tests.desk.test_records_back import explained, feeds  # noqa: F401 - the desk's feeds are a fixture
from tests.leads.telling.scans import write_store

EXPLAINED, UNEXPLAINED = ("P-150", "X-1"), ("P-160", "X-2")
EVENINGS = range(10, 22)  # days ago
# What one strand shows is little in so small a force, so that the unit asks to see more than the shipped settings would.
SETTINGS = "[numbers]\ncheck_chance = 0.005\n"
COLUMNS = {
    "staff": "staff_id name role team_id started_on",
    "incidents": "incident_id reported_at kind grade",
    "involvements": "incident_id nominal_id role from_at",
    "assignments": "incident_id staff_id role from_at to_at",
    "accesses": "access_id staff_id at system action nominal_id incident_id",
}


def day(days_ago):
    return today() - dt.timedelta(days_ago)


def a_force():
    """Sixty constables who look up whom they work with, of whom two also look up somebody in the evening."""
    rows = {name: [] for name in COLUMNS}
    for desk_id in ("D-analyst", "D-manager"):
        rows["staff"].append((desk_id, desk_id, "analyst", "CCU", "2015-01-01"))
    for number in range(140, 200):
        rows["staff"].append((f"P-{number}", f"Officer {number}", "constable", "T1", "2015-01-01"))
        for ago in EVENINGS:
            works_on(rows, f"{number}-{ago}", f"P-{number}", f"N-{number}-{ago}", f"{day(ago)} 10:00")
    for staff_id, nominal_id in (EXPLAINED, UNEXPLAINED):
        for ago in EVENINGS:
            rows["accesses"].append(
                (f"U-{staff_id}-{ago}", staff_id, f"{day(ago)} 22:00", "RMS", "view", nominal_id, "")
            )
    return {name: drawn(COLUMNS[name].split(), of_feed) for name, of_feed in rows.items()}


def works_on(rows, key, staff_id, nominal_id, at):
    rows["incidents"].append((key, at, "burglary", "scheduled"))
    rows["involvements"].append((key, nominal_id, "complainant", at))
    rows["assignments"].append((key, staff_id, "investigator", at, ""))
    rows["accesses"].append((f"A-{key}", staff_id, at, "RMS", "view", nominal_id, key))


def drawn(columns, rows):
    return "\n".join(" | ".join(row) for row in [columns, *rows])


@pytest.fixture
def scanned(tmp_path):
    """Scans a store as `upstander scan` does, into a folder of a name."""
    from upstander.cli.scan import scan_into  # noqa: PLC0415
    from upstander.engines import DuckDBEngine  # noqa: PLC0415
    from upstander.leads.settings import load_settings  # noqa: PLC0415

    (tmp_path / "settings.toml").write_text(SETTINGS)

    def into(name):
        with DuckDBEngine() as engine:
            scan_into(tmp_path / "store", tmp_path / name, engine, None, load_settings(tmp_path / "settings.toml"))
        return tmp_path / name

    return into


def test_what_was_explained_does_not_come_back_and_what_was_not_does(desk, feeds, scanned, tmp_path):  # noqa: F811
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    write_store(tmp_path / "store", a_force())
    (tmp_path / "store" / "loads").mkdir()
    take_in(scanned("first"), DAY)
    for pair in (EXPLAINED, UNEXPLAINED):
        dismissed(desk, pair)
    days = {"first": f"{day(40):%d/%m/%Y}", "last": f"{day(-300):%d/%m/%Y}"}
    assert explained(desk, lead_of(desk, EXPLAINED), **days).status_code == 302

    loaded(feeds(), tmp_path)
    again = DAY + dt.timedelta(1)
    take_in(scanned("second"), again)
    assert seen_on(desk, EXPLAINED) == [DAY]
    assert seen_on(desk, UNEXPLAINED) == [again, DAY]
    assert lead_of(desk, EXPLAINED).state == "dismissed"


def dismissed(desk, pair):
    """Reads and dismisses. The reading goes back as a record of today, so that the second scan is one of today."""
    address = f"/leads/{lead_of(desk, pair).pk}"
    assert desk.asks("analyst", address).status_code == 200
    given = {"what": "dismissed", "because": "explained by a declared tie", "why": "both are in one choir"}
    assert desk.asks("analyst", f"{address}/move", given).status_code == 302


def lead_of(desk, pair):
    found = desk.lead(pair[0])
    assert found.affected_id == pair[1]
    return found


def seen_on(desk, pair):
    return [seen.day for seen in lead_of(desk, pair).seen.all()]


def loaded(given, folder):
    """Loads what the desk gives back into the store, as `upstander desk-records` and `upstander load` do."""
    from upstander.casework.records_back import write  # noqa: PLC0415
    from upstander.engines import DuckDBEngine  # noqa: PLC0415
    from upstander.records.loading import load_source  # noqa: PLC0415

    write(folder / "back", given)
    with DuckDBEngine() as engine:
        report = load_source(folder / "back", folder / "store", engine, None)
    assert (report.nothing_read, report.total("refused")) == (False, 0)
