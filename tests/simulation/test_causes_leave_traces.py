"""What happens in the force shows in every feed where it would."""

from collections.abc import Callable

import polars as pl

from tests.simulation.conftest import DAYS, STAFF
from upstander.simulation.clock import FIRST

Read = Callable[[str], pl.DataFrame]
SECOND = 1_000_000


def seconds(name: str) -> pl.Expr:
    return pl.col(name).dt.epoch("us") // SECOND


def test_a_deployment_in_a_tracked_vehicle_has_a_stop_at_the_incident(feed: Read) -> None:
    places = feed("incidents").select("incident_id", "lat", "lon").drop_nulls()
    jobs = (
        feed("deployments").drop_nulls().filter((seconds("cleared_at") - seconds("on_scene_at")) > 900)
        .join(places, on="incident_id")
        .join(feed("device_holders").filter(pl.col("kind") == "vehicle"), on="staff_id")
        .filter(pl.col("on_scene_at").is_between("from_at", "to_at") & (seconds("on_scene_at") > FIRST))
    )  # fmt: skip
    pings = feed("positions").rename({"lat": "there_lat", "lon": "there_lon"})
    seen = jobs.join(pings, on="device_id").filter(pl.col("at").is_between("on_scene_at", "cleared_at"))
    metres = (
        ((pl.col("lat") - pl.col("there_lat")) * 111_320) ** 2 + ((pl.col("lon") - pl.col("there_lon")) * 66_000) ** 2
    ).sqrt()
    stops = seen.group_by("incident_id", "staff_id").agg(metres.median().alias("metres"), pl.len().alias("pings"))
    watched = stops.filter(pl.col("pings") >= 8)

    assert len(watched) > 100
    assert (watched["metres"] < 60).mean() > 0.93  # the rest is a booking that was put down to somebody else


def test_a_call_taken_has_a_look_up_by_who_took_it(feed: Read) -> None:
    calls = feed("public_calls").drop_nulls("nominal_id")
    looked = calls.join(feed("accesses"), on=["staff_id", "nominal_id"], suffix="_access")
    during = looked.filter((seconds("at") - seconds("start_at")).is_between(0, pl.col("duration_s") + 120))

    assert during["call_id"].n_unique() > 0.95 * calls["call_id"].n_unique()


def test_an_incident_with_an_officer_in_case_is_looked_up_by_that_officer(feed: Read) -> None:
    owners = feed("assignments").filter((pl.col("role") == "officer_in_case") & (seconds("from_at") > FIRST))
    looked = feed("accesses").select("staff_id", "incident_id").drop_nulls().unique()

    assert owners.join(looked, on=["staff_id", "incident_id"], how="semi").height > 0.5 * owners.height


def test_nearly_everything_is_done_on_duty(feed: Read) -> None:
    duty = feed("shifts").filter(pl.col("kind").is_in(["duty", "overtime"]))
    accesses = feed("accesses").unique("access_id")
    on_duty = accesses.join(duty, on="staff_id").filter(pl.col("at").is_between("start_at", "end_at"))

    assert on_duty["access_id"].n_unique() > 0.96 * len(accesses)


def test_victims_are_rung_by_those_who_have_their_case(feed: Read) -> None:
    numbers = feed("nominal_phones").select("nominal_id", "number").unique()
    holders = feed("device_holders").filter(pl.col("kind") == "mobile").select("device_id", "staff_id").unique()
    known = feed("phone_events").join(numbers, left_on="other_number", right_on="number").join(holders, on="device_id")
    cases = feed("assignments").join(feed("involvements"), on="incident_id").select("staff_id", "nominal_id").unique()
    with_case = known.join(cases, on=["staff_id", "nominal_id"], how="semi")

    assert with_case["event_id"].n_unique() > 0.8 * known["event_id"].n_unique()


def test_some_look_ups_have_no_recorded_reason_and_some_people_leave_out_more_than_others(feed: Read) -> None:
    cases = pl.concat(
        [
            feed(name).select("incident_id", "staff_id").unique().join(feed("involvements"), on="incident_id")
            for name in ("assignments", "deployments", "log_entries")
        ],
        how="diagonal",
    ).select("staff_id", "nominal_id")
    calls = feed("public_calls").select("staff_id", "nominal_id")
    constables = feed("staff").filter(pl.col("role") == "constable").select("staff_id")
    looked = (
        feed("accesses").drop_nulls("nominal_id").join(constables, on="staff_id").filter(pl.col("reason").is_null())
    )
    none = looked.join(pl.concat([cases, calls]).unique(), on=["staff_id", "nominal_id"], how="anti")
    share = none.group_by("staff_id").len().join(looked.group_by("staff_id").len(), on="staff_id", suffix="_all")
    rate = share["len"] / share["len_all"]

    assert 0.01 < len(none) / len(looked) < 0.35  # briefings stand in no assignment either
    assert rate.quantile(0.9) > 1.5 * rate.quantile(0.1)


def test_a_detainee_is_dealt_with_by_staff_on_duty(feed: Read) -> None:
    contacts = feed("custody_contacts").with_row_index()
    duty = feed("shifts").filter(pl.col("kind") == "duty").select("staff_id", "start_at", "end_at")
    there = contacts.join(duty, on="staff_id", suffix="_shift").filter(
        pl.col("start_at").is_between("start_at_shift", "end_at_shift")
    )

    assert there["index"].n_unique() > 0.97 * len(contacts)


def test_volumes_are_about_those_of_a_force_of_that_size(feed: Read) -> None:
    staff_days = STAFF * DAYS

    assert 5 < len(feed("accesses")) / staff_days < 9  # about 4 M a year for 1,500 staff: 7.3
    assert 1.3 < len(feed("phone_events")) / staff_days < 2.6  # about 1 M: 1.8
    assert 55 < len(feed("positions")) / staff_days < 105  # about 40 M: 73


def test_a_device_is_in_one_place_at_a_time_and_moves_no_faster_than_a_car(feed: Read) -> None:
    pings = feed("positions").sort("device_id", "at")
    gap = (pl.col("at").dt.epoch("us").diff() / SECOND).over("device_id")
    metres = ((pl.col("lat").diff() * 111_320) ** 2 + (pl.col("lon").diff() * 66_000) ** 2).sqrt().over("device_id")
    speeds = pings.with_columns(gap=gap, metres=metres).filter(pl.col("gap") < 300)

    assert speeds["gap"].min() >= 1
    assert (speeds["metres"] / speeds["gap"]).quantile(0.99) < 30
