"""What a lead says of other records that may be of the same people, and of the matches a finding rests on."""

from dataclasses import replace

import polars as pl
import pytest

from tests.drawing import draw
from tests.leads.ordinary_force import LOOK_UPS, VISITS, OrdinaryForce, sign_of
from upstander.contacts.matching.comparing import Comparison, kept_matches
from upstander.detection import ContactKind, Family, Parameter
from upstander.leads.resemblance import others_known, resting_on
from upstander.leads.scan import scan_known
from upstander.leads.settings import load_settings
from upstander.leads.telling.lead import read_lead
from upstander.leads.writing import write_scan
from upstander.records.as_known import Records

SURE = {"least": Parameter(2, "contacts", "test"), "sure": Parameter(0.95, "probability", "test")}
BY_MATCH = sign_of(Family.SYSTEMS, ContactKind.LOOK_UP, by_match="only", parameters=SURE)
FEEDS = {
    "nominals": """
        nominal_id | name       | born_on
        Ms A       | Ann Holt   | 1990-03-04
        Ms A2      | Ann Hollt  | 1990-03-04
        Mr B       | Bill Brook | 1970-01-02
    """,
    "associations": """
        staff_id | kind    | name      | born_on    | declared_at
        S7       | partner | Anne Holt | 1990-03-04 | 2025-01-01
        S9       | partner | Ann Holt  | 1990-03-04 | 2025-01-01
    """,
}


@pytest.fixture
def scanned(engine, tmp_path):
    """A scan of an ordinary force in which S7 looks up and visits Ms A, with some feeds, and what it wrote."""

    def run(feeds, *signs):
        made = OrdinaryForce()
        for number in range(9):
            made.add("S7", "Ms A", "look_up", 100 - 3 * number)
            made.add("S7", "Ms A", "visit", 100 - 3 * number)
        known = made.known(engine)
        tables = {**known.records.tables, **{name: engine.hold(name, draw(name, text)) for name, text in feeds.items()}}
        records = Records(tables, frozenset({"staff", *feeds}))
        comparison = Comparison(records, engine) if "nominals" in feeds else None
        known = replace(
            known, records=records, comparison=comparison, matches=kept_matches(records, comparison, engine)
        )
        scan = scan_known(known, engine, signs, load_settings())
        write_scan(scan, engine, tmp_path / "store", tmp_path / "leads")
        return scan, tmp_path / "leads"

    return run


def shown_of(out):
    """What the first lead says of the person being on record a second time."""
    lead = read_lead(out, pl.read_parquet(out / "leads.parquet")["lead_id"][0])
    return next(one.shown for one in lead.tested if "second time" in one.explanation)


def test_a_lead_says_that_another_record_may_be_of_the_same_person_and_is_not_counted(scanned):
    _scan, out = scanned(FEEDS, LOOK_UPS, VISITS)
    said = shown_of(out)
    assert said.startswith("Ann Hollt (Ms A2) is very probably the same person, with a probability of 0.9")
    assert "surname spelled alike (0.95)" in said
    assert said.endswith("Contacts that those records hold are not counted here.")
    assert "Mr B" not in said


def test_it_says_so_where_nobody_resembles_them_and_where_that_cannot_be_told(scanned):
    alone = {"nominals": "nominal_id | name\nMs A | Ann Holt\nMr B | Bill Brook"}
    _scan, out = scanned(alone, LOOK_UPS, VISITS)
    assert shown_of(out).startswith("No other record resembles")
    _scan, out = scanned({}, LOOK_UPS, VISITS)
    assert shown_of(out).startswith("Cannot assess")


def test_nothing_is_merged(scanned):
    scan, out = scanned(FEEDS, LOOK_UPS, VISITS)
    assert [one.pair for one in scan.raised] == [("S7", "Ms A")]
    assert set(pl.read_parquet(out / "findings.parquet")["nominal_id"]) == {"Ms A"}


def test_what_bears_on_the_leads_is_kept_beside_them_with_its_reasons(scanned):
    _scan, out = scanned(FEEDS, LOOK_UPS, VISITS)
    kept = pl.read_parquet(out / "matches.parquet").sort("left_kind", "right_id")
    assert kept.select("left_kind", "told_by", "right_id").rows() == [
        ("declared", "S7", "Ms A"),
        ("declared", "S7", "Ms A2"),
        ("nominal", None, "Ms A2"),
    ]
    assert all(kept["because"].list.len() == 5)


def test_somebody_who_works_here_is_said_to(scanned):
    number = "+447700900001"
    feeds = FEEDS | {
        "staff_phones": f"staff_id | number | kind | from_at\nS30 | {number} | personal | 2020-01-01",
        "nominals": FEEDS["nominals"].replace("Ann Holt ", "Officer 30"),
        "nominal_phones": f"nominal_id | number\nMs A | {number}",
    }
    _scan, out = scanned(feeds, LOOK_UPS, VISITS)
    assert "(S30) works here and " in shown_of(out)


def test_a_finding_says_what_match_it_rests_on_and_one_that_rests_on_none_does_not(scanned):
    _scan, out = scanned(FEEDS, BY_MATCH, VISITS)
    said = dict(pl.read_parquet(out / "findings.parquet").select("sign_id", "explanation").iter_rows())
    assert (
        "It rests on a comparison of records: Anne Holt, told of by the member of staff, and Ann Holt (Ms A) are one"
        in (said[BY_MATCH.name])
    )
    assert "with a probability of 0.9" in said[BY_MATCH.name]
    assert "comparison" not in said[VISITS.name]


def test_a_tie_through_somebody_told_of_is_said_only_where_they_are_surely_known(scanned):
    scan, _out = scanned(FEEDS, LOOK_UPS, VISITS)
    tie = sign_of(Family.SYSTEMS, ContactKind.LOOK_UP, by_match="also", parameters=SURE)
    assert resting_on(tie, ("S7", "Mr B"), scan.matches, 0.95).startswith("If the tie runs through somebody told of")
    for sign, pair, sure in ((tie, ("S7", "Mr B"), 1.0), (BY_MATCH, ("S7", "Mr B"), 0.95), (tie, ("S8", "Mr B"), 0.95)):
        assert resting_on(sign, pair, scan.matches, sure) == ""
    assert "(Ms A)" in resting_on(tie, ("S7", "Ms A"), scan.matches, 1.0)


def test_no_more_than_three_others_are_told_and_the_rest_are_counted(scanned):
    more = "".join(f"\nMs A{number} | Ann Holt | 1990-03-04" for number in range(3, 7))
    scan, _out = scanned(FEEDS | {"nominals": FEEDS["nominals"].rstrip() + more}, LOOK_UPS, VISITS)
    said = others_known(("S7", "Ms A"), scan.matches, compared=True)
    assert said.count("probability") == 3
    assert "2 more resemble it." in said
