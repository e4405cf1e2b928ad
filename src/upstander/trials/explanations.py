"""Holds what the ledger says of each contact against what is known to be true of a simulated force.

A contact is asked two things: did the ledger explain it, and is the explanation the reason for which it happened? The
share of explanations that are true counts those that name the very work; other work of the same two is told beside it.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import polars as pl

from upstander.contacts.ledger import Answer, ContactKind

HALT = "a halt, for nobody"  # a stop that no errand and no task caused: patrol, paperwork, a meal
BY_PLACE = ("common_stopping_place", "police_premises", "own_home", "watched_place")
# Work that names no incident, and the purposes that say just this of it.
SAYS_SO = {
    "briefing": ("team_briefing", "wanted_person"),
    "data quality": ("data_correction",),
    "a call from the public": ("call_taken",),
    "profiles": ("analyst_work",),
    "analyst_on_a_problem_profile": ("analyst_work",),
    "desk_officer_with_a_regular_caller": ("call_taken",),
    "wrong_person_of_that_name": ("wrong_name_result",),
}


class Verdict(StrEnum):
    """What an explanation turns out to be."""

    TRUE = "true"  # it names the work for which the contact happened
    OTHER_WORK = "other work"  # it was work, but the explanation names other work of the two
    NOBODY = "nobody met"  # a stop by chance near a home, put down to work with who lives there
    CURIOSITY = "curiosity"  # nobody had asked for it
    IMPROPER = "improper"


@dataclass(frozen=True)
class Truths:
    """What a simulated force knows of itself. Times in microseconds since 1970 UTC."""

    causes: pl.DataFrame  # feed, record_id, cause, nature, incident_id, nominal_id
    stays: pl.DataFrame  # staff_id, start_at, end_at, cause, nature, incident_id, nominal_id


def read_truths(folder: Path) -> Truths:
    """The truth that the simulation wrote beside its records."""
    causes = pl.read_parquet(folder / "causes.parquet").unique(["feed", "record_id"], keep="first", maintain_order=True)
    return Truths(causes, pl.read_parquet(folder / "stays.parquet"))


def judged(contacts: pl.DataFrame, truths: Truths) -> pl.DataFrame:
    """Contacts about known people with `cause` and `nature`, and `verdict` (Verdict) where they are explained.

    Contacts whose cause is not known are left out; there are none but those of records put down to somebody else.
    """
    about_people = contacts.filter(pl.col("nominal_id").is_not_null())
    both = pl.concat([_with_cause(about_people, truths.causes), _with_stay(about_people, truths.stays)])
    both = both.with_columns(named=_named_incident(both, truths.causes))
    told = pl.when(pl.col("answer") == Answer.EXPLAINED.value).then(_verdict())
    return both.with_columns(verdict=told)


def tallied(contacts: pl.DataFrame) -> list[dict[str, object]]:
    """Of judged contacts (`judged`) for each kind: how many there are, how many are explained, and by each verdict."""
    verdicts = {verdict.value: (pl.col("verdict") == verdict.value).sum() for verdict in Verdict}
    explained = (pl.col("answer") == Answer.EXPLAINED.value).sum()
    return (
        contacts.group_by("kind")
        .agg(pl.len().alias("contacts"), explained=explained, **verdicts)
        .sort("kind")
        .to_dicts()
    )


def _with_cause(contacts: pl.DataFrame, causes: pl.DataFrame) -> pl.DataFrame:
    meant = causes.rename({"incident_id": "for_incident", "nominal_id": "for_person"})
    return contacts.filter(pl.col("kind") != ContactKind.VISIT.value).join(meant, on=["feed", "record_id"])


def _with_stay(contacts: pl.DataFrame, stays: pl.DataFrame) -> pl.DataFrame:
    """Visits with the task or errand that covers most of the stop; a halt where none does."""
    visits = contacts.filter(pl.col("kind") == ContactKind.VISIT.value)
    meant = stays.rename({"incident_id": "for_incident", "nominal_id": "for_person", "end_at": "left_at"})
    spans = visits.select("record_id", "staff_id", "at", "end_at").unique()
    shared = pl.min_horizontal("end_at", "left_at") - pl.max_horizontal("at", "start_at")
    both = spans.join(meant, on="staff_id").with_columns(shared=shared)
    most = both.filter(pl.col("shared") > 0).sort("shared", "cause", descending=[True, False])
    most = most.unique(["record_id", "staff_id"], keep="first", maintain_order=True)
    columns = ["cause", "nature", "for_incident", "for_person"]
    told = visits.join(most.select("record_id", "staff_id", *columns), on=["record_id", "staff_id"], how="left")
    return told.with_columns(pl.col("cause").fill_null(HALT), pl.col("nature").fill_null("work"))


def _named_incident(contacts: pl.DataFrame, causes: pl.DataFrame) -> pl.Series:
    """The incident that the explanation names, by itself or through the record it rests on."""
    records = causes.select(purpose_feed="feed", purpose_record_id="record_id", through="incident_id")
    both = contacts.select("purpose_feed", "purpose_record_id").join(
        records, on=["purpose_feed", "purpose_record_id"], how="left", maintain_order="left"
    )
    by_key = pl.col("purpose_record_id").str.split("|").list.first()
    itself = pl.col("purpose_feed").is_in(["assignments", "deployments", "log_entries", "incidents"])
    return both.select(pl.when(itself).then(by_key).otherwise(pl.col("through")).alias("named")).to_series()


def _verdict() -> pl.Expr:
    nature, purpose = pl.col("nature"), pl.col("purpose")
    news = (nature == "news") & (purpose == "widely_known_incident")
    nobody = pl.col("cause") == HALT
    elsewhere = nobody | pl.col("for_person").ne_missing(pl.col("nominal_id"))
    says_so = pl.any_horizontal((pl.col("cause") == cause) & purpose.is_in(list(p)) for cause, p in SAYS_SO.items())
    true = (pl.col("named") == pl.col("for_incident")).fill_null(False) | says_so.fill_null(False)
    true |= (purpose.is_in(list(BY_PLACE)) & elsewhere).fill_null(False)
    return (
        pl.when(nature == "improper").then(pl.lit(Verdict.IMPROPER.value))
        .when(nature.is_in(["curiosity", "news"]) & ~news).then(pl.lit(Verdict.CURIOSITY.value))
        .when(true | news).then(pl.lit(Verdict.TRUE.value))
        .when(nobody).then(pl.lit(Verdict.NOBODY.value))
        .otherwise(pl.lit(Verdict.OTHER_WORK.value))
    )  # fmt: skip
