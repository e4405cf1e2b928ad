"""The form of the table of mentions: where the words of an approved keyword set stand in a record's text.

The words themselves are not copied: a mention names the record, the phrase of the set, and the place. It is held in
the engine while a scan runs and written nowhere.
"""

from functools import cache

import ibis
import ibis.expr.types as ir
import pyarrow as pa

MENTIONS = pa.schema(
    [
        ("feed", pa.string()),
        ("record_id", pa.string()),  # its key in the feed; several key columns joined by "|"
        ("keyword_set", pa.string()),
        ("stage", pa.string()),  # detection.words.keyword_set.Stage
        ("phrase", pa.string()),  # as it stands in the set
        ("place", pa.int32()),  # characters of the text before it
        ("sentence", pa.int32()),  # the number of its sentence in the text, from 0
        ("quoted", pa.bool_()),  # somebody else's words, passed on by the writer
    ]
)


@cache  # every table of nothing is the same one
def no_mentions() -> ir.Table:
    """No rows, in the columns of MENTIONS: nobody has allowed words to be read."""
    return ibis.memtable([], schema=ibis.Schema.from_pyarrow(MENTIONS))
