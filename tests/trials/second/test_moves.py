"""People who change posts half-way: whose work is whose before and after, and that nothing is lost."""

import polars as pl
import pytest

from upstander.trials.drawn.second.moves import Move, draw_moves, moved, moved_stays

BY_STAFF = ("accesses", "deployments", "log_entries", "messages", "public_calls", "shifts")


@pytest.fixture(scope="module")
def moves(force):
    return draw_moves(force, 3)


@pytest.fixture(scope="module")
def after(force, moves):
    return moved(force, moves)


def of(tables, feed, staff_id, condition):
    return pl.from_arrow(tables[feed]).filter((pl.col("staff_id") == staff_id) & condition)


def test_who_moves_follows_from_the_seed_and_nobody_moves_twice(force, moves):
    assert moves == draw_moves(force, 3)
    assert moves != draw_moves(force, 4)
    people = [one for move in moves for one in (move.one, move.other)]
    assert len(people) == len(set(people)) > 0


@pytest.mark.parametrize(("feed", "time"), [("accesses", "at"), ("shifts", "start_at"), ("deployments", "assigned_at")])
def test_from_a_midnight_on_the_one_does_what_the_other_would_have_done(force, after, moves, feed, time):
    for move in moves:
        later = pl.col(time) >= move.at
        assert of(after, feed, move.one, later).height == of(force, feed, move.other, later).height
        assert of(after, feed, move.one, ~later).equals(of(force, feed, move.one, ~later))


def test_nothing_is_lost(force, after):
    for feed in (*BY_STAFF, "phone_events", "device_holders", "staff"):
        assert after[feed].num_rows == force[feed].num_rows


def test_the_register_has_the_present_post(force, after, moves):
    before, now = (pl.from_arrow(t["staff"]).rows_by_key("staff_id", named=True, unique=True) for t in (force, after))
    for move in moves:
        assert now[move.one]["team_id"] == before[move.other]["team_id"] != before[move.one]["team_id"]
        assert now[move.one]["name"] == before[move.one]["name"]


def test_open_work_is_handed_over_and_closed_work_is_not(force, after, moves):
    assert after["assignments"].num_rows > force["assignments"].num_rows
    for move in moves:
        began_before = pl.col("from_at") < move.at
        mine = of(after, "assignments", move.one, began_before)
        assert mine.height == of(force, "assignments", move.one, began_before).height
        handed = of(after, "assignments", move.other, pl.col("from_at") == move.at)["incident_id"].to_list()
        ended = mine.filter(pl.col("to_at") == move.at)["incident_id"].to_list()
        assert set(ended) <= set(handed)


def test_each_keeps_the_handset_that_was_issued_to_them(force, after, moves):
    issued = pl.col("to_at").is_null()
    for move in moves:
        assert of(after, "device_holders", move.one, issued).equals(of(force, "device_holders", move.one, issued))


def test_a_force_in_which_nobody_moves_is_as_it_was(force):
    assert moved(force, []) == dict(force)


def test_what_is_true_of_stays_goes_with_the_work():
    stays = pl.DataFrame({"staff_id": ["A", "A", "B", "C"], "start_at": [1, 5, 5, 5]})
    assert moved_stays(stays, [Move("A", "B", 5)])["staff_id"].to_list() == ["A", "B", "A", "C"]
    assert moved_stays(stays, []).equals(stays)
