"""Desks run for real: commands as an administrator types them, pages over HTTP, and servers of PostgreSQL of one's own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

from tests.ports import held_port
from upstander.website.embedded import programs, started

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("running"))  # one worker holds the servers


@pytest.fixture
def told() -> Callable[..., tuple[int, str]]:
    """Runs a command and gives its exit status and what it said."""
    return run


def run(*words: object, **environment: str) -> tuple[int, str]:
    return _run([Path(sys.executable).with_name("upstander"), *words], environment)


def act(folder: object, what: str, *given: object, **environment: str) -> str:
    """Does something as the owner of a desk's tables (`acting.py`), and gives what it said."""
    status, said = _run([sys.executable, "-m", "tests.running.acting", folder, what, *given], environment)
    assert status == 0, said
    return said.strip()


def _run(command: list[object], environment: dict[str, str]) -> tuple[int, str]:
    left_out = ("DATABASE_URL", "UPSTANDER_SECRET", "UPSTANDER_KEYS", "DJANGO_SETTINGS_MODULE")
    clean = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(  # noqa: S603 - our own commands
        [str(word) for word in command],
        env=clean | {"COLUMNS": "300"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd=HERE.parents[1],
    )
    return done.returncode, done.stdout


@dataclass(frozen=True)
class Cluster:
    """A server of PostgreSQL as a force runs it: over TCP, with passwords."""

    port: int
    password: str = "the superuser's own"  # noqa: S105 - of a server that lives for a test

    @property
    def administrator(self) -> str:
        where = {"host": "127.0.0.1", "port": self.port, "user": "postgres", "dbname": "postgres"}
        return make_conninfo(**where, password=self.password)


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose name is short enough for a socket in it; it goes with the test, that a small disk holds them all."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as held:
        yield Path(held)


@pytest.fixture(scope="session", params=[16, 18])
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as first:
        started(Path(first), at_the_end="delete").cleanup()  # lets the programs be run by who may run them
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as held, held_port() as port:
        yield from _running(request.param, Path(held), Cluster(port))


def _running(version: int, folder: Path, made: Cluster) -> Iterator[Cluster]:
    (folder / "password").write_text(made.password)
    user = _user(folder)
    data, folder_of_programs = folder / "data", programs(version)
    make = ["initdb", "-D", data, "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}"]
    _as(user, folder_of_programs, *make)
    start = f"-h 127.0.0.1 -p {made.port} -k {folder}"
    _as(user, folder_of_programs, "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", start, "start")
    yield made
    _as(user, folder_of_programs, "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _user(folder: Path) -> str | None:
    """Who runs it: PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return None
    subprocess.run(["/bin/chown", "-R", "pgserver", str(folder)], check=True)  # noqa: S603
    return "pgserver"


def _as(user: str | None, folder: Path, program: str, *words: object) -> None:
    command = [str(folder / program), *map(str, words)]
    subprocess.run(command, user=user, check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603 - as above
