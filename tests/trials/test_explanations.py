"""What the ledger says of each contact, held against what is known to be true of a simulated force."""

import polars as pl
import pytest

from tests.drawing import cells, instant
from upstander.trials.explanations import HALT, Truths, Verdict, judged, read_truths, tallied
from upstander.trials.explanations_report import explanations
from upstander.trials.force import read_force
from upstander.trials.outcome import outcome

CAUSES = {"feed": pl.String, "record_id": pl.String, "cause": pl.String, "nature": pl.String,
          "incident_id": pl.String, "nominal_id": pl.String}  # fmt: skip
STAYS = {"staff_id": pl.String, "start_at": pl.Int64, "end_at": pl.Int64, "cause": pl.String, "nature": pl.String,
         "incident_id": pl.String, "nominal_id": pl.String}  # fmt: skip


def rows(schema, drawn):
    """Rows drawn as a text table; an empty cell is null, and times are drawn as in `tests/drawing.py`."""
    read = [
        {n: (instant(v) if n in ("at", "end_at", "start_at") else v) if (v := one.get(n)) else None for n in schema}
        for one in cells(drawn)
    ]
    return pl.DataFrame(read, schema=schema)


def contacts(drawn):
    schema = {
        "kind": pl.String, "staff_id": pl.String, "nominal_id": pl.String, "at": pl.Int64, "end_at": pl.Int64,
        "feed": pl.String, "record_id": pl.String, "answer": pl.String, "purpose": pl.String,
        "purpose_feed": pl.String, "purpose_record_id": pl.String,
    }  # fmt: skip
    return rows(schema, drawn)


KNOWN = Truths(
    rows(
        CAUSES,
        """
        feed     | record_id | cause             | nature    | incident_id | nominal_id
        accesses | A1        | work on a case    | work      | I1          | Ms A
        accesses | A2        | work on a case    | work      | I2          | Ms A
        accesses | A3        | looked            | curiosity |             | Ms A
        accesses | A4        | looked            | improper  |             | Ms A
        accesses | A5        | data quality      | work      |             | Ms A
        accesses | A6        | everybody talks   | news      | I1          | Ms A
        """,
    ),
    rows(
        STAYS,
        """
        staff_id | start_at         | end_at           | cause | nature | incident_id | nominal_id
        PC 1     | 2025-03-01 10:00 | 2025-03-01 10:40 | sent  | work   | I1          | Ms A
        PC 1     | 2025-03-01 10:40 | 2025-03-01 11:30 | sent  | work   | I2          | Mr B
        """,
    ),
)


def verdicts(drawn):
    found = judged(contacts(drawn), KNOWN)
    return dict(found.select("record_id", "verdict").rows())


def test_an_explanation_is_true_where_it_names_the_work_for_which_the_contact_happened():
    assert verdicts("""
        kind    | staff_id | nominal_id | feed     | record_id | answer    | purpose        | purpose_feed | purpose_record_id
        look_up | PC 1     | Ms A       | accesses | A1        | explained | assignment     | assignments  | I1|PC 1
        look_up | PC 1     | Ms A       | accesses | A2        | explained | assignment     | assignments  | I1|PC 1
        look_up | PC 1     | Ms A       | accesses | A5        | explained | data_correction | accesses    | A5
    """.replace("I1|PC 1", "I1")) == {"A1": Verdict.TRUE, "A2": Verdict.OTHER_WORK, "A5": Verdict.TRUE}  # fmt: skip


def test_curiosity_and_what_was_improper_are_never_true_whatever_explains_them():
    assert verdicts("""
        kind    | staff_id | nominal_id | feed     | record_id | answer    | purpose               | purpose_feed | purpose_record_id
        look_up | PC 1     | Ms A       | accesses | A3        | explained | assignment            | assignments  | I1
        look_up | PC 1     | Ms A       | accesses | A4        | explained | assignment            | assignments  | I1
        look_up | PC 1     | Ms A       | accesses | A6        | explained | assignment            | assignments  | I1
    """) == {"A3": Verdict.CURIOSITY, "A4": Verdict.IMPROPER, "A6": Verdict.CURIOSITY}
    news = "look_up | PC 1 | Ms A | accesses | A6 | explained | widely_known_incident | incidents | I1"
    head = "kind | staff_id | nominal_id | feed | record_id | answer | purpose | purpose_feed | purpose_record_id"
    assert verdicts(f"{head}\n{news}") == {"A6": Verdict.TRUE}


