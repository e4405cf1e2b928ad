"""Who comes in at the door when many want to: a server with a place for whoever comes next.

Nobody is known by address, so nobody is counted. A connection has one request. Where all places are taken, whoever
sends most slowly makes room for the next: who drips a byte now and then, or never reads an answer, keeps nobody out.
Waitress reads each request whole, into memory alone, before a thread of ours is given it.
"""

import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer

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
PLACES = 180  # connections at once, before one makes room for the next: less than `connection_limit`
NEW = 10  # seconds in which nobody is judged by how fast they send


class OnlyOne(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """A request that is the only one of its connection: with many in one, who does not read would hold a thread."""

    def parse_header(self, header_plus: bytes) -> None:
        """Reads the head of a request."""
        super().parse_header(header_plus)
        self.headers["CONNECTION"] = "close"


class Visit(HTTPChannel):  # type: ignore[misc]
    """A connection of a visitor, which knows since when it is there and how much has come."""

    parser_class = OnlyOne

    def __init__(self, *given: Any, **named: Any) -> None:
        self.since, self.came = time.monotonic(), 0
        super().__init__(*given, **named)

    def received(self, data: bytes) -> bool:
        """Takes what came."""
        self.came += len(data)
        return bool(super().received(data))


class Doorkeeper(TcpWSGIServer):  # type: ignore[misc]
    """The server, which has a place for whoever comes next."""

    channel_class = Visit

    def handle_accept(self) -> None:
        """Lets the next visitor in; where there are too many, others go. Nobody goes for whom a thread is at work."""
        super().handle_accept()
        now = time.monotonic()
        others = [one for one in self.active_channels.values() if not one.requests]
        others.sort(key=lambda one: goes_by(now - one.since, one.came))
        for one in others[: max(0, len(self.active_channels) - PLACES)]:
            one.handle_close()


def goes_by(seconds: float, came: int) -> tuple[bool, float]:
    """The order in which visitors go, by how long they have been there and how many bytes came: the smallest first.

    Those who had their time, the slowest first; then the new, those first who have been there longest.
    """
    new = seconds < NEW
    return new, -seconds if new else came / seconds
