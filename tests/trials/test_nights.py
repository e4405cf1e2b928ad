"""Night after night of one store: the same leads as a scan of everything, and what became of each."""

import datetime as dt
import shutil

import polars as pl
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from tests.drawing import draw
from tests.trials.cases.fear_of_crime import fear_of_crime_at_another_pace as case
from upstander.cli.explain import explain
from upstander.cli.nightly import nightly
from upstander.cli.scan import scan
from upstander.leads.nights import Event, history, nights
from upstander.records.catalogue import all_feeds
from upstander.records.columns import Kind
from upstander.records.locking import only_one
from upstander.trials.planting import plant

pytestmark = pytest.mark.xdist_group("nights")
FIRST, SECOND, THIRD = dt.date(2025, 5, 1), dt.date(2025, 6, 15), dt.date(2025, 7, 20)


def run(command, *arguments):
    ended = CliRunner().invoke(command, [str(one) for one in arguments])
    assert ended.exit_code == 0, ended.output
    return ended.output


@pytest.fixture(scope="module")
def planted(ordinary):
    small = ordinary(80, 200, 21)
    return plant(small, [case.story(small)])


@pytest.fixture(scope="module")
def exports(planted, tmp_path_factory):
    """One folder for each night: what had been recorded by then and not by the night before."""
    folder, begin = tmp_path_factory.mktemp("exports"), dt.date(1970, 1, 1)
    for end in (FIRST, SECOND, THIRD):
        for name, table in planted.tables.items():
            _write(folder / end.isoformat(), name, _between(name, table, begin, end, later=end is THIRD))
        begin = end
    return folder


def _between(name, table, begin, end, *, later):
    feed = all_feeds()[name]
    if feed.time is None or feed.column(feed.time).kind is not Kind.INSTANT:
        return table
    first, last = (int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()) * 1_000_000 for day in (begin, end))
    at = table[feed.time]
    after = pc.greater_equal(at, first)
    return table.filter(after if later else pc.and_(after, pc.less(at, last)))


def _write(folder, name, table):
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, folder / f"{name}.parquet")


@pytest.fixture(scope="module")
def done(exports, tmp_path_factory):
    """The folder of three nights, and what the command said of each."""
    place = tmp_path_factory.mktemp("nights")
    store, out = place / "store", place / "leads"
    said = []
    for night in (FIRST, SECOND, THIRD):
        folder = exports / night.isoformat()
        said.append(run(nightly, store, "--new", folder, "--as-of", night.isoformat(), "--out", out))
    return store, out, said


def test_each_night_gives_the_leads_of_a_scan_of_everything(planted, done, tmp_path):
    _store, out, _said = done
    for name, table in planted.tables.items():
        _write(tmp_path / "records", name, table)
    run(scan, tmp_path / "records", "--as-of", THIRD.isoformat(), "--out", tmp_path / "whole")
    for name in ("leads", "findings", "standings"):
        whole = pl.read_parquet(tmp_path / "whole" / f"{name}.parquet")
        assert pl.read_parquet(out / "latest" / f"{name}.parquet").equals(whole)
    assert pl.read_parquet(out / "latest" / "leads.parquet").height


def test_history_tells_when_a_lead_came_up_and_how_it_changed(planted, done):
    _store, out, _said = done
    pair = planted.ids[case.name][case.subject], planted.ids[case.name][case.person]
    of_case = history(out).filter((pl.col("staff_id") == pair[0]) & (pl.col("nominal_id") == pair[1]))
    assert of_case["event"][0] == Event.RAISED
    assert of_case["night"][0] == FIRST
    assert of_case["weight_before"][0] is None
    raised = set(pl.read_parquet(out / "latest" / "leads.parquet")["lead_id"])
    last = history(out).group_by("lead_id", maintain_order=True).last()
    gone = set(last.filter(pl.col("event").is_in([Event.LAPSED, Event.EXPLAINED]))["lead_id"])
    assert set(last["lead_id"]) - gone == raised


