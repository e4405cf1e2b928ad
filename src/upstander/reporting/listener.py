"""The process that answers at the door: `python -m upstander.reporting.listener SOCKET`, an open socket by its number.

Waitress reads each request whole before a thread of ours is given it, so that visitors who send slowly, or never end,
hold nobody else up; gunicorn's threads would wait for them. It reads into memory alone: a file that somebody sends
stands on no disk unsealed, not for a moment.

Nobody is known by address, so nobody is counted. Where all places are taken, whoever has been sending the longest and
is not done makes room for the next: who drips a byte now and then keeps nobody out.
"""

import os
import socket
import sys
import time
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from upstander.reporting.wsgi import application

MEMORY = 64 << 20  # bytes up to which nothing goes to a temporary file: more than a request may have
LIMITS: dict[str, Any] = {
    "threads": 8,
    "connection_limit": 200,  # at once; with `max_request_body_size` the most memory that visitors can take: 9 GB
    "channel_timeout": 60,  # seconds in which nothing came or went
    "cleanup_interval": 5,  # seconds between looks for such
    "max_request_body_size": 48 << 20,  # beyond middleware.MOST, so that who sends a little too much reads our page
    "max_request_header_size": 16 << 10,
    "inbuf_overflow": MEMORY,
    "outbuf_overflow": MEMORY,
    "log_socket_errors": False,
    "asyncore_use_poll": True,
    "ident": "",
}
BEHIND_PROXY: dict[str, Any] = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-proto"}}


PLACES = 180  # connections at once, before one makes room for the next: less than `connection_limit`
LONGEST = 900  # seconds for a whole request, and for a whole answer: 32 MB at 300 kbit/s


class Visit(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection of a visitor, which knows since when what it sends or is sent has not ended."""

    since: float

    def __init__(self, *given: Any, **named: Any) -> None:
        self.since = time.monotonic()
        super().__init__(*given, **named)

    @property
    def unfinished(self) -> bool:
        """Whether we wait for the visitor, who has not sent all or not taken all: never where a thread is at work."""
        return not self.requests and not self.will_close

    def received(self, data: bytes) -> bool:
        """Takes what came. A request begins where none was there."""
        if self.request is None:
            self.since = time.monotonic()
        return bool(super().received(data))

    def leave(self) -> None:
        """Is hung up on, by the loop, as soon as it comes to it."""
        self.will_close = True


class Doorkeeper(TcpWSGIServer):  # type: ignore[misc]
    """The server, which has a place for whoever comes next."""

    channel_class = Visit

    def readable(self) -> bool:
        """Whether somebody may come in; asked in every round of the loop."""
        waiting = sorted((one for one in self.active_channels.values() if one.unfinished), key=lambda one: one.since)
        late = [one for one in waiting if time.monotonic() - one.since > LONGEST]
        for one in late or waiting[: max(0, len(self.active_channels) - PLACES)]:
            one.leave()
        return bool(super().readable())


def main() -> None:
    """Answers until the process is ended."""
    heard = socket.socket(fileno=int(sys.argv[1]))
    behind = BEHIND_PROXY if os.environ.get("UPSTANDER_BEHIND_PROXY") == "1" else {}
    limits, threads = Adjustments(sockets=[heard], **LIMITS, **behind), ThreadedTaskDispatcher()
    threads.set_thread_count(limits.threads)
    place = (heard.family, heard.type, heard.proto, heard.getsockname())
    Doorkeeper(application, {}, True, heard, threads, limits, place, bind_socket=False).run()


if __name__ == "__main__":
    main()
