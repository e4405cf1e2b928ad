"""A whole scan of a store: joining up and asking every sign, as multiples of merely reading the same columns.

Each step is done once, on the store given by `--data` (a store that `upstander load` made), or on a simulated force of
300 staff over 180 days. A whole scan is too long to repeat, so compare the ratios of one run only.
"""

import resource
import tempfile
from argparse import Namespace
from pathlib import Path

from benchmarks.report import Table, Took, took
from upstander.contacts.join_up import join_up
from upstander.engines import DuckDBEngine
from upstander.leads.scan import catalogue, last_day, scan_known
from upstander.leads.settings import load_settings
from upstander.records.as_known import Records
from upstander.records.loading import load_source
from upstander.records.store import is_store, open_records
from upstander.simulation import simulate

READ = ("accesses", "phone_events", "positions", "deployments", "assignments", "involvements", "incidents", "shifts")


def measure(options: Namespace) -> list[Table]:
    """The steps of one scan, beside reading the columns of the largest feeds."""
    with tempfile.TemporaryDirectory() as folder, DuckDBEngine(memory="4GB") as engine:
        store = options.data if options.data and is_store(options.data) else simulated(Path(folder), engine)
        records = open_records(store, engine)
        day = last_day(records, engine)
        made: dict[str, object] = {}
        steps = {
            "every column of the largest feeds read": lambda: _read(records, engine),
            "contacts, purposes and stops joined up": lambda: made.update(known=join_up(records, engine, day)),
            "every sign asked, weighed and dated": lambda: made.update(
                scan=scan_known(made["known"], engine, catalogue(), load_settings())
            ),
        }
        times = {name: took(work) for name, work in steps.items()}
        rows = sum(engine.rows(records.tables[name].count().as_table()).item() for name in READ)
    return [_table(times, rows, len(catalogue()))]


def simulated(folder: Path, engine: DuckDBEngine) -> Path:
    """A store of a simulated force of 300 staff over 180 days."""
    simulate(folder / "force", 300, 180, 1)
    load_source(folder / "force" / "records", folder / "store", engine, None)
    return folder / "store"


def _read(records: Records, engine: DuckDBEngine) -> None:
    for name in READ:
        table = records.tables[name]
        engine.rows(table.agg(**{column: table[column].max() for column in table.columns}))


def _table(times: dict[str, Took], rows: int, signs: int) -> Table:
    reading = next(iter(times.values())).cpu
    shown = [(name, one.wall, one.cpu, one.cpu / reading) for name, one in times.items()]
    total = (sum(t.wall for t in times.values()), sum(t.cpu for t in times.values()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    note = f"Peak memory of the process: {peak:.1f} GB at an engine limit of 4 GB."
    columns = ("step", "wall s", "CPU s", "× the reading")
    return Table(f"{rows:,} records, {signs} signs", columns, [*shown, ("in all", *total, total[1] / reading)], note)