def test_each_night_says_who_would_still_be_named_by_somebody_who_counts_every_look(planted, done):
    """Three looks in three months are few, and 45 and 35 days apart: each of the later ones stands for 31 days."""
    _store, out, said = done
    subject = planted.ids[case.name][case.subject]
    over = pl.read_parquet(out / "latest" / "over_nights.parquet")
    last = over.filter(pl.col("staff_id") == subject).to_dicts()[0]
    leads = [
        pl.read_parquet(night / "leads.parquet").filter(pl.col("staff_id") == subject) for night in nights(out)[:3]
    ]
    evidence = [10 ** max(one["score"], default=-400) for one in leads]
    assert last["nights"] == sum(one.height > 0 for one in leads)
    assert last["evidence"] == pytest.approx(sum(e * d for e, d in zip(evidence, (1, 31, 31), strict=True)) / 730)
    assert set(over["staff_id"]) == set(pl.read_parquet(out / "latest" / "leads.parquet")["staff_id"])
    assert "hold over every night that was looked: " in said[-1]
    about = leads[-1]["lead_id"][0]
    told = " ".join(run(explain, about, "--in", out / "latest", "--purpose", "a test").split())
    assert f"Raised on {last['nights']} nights of the last year; counted over every night that was looked" in told


def test_a_night_says_what_changed_without_names(done):
    _store, out, said = done
    names = pl.read_parquet(out / "latest" / "leads.parquet")["staff_id"].to_list()
    assert f"Night of {THIRD}" in said[-1]
    assert not [name for name in names if any(name in one for one in said)]


def test_a_night_that_is_done_is_not_done_again(done):
    store, out, _said = done
    assert "nothing was scanned again" in run(nightly, store, "--as-of", THIRD.isoformat(), "--out", out)


def test_a_night_that_was_stopped_is_done_anew_from_what_is_whole(done):
    store, out, _said = done
    fourth = THIRD + dt.timedelta(days=1)
    left = out / "nights" / f"{fourth}.part"
    left.mkdir()
    (left / "leads.parquet").write_bytes(b"half of a")
    run(nightly, store, "--as-of", fourth.isoformat(), "--out", out)
    assert nights(out)[-1].name == fourth.isoformat()
    assert not left.exists()
    assert history(out)["night"].is_sorted()


def test_a_night_made_up_for_later_leaves_the_latest_where_it_is(done):
    store, out, _said = done
    missed, last = SECOND + dt.timedelta(days=5), nights(out)[-1].name
    run(nightly, store, "--as-of", missed.isoformat(), "--out", out)
    assert missed.isoformat() in {night.name for night in nights(out)}
    assert (out / "latest").resolve().name == last


def test_two_nights_never_run_at_once(done):
    store, out, _said = done
    with only_one(out, "scanned"):
        refused = CliRunner().invoke(nightly, [str(store), "--out", str(out)])
    assert refused.exit_code == 1
    assert "is being scanned by process" in refused.output


def test_what_a_later_record_explains_is_told_as_that(planted, done, tmp_path):
    """The work was there all along and its record came late: the lead goes, and the history says why."""
    pair = planted.ids[case.name][case.subject], planted.ids[case.name][case.person]
    store, out = (shutil.copytree(folder, tmp_path / folder.name, symlinks=True) for folder in done[:2])
    after = THIRD + dt.timedelta(days=2)
    incident = planted.ids[case.name]["the noise"]
    care = f"""
        incident_id | staff_id  | role           | from_at          | to_at
        {incident}  | {pair[0]} | victim_liaison | 2025-04-07 10:00 | 2025-07-15 12:00
    """
    _write(tmp_path / "late", "assignments", draw("assignments", care))
    run(nightly, store, "--new", tmp_path / "late", "--as-of", after.isoformat(), "--out", out)
    of_case = history(out).filter((pl.col("staff_id") == pair[0]) & (pl.col("nominal_id") == pair[1]))
    assert of_case["event"][-1] == Event.EXPLAINED
    assert of_case["explained"][-1] > of_case["records"][-1] / 2
