"""Sorts the rows of a piece of a file into those a feed accepts and those it refuses, all at once in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import pyarrow as pa

from upstander.records.clocks import Problem
from upstander.records.columns import Column, Kind
from upstander.records.encodings import MARKED
from upstander.records.headers import ROW
from upstander.records.reading import Broken, Piece
from upstander.records.rules import ColumnRule, FeedRule
from upstander.records.sql import named, quoted
from upstander.records.telephone import normalise
from upstander.records.values import problems_of, value_of

READ_AS_THEY_ARE = (
    "TIMESTAMP",
    "DATE",
    "BOOLEAN",
    "DOUBLE",
    "FLOAT",
    "BIGINT",
    "INTEGER",
    "SMALLINT",
    "TINYINT",
    "UBIGINT",
)
SQL_TYPES = {
    pa.string(): "VARCHAR", pa.int64(): "BIGINT", pa.int32(): "INTEGER", pa.float64(): "DOUBLE", pa.bool_(): "BOOLEAN"
}  # fmt: skip


class Engine(Protocol):
    """What loading needs of an engine: DuckDB's SQL, and its connection for Arrow tables."""

    backend: Any

    def run(self, statement: str) -> Any:
        """Runs one statement of SQL and gives the cursor."""


def month_of(instant: str) -> str:
    """SQL for the month of microseconds since 1970 UTC, as 202503."""
    return f"(year(make_timestamp({instant})) * 100 + month(make_timestamp({instant})))::INTEGER"


