"""The process that answers at the door: `python -m upstander.reporting.listener SOCKET`, an open socket by its number.

Waitress reads each request whole before a thread of ours is given it, so that visitors who send slowly, or never end,
hold nobody else up; gunicorn's threads would wait for them. It reads into memory alone: a file that somebody sends
stands on no disk unsealed, not for a moment.
"""

import os
import socket
import sys
from typing import Any

import waitress

from upstander.reporting.wsgi import application

MEMORY = 64 << 20  # bytes up to which nothing goes to a temporary file: more than a request may have
LIMITS: dict[str, Any] = {
    "threads": 8,
    "connection_limit": 200,  # at once; with `max_request_body_size` the most memory that visitors can take: 9 GB
    "channel_timeout": 60,  # seconds in which nothing came
    "max_request_body_size": 48 << 20,  # beyond middleware.MOST, so that who sends a little too much reads our page
    "max_request_header_size": 16 << 10,
    "inbuf_overflow": MEMORY,
    "outbuf_overflow": MEMORY,
    "log_socket_errors": False,
    "asyncore_use_poll": True,
    "ident": "",
}
BEHIND_PROXY: dict[str, Any] = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-proto"}}


def main() -> None:
    """Answers until the process is ended."""
    heard = socket.socket(fileno=int(sys.argv[1]))
    behind = BEHIND_PROXY if os.environ.get("UPSTANDER_BEHIND_PROXY") == "1" else {}
    waitress.serve(application, sockets=[heard], _quiet=True, **LIMITS, **behind)


if __name__ == "__main__":
    main()
