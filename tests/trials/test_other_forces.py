"""What must hold on every force, also on those that nobody has tuned anything to."""

import shutil

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.trials.cases.fear_of_crime import fear_of_crime_at_another_pace
from upstander.leads.raising import Standing
from upstander.leads.scan import catalogue
from upstander.records.catalogue import all_feeds
from upstander.records.loading import load_source
from upstander.records.store import open_records
from upstander.trials.outcome import outcome
from upstander.trials.planting import plant

SMALL = (70, 120)
DROPPED = ("positions", "phone_events", "accesses", "deployments", "log_entries", "shifts", "custody_contacts")


def leads_of(found):
    return {lead.pair for lead in found.leads if lead.standing is Standing.LEAD}


@pytest.fixture(scope="module")
def force(ordinary):
    quick = fear_of_crime_at_another_pace
    small = ordinary(80, 200, 21)
    return plant(small, [quick.story(small)]).tables


@pytest.fixture(scope="module")
def whole(force):
    return outcome(force)


@pytest.mark.parametrize("seed", [31, 32, 33])
def test_a_force_in_which_nothing_is_planted_has_no_lead(ordinary, seed):
    assert not leads_of(outcome(ordinary(*SMALL, seed)))


@pytest.mark.parametrize("feed", DROPPED)
def test_without_a_feed_what_needs_it_is_not_assessed_and_no_lead_appears(force, whole, feed):
    found = outcome({name: table for name, table in force.items() if name != feed})
    needing = {sign.name for sign in catalogue() if feed in sign.needs and not sign.content}
    assert needing <= found.not_assessed.keys()
    assert not needing & {name for names in found.seen.values() for name in names}
    assert leads_of(found) <= leads_of(whole)


def test_the_order_of_rows_does_not_matter(force, whole):
    draws = np.random.default_rng(5)
    shuffled = {name: table.take(pa.array(draws.permutation(table.num_rows))) for name, table in force.items()}
    assert outcome(shuffled).leads == whole.leads


def test_rows_that_come_twice_are_one_record(ordinary_folder, tmp_path, engine):
    records = ordinary_folder(*SMALL, 31)
    twice = tmp_path / "twice"
    shutil.copytree(records, twice)
    for file in list(twice.rglob("*.parquet")):
        shutil.copy(file, file.with_name(f"again-{file.name}"))
        pq.write_table(_with_another_row_group(file), file)
    once, doubled = (_loaded(folder, tmp_path / f"store of {folder.name}", engine) for folder in (records, twice))
    assert once == doubled


def _with_another_row_group(file):
    table = pq.read_table(file)
    return pa.concat_tables([table, table.slice(0, table.num_rows // 2)])


def _loaded(folder, store, engine):
    load_source(folder, store, engine, None)
    held = open_records(store, engine)
    return {name: engine.rows(held.tables[name].count().as_table()).item() for name in held.present}


def test_the_same_lead_has_the_same_id_at_a_later_scan(force, whole):
    earlier = outcome(force, as_of=_days_before_the_last(force, 7))
    ids = {lead.pair: lead.lead_id for lead in earlier.leads}
    again = {lead.pair: lead.lead_id for lead in whole.leads}
    both = ids.keys() & again.keys()
    assert both
    assert {pair: ids[pair] for pair in both} == {pair: again[pair] for pair in both}


def _days_before_the_last(force, days):
    time = all_feeds()["incidents"].time
    return max(force["incidents"][time].to_pylist()) - days * 86_400_000_000
