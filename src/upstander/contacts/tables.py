"""Look-ups and their explanations as tables that fit a terminal."""

import polars as pl
from rich.table import Table
from rich.text import Text

from upstander.contacts.catalogue import all_purposes


def told(title: str, rows: pl.DataFrame) -> Table:
    """Rows as a table for a terminal; what people typed is shown as it stands."""
    table = Table(*(name.replace("_", " ") for name in rows.columns), title=title)
    for row in rows.iter_rows():
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return table


def in_few_columns(look_ups: pl.DataFrame) -> pl.DataFrame:
    """Audited look-ups (see `audit.audit_of`, `at` as text) in four columns."""
    titles = {purpose.name: purpose.title for purpose in all_purposes()}
    typed = pl.col("search_text").map_elements(lambda words: f"“{words}”", return_dtype=pl.String)
    reason = pl.format("(reason given: {})", pl.col("reason"))
    return look_ups.select(
        pl.col("at").str.head(19).alias("when"),
        pl.concat_str("nominal_id", "incident_id", separator=" ", ignore_nulls=True).alias("about"),
        pl.concat_str("action", "system", typed, reason, separator=" ", ignore_nulls=True).alias("what_was_done"),
        _in_words(titles).alias("explained_by"),
    )


def _in_words(titles: dict[str, str]) -> pl.Expr:
    answer = pl.col("answer").str.replace_all("_", " ")
    why = pl.col("purpose").replace_strict(titles, default=None, return_dtype=pl.String)
    where = pl.format("[{} {}]", pl.col("purpose_feed"), pl.col("purpose_record_id"))
    return pl.concat_str(answer, why, where, separator=": ", ignore_nulls=True)
