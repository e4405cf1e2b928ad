"""Who comes in at the door when many want to: a server with a place for whoever comes next.

Nobody is known by address, so nobody is counted. A connection has one request. Where all places are taken, whoever
sends most slowly makes room for the next: who drips a byte now and then, or never reads an answer, keeps nobody out.
Waitress reads each request whole, into memory alone, before a thread of ours is given it.
"""

import time
from typing import Any

from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer
from waitress.utilities import RequestEntityTooLarge

MEMORY = 64 << 20  # bytes up to which nothing goes to a temporary file: more than is kept of a request
KEPT = 48 << 20  # bytes of a request, beyond middleware.MOST
BEGINNING = 256 << 10  # bytes of such a request: more than the words of a page may have
READ_AWAY = 512 << 20  # bytes of one that says it has more: a browser shows no page while it still sends
LIMITS: dict[str, Any] = {
    "threads": 8,
    "connection_limit": 200,  # at once; with KEPT the most memory that visitors can take: 9 GB
    "channel_timeout": 60,  # seconds in which nothing came or went
    "cleanup_interval": 5,  # seconds between looks for such
    "max_request_body_size": READ_AWAY,
    "max_request_header_size": 16 << 10,
    "inbuf_overflow": MEMORY,
    "outbuf_overflow": MEMORY,
    "log_socket_errors": False,
    "asyncore_use_poll": True,
    "ident": "",
}
PLACES = 180  # connections at once, before one makes room for the next: less than `connection_limit`
NEW = 10  # seconds in which nobody is judged by how fast they send


class ReadAway(FixedStreamReceiver):  # type: ignore[misc]  # waitress has no types
    """What is too much to take, read to its end; only its beginning is kept, where the words of a form stand.

    So whoever sent a film with their words reads a page with the words still in it (middleware.Bounded).
    """

    def received(self, data: bytes) -> int:
        """Counts what came. Gives how much of it belongs to the request."""
        taken: int = min(len(data), self.remain)
        self.buf.append(data[: max(0, min(taken, BEGINNING - len(self.buf)))])
        self.remain -= taken
        self.completed = self.remain == 0
        return taken


class OnlyOne(HTTPRequestParser):  # type: ignore[misc]
    """A request that is the only one of its connection: with many in one, who does not read would hold a thread."""

    def parse_header(self, header_plus: bytes) -> None:
        """Reads the head of a request."""
        super().parse_header(header_plus)
        self.headers["CONNECTION"] = "close"
        if self.content_length >= KEPT:
            self.body_rcv = ReadAway(self.content_length, OverflowableBuffer(MEMORY))

    def received(self, data: bytes) -> int:
        """Takes what came. What does not say how long it is, as no browser sends it, ends where too much has come."""
        taken = int(super().received(data))
        if self.chunked and self.body_bytes_received >= KEPT:
            self.error, self.completed = RequestEntityTooLarge(f"exceeds {KEPT}"), True
        return taken


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
