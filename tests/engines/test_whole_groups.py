"""A stream of rows is cut between groups and nowhere else."""

import pyarrow as pa
import pytest

from upstander.engines.whole_groups import whole_groups


def batches(names: str, size: int) -> list[pa.RecordBatch]:
    """One row for each letter, in batches of a size."""
    rows = pa.table({"device": list(names), "at": range(len(names))})
    return rows.to_batches(max_chunksize=size)


@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize("rows_at_once", [1, 2, 4, 100])
def test_every_row_comes_once_and_no_group_is_split(size, rows_at_once):
    parts = list(whole_groups(batches("aaabccccdd", size), "device", rows_at_once))
    assert pa.concat_tables([part.select(["at"]) for part in parts])["at"].to_pylist() == list(range(10))
    groups = [set(part["device"].to_pylist()) for part in parts]
    assert sum(len(one) for one in groups) == len(set().union(*groups)) == 4


def test_about_so_many_rows_come_at_once():
    assert [part.num_rows for part in whole_groups(batches("aabbccdd", 1), "device", 2)] == [2, 2, 2, 2]
    assert [part.num_rows for part in whole_groups(batches("aabbccdd", 1), "device", 100)] == [8]


def test_each_name_is_in_the_dictionary_once_and_in_one_piece():
    parts = list(whole_groups(batches("aabbcc", 2), "device", 100))
    assert parts[0]["device"].combine_chunks().dictionary.to_pylist() == ["a", "b", "c"]


def test_no_rows_give_no_groups():
    assert list(whole_groups([], "device", 10)) == []
    assert list(whole_groups([batches("a", 1)[0].slice(1)], "device", 10)) == []
