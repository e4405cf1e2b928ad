"""Which engine an address means."""

import re
from pathlib import Path

from upstander.engines.duckdb_engine import DuckDBEngine
from upstander.engines.engine import Engine, EngineError

DUCKDB = "duckdb"
ON_THIS_MACHINE = re.compile(r"local(\[(\d+|\*)\])?")
EXTRA = "pip install 'upstander[spark]'"


def open_engine(address: str = DUCKDB, memory: str = "4GB", scratch: Path | None = None) -> Engine:
    """The engine at an address, to be closed by the caller.

    `duckdb` is this machine; `local[2]` is Spark on two cores of this machine; `spark://host:port` is a Spark cluster;
    `sc://host:port` is a server of Spark Connect, such as Sail. `memory` bounds DuckDB, or the Spark that is started
    here ("4GB"). `scratch` is a folder for what is kept while the engine is open; every worker of a cluster must see
    it, as it sees the store, at the same path. Raises EngineError.
    """
    if address == DUCKDB:
        return DuckDBEngine(memory=memory, scratch=scratch)
    here = ON_THIS_MACHINE.fullmatch(address)
    if not here and not address.startswith(("spark://", "sc://")):
        raise EngineError(
            f"there is no engine at {address!r}: give duckdb, local[CORES], spark://HOST:PORT or sc://HOST:PORT"
        )
    if scratch is None and not here:
        raise EngineError(f"the engine at {address} needs --scratch, a folder that every worker sees at the same path")
    return _spark(address, memory, scratch)


def _spark(address: str, memory: str, scratch: Path | None) -> Engine:
    """Spark is an optional extra: a force without a cluster does not install it."""
    try:
        from upstander.engines.spark_engine import SparkEngine  # noqa: PLC0415 - only where it is asked for
    except ModuleNotFoundError as error:
        raise EngineError(f"the engine at {address} needs the package {error.name}: {EXTRA}") from error
    return SparkEngine(address, memory=memory, scratch=scratch)
