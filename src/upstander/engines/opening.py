"""Which engine an address means."""

import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

from upstander.engines.duckdb_engine import DuckDBEngine
from upstander.engines.engine import Engine, EngineError

DUCKDB = "duckdb"
ON_THIS_MACHINE = re.compile(r"local(\[(\d+|\*)\])?")
EXTRA = "pip install 'upstander[spark]'"
PORTS = {"spark": 7077, "sc": 15002}  # where each listens if its address names no port
WAIT = 10.0  # seconds in which a cluster takes a call; Spark itself asks a dead address for one to ten minutes
AMOUNT = re.compile(r"(\d+(?:\.\d+)?) ?([MGT]i?B)", re.IGNORECASE)
BYTES = {"mb": 10**6, "gb": 10**9, "tb": 10**12, "mib": 2**20, "gib": 2**30, "tib": 2**40}
LEAST = 500 * 10**6  # bytes: Spark starts with no less, and DuckDB does little with less


def open_engine(address: str = DUCKDB, memory: str = "4GB", scratch: Path | None = None) -> Engine:
    """The engine at an address, to be closed by the caller.

    `duckdb` is this machine; `local[2]` is Spark on two cores of this machine; `spark://host:port` is a Spark cluster;
    `sc://host:port` is a server of Spark Connect, such as Sail. `memory` bounds DuckDB, or the Spark that is started
    here ("4GB", "4GiB", "800MB"). `scratch` is a folder for what is kept while the engine is open; every worker of a
    cluster must see it, as it sees the store, at the same path. Raises EngineError.
    """
    memory_in_bytes(memory)  # refused before anything else is asked
    if address == DUCKDB:
        return DuckDBEngine(memory=memory, scratch=scratch)
    here = ON_THIS_MACHINE.fullmatch(address)
    if not here and not address.startswith(("spark://", "sc://")):
        raise EngineError(
            f"there is no engine at {address!r}: give duckdb, local[CORES], spark://HOST:PORT or sc://HOST:PORT"
        )
    if scratch is None and not here:
        raise EngineError(f"the engine at {address} needs --scratch, a folder that every worker sees at the same path")
    return _spark(address, memory_for_spark(memory), scratch)


def memory_in_bytes(memory: str) -> int:
    """How many bytes "4GB" (4 x 1000^3) or "4GiB" (4 x 1024^3) are. Raises EngineError for what is no amount."""
    amount = AMOUNT.fullmatch(memory.strip())
    if not amount:
        raise EngineError(f"{memory!r} is no amount of memory: give a number with MB, GB, MiB or GiB, such as 4GB")
    size = int(float(amount[1]) * BYTES[amount[2].lower()])
    if size < LEAST:
        raise EngineError(f"{memory} of memory is too little for any engine: give 500MB or more")
    return size


def memory_for_spark(memory: str) -> str:
    """The same amount as Spark writes it, whose m is 1024 x 1024 bytes. Raises EngineError."""
    return f"{memory_in_bytes(memory) // 2**20}m"


def _spark(address: str, memory: str, scratch: Path | None) -> Engine:
    """Spark is an optional extra: a force without a cluster does not install it."""
    try:
        from py4j.protocol import Py4JError  # type: ignore[import-untyped] # noqa: PLC0415 - only where it is asked for
        from pyspark.errors import PySparkException  # noqa: PLC0415

        from upstander.engines.spark_engine import SparkEngine  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise EngineError(f"the engine at {address} needs the package {error.name}: {EXTRA}") from error
    _check_answers(address)
    try:
        return SparkEngine(address, memory=memory, scratch=scratch)
    except (PySparkException, Py4JError) as error:  # what Spark itself refuses; any other fault is ours, and shows
        said = " ".join(str(error).replace(address, _without_secrets(address)).split())[:300]
        raise EngineError(
            f"Spark at {_without_secrets(address)} opened no session: check the address, and that the cluster runs. "
            f"It says: {said}"
        ) from error


def _check_answers(address: str) -> None:
    """Raises EngineError where no host of an address takes a call; an address of this machine has none to call."""
    kind, _, rest = address.partition("://")
    if not rest:
        return
    hosts = rest.partition("/")[0]
    faults = [fault for host in hosts.split(",") if (fault := _fault(host, PORTS[kind]))]
    if len(faults) == len(hosts.split(",")):
        raise EngineError(
            f"nothing answers at {_without_secrets(address)} ({'; '.join(faults)}): check the address, and that the "
            "cluster runs and may be reached from here; or scan on this machine with --engine duckdb"
        )


def _fault(host: str, port: int) -> str | None:
    """Why a host takes no call; None where it does."""
    try:
        place = urlsplit(f"//{host}")
        socket.create_connection((place.hostname or "", place.port or port), timeout=WAIT).close()
    except (OSError, ValueError) as error:  # ValueError: a port that is no number
        return f"{host}: {error}"
    return None


def _without_secrets(address: str) -> str:
    """What follows the host in an address of Spark Connect may be a token."""
    kind, _, rest = address.partition("://")
    return f"{kind}://{rest.partition('/')[0]}" if rest else address