@dataclass(frozen=True)
class Sieve:
    """One feed's part of one file, held in the tables `accepted` and `refused` of the engine until it is settled.

    `doubtful` asks every text whether it holds NUL or undecodable bytes; `empty` are values that mean nothing.
    """

    engine: Engine
    rule: FeedRule
    empty: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def accepted(self) -> str:
        """The table of rows that passed: `row`, `month` and the feed's columns."""
        return f"loading_accepted_{self.rule.feed.name}"

    @property
    def refused(self) -> str:
        """The table of rows that did not: `row`, `place` (of the column), `code`, `value`, `original`."""
        return f"loading_refused_{self.rule.feed.name}"

    def prepare(self) -> None:
        """Makes both tables, empty."""
        feed = self.rule.feed
        columns = ", ".join(f'"{c.name}" {SQL_TYPES.get(c.stored_as, "")}' for c in feed.columns)
        self.engine.run(f"CREATE OR REPLACE TABLE {self.accepted} (row BIGINT, month INTEGER, {columns})")
        self.engine.run(
            f"CREATE OR REPLACE TABLE {self.refused} "
            "(row BIGINT, place INTEGER, code VARCHAR, value VARCHAR, original VARCHAR)"
        )
        self.engine.run(
            "CREATE TABLE IF NOT EXISTS loading_phones (region VARCHAR, written VARCHAR, number VARCHAR, code VARCHAR)"
        )

    def take(self, piece: Piece) -> int:
        """Sorts one piece into the two tables and gives the number of rows read of it."""
        if piece.doubtful and not self.doubtful:
            return replace(self, doubtful=True).take(piece)
        self.engine.backend.con.register("loading_piece", piece.rows)
        types = {name: kind for name, kind, *_ in self.engine.run("DESCRIBE loading_piece").fetchall()}
        given = self._given(types)
        self._learn_phones(given, types)
        self.engine.run(f"CREATE OR REPLACE TEMP TABLE loading_checked AS {self._checked(given, types)}")
        names = ", ".join(f"v{n}" for n in range(len(self.rule.feed.columns)))
        self.engine.run(
            f"INSERT INTO {self.accepted} "
            f"SELECT row, {self._month()}, {names} FROM loading_checked WHERE problem IS NULL"
        )
        read, bad = self.engine.run("SELECT count(*), count(problem) FROM loading_checked").fetchall()[0]
        if bad:
            self._keep_refused(given, types)
        self.engine.backend.con.unregister("loading_piece")
        return int(read)

    def take_broken(self, broken: Sequence[Broken]) -> int:
        """Keeps rows that could not be split into columns."""
        rows = pa.Table.from_pylist([{"row": b.row, "code": b.code, "text": b.text} for b in broken])
        if broken:
            self.engine.backend.con.register("loading_broken", rows)
            self.engine.run(
                f"INSERT INTO {self.refused} SELECT row, NULL, code, NULL, to_json({{line: text}}) FROM loading_broken"
            )
            self.engine.backend.con.unregister("loading_broken")
        return len(broken)

    def clear(self) -> None:
        """Drops both tables."""
        self.engine.run(f"DROP TABLE IF EXISTS {self.accepted}")
        self.engine.run(f"DROP TABLE IF EXISTS {self.refused}")

    def _month(self) -> str:
        time = self.rule.feed.time
        names = [c.name for c in self.rule.feed.columns]
        return "NULL" if time is None else month_of(f"v{names.index(time)}")

    def _keep_refused(self, given: dict[str, str], types: dict[str, str]) -> None:
        cases = " ".join(f"WHEN {n} THEN ({given[c.name]})::VARCHAR" for n, c in self._columns() if c.name in given)
        originals = ", ".join(named(name) for name in types if name != ROW)
        self.engine.run(f"""
            INSERT INTO {self.refused}
            SELECT row, place, code, regexp_replace(CASE place {cases} END, '{MARKED}', '�', 'g'),
                   to_json(struct_pack({originals}))
            FROM (SELECT row, split_part(problem, ':', 1)::INTEGER AS place, split_part(problem, ':', 2) AS code
                  FROM loading_checked WHERE problem IS NOT NULL)
            JOIN loading_piece ON row = {ROW}""")

    def _columns(self) -> list[tuple[int, Column]]:
        return list(enumerate(self.rule.feed.columns))

    def _said(self) -> list[tuple[int, Column]]:
        """The columns of the feed that the file says something of."""
        return [(n, c) for n, c in self._columns() if c.name in self.rule.columns]

    def _given(self, types: dict[str, str]) -> dict[str, str]:
        """SQL for what the file says of each column of the feed; null where it says nothing."""
        known = {name.casefold(): name for name in types}
        rules = [(c, self.rule.columns[c.name]) for _, c in self._said()]
        return {
            c.name: self._one_given(c, r, [(known[s.casefold()], types[known[s.casefold()]]) for s in r.sources])
            for c, r in rules
        }

    def _one_given(self, column: Column, rule: ColumnRule, sources: list[tuple[str, str]]) -> str:
        if rule.constant is not None:
            return quoted(rule.constant)
        if len(sources) == 1 and sources[0][1].startswith(READ_AS_THEY_ARE) and not (rule.codes or rule.prefix):
            return named(sources[0][0])
        words = [f"{named(name)}::VARCHAR" for name, _ in sources]
        text = words[0] if len(words) == 1 else f"concat_ws({quoted(rule.joined_with)}, {', '.join(words)})"
        return self._tidied(column, rule, text)

    def _tidied(self, column: Column, rule: ColumnRule, text: str) -> str:
        if column.kind is Kind.TEXT:
            text = f"CASE WHEN trim({text}) <> '' THEN {text} END"
        else:
            text = f"nullif(trim({text}), '')"
        if self.empty:
            text = f"CASE WHEN {text} NOT IN ({', '.join(map(quoted, self.empty))}) THEN {text} END"
        if rule.codes:
            cases = " ".join(f"WHEN {quoted(code.lower())} THEN {quoted(word)}" for code, word in rule.codes.items())
            text = f"CASE lower({text}) {cases} ELSE {text} END"
        text = f"{quoted(rule.prefix)} || {text}" if rule.prefix else text
        return f"md5({text})" if rule.digest else text

    def _kind(self, column: Column, types: dict[str, str]) -> str:
        """The DuckDB type that the given value of a column has."""
        rule = self.rule.columns[column.name]
        known = {name.casefold(): kind for name, kind in types.items()}
        if len(rule.sources) != 1 or rule.codes or rule.prefix or rule.constant is not None:
            return "VARCHAR"
        kind = known[rule.sources[0].casefold()]
        return kind if kind.startswith(READ_AS_THEY_ARE) else "VARCHAR"

    def _where(self, types: dict[str, str]) -> str:
        known = {name.casefold(): name for name in types}
        conditions = [
            f"lower(trim({named(known[name.casefold()])}::VARCHAR)) IN ({', '.join(quoted(v.lower()) for v in values)})"
            for name, values in self.rule.where.items()
        ]
        return " AND ".join(conditions) or "true"

    def _checked(self, given: dict[str, str], types: dict[str, str]) -> str:
        columns, joins = self._columns(), self._phone_joins(given)
        shown = ", ".join(f"{given.get(c.name, 'NULL')} AS g{n}" for n, c in columns)
        values = ", ".join(f"{self._value(n, c, types)} AS v{n}" for n, c in columns)
        values += "".join(f", p{n}.code AS c{n}" for n, c in columns if c.kind is Kind.PHONE and c.name in given)
        failing = " OR ".join(f"({self._fails(n, c)})" for n, c in self._said())
        return f"""
            SELECT row, {", ".join(f"v{n}" for n, _ in columns)},
                   CASE WHEN {failing} THEN CASE {self._cases(types)} END END AS problem
            FROM (SELECT *, {values} FROM (SELECT {ROW} AS row, {shown} FROM loading_piece WHERE {self._where(types)})
                  {joins})"""

    def _phone_joins(self, given: dict[str, str]) -> str:
        return " ".join(
            f"LEFT JOIN loading_phones p{n} ON p{n}.written = g{n}::VARCHAR AND p{n}.region = {quoted(self._region(c))}"
            for n, c in self._columns()
            if c.kind is Kind.PHONE and c.name in given
        )

    def _region(self, column: Column) -> str:
        return self.rule.columns[column.name].phone_region

    def _value(self, place: int, column: Column, types: dict[str, str]) -> str:
        if column.name not in self.rule.columns:
            return f"NULL::{SQL_TYPES[column.stored_as]}"
        if column.kind is Kind.PHONE:
            return f"p{place}.number"
        kind = self._kind(column, types)
        value = value_of(column, f"g{place}", kind, self.rule.columns[column.name])
        if self.doubtful and kind == "VARCHAR":
            return f"CASE WHEN NOT ({' OR '.join(c for c, _ in _doubts(f'g{place}'))}) THEN {value} END"
        return value

    def _fails(self, place: int, column: Column) -> str:
        return f"v{place} IS NULL" + (f" AND g{place} IS NOT NULL" if column.nullable else "")

    def _cases(self, types: dict[str, str]) -> str:
        return " ".join(
            f"WHEN {self._fails(n, c)} THEN CASE {' '.join(self._reasons(n, c, types))} END" for n, c in self._said()
        )

    def _reasons(self, place: int, column: Column, types: dict[str, str]) -> list[str]:
        found: list[Problem] = [(f"g{place} IS NULL", "missing")]
        kind = self._kind(column, types)
        if self.doubtful and kind == "VARCHAR":
            found += _doubts(f"g{place}")
        if column.kind is Kind.PHONE:
            return [f"WHEN {c} THEN '{place}:{code}'" for c, code in found] + [f"ELSE '{place}:' || c{place}"]
        found += problems_of(column, f"g{place}", kind, self.rule.columns[column.name])
        return [f"WHEN {condition} THEN '{place}:{code}'" for condition, code in found]

    def _learn_phones(self, given: dict[str, str], types: dict[str, str]) -> None:
        """Normalises the telephone numbers that were not met before, each once."""
        for _, column in self._columns():
            if column.kind is Kind.PHONE and column.name in given:
                region = self._region(column)
                written = self.engine.run(f"""
                    SELECT DISTINCT ({given[column.name]})::VARCHAR AS w FROM loading_piece
                    WHERE {self._where(types)} AND w IS NOT NULL
                      AND w NOT IN (SELECT written FROM loading_phones WHERE region = {quoted(region)})""").fetchall()
                self._note_phones(region, [w for (w,) in written])

    def _note_phones(self, region: str, written: list[str]) -> None:
        forms = [normalise(w, region) for w in written]
        rows = pa.table(
            [[region] * len(written), written, [number for number, _ in forms], [code for _, code in forms]],
            schema=pa.schema([(name, pa.string()) for name in ("region", "written", "number", "code")]),
        )
        self.engine.backend.con.register("loading_new_phones", rows)
        self.engine.run("INSERT INTO loading_phones SELECT * FROM loading_new_phones")
        self.engine.backend.con.unregister("loading_new_phones")


def _doubts(given: str) -> list[Problem]:
    return [(f"regexp_matches({given}, '{MARKED}')", "undecodable"), (f"contains({given}, chr(0))", "nul")]
