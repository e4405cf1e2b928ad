"""Whether a sign's chance model holds on the force's own records, and that it may only advise where it does not."""

from dataclasses import replace

import ibis
import numpy as np
import polars as pl
import pytest

from tests.drawing import instant
from tests.leads.ordinary_force import LOOK_UPS, sign_of
from upstander.detection import About, ContactKind, Family
from upstander.detection.run import Observed
from upstander.leads.calibration import InTail, advisory, health, held_out, permuted
from upstander.leads.expectation import expect
from upstander.leads.peers import peer_groups
from upstander.leads.permutation import by_day, counted, dealt_again, episodes, moved
from upstander.leads.settings import load_settings

PEOPLE = [f"S{n}" for n in range(80)]
PEERS = peer_groups(
    pl.DataFrame(
        {"staff_id": PEOPLE, "role": ["constable"] * 40 + ["detective"] * 40, "team_id": [None] * 80},
        schema={"staff_id": pl.String, "role": pl.String, "team_id": pl.String},
    ),
    30,
)
PERSON = sign_of(Family.PERSON, ContactKind.CALL, about=About.SUBJECT)


def shown(*rows):
    """What pairs show, drawn as (staff, nominal, "day hour:minute", how often)."""
    return pl.DataFrame(
        [
            {"staff_id": staff, "nominal_id": nominal, "at": instant(at), "amount": float(amount)}
            for staff, nominal, at, amount in rows
        ],
        schema={"staff_id": pl.String, "nominal_id": pl.String, "at": pl.Int64, "amount": pl.Float64},
    )


def observed(days, sign=LOOK_UPS, *, exposure=1.0, others=1.0):
    """A sign that was seen as drawn, by people who have ten pairs each: those that show it, and others."""
    month = pl.col("at") // (30 * 86_400_000_000)
    counts = days.group_by("staff_id", "nominal_id", maintain_order=True).agg(
        seen=pl.col("amount").sum(),
        odd_months=pl.col("amount").filter(month % 2 == 1).sum(),
        first_at=pl.col("at").min(),
        last_at=pl.col("at").max(),
        exposure=pl.lit(exposure),
    )
    exposed = pl.DataFrame({"staff_id": PEOPLE}).with_columns(
        pairs=pl.lit(10), exposure=pl.lit(10 * others), exposure_squared=pl.lit(10 * others**2)
    )
    return Observed(sign, counts, exposed, ibis.memtable(days))


def dealt(days, about=About.PAIR, seed=1):
    found = episodes(days, observed(days).counts, PEERS)
    return counted(dealt_again(found, about, PEERS, np.random.default_rng(seed)))


def totals(counts, who):
    return dict(counts.group_by(who).agg(pl.col("seen").sum()).sort(who).iter_rows())


EARLY = "2025-03-05 10:00"
BUSY = shown(*(("S1", f"Ms {n}", EARLY, 1) for n in range(6)), *((f"S{n}", "Mr Z", EARLY, 1) for n in range(2, 8)))


def test_dealt_again_everybody_keeps_how_often_and_who_met_whom_is_forgotten():
    again, before = dealt(BUSY), observed(BUSY).counts
    assert totals(again, "staff_id") == totals(before, "staff_id")
    assert totals(again, "nominal_id") == totals(before, "nominal_id")
    assert set(again.select("staff_id", "nominal_id").rows()) != set(before.select("staff_id", "nominal_id").rows())


def test_what_one_pair_shows_on_one_day_stays_together():
    one_job = pl.concat([BUSY, shown(("S1", "Ms A", EARLY, 9))])
    assert dealt(one_job).filter(pl.col("nominal_id") == "Ms A")["seen"].to_list() == [9.0]


@pytest.mark.parametrize(
    ("what", "other"),
    [
        ("another unit", ("S50", "Ms B", EARLY, 1)),
        ("another month", ("S2", "Ms B", "2025-06-05 10:00", 1)),
        ("another shift", ("S2", "Ms B", "2025-03-05 23:00", 1)),
    ],
)
def test_nothing_is_dealt_to(what, other):
    alone = shown(*(("S1", f"Ms {n}", EARLY, 1) for n in range(9)), other)
    assert (other[0], "Ms B") in dealt(alone).select("staff_id", "nominal_id").rows()


def test_shifts_are_those_of_the_clock_on_the_wall():
    """In July 05:30 UTC is half past six: an early shift, as it is at 10:00."""
    early = shown(("S1", "Ms A", "2025-07-02 05:30", 1), ("S2", "Ms B", "2025-07-02 10:00", 1))
    assert episodes(early, observed(early).counts, PEERS)["shift"].n_unique() == 1


def test_what_is_about_a_person_alone_falls_on_anybody_of_the_unit():
    subject = shown(*(("S1", None, f"2025-03-{n:02} 10:00", 1) for n in range(3, 23)))
    staff = set(dealt(subject, About.SUBJECT)["staff_id"])
    assert len(staff) > 5
    assert staff <= set(PEOPLE[:40])


