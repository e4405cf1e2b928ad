"""The process that answers at the door: `python -m upstander.reporting.listener SOCKET`, an open socket by its number.

Waitress reads each request whole before a thread of ours is given it, so that visitors who send slowly, or never end,
hold nobody else up (doorkeeper.py); gunicorn's threads would wait for them. It reads into memory alone: a file that
somebody sends stands on no disk unsealed, not for a moment.
"""

import os
import socket
import sys
from typing import Any

from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher

from upstander.reporting.doorkeeper import LIMITS, Doorkeeper
from upstander.reporting.wsgi import application

BEHIND_PROXY: dict[str, Any] = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-proto"}}


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
