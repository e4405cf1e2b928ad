"""People told of by staff compared with people on record: what it costs, and how often it is right.

The people are drawn in households, with slips and gaps of their own rates (see `people.py`). Recall counts those
who share enough with their record to be looked at, and those who do not, alike.
"""

from argparse import Namespace
from collections.abc import Iterable

import ibis

from benchmarks.people import Drawn, draw
from benchmarks.report import Table, in_turn
from upstander.contacts.matching.comparing import Comparison
from upstander.contacts.matching.match import MAY_BE, USED, Match
from upstander.contacts.matching.people import declared
from upstander.engines import DuckDBEngine
from upstander.records.as_known import Records
from upstander.records.catalogue import all_feeds

ROWS = 200_000  # nominals; those told of by staff are a tenth


def measure(options: Namespace) -> list[Table]:
    """Costs, and how often matches are right."""
    size = options.rows or ROWS
    drawn = draw(size, size // 10)
    with DuckDBEngine(memory="4GB") as engine:
        records = records_of(drawn, engine)
        made: dict[str, Comparison] = {}
        matches: list[Match] = []
        works = {
            "both tables read": lambda: [engine.rows(ibis.memtable(t)) for t in drawn.feeds.values()],
            "nominals made ready, and rarity counted": lambda: made.update(all=prepared(records, engine)),
            "compared": lambda: matches.__setitem__(
                slice(None), made["all"].with_people("declared", declared(records))
            ),
            "nominals compared with one another": lambda: len(made["all"].among_themselves()),
        }
        times = in_turn(works, options.repeats)
    people = size + size // 10
    rows = [(name, took.wall, took.cpu, people / took.cpu) for name, took in times.items()]
    title = f"{size:,} nominals, {size // 10:,} told of by staff"
    costs = Table(title, ("work", "wall s", "CPU s", "people/s/core"), rows, "Medians, measured in turn.")
    return [costs, _rightness(drawn, matches)]


def prepared(records: Records, engine: DuckDBEngine) -> Comparison:
    """The nominals, ready to be compared: making them ready is put off until they are first asked for."""
    made = Comparison(records, engine)
    made.again([])
    return made


def records_of(drawn: Drawn, engine: DuckDBEngine) -> Records:
    """The drawn feeds as records; all others are missing."""
    tables = {
        name: engine.hold(name, drawn.feeds.get(name, f.arrow_schema.empty_table())) for name, f in all_feeds().items()
    }
    return Records(tables, frozenset(drawn.feeds))


def right(drawn: Drawn, matches: Iterable[Match], least: float) -> tuple[int, int, int]:
    """How many matches of at least this probability there are, how many of them are true, and how many are to find."""
    true = set(drawn.truth.iter_rows())
    found = {(one.left_id.split("|")[0], one.right_id) for one in matches if one.probability >= least}
    return len(found), len(found & true), len(true)


def _rightness(drawn: Drawn, matches: list[Match]) -> Table:
    rows = []
    for what, least in (("taken as the same person", USED), ("may be, or taken", MAY_BE)):
        found, true, all_true = right(drawn, matches, least)
        rows.append((what, least, found, true / max(found, 1), true / all_true))
    return Table(
        "How often they are right", ("matches", "from a probability of", "found", "right", "of all true ones"), rows
    )
