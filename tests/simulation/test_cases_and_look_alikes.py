"""The eleven cases and the look-alikes happen as stories, and what is planted is known outside the records alone."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from upstander.simulation.arrays import NOTHING
from upstander.simulation.doings import Doings
from upstander.simulation.stories import all_cases, all_look_alikes, tell_stories
from upstander.simulation.truth import Truth
from upstander.simulation.world import World

LEAVES = {  # what each case leaves, at the least
    "1": {"public_calls", "accesses"},
    "2": {"phone_events", "messages", "positions", "accesses"},
    "3": {"positions", "phone_events"},
    "4": {"log_entries", "phone_events", "assignments"},
    "5": {"intelligence", "instructions", "accesses"},
    "6": set(),
    "7": {"custody_contacts"},
    "8": {"accesses", "phone_events", "positions"},
    "9": {"positions", "declarations", "instructions"},
    "10": {"positions", "declarations", "instructions", "assignments"},
    "S004": {"accesses"},
}


def sizes(world: World) -> dict[str, int]:
    feeds = set().union(*LEAVES.values()) - {"positions"}
    counted = {feed: len(next(iter(world.book.table(feed).values()))) for feed in feeds}
    return counted | {"positions": sum(len(part) for part in world.errands.staff)}


def test_there_is_a_story_for_each_of_the_eleven_cases() -> None:
    assert set(all_cases()) == {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "S004"}


def test_cases_one_and_six_say_that_they_leave_no_early_trace() -> None:
    assert {case for case, module in all_cases().items() if not module.EARLY_TRACE} == {"1", "6"}


@pytest.mark.parametrize("case", sorted(LEAVES))
def test_a_case_leaves_its_traces_and_is_noted(case: str, world: World) -> None:
    truth, before = Truth(), sizes(world)

    assert all_cases()[case].happen(Doings(world, truth, f"test {case}"))

    after = sizes(world)
    assert {feed for feed in LEAVES[case] if after[feed] == before[feed]} == set()
    assert {row[2] for row in truth.subjects} == {case}


@pytest.mark.parametrize("case", ["6", "9"])
def test_where_a_child_is_concerned_no_words_are_kept(case: str, world: World) -> None:
    messages, complaints = (len(world.book.table(f)["staff_id"]) for f in ("messages", "complaints"))

    all_cases()[case].happen(Doings(world, Truth(), f"words {case}"))

    assert len(world.book.table("messages")["staff_id"]) == messages
    assert (world.book.table("complaints")["summary"][complaints:] == NOTHING).all()


@pytest.mark.parametrize("kind", sorted(all_look_alikes()))
def test_a_look_alike_happens_and_is_noted_by_its_kind(kind: str, world: World) -> None:
    truth = Truth()

    assert all_look_alikes()[kind](Doings(world, truth, f"test {kind}"))

    assert [row[2] for row in truth.look_alikes] == [kind]


def test_stories_differ_by_seed(world: World) -> None:
    one, two = Truth(), Truth()
    all_cases()["8"].happen(Doings(world, one, "one"))
    all_cases()["8"].happen(Doings(world, two, "two"))

    assert one.subjects != two.subjects


def test_a_force_of_300_gets_two_cases_and_every_look_alike(world: World) -> None:
    truth = Truth()
    tell_stories(world, truth)

    assert len({(row[0], row[2]) for row in truth.subjects}) == 2
    assert {row[2] for row in truth.look_alikes} == set(all_look_alikes())


def test_truth_stands_beside_the_records_and_names_people_who_are_in_them(
    force: Path, feed: Callable[[str], pl.DataFrame]
) -> None:
    subjects = pl.read_parquet(force / "truth" / "subjects.parquet")
    alike = pl.read_parquet(force / "truth" / "look_alikes.parquet")

    assert subjects.columns == ["staff_id", "nominal_id", "case", "began_on", "force_knew_on"]
    assert alike.columns == ["staff_id", "nominal_id", "kind"]
    assert set(subjects["staff_id"]) | set(alike["staff_id"]) <= set(feed("staff")["staff_id"])
    assert {path.name for path in force.iterdir()} == {"records", "truth"}
    assert "proves nothing about detection" in (force / "truth" / "README.md").read_text()


def test_no_record_marks_what_was_planted(force: Path, feed: Callable[[str], pl.DataFrame]) -> None:
    kinds = set(all_look_alikes())
    for folder in (force / "records").iterdir():
        rows = feed(folder.name)
        for column, type_ in rows.schema.items():
            if type_ == pl.String:
                assert not kinds & set(rows[column].drop_nulls().unique()), (folder.name, column)


def test_the_ids_of_subjects_lie_anywhere_among_the_ids_of_staff(
    force: Path, feed: Callable[[str], pl.DataFrame]
) -> None:
    """Positions of people in the world follow their units; their ids must not."""
    staff = feed("staff").sort("staff_id")
    runs = staff.with_columns(new=(pl.col("role") != pl.col("role").shift()).fill_null(True))["new"].sum()

    assert runs > 0.6 * len(staff)
