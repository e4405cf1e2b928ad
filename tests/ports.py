"""Ports of this machine for what tests open."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_port() -> Iterator[int]:
    """A port on which something of ours may listen, and which nobody else is given meanwhile.

    A port that is let go of before it is listened on may be another process's by then. Whoever says that addresses may
    be used again, as servers do, may listen on one that is held and not listened on.
    """
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]
