"""Cuts a stream of rows, those of each group together, between groups."""

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc


def whole_groups(batches: Iterable[pa.RecordBatch], by: str, rows_at_once: int) -> Iterator[pa.Table]:
    """Tables of whole groups, with `by` dictionary-encoded, each of about so many rows (more if one group has more).

    The rows of a group must lie together. The last group read waits until the next is seen.
    """
    held: list[pa.RecordBatch] = []
    new = 0
    for batch in batches:
        held.append(batch)
        new += batch.num_rows
        if new >= rows_at_once:
            rows = pa.Table.from_batches(held)
            begun = pc.index(rows[by], rows[by][-1]).as_py()
            if begun:
                yield encoded(rows.slice(0, begun), by)
            held, new = rows.slice(begun).to_batches(), 0
    rows = pa.Table.from_batches(held) if held else None
    if rows is not None and rows.num_rows:
        yield encoded(rows, by)


def encoded(rows: pa.Table, by: str) -> pa.Table:
    """The same rows with one column as a dictionary and numbers into it, in one piece."""
    names = rows[by].combine_chunks().dictionary_encode()
    return rows.set_column(rows.schema.get_field_index(by), by, names)
