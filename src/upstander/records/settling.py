"""Sets new rows beside those the store already holds: what is new, the same, a later version, or a contradiction.

A key is looked for in the month of its row, so that a new day costs what that day holds. A revisable feed whose key
does not hold its time (an incident may be given another time) is looked through whole.
"""

from dataclasses import dataclass, field
from pathlib import Path

from upstander.records.checking import SQL_TYPES, Sieve
from upstander.records.feed import Feed
from upstander.records.placing import Placing
from upstander.records.provenance import ROW, rows_beside
from upstander.records.sql import quoted

ROW_GROUP = 122_880  # a multiple of DuckDB's own unit near the 120,000 of docs/decisions/0003


@dataclass
class Counts:
    """What became of the rows that could be read."""

    accepted: int = 0
    duplicates: int = 0
    replaced: int = 0
    refused: int = 0
    earliest: int | None = None
    latest: int | None = None


@dataclass
class Settling:
    """Settles the accepted rows of one sieve against the store and writes what is to be written."""

    sieve: Sieve
    store: Path
    load: str
    placing: Placing
    counts: Counts = field(default_factory=Counts)

    @property
    def feed(self) -> Feed:
        """The feed of the rows."""
        return self.sieve.rule.feed

    @property
    def _folder(self) -> Path:
        return self.store / "records" / self.feed.name

    @property
    def _whole(self) -> bool:
        feed = self.feed
        return feed.time is None or (feed.revisable and feed.time not in feed.key)

    def settle(self) -> Counts:
        """Counts, refuses, replaces and writes, month by month."""
        months = self._rows(f"SELECT DISTINCT month FROM {self.sieve.accepted} ORDER BY ALL")
        self.counts.accepted = self._rows(f"SELECT count(*) FROM {self.sieve.accepted}")[0][0]
        if self._whole:
            self._compare("true", sorted(self._folder.rglob("*.parquet")))
        for (month,) in months:
            which = "month IS NULL" if month is None else f"month = {month}"
            folder = self._folder if month is None else self._folder / f"month={month // 100}-{month % 100:02}"
            if not self._whole:
                self._compare(which, sorted(folder.glob("*.parquet")))
            self._write(which, folder)
        self._span()
        return self.counts

    def _rows(self, statement: str) -> list[tuple[int, ...]]:
        return list(self.sieve.engine.run(statement).fetchall())

    def _columns(self, of: str = "") -> str:
        return ", ".join(f'{of}"{c.name}"' for c in self.feed.columns)

    def _key(self, of: str = "") -> str:
        return ", ".join(f'{of}"{name}"' for name in self.feed.key)

    def _same_key(self, left: str, right: str) -> str:
        return " AND ".join(f'{left}."{name}" IS NOT DISTINCT FROM {right}."{name}"' for name in self.feed.key)

    def _compare(self, which: str, files: list[Path]) -> None:
        """Finds keys that come more than once, and settles them alone; nearly always there are none."""
        run, accepted, key = self.sieve.engine.run, self.sieve.accepted, self._key()
        run(f"""CREATE OR REPLACE TEMP TABLE loading_twice AS
            SELECT {key} FROM {accepted} WHERE {which} GROUP BY ALL HAVING count(*) > 1""")
        source = f"read_parquet({_list(files)}, filename = true, hive_partitioning = false)"
        held = f"(SELECT {self._columns()}, filename FROM {source})"
        if files:
            run(f"""INSERT INTO loading_twice
                SELECT {self._key("h.")} FROM {held} h SEMI JOIN
                (SELECT {key} FROM {accepted} WHERE {which}) n ON {self._same_key("h", "n")}""")
        if self._rows("SELECT count(*) FROM loading_twice")[0][0]:
            self._judge(which, held if files else None)

    def _judge(self, which: str, held: str | None) -> None:
        """Gives every row of a key that comes more than once its verdict, in the order in which rows came.

        `stays` is true for all rows of a key whose last row is what the store holds already.
        """
        columns, run = self._columns(), self.sieve.engine.run
        twice = f"SEMI JOIN loading_twice t ON {self._same_key('r', 't')}"
        rows = (
            f"SELECT row, r.rowid AS id, NULL AS filename, {columns} FROM {self.sieve.accepted} r {twice} WHERE {which}"
        )
        if held:
            rows += f" UNION ALL SELECT 0, -1, filename, {columns} FROM {held} r {twice}"
        earlier = "lag(s) OVER w" if self.feed.revisable else "first_value(s) OVER w"
        run(f"""CREATE OR REPLACE TEMP TABLE loading_judged AS
            SELECT *, bool_or(id = -1 AND s IS NOT DISTINCT FROM last_s) OVER (PARTITION BY {self._key()}) AS stays
            FROM (
              SELECT *, last_value(s) OVER whole AS last_s, last_value(id) OVER whole = id AS is_last,
                CASE WHEN id = -1 THEN 'held' WHEN row_number() OVER w = 1 THEN 'accepted'
                     WHEN s IS NOT DISTINCT FROM {earlier} THEN 'duplicate' ELSE 'other' END AS verdict
              FROM (SELECT *, struct_pack({columns}) AS s FROM ({rows}))
              WINDOW w AS (PARTITION BY {self._key()} ORDER BY row, id),
                     whole AS (PARTITION BY {self._key()} ORDER BY row, id
                               ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))""")
        self._count()
        (self._replace if self.feed.revisable else self._refuse_others)()

    def _count(self) -> None:
        found = dict(self.sieve.engine.run("SELECT verdict, count(*) FROM loading_judged GROUP BY ALL").fetchall())
        same, other = found.get("duplicate", 0), found.get("other", 0)
        self.counts.accepted -= same + other
        self.counts.duplicates += same
        if self.feed.revisable:
            self.counts.replaced += other
        else:
            self.counts.refused += other

    def _refuse_others(self) -> None:
        run, place = self.sieve.engine.run, [c.name for c in self.feed.columns].index(self.feed.key[0])
        run(f"""INSERT INTO {self.sieve.refused}
            SELECT row, {place}, 'other_values', "{self.feed.key[0]}"::VARCHAR, to_json(s)
            FROM loading_judged WHERE verdict = 'other'""")
        self._drop("verdict IN ('duplicate', 'other')")

    def _replace(self) -> None:
        """Keeps the last row of each key; files that hold an earlier one are written again without it."""
        self._drop("NOT is_last OR stays")
        files = self._rows("SELECT DISTINCT filename FROM loading_judged WHERE id = -1 AND NOT stays")
        for (name,) in files:
            self._write_again(Path(str(name)))

    def _drop(self, which: str) -> None:
        dropped = f"SELECT id FROM loading_judged WHERE id >= 0 AND ({which})"
        self.sieve.engine.run(f"DELETE FROM {self.sieve.accepted} WHERE rowid IN ({dropped})")

    def _write_again(self, file: Path) -> None:
        gone = f"(SELECT {self._key()} FROM loading_judged WHERE filename = {quoted(str(file))} AND NOT stays)"
        source = f"read_parquet({_list([file])}, hive_partitioning = false)"
        left = f"{source} h ANTI JOIN {gone} g ON {self._same_key('h', 'g')}"
        if self._rows(f"SELECT count(*) FROM {left}")[0][0]:
            self._copy(f"SELECT {self._columns('h.')} FROM {left}", self.placing.new(file))
        else:
            self.placing.remove(file)
            self.placing.remove(rows_beside(self.store, file))

    def _write(self, which: str, folder: Path) -> None:
        if self._rows(f"SELECT count(*) FROM {self.sieve.accepted} WHERE {which}")[0][0]:
            rows = f"SELECT {self._columns()} FROM {self.sieve.accepted} WHERE {which}"
            file = folder / f"{self.load}.parquet"
            self._copy(rows, self.placing.new(file))
            self._write_rows(which, self.placing.new(rows_beside(self.store, file)))

    def _write_rows(self, which: str, target: Path) -> None:
        """Writes which row of the source each record came from, beside the records, in the order of the source.

        No reader of records has to know of it. A key whose record a later load has taken the place of stays here and is
        found by nobody, since the record is looked up first.
        """
        self._copy_as_it_is(f'SELECT {self._key()}, row AS "{ROW}" FROM {self.sieve.accepted} WHERE {which}', target)

    def _copy(self, rows: str, target: Path) -> None:
        order = ", ".join(f'"{name}"' for name in self.feed.layout)
        self._copy_as_it_is(f"{rows} ORDER BY {order}", target)

    def _copy_as_it_is(self, rows: str, target: Path) -> None:
        self.sieve.engine.run(
            f"COPY ({rows}) TO {quoted(str(target))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        )

    def _span(self) -> None:
        if (time := self.feed.known_from) and SQL_TYPES[self.feed.column(time).stored_as] == "BIGINT":
            ends = self._rows(f'SELECT min("{time}"), max("{time}") FROM {self.sieve.accepted}')[0]
            self.counts.earliest, self.counts.latest = ends


def _list(files: list[Path]) -> str:
    return f"[{', '.join(quoted(str(file)) for file in files)}]"
