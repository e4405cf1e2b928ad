"""Where Spark by itself would give other rows than DuckDB."""

import ibis
import pyarrow as pa
import pytest

from tests.engines.conftest import ON_SPARK
from upstander.engines import DuckDBEngine

pytestmark = list(ON_SPARK)
NUMBERS = pa.table({"device": ["a", "b", "b"], "n": pa.array([1, 2, None], pa.int64())})


@pytest.fixture(params=["duckdb", "spark"])
def either(request, spark):
    if request.param == "spark":
        yield spark
    else:
        with DuckDBEngine(memory="1GB") as engine:
            yield engine


def test_a_number_with_a_point_is_a_floating_point_number_when_it_is_kept_and_when_it_is_divided(either):
    numbers = either.hold("numbers", NUMBERS)
    kept = either.keep(
        "kept", numbers.select(plain=ibis.literal(0.95), third=ibis.ifelse(numbers.n == 1, 0.5, 1.0) / 3)
    )
    assert either.rows(kept).row(0) == (0.95, pytest.approx(0.5 / 3, rel=0, abs=1e-15))


def test_a_number_too_large_is_an_error_and_not_another_number(either):
    numbers = either.hold("numbers", NUMBERS)
    with pytest.raises(Exception, match=r"(?i)overflow|out of range"):
        either.rows(numbers.select(n=numbers.n + ibis.literal(2**63 - 1)))


def test_a_name_may_be_kept_again_from_what_it_stood_for_and_forgotten_twice(either):
    numbers = either.hold("numbers", NUMBERS)
    again = either.keep("numbers", numbers.filter(numbers.n.notnull()))
    assert either.rows(again.count().as_table()).item() == 2
    either.forget("numbers", "numbers", "never there")


def test_a_walk_is_given_every_row_of_every_group(either):
    numbers = either.hold("numbers", NUMBERS)
    found = either.walk(
        "walked", numbers, by="device", walk=counted, schema=pa.schema([("seen", pa.string())]), rows_at_once=1
    )
    assert sorted(either.rows(found)["seen"]) == ["a 1", "b 2"]


def counted(groups: pa.Table) -> pa.Table:
    """Each group's name and how many rows it has."""
    names = groups["device"].to_pylist()
    return pa.table({"seen": [f"{name} {names.count(name)}" for name in dict.fromkeys(names)]})