def test_where_few_episodes_could_move_the_deal_says_nothing():
    """One person alone in each month keeps what they had: the deal repeats the records, and demotes nothing."""
    rows = [(f"S{n}", f"Ms {n}-{k}", f"2025-{1 + 2 * n:02}-{3 + k:02} 10:00", 5) for n in range(6) for k in range(9)]
    alone = shown(*rows)
    found = episodes(alone, observed(alone).counts, PEERS)
    assert moved(dealt_again(found, About.PAIR, PEERS, np.random.default_rng(1))) == 0.0
    together = episodes(BUSY, observed(BUSY).counts, PEERS)
    assert moved(dealt_again(together, About.PAIR, PEERS, np.random.default_rng(1))) > 0.3
    seen = observed(alone, others=200.0)
    all_even = replace(seen, counts=seen.counts.with_columns(odd_months=pl.lit(0.0)))
    model = expect(all_even, PEERS, 0.05)
    assert permuted(all_even, alone, model, deals=5)[0].fails(10.0)
    assert health(all_even, alone, model, all_even.counts, load_settings()).advisory is None


def test_the_same_seed_deals_the_same():
    assert dealt(BUSY, seed=3).equals(dealt(BUSY, seed=3))


def test_several_records_of_a_day_are_one_episode(engine):
    rows = [
        ("S1", "Ms A", "2025-03-05 10:00", 1),
        ("S1", "Ms A", "2025-03-05 11:00", 2),
        ("S1", "Ms A", "2025-03-06 10:00", 1),
    ]
    days = engine.rows(by_day(engine.hold("seen", shown(*rows).to_arrow())))
    assert days["amount"].to_list() == [3.0, 1.0]
    assert days["at"].to_list() == [instant("2025-03-05 10:00"), instant("2025-03-06 10:00")]


def test_half_the_months_foretell_the_other_half_where_nothing_changes():
    months = shown(*((f"S{n}", f"Ms {n}", f"2025-{m:02}-05 10:00", 1) for n in range(30) for m in range(1, 13)))
    seen = observed(months)
    assert not held_out(seen, expect(seen, PEERS, 0.05)).fails(10.0)


def test_a_sign_that_begins_in_one_month_is_not_foretold_by_the_others():
    begun = shown(*((f"S{n}", f"Ms {n}", "2025-03-10 10:00", 20) for n in range(30)))
    even = begun.with_columns(pl.col("at") + 30 * 86_400_000_000)
    fails = [held_out(seen, expect(seen, PEERS, 0.05)).fails(10.0) for seen in (observed(begun), observed(even))]
    assert sorted(fails) == [False, True]  # one of the two lies in the odd months


def test_a_model_whose_exposure_is_wrong_is_surprised_even_by_chance():
    """All that is seen falls on pairs that the model holds to have had little occasion."""
    rows = shown(*((f"S{n}", f"Ms {n}-{k}", f"2025-03-{3 + k:02} 10:00", 5) for n in range(40) for k in range(3)))
    wrong = observed(rows, exposure=1.0, others=200.0)
    right = observed(rows, exposure=1.0, others=1.0)
    assert permuted(wrong, rows, expect(wrong, PEERS, 0.05), deals=5)[0].fails(10.0)
    assert not permuted(right, rows, expect(right, PEERS, 0.05), deals=5)[0].fails(10.0)


@pytest.mark.parametrize(
    ("months", "again", "said"),
    [
        (InTail(2.0, 30.0), InTail(2.0, 1.0), "30 pairs lie in the tail of held-out months where chance gives 2.0"),
        (InTail(2.0, 1.0), InTail(2.0, 30.0), "30 pairs lie in the tail of records dealt again by chance where"),
        (InTail(2.0, 9.0), InTail(2.0, 9.0), "None"),
    ],
)
def test_a_sign_whose_model_fails_only_advises_and_says_by_how_much(months, again, said):
    assert said in str(advisory(LOOK_UPS, months, again, most=10.0))


def test_health_is_that_of_both_and_a_sign_that_holds_counts():
    rows = shown(*((f"S{n}", f"Ms {n}", f"2025-{m:02}-05 10:00", 1) for n in range(30) for m in range(1, 13)))
    seen = observed(rows)
    model = expect(seen, PEERS, 0.05)
    found = health(seen, rows, model, seen.counts, load_settings())
    assert found.advisory is None
    assert found.held_out == held_out(seen, model)
    assert (found.dealt_again, found.moved) == permuted(seen, rows, model, deals=5)
    assert found.share_of_staff == 30 / 80


def test_a_sign_for_prevention_never_counts_whatever_its_model():
    rows = shown(("S1", None, EARLY, 1))
    prevention = observed(rows, sign_of(Family.PERSON, ContactKind.CALL, about=About.SUBJECT, evidence=False))
    found = health(prevention, rows, expect(prevention, PEERS, 0.05), prevention.counts, load_settings())
    assert "prevention" in str(found.advisory)


@pytest.mark.parametrize(
    ("expected", "seen", "fails"), [(0.0, 2, False), (0.0, 11, True), (5.0, 40, False), (5.0, 51, True)]
)
def test_a_handful_says_nothing_of_a_model_and_many_times_too_many_does(expected, seen, fails):
    assert InTail(expected, seen).fails(10.0) is fails
    assert InTail(5.0, 50.0).ratio == 10.0
