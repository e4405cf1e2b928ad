"""Where expressions run. The only room whose files open a connection for records."""

from upstander.engines.duckdb_engine import DuckDBEngine
from upstander.engines.engine import Engine, EngineError, LocalEngine
from upstander.engines.opening import DUCKDB, open_engine

__all__ = ["DUCKDB", "DuckDBEngine", "Engine", "EngineError", "LocalEngine", "open_engine"]
