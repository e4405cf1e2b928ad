"""How expressions are put to Spark, where Ibis's own way would give other rows than DuckDB's."""

import math
from typing import Any

import sqlglot.expressions as sge
from ibis.backends.sql.compilers.pyspark import PySparkCompiler


class Compiler(PySparkCompiler):  # type: ignore[misc]  # ibis ships no types that strict mode accepts
    """Ibis's compiler for Spark, with every floating point number told as one.

    Spark reads 0.95 as a decimal: a quotient of decimals is cut after six places, and a decimal that was written to
    Parquet and is read as a floating point number comes back as 95.
    """

    __slots__ = ()

    def visit_NonNullLiteral(self, op: Any, *, value: Any, dtype: Any) -> Any:  # noqa: N802 - Ibis calls it so
        """A literal that is not null."""
        if dtype.is_floating() and math.isfinite(value):
            return self.cast(sge.convert(value), dtype)
        return super().visit_NonNullLiteral(op, value=value, dtype=dtype)
