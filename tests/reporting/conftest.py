"""A door that is open for real, beside the desk whose database it writes to, and a browser in front of it."""

import http.client
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from nacl.public import PrivateKey
from psycopg.conninfo import make_conninfo

from tests.ports import held_port
from upstander.reporting.receipt import Receipt
from upstander.reporting.recipients import ELSEWHERE, FILE, UNIT, Recipient, Recipients, written
from upstander.website.addresses import DATABASE
from upstander.website.embedded import started

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and "keys" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("door"))  # one worker holds the server
            item.add_marker(pytest.mark.enable_socket)


@dataclass(frozen=True)
class Opened:
    """Something that is open: its process, where, and the file of everything that it says."""

    process: "subprocess.Popen[bytes]"
    port: int
    said: Path

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://localhost:{self.port}"

    def asks(
        self, path: str, body: bytes | None = None, *, come_from: str = "127.0.0.1", **headers: str
    ) -> tuple[int, dict[str, str], str]:
        """The answer to a request from an address of this machine: status, headers, page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(come_from, 0))
        try:
            connection.request("GET" if body is None else "POST", path, body, {"Host": "localhost"} | headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()

    def sends(self, path: str, given: dict[str, str], **headers: str) -> tuple[int, str]:
        """The status and the page that a form is answered with."""
        form = {"Content-Type": "application/x-www-form-urlencoded"} | headers
        status, _headers, page = self.asks(path, urlencode(given).encode(), **form)  # type: ignore[arg-type]
        return status, page


@contextmanager
def opened(what: str, folder: Path, said: Path, *given: str, **environment: str) -> Iterator[Opened]:
    """`upstander serve` or `upstander door` of a folder, ready, and stopped as a service is."""
    with held_port() as port, _opened(what, folder, said, port, *given, **environment) as here:
        yield here


@contextmanager
def _opened(what: str, folder: Path, said: Path, port: int, *given: str, **environment: str) -> Iterator[Opened]:
    command = [Path(sys.executable).with_name("upstander"), what, folder, "--port", port, *given]
    with subprocess.Popen(  # noqa: S603 - our own command
        [str(word) for word in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=_clean() | environment,
    ) as process:
        listening = threading.Event()
        listener = threading.Thread(target=_kept, args=(process, said, listening))
        listener.start()
        try:
            assert listening.wait(120), said.read_text()
            yield Opened(process, port, said)
        finally:
            process.terminate()
            process.wait()
            listener.join()


def _kept(process: "subprocess.Popen[bytes]", said: Path, listening: threading.Event) -> None:
    """Writes down all that a process says, and tells when it says that it is open."""
    with said.open("wb", buffering=0) as out:
        for line in process.stdout or ():
            out.write(line)
            if b"is open at" in line:
                listening.set()


def _clean() -> dict[str, str]:
    left_out = ("DATABASE_URL", "UPSTANDER_SECRET", "UPSTANDER_KEYS", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if name not in left_out} | {"COLUMNS": "300"}


@dataclass(frozen=True)
class Keys:
    """The private keys of everybody outside the desk to whom the tests' door seals."""

    elsewhere: PrivateKey
    custodians: dict[str, PrivateKey]

    def recipients(self) -> Recipients:
        """The door's file of them, before the unit's own key is added."""
        others = [Recipient(name, f"Custodian {name}", key.public_key) for name, key in self.custodians.items()]
        regional = Recipient(ELSEWHERE, "The regional unit", self.elsewhere.public_key)
        return Recipients({UNIT: Recipient(UNIT, "x", regional.key), ELSEWHERE: regional}, tuple(others))


@pytest.fixture(scope="session")
def keys() -> Keys:
    """Somebody outside the unit, and three custodians."""
    return Keys(PrivateKey.generate(), {name: PrivateKey.generate() for name in ("ash", "birch", "cedar")})


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A desk that is open, with one person of each role."""
    place = tmp_path_factory.mktemp("desk")
    with opened("serve", place / "desk", place / "desk.said", "--demonstration") as here:
        yield here


@pytest.fixture(scope="session")
def desk_folder(desk: Opened) -> Path:
    """The folder of that desk."""
    return desk.said.with_name("desk")


@pytest.fixture(scope="session")
def door(desk_folder: Path, keys: Keys) -> Iterator[Opened]:
    """The door of that desk."""
    (desk_folder / "door").mkdir()
    (desk_folder / "door" / FILE).write_text(written(keys.recipients()), "utf-8")
    with opened("door", desk_folder, desk_folder.parent / "door.said", UPSTANDER_DOOR_LEAVE="/support") as here:
        yield here


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    """A small telephone whose browser runs no script."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def superuser(desk_folder: Path, door: Opened) -> Iterator[str]:
    server = started(desk_folder / "database")
    yield make_conninfo(server.get_uri(), dbname=DATABASE)
    server.cleanup()


@pytest.fixture
def letters_of(desk_folder: Any) -> Any:
    """Asks the database, past every wall, for what is there of a receipt: letters, and their sizes."""
    server = started(desk_folder / "database")

    def of(words: list[str]) -> list[tuple[Any, ...]]:
        with psycopg.connect(server.get_uri(), dbname=DATABASE) as connection:
            query = "SELECT recipient, urgent, octet_length(sealed), sealed FROM reporting_letter WHERE box_id = %s"
            return connection.execute(query, [Receipt(tuple(words)).box]).fetchall()

    yield of
    server.cleanup()


def carried(page: str) -> str:
    """What the form of a page carries."""
    found = re.search(r'name="(?:receipt_)?carried" value="([^"]+)"', page)
    assert found, page
    return found[1]


def words_in(page: str) -> list[str]:
    """The words of the receipt that a page shows."""
    listed = re.search(r'door-words"[^>]*>(.*?)</ol>', page, re.DOTALL)
    return re.findall(r"<li>(\w+)</li>", listed[1]) if listed else []


def reported(door: Opened, path: str = "/calls", **given: str) -> list[str]:
    """The words of a receipt, for something said by the call handlers' door, which has one page."""
    _status, _headers, page = door.asks(path)
    answers = {"danger": "no", "what": "something that was said"} | given
    status, page = door.sends(path, answers | {"carried": carried(page), "go": "on"})
    assert status == 200, page
    return words_in(page)
