"""Where expressions run. The only room whose files open a connection for records."""

from upstander.engines.duckdb_engine import DuckDBEngine

__all__ = ["DuckDBEngine"]
