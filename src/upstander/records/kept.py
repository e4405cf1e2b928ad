"""Keeps what was refused: a Parquet file per load and feed, with the whole original row, its reason and the remedy."""

from pathlib import Path

import pyarrow as pa

from upstander.records.checking import Sieve
from upstander.records.placing import Placing
from upstander.records.refusals import Reason, worded
from upstander.records.report import Refusals
from upstander.records.sql import quoted

EXAMPLES = 3


def keep_refused(sieve: Sieve, file: str, encoding: str, placing: Placing, final: Path) -> tuple[Refusals, ...]:
    """Writes the refused rows of a feed to `final` and sums them up by column and reason, the most frequent first.

    The file's columns are file, row, column, value, code, reason, remedy and original (the row as JSON).
    """
    found = sieve.engine.run(
        f"SELECT place, code, count(*) FROM {sieve.refused} GROUP BY ALL ORDER BY 3 DESC, 1, 2"
    ).fetchall()
    if not found:
        return ()
    reasons = {(place, code): _reason(sieve, place, code, encoding) for place, code, _ in found}
    _write(sieve, file, reasons, placing.new(final))
    return tuple(
        Refusals(
            _name(sieve, place),
            reasons[place, code].says,
            reasons[place, code].remedy,
            n,
            _examples(sieve, place, code),
        )
        for place, code, n in found
    )


def summed(refusals: tuple[Refusals, ...]) -> int:
    """How many rows were refused."""
    return sum(refusal.rows for refusal in refusals)


def _name(sieve: Sieve, place: int | None) -> str | None:
    return None if place is None else sieve.rule.feed.columns[place].name


def _reason(sieve: Sieve, place: int | None, code: str, encoding: str) -> Reason:
    return worded(code, None if place is None else sieve.rule.feed.columns[place], encoding)


def _write(sieve: Sieve, file: str, reasons: dict[tuple[int | None, str], Reason], target: Path) -> None:
    words = pa.Table.from_pylist(
        [
            {"place": place, "code": code, "column": _name(sieve, place), "reason": r.says, "remedy": r.remedy}
            for (place, code), r in reasons.items()
        ],
        schema=pa.schema([("place", pa.int32()), *((n, pa.string()) for n in ("code", "column", "reason", "remedy"))]),
    )
    sieve.engine.backend.con.register("loading_reasons", words)
    sieve.engine.run(f"""
        COPY (SELECT {quoted(file)} AS file, row, "column", value, r.code, reason, remedy, original
              FROM {sieve.refused} r
              JOIN loading_reasons w ON w.code = r.code AND w.place IS NOT DISTINCT FROM r.place
              ORDER BY row, "column")
        TO {quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)""")
    sieve.engine.backend.con.unregister("loading_reasons")


def _examples(sieve: Sieve, place: int | None, code: str) -> tuple[tuple[int, str | None], ...]:
    rows = sieve.engine.run(
        f"SELECT row, value FROM {sieve.refused} WHERE code = {quoted(code)} "
        f"AND place IS NOT DISTINCT FROM {'NULL' if place is None else place} ORDER BY row LIMIT {EXAMPLES}"
    ).fetchall()
    return tuple((row, value) for row, value in rows)
