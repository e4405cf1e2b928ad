"""What commands share that serve pages: the port, and the wait until somebody stops them."""

import signal
import socket
import subprocess
from collections.abc import Callable

import click

from upstander.website.serving import listening


def heard_at(port: int) -> socket.socket:
    """A socket of this machine alone. Raises ClickException where somebody else has the port."""
    try:
        return listening(port)
    except OSError as error:
        raise click.ClickException(f"Port {port} is taken ({error.strerror}): give another by --port.") from error


def until_stopped(server: "subprocess.Popen[bytes]", say: Callable[[], None]) -> int | None:
    """Waits until somebody stops it, by Ctrl+C or as services are stopped; or the status with which it ended itself.

    `say` tells that it is open: whoever hears that may stop it in the same moment.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        say()
        return server.wait()
    except KeyboardInterrupt:
        return None
    finally:
        server.terminate()
        server.wait()
