"""The SQL of an expression, written once by each worker: thousands of small tests ask the same questions of other rows.

Writing a scan's SQL costs Ibis ten times what DuckDB needs to answer it over rows that were drawn. Expressions are equal
when they ask the same of tables of one name and schema, whichever test's engine holds them; so the SQL is the same text.
For that all engines of the tests count as one. A question of the tables of two is refused here, as Ibis refuses it, but
not where both tables have one name and one schema: then they are one table here.
"""

from typing import Any

import ibis.expr.operations as ops
from ibis.backends.duckdb import Backend
from ibis.common.exceptions import IbisError

MOST = 20_000
_written: dict[Any, str] = {}
_write = Backend.compile


def _compile(backend: Backend, expression: Any, /, **asked: Any) -> str:
    question = expression.op()
    sources = {id(table.source) for table in question.find(ops.DatabaseTable)}
    if len(sources | {id(backend)}) > 1:
        raise IbisError("Multiple backends found for this expression")
    if any(value is not None for value in asked.values()):
        return _write(backend, expression, **asked)
    if question not in _written:
        if len(_written) >= MOST:
            _written.clear()
        _written[question] = _write(backend, expression)
    return _written[question]


def remember() -> None:
    """Lets engines of this process share what was written; tables of two engines then count as of one."""
    Backend.compile = _compile
    Backend.db_identity = "any engine of the tests"
