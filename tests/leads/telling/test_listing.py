"""The list as it is printed: by member of staff, each told once, and how far the chance models hold."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from upstander.leads.tables import LEADS, STANDINGS
from upstander.leads.telling.listing import print_list

CALIBRATED = [
    {
        "sign_id": sign_id, "findings": 1, "advisory": None,
        "held_out_months": {"expected": 10.0, "seen": 10 * held_out, "ratio": held_out},
        "dealt_again": {"expected": 10.0, "seen": 10 * dealt, "ratio": dealt},
    }
    for sign_id, held_out, dealt in (("short_calls", 0.3, 0.1), ("returns_alone", 0.2, 0.7))
]  # fmt: skip
REPORT = {
    "as_of": "2025-06-01", "people_scanned": 150, "raised": {"lead": 3, "check": 1}, "contacts_explained": [],
    "signs_not_assessed": [], "feeds_worth_adding": [], "signs_assessed": ["short_calls", "returns_alone"], "null_health": CALIBRATED,
    "raised_noticeably_more_or_less": [], "keyword_sets": [], "keyword_sets_note": "", "expected_false_note": "Assumed rates.",
}  # fmt: skip


@pytest.fixture
def printed(tmp_path, capsys):
    """What is printed of leads drawn as (staff, nominal, standing), in their order."""

    def printed(*drawn, **changes):
        leads = [
            {"lead_id": f"L{rank}", "rank": rank, "staff_id": staff, "nominal_id": nominal, "score": 4.0 - rank,
             "expected_false": 0.1 * rank, "first_raised_on": None, "signs": [], "summary": f"Told of {staff}, {nominal}."}
            for rank, (staff, nominal, _standing) in enumerate(drawn, 1)
        ]  # fmt: skip
        standings = [{"lead_id": f"L{rank}", "standing": one[2]} for rank, one in enumerate(drawn, 1)]
        pq.write_table(pa.Table.from_pylist(leads, schema=LEADS), tmp_path / "leads.parquet")
        pq.write_table(pa.Table.from_pylist(standings, schema=STANDINGS), tmp_path / "standings.parquet")
        print_list(tmp_path, REPORT | changes)
        return " ".join(capsys.readouterr().out.split())

    return printed


def test_who_is_raised_for_several_people_stands_once_with_the_others_beside_them(printed):
    said = printed(
        ("PC 1", "Ms A", "lead"), ("PC 2", "Ms B", "lead"), ("PC 1", "Ms C", "lead"), ("PC 1", None, "check")
    )
    assert "3 leads and 1 check, about 2 people, among 150 officers and staff" in said
    assert said.index("Told of PC 1, Ms A.") < said.index("Told of PC 2, Ms B.")
    assert "Also about the same member of staff: 3. L3 (lead, Ms C); 4. L4 (check, nobody named)." in said
    assert "Told of PC 1, Ms C." not in said


def test_who_is_raised_once_has_nothing_beside_them(printed):
    said = printed(("PC 1", "Ms A", "lead"))
    assert "about 1 person, among" in said
    assert "Also about" not in said


def test_the_worst_tail_of_any_chance_model_is_said(printed):
    said = printed(("PC 1", "Ms A", "lead"))
    assert "it shows at most 0.70 times as often as that on these records (returns alone, dealt again)" in said


def test_an_empty_list_where_every_sign_was_asked_is_an_answer(printed):
    said = printed(raised={"lead": 0, "check": 0})
    assert "0 leads and 0 checks, among 150" in said
    assert "That is an answer too." in said


def test_the_feeds_that_would_let_more_signs_be_asked_are_named(printed):
    worth = [{"feeds": ["incidents", "involvements"], "signs": 9}, {"feeds": ["shifts"], "signs": 1}]
    said = printed(("PC 1", "Ms A", "lead"), feeds_worth_adding=worth)
    assert "With records of incidents and involvements, 9 more signs could be asked." in said
    assert "With records of shifts, 1 more sign could be asked." in said


def test_text_of_records_is_printed_as_it_stands(printed):
    said = printed(("PC [1]", "Ms [/b]", "lead"))
    assert "Told of PC [1], Ms [/b]." in said
