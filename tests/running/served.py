"""A desk that is open, in processes of its own: its pages over HTTP, and its processes, to be killed."""

import http.client
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import LiteralString
from urllib.parse import urlencode

import psutil
import psycopg

from tests.ports import held_port

ROOT = Path(__file__).parents[2]
TOKEN = "a" * 32  # what a form carries, and a cookie beside it


class Served:
    """An open desk."""

    def __init__(self, folder: Path, process: "subprocess.Popen[str]", port: int) -> None:
        self.folder, self.process, self.port = folder, process, port
        self.connection = self._connected()

    def close(self) -> None:
        """Hangs up."""
        self.connection.close()

    def _connected(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port)

    def send(self, cookie: str, path: str, given: dict[str, str], **headers: str) -> None:
        """Sends a form and does not wait for the answer."""
        self.connection.close()
        self.connection = self._connected()
        body = urlencode(given | {"csrfmiddlewaretoken": TOKEN})
        told = {"Cookie": f"{cookie}; csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request("POST", path, body, told | headers)

    def posts(self, cookie: str, path: str, given: dict[str, str], **headers: str) -> int:
        """The status that a form is answered with."""
        self.send(cookie, path, given, **headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status

    def asks(self, path: str, cookie: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
        """The answer to a request: status, headers, page."""
        self.connection.close()
        self.connection = self._connected()
        self.connection.request("GET", path, headers={"Cookie": cookie} | headers)
        answer = self.connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()

    def pages(self) -> psutil.Process:
        """The first of the processes that serve pages; the workers are its children."""
        return next(
            one for one in psutil.Process(self.process.pid).children() if "upstander.website.wsgi" in one.cmdline()
        )

    def workers(self) -> list[psutil.Process]:
        """Every process that answers requests."""
        return list(self.pages().children())

    def everything(self) -> list[psutil.Process]:
        """All that the desk is made of, its database too."""
        server = psutil.Process(int(self._postmaster()[0]))
        ours = psutil.Process(self.process.pid)
        return [ours, *ours.children(recursive=True), server, *server.children(recursive=True)]

    @contextmanager
    def held_up(self, held: LiteralString = "SELECT FROM audit.head FOR UPDATE") -> Iterator[Callable[[], None]]:
        """Nobody can end what writes: its line in the log, or what else is `held`, waits. Gives what waits for one."""
        address = f"host={self._postmaster()[4]} user=postgres dbname=upstander"
        with closing(psycopg.connect(address)) as holding, psycopg.connect(address, autocommit=True) as looking:
            holding.execute(held)

            def wait() -> None:
                while not looking.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
                    pass

            yield wait

    def _postmaster(self) -> list[str]:
        return (self.folder / "database/postmaster.pid").read_text().splitlines()


def kill(processes: list[psutil.Process]) -> None:
    """Kills processes as they are, with no time to say goodbye."""
    for one in processes:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(processes)


@contextmanager
def serving(folder: Path, *given: str, **environment: str) -> Iterator[Served]:
    """The desk of a folder, opened by its command, and stopped as a service is."""
    with held_port() as port, _served(folder, port, *given, **environment) as served:
        yield served


@contextmanager
def _served(folder: Path, port: int, *given: str, **environment: str) -> Iterator[Served]:
    left_out = ("DATABASE_URL", "UPSTANDER_SECRET", "UPSTANDER_KEYS", "DJANGO_SETTINGS_MODULE")
    clean = {name: value for name, value in os.environ.items() if name not in left_out}
    command = [Path(sys.executable).with_name("upstander"), "serve", str(folder), "--port", str(port), *given]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env=clean | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        said = ""
        for line in process.stdout or ():
            said += line
            if "The desk is open" in said:
                break
        try:
            assert "The desk is open" in said, said
            served = Served(folder, process, port)
            with closing(served):
                yield served
        finally:
            process.terminate()
