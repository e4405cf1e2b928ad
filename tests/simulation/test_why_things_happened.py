"""Why each trace came to be stands beside the truth and never in the records."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from upstander.simulation.arrays import NOTHING
from upstander.simulation.book import Book
from upstander.simulation.causes import CAUSED, CURIOSITY, NEWS, UNRECORDED, Nature, nature
from upstander.simulation.stories import all_look_alikes

Read = Callable[[str], pl.DataFrame]


@pytest.fixture(scope="module")
def causes(force: Path) -> pl.DataFrame:
    return pl.read_parquet(force / "truth" / "causes.parquet").unique()


@pytest.mark.parametrize("feed_name", sorted(set(CAUSED) - {"deployments", "custody_contacts"}))
def test_every_trace_has_one_cause(causes: pl.DataFrame, feed: Read, feed_name: str) -> None:
    records = feed(feed_name).to_series(0).unique()
    told = causes.filter(pl.col("feed") == feed_name)

    assert sorted(told["record_id"]) == sorted(records)
    assert "" not in set(told["cause"])


def test_a_key_of_several_columns_is_written_as_readers_of_the_store_join_it(causes: pl.DataFrame, feed: Read) -> None:
    key = pl.concat_str("incident_id", "staff_id", pl.col("assigned_at").dt.epoch("us"), separator="|")

    assert set(causes.filter(pl.col("feed") == "deployments")["record_id"]) == set(
        feed("deployments").select(key).to_series()
    )


def test_causes_that_are_not_work_are_named_as_the_force_names_them(causes: pl.DataFrame, force: Path) -> None:
    known = set(causes["cause"]) | set(pl.read_parquet(force / "truth" / "stays.parquet")["cause"])

    assert {*UNRECORDED, *CURIOSITY, *NEWS} <= known | set(all_look_alikes()) | {"big news"}  # no news in a short time


def test_what_is_meant_is_kept_where_the_record_does_not_say_it() -> None:
    book = Book()
    with book.because("attending"):
        book.add("accesses", about=(7, 3), staff_id=1, at=0, system="crime", action="view", nominal_id=4)
    book.add("accesses", staff_id=1, at=0, system="crime", action="view", nominal_id=4)
    rows = book.table("accesses")

    assert [book.causes.texts[cause] for cause in rows["because"]] == ["attending", ""]
    assert rows["about_person"].tolist() == [3, 4]
    assert rows["about_incident"].tolist() == [7, NOTHING]


def test_what_a_subject_does_is_improper_from_the_day_on_which_the_case_began() -> None:
    began = {"case 3 #1": (5, 100)}

    assert nature("case 3 #1", 5, 99, began) is Nature.WORK
    assert nature("case 3 #1", 5, 100, began) is Nature.IMPROPER
    assert nature("case 3 #1", NOTHING, 100, began) is Nature.IMPROPER  # whoever held the telephone
    assert nature("case 3 #1", 6, 100, began) is Nature.WORK  # a colleague in the same story
    assert nature("case 3 #2", 5, 100, began) is Nature.WORK


def test_stays_are_told_for_each_of_a_crew(force: Path, feed: Read) -> None:
    stays = pl.read_parquet(force / "truth" / "stays.parquet").filter(pl.col("cause") == "attending")
    sent = feed("deployments").select("incident_id", "staff_id").unique()
    both = sent.join(stays.select("incident_id", "staff_id").unique(), on=["incident_id", "staff_id"])

    assert len(both) > 0.95 * len(sent)  # the rest are visits agreed in plans, and records put down to somebody else