def test_a_visit_is_for_the_task_that_covers_most_of_the_stop_and_a_halt_where_none_does():
    found = judged(
        contacts("""
        kind  | staff_id | nominal_id | at               | end_at           | record_id | answer      | purpose | purpose_feed | purpose_record_id
        visit | PC 1     | Ms A       | 2025-03-01 10:00 | 2025-03-01 10:50 | V1        | explained   | task    | deployments  | I1
        visit | PC 1     | Ms A       | 2025-03-01 10:30 | 2025-03-01 11:20 | V2        | explained   | task    | deployments  | I1
        visit | PC 1     | Ms A       | 2025-03-02 10:00 | 2025-03-02 10:50 | V3        | explained   | task    | deployments  | I1
        visit | PC 1     | Ms A       | 2025-03-02 12:00 | 2025-03-02 12:50 | V4        | unexplained |         |              |
        """),
        KNOWN,
    )
    told = {record: (cause, verdict) for record, cause, verdict in found.select("record_id", "cause", "verdict").rows()}
    assert told == {
        "V1": ("sent", Verdict.TRUE),
        "V2": ("sent", Verdict.OTHER_WORK),
        "V3": (HALT, Verdict.NOBODY),
        "V4": (HALT, None),
    }


def test_contacts_whose_cause_nobody_knows_are_not_counted():
    assert (
        verdicts("""
        kind    | staff_id | nominal_id | feed     | record_id | answer    | purpose    | purpose_feed | purpose_record_id
        look_up | PC 1     | Ms A       | accesses | A99       | explained | assignment | assignments  | I1
        look_up | PC 1     |            | accesses | A1        | explained | assignment | assignments  | I1
    """)
        == {}
    )


def test_the_page_gives_each_share_and_says_where_nothing_was_measured():
    counted = {
        "contacts": 100,
        "explained": 80,
        "true": 76,
        "other work": 4,
        "nobody met": 0,
        "curiosity": 0,
        "improper": 0,
    }
    result = {
        "plan": {"quality": "poor"}, "explanations": [{"kind": "look_up", **counted}],
        "planted": {"explained": 1, "not explained": 3},
    }  # fmt: skip
    told = explanations([result, result])
    assert "| look up | 200 | 80.0% | 95.0% | 5.0% | 0.0% | 0.0% |" in told
    assert "| poor | 2 | 80.0% | 95.0% |" in told
    assert "explained 25% (7%-59%; 2 of 8); not explained 75%" in told
    assert "Not measured in this run." in explanations([{"plan": {}}])


@pytest.fixture(scope="module")
def shares(ordinary_folder):
    """For each kind of contact of an ordinary force, how many are explained and how many explanations are true."""
    records = ordinary_folder(100, 150, 31)
    found = outcome(read_force(records), with_contacts=True)
    return {row["kind"]: row for row in tallied(judged(found.contacts, read_truths(records.parent / "truth")))}


def test_look_ups_of_an_ordinary_force_are_explained_and_the_explanations_true(shares):
    """Fabbri and LeFevre's 94 % of accesses explained, less what one force of a hundred people may differ by."""
    look_ups = shares["look_up"]
    assert look_ups["explained"] / look_ups["contacts"] >= 0.93
    assert look_ups["true"] / look_ups["explained"] >= 0.97


@pytest.mark.parametrize("kind", ["call", "text", "message", "custody", "deployment"])
def test_other_contacts_are_seldom_explained_by_what_is_not_true(shares, kind):
    assert shares[kind]["true"] / shares[kind]["explained"] >= 0.97


def test_visits_are_told_apart_less_well_because_a_halt_by_chance_may_lie_near_a_home(shares):
    assert shares["visit"]["true"] / shares["visit"]["explained"] >= 0.90
