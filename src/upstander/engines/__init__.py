"""Where expressions run. The only room whose files open a connection for records."""

from upstander.engines.duckdb_engine import DuckDBEngine
from upstander.engines.engine import Engine
from upstander.engines.opening import EngineError, open_engine

__all__ = ["DuckDBEngine", "Engine", "EngineError", "open_engine"]
