"""A scan of one more day, with what the last scan of a store kept beside it, against a scan with nothing kept.

The store given by `--data` (one that `upstander load` made; it is copied), or a simulated force of 300 staff over 180
days. The positions of its last day are taken out, stops are found, and the day is put in again. Then the store is
scanned with what was kept, and with nothing kept. Only stops are kept so far, so only positions are treated as new.
"""

import shutil
import tempfile
from argparse import Namespace
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.report import Table, Took, took
from benchmarks.scan import simulated
from upstander.contacts.clock import DAY
from upstander.contacts.join_up import join_up
from upstander.contacts.kept_stops import stops_of
from upstander.engines import DuckDBEngine
from upstander.leads.scan import catalogue, last_day, scan_known
from upstander.leads.settings import load_settings
from upstander.records.store import files_of, is_store, open_records

STEPS = ("stops of all devices", "the whole scan")


def measure(options: Namespace) -> list[Table]:
    """The scan of one more day, the scan with nothing kept, and their ratio."""
    with tempfile.TemporaryDirectory() as folder, DuckDBEngine(memory="4GB") as engine:
        store = _copied(options.data, Path(folder), engine)
        day = last_day(open_records(store, engine), engine)
        last = _last_position(store, engine) // DAY * DAY
        put_in = _without_positions_from(store, last)
        _stops(store, engine, last)
        kept = (store / "derived" / "stops.parquet").read_bytes()
        new = _put_in(put_in)
        _with(None, store, engine, STEPS[1], day)  # to warm up: else what is asked first pays for loading the program
        night = {name: _with(kept, store, engine, name, day) for name in STEPS}
        whole = {name: _with(None, store, engine, name, day) for name in STEPS}
    return [_table(night, whole, new)]


def _copied(given: Path | None, folder: Path, engine: DuckDBEngine) -> Path:
    store = given if given and is_store(given) else simulated(folder, engine)
    shutil.copytree(store, folder / "copy", ignore=shutil.ignore_patterns("derived"))
    return folder / "copy"


def _last_position(store: Path, engine: DuckDBEngine) -> int:
    positions = open_records(store, engine).positions
    return int(engine.rows(positions.aggregate(at=positions["at"].max())).item())


def _without_positions_from(store: Path, instant: int) -> list[Path]:
    """Takes the positions from an instant on out of the store; gives the files, outside the feed, that hold them."""
    aside = []
    for file in files_of(store, "positions"):
        table = pq.read_table(file)
        late = pc.greater_equal(table["at"], instant)
        if pc.any(late).as_py():
            aside.append(file.with_suffix(".night"))
            pq.write_table(table.filter(late), aside[-1])
            pq.write_table(table.filter(pc.invert(late)), file)
    return aside


def _put_in(files: list[Path]) -> int:
    """Puts them in beside the others, as a load of the night would; gives how many positions they are."""
    return sum(pq.read_metadata(file.rename(file.with_name(f"night-{file.stem}.parquet"))).num_rows for file in files)


def _with(kept: bytes | None, store: Path, engine: DuckDBEngine, step: str, day: int) -> Took:
    shutil.rmtree(store / "derived", ignore_errors=True)
    if kept is not None:
        (store / "derived").mkdir()
        (store / "derived" / "stops.parquet").write_bytes(kept)
    work = _stops if step == STEPS[0] else _scan
    return took(lambda: work(store, engine, day))


def _stops(store: Path, engine: DuckDBEngine, day: int) -> None:
    stops_of(open_records(store, engine).as_known(day), engine, day)


def _scan(store: Path, engine: DuckDBEngine, day: int) -> None:
    known = join_up(open_records(store, engine), engine, day)
    scan_known(known, engine, catalogue(), load_settings())


def _table(night: dict[str, Took], whole: dict[str, Took], new: int) -> Table:
    rows = [(name, whole[name].cpu, night[name].cpu, f"{night[name].cpu / whole[name].cpu:.0%}") for name in STEPS]
    note = (
        "The bar for a night is 2 % of the whole scan. Contacts, purposes and signs are still derived whole each time."
    )
    columns = ("step", "nothing kept, CPU s", "one more day, CPU s", "one more day / nothing kept")
    return Table(f"{new:,} positions of one new day", columns, rows, note)
