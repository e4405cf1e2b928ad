"""What commands share that wait for letters of the door: a round at the start, at each urgent one, and now and then."""

import signal
from collections.abc import Iterator
from contextlib import closing

import psycopg

URGENT = "upstander_urgent"  # what the door's function says when an urgent letter comes (reporting/walls)


def rounds(address: str, seconds: float) -> Iterator[None]:
    """Comes round at once, and then at every urgent letter, and after so many seconds without one.

    Stopped by SIGTERM as by Ctrl+C: it raises KeyboardInterrupt.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with closing(psycopg.connect(address, autocommit=True)) as connection:
        connection.execute(f"LISTEN {URGENT}")
        while True:
            yield
            for _sign in connection.notifies(timeout=seconds, stop_after=1):
                pass
