"""Scans a store on Sail, in a process of its own: one process has one session of Spark, of one kind.

`python -m tests.engines.sail STORE SCRATCH OUT` starts a server of Sail on this machine's loopback, scans through Spark
Connect, and writes what was found (`Scanned`) to OUT.
"""

import pickle
import sys
from pathlib import Path

from pysail.spark import SparkConnectServer

from tests.engines.scanning import scanned
from upstander.engines import open_engine

if __name__ == "__main__":
    store, scratch, out = map(Path, sys.argv[1:])
    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    with open_engine(f"sc://127.0.0.1:{server.listening_address[1]}", scratch=scratch) as engine:
        out.write_bytes(pickle.dumps(scanned(store, engine)))
    server.stop()
