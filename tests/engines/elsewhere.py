"""Scans a store on Spark or on Sail, in a process of its own.

`python -m tests.engines.elsewhere spark STORE SCRATCH OUT` writes what was found (`Scanned`) to OUT. A process of its own
because one process has one session of Spark, of one kind, and because both speak over this machine's loopback, which no
test may.
"""

import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.engines.scanning import scanned
from upstander.engines import Engine, open_engine
from upstander.engines.spark_engine import SparkEngine

# A small question costs Spark more to prepare than to answer: as little preparing as can be.
FOR_SMALL_TABLES = {
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}


@contextmanager
def spark(scratch: Path) -> Iterator[Engine]:
    """Spark on two cores of this machine."""
    with SparkEngine("local[2]", memory="2GB", scratch=scratch, settings=FOR_SMALL_TABLES) as engine:
        yield engine


@contextmanager
def sail(scratch: Path) -> Iterator[Engine]:
    """A server of Sail on this machine, through Spark Connect."""
    from pysail.spark import SparkConnectServer  # noqa: PLC0415 - it starts threads that Spark has no use for

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    with open_engine(f"sc://127.0.0.1:{server.listening_address[1]}", scratch=scratch) as engine:
        yield engine
    server.stop()


if __name__ == "__main__":
    kind, store, scratch, out = sys.argv[1], *map(Path, sys.argv[2:])
    with {"spark": spark, "sail": sail}[kind](scratch) as opened:
        out.write_bytes(pickle.dumps(scanned(store, opened)))
