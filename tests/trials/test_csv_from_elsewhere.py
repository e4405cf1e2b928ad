"""A folder of CSV that obeys the records contract and was not made by this project's simulator, from the command line."""

import csv
import datetime as dt
import random

import polars as pl
import pytest
from click.testing import CliRunner

from upstander.cli.scan import scan

BEGIN, DAYS = dt.datetime(2025, 1, 1, tzinfo=dt.UTC), 200
STAFF, PEOPLE = [f"P{n:03}" for n in range(60)], [f"M{n:04}" for n in range(400)]


def write(folder, name, columns, rows):
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([columns.split(), *rows])


def after(at, minutes):
    return (at + dt.timedelta(minutes=minutes)).isoformat()


@pytest.fixture
def exports(tmp_path):
    """Sixty constables who look up the victims they were sent to, and one who reads of somebody for months."""
    folder, chance = tmp_path / "exports", random.Random(4)  # noqa: S311 - nothing secret
    folder.mkdir()
    incidents, involved, sent, read = [], [], [], []
    for number in range(900):
        at = BEGIN + dt.timedelta(minutes=chance.randrange(DAYS * 1440))
        person, officer, incident = chance.choice(PEOPLE), chance.choice(STAFF), f"I{number}"
        incidents.append([incident, at.isoformat(), after(at, 6 * 1440), "theft", "priority"])
        involved.append([incident, person, "victim", at.isoformat()])
        sent.append([incident, officer, "control", after(at, 10), "", after(at, 70)])
        read += [
            [officer, after(at, chance.randrange(2000)), "records", "view", person]
            for _each in range(chance.randrange(4))
        ]
    read += [["P007", after(BEGIN, day * 1440 + 1320), "records", "view", "M0001"] for day in range(60, 180, 4)]
    staff = [[one, f"Officer {one}", "female", "constable", "", "", "", "2015-04-01", ""] for one in STAFF]
    write(folder, "staff", "staff_id name sex role rank team_id supervisor_id started_on left_on", staff)
    write(
        folder,
        "nominals",
        "nominal_id name born_on sex",
        [[one, f"Person {one}", "1990-01-01", "female"] for one in PEOPLE],
    )
    write(folder, "incidents", "incident_id reported_at closed_at kind grade", incidents)
    write(folder, "involvements", "incident_id nominal_id role from_at", involved)
    write(folder, "deployments", "incident_id staff_id tasked_by assigned_at on_scene_at cleared_at", sent)
    write(
        folder,
        "accesses",
        "access_id staff_id at system action nominal_id",
        [[f"A{n}", *row] for n, row in enumerate(read)],
    )
    return folder


def test_the_one_whose_look_ups_nothing_explains_is_a_check_and_nobody_else_is_named(exports, tmp_path):
    ended = CliRunner().invoke(scan, [str(exports), "--out", str(tmp_path / "leads")])
    assert ended.exit_code == 0, ended.output
    raised = pl.read_parquet(tmp_path / "leads" / "leads.parquet")
    assert raised.select("staff_id", "nominal_id").rows() == [("P007", "M0001")]
    assert "0 leads and 1 check, about 1 person, among 60 officers" in " ".join(ended.output.split())


def test_a_file_that_cannot_be_read_is_named_with_the_column_and_what_rests_on_it_is_not_assessed(exports, tmp_path):
    lines = (exports / "incidents.csv").read_text().replace(",grade\n", ",\n").splitlines()
    (exports / "incidents.csv").write_text(
        "\n".join(line.removesuffix(",priority").removesuffix(",") for line in lines)
    )
    ended = CliRunner().invoke(scan, [str(exports), "--out", str(tmp_path / "leads")])
    said = " ".join(ended.output.split())
    assert "the feed incidents needs the column grade, and incidents.csv has only" in said
    assert "Cannot assess: Records viewed with no purpose on record (no records of incidents)." in said
    assert pl.read_parquet(tmp_path / "leads" / "leads.parquet").is_empty()
