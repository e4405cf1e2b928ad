"""What a scan writes: two tables in the form of the records contract, and what a telling and a report need."""

import json

import polars as pl
import pytest

from tests.leads.ordinary_force import CALLS, LOOK_UPS, VISITS, OrdinaryForce, sign_of
from upstander.detection import ContactKind, Family
from upstander.leads.scan import scan_known
from upstander.leads.settings import load_settings
from upstander.leads.telling.lead import read_lead
from upstander.leads.writing import write_scan

LEADS = {
    "lead_id": pl.String,
    "rank": pl.Int32,
    "staff_id": pl.String,
    "nominal_id": pl.String,
    "score": pl.Float64,
    "expected_false": pl.Float64,
    "first_raised_on": pl.Date,
    "signs": pl.List(pl.String),
    "summary": pl.String,
}
FINDINGS = {
    "finding_id": pl.String,
    "lead_id": pl.String,
    "sign_id": pl.String,
    "staff_id": pl.String,
    "nominal_id": pl.String,
    "first_at": pl.Datetime("us", "UTC"),
    "last_at": pl.Datetime("us", "UTC"),
    "strength": pl.Float64,
    "explanation": pl.String,
    "evidence": pl.List(pl.Struct({"feed": pl.String, "record_id": pl.String})),
}
DEAF = sign_of(Family.PHONE, ContactKind.TEXT, needs=("phone_events",))


def force(*pairs):
    made = OrdinaryForce()
    for staff_id, nominal_id in pairs:
        for number in range(9):
            made.add(staff_id, nominal_id, "look_up", 100 - 3 * number)
            made.add(staff_id, nominal_id, "visit", 100 - 3 * number)
    return made


@pytest.fixture
def written(engine, tmp_path):
    def write(made, out="leads"):
        scan = scan_known(made.known(engine), engine, (LOOK_UPS, VISITS, CALLS, DEAF), load_settings())
        write_scan(scan, engine, tmp_path / "store", tmp_path / out)
        return tmp_path / out

    return write


def test_the_tables_have_the_columns_of_the_contract_and_no_others(written):
    out = written(force(("S7", "Ms A")))
    assert dict(pl.read_parquet(out / "leads.parquet").schema) == LEADS
    assert dict(pl.read_parquet(out / "findings.parquet").schema) == FINDINGS


def test_an_empty_list_has_the_same_columns(written):
    out = written(force())
    assert dict(pl.read_parquet(out / "leads.parquet").schema) == LEADS
    assert dict(pl.read_parquet(out / "findings.parquet").schema) == FINDINGS


def test_the_same_pair_has_the_same_id_whatever_else_is_found(written):
    alone = pl.read_parquet(written(force(("S7", "Ms A")), "one") / "leads.parquet")
    among = pl.read_parquet(written(force(("S7", "Ms A"), ("S30", "Ms B")), "two") / "leads.parquet")
    id_of = {(row["staff_id"], row["nominal_id"]): row["lead_id"] for row in among.to_dicts()}
    assert alone["lead_id"][0] == id_of["S7", "Ms A"]
    assert len(set(id_of.values())) == len(id_of) == 2
    assert among["rank"].to_list() == [1, 2]


def test_every_finding_points_to_its_lead_and_to_the_records_that_show_it(written):
    out = written(force(("S7", "Ms A")))
    leads, findings = pl.read_parquet(out / "leads.parquet"), pl.read_parquet(out / "findings.parquet")
    assert set(findings["lead_id"]) == set(leads["lead_id"])
    assert set(leads["signs"][0]) == set(findings["sign_id"])
    assert findings["evidence"].list.len().to_list() == [9, 9]


def test_a_lead_can_be_told_from_what_is_written(written):
    out = written(force(("S7", "Ms A")))
    lead = read_lead(out, pl.read_parquet(out / "leads.parquet")["lead_id"][0])
    assert lead.subject.staff_id == "S7"
    assert len(lead.strands) == 2
    assert all(strand.innocent for strand in lead.strands)
    assert lead.tested


def test_the_report_says_what_was_read_missing_and_not_assessed(written):
    report = json.loads((written(force(("S7", "Ms A"))) / "report.json").read_text())
    assert report["records_read"] == {"staff": 150}
    assert "phone_events" in report["feeds_missing"]
    assert [one["because"] for one in report["signs_not_assessed"]] == ["no records of phone_events"]
    assert report["raised"] == {"lead": 1, "check": 0}
    assert {kind: sum(one["raised"] for one in groups) for kind, groups in report["raised_by_kind"].items()} == {
        "role": 1,
        "sex": 1,
        "length_of_service": 1,
    }
    assert {one["sign_id"] for one in report["null_health"]} == {"sees_look_up", "sees_visit", "sees_call"}


def test_the_report_holds_what_an_assessment_of_data_protection_tells(written):
    from upstander.website.processing.facts import NEEDED  # noqa: PLC0415 - Django, which no other test here needs

    report = json.loads((written(force(("S7", "Ms A"))) / "report.json").read_text())
    assert {name: isinstance(report[name], kind) for name, kind in NEEDED.items()} == dict.fromkeys(NEEDED, True)


def test_standings_say_which_is_a_lead_and_when_a_check_lapses(written):
    standings = pl.read_parquet(written(force(("S7", "Ms A"))) / "standings.parquet")
    assert standings.select("standing", "families", "expires_on").rows() == [("lead", ["A", "C"], None)]
