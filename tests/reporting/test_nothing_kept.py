"""Nothing is kept that could lead to who came: markers are sent in everything that a browser tells, and looked for."""

import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.reporting.conftest import Opened, carried, words_in
from tests.running.conftest import run
from upstander.website.addresses import DATABASE, DOOR
from upstander.website.embedded import programs, started

ADDRESS = "127.0.0.77"  # of this machine as every 127.x.x.x is, and used by nothing else
MARKERS = {
    "User-Agent": "marker-agent-5b1f",
    "X-Forwarded-For": "203.0.113.77",
    "X-Real-IP": "203.0.113.78",
    "Forwarded": "for=203.0.113.79",
    "Referer": "http://marker-referer-77aa.example/",
    "Accept-Language": "marker-language-19cd",
    "Cookie": "marker=cookie-3e5d",
    "X-Requested-With": "marker-header-0f0f",
}
LOOKED_FOR = [
    "marker-agent-5b1f", "203.0.113.77", "203.0.113.78", "203.0.113.79", "marker-referer-77aa", "marker-language-19cd",
    "cookie-3e5d", "marker-header-0f0f", "marker-path-8c8c", "marker-query-2d2d", "marker-words-6a6a",
    ADDRESS,
]  # fmt: skip


def test_no_marker_of_a_visit_stands_anywhere_afterwards(door: Opened, desk_folder: Path) -> None:
    """Not in the database or a dump of it, nor in any file of desk and door, nor in what either process said."""
    _visit(door)
    assert _found_in(_everything(desk_folder)) == []


def test_no_marker_of_a_visit_stands_in_a_backup_or_in_what_is_restored_from_it(
    door: Opened, desk_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    _visit(door)
    place = tmp_path_factory.mktemp("kept")  # a short name: a socket lies in it
    for command in (
        ("backup-key", place / "key"),
        ("backup", desk_folder, "--to", place / "backup", "--for", place / "key.pub"),
        ("restore", place / "backup", place / "desk", "--key", place / "key"),
    ):
        status, said = run(*command)
        assert status == 0, said
    restored = _everything(place / "desk")
    assert any(b"reporting_letter" in one for one in restored)
    assert _found_in(restored) == []


def test_the_door_writes_days_and_no_times(superuser: str) -> None:
    asked = """
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_name LIKE 'reporting\\_%' AND (data_type LIKE 'time%' OR data_type IN ('inet', 'cidr'))
        """
    dated = (
        "SELECT count(*) FROM information_schema.columns WHERE table_name LIKE 'reporting\\_%' AND data_type = 'date'"
    )
    with psycopg.connect(superuser) as connection:
        assert connection.execute(asked).fetchall() == []
        assert connection.execute(dated).fetchall() != [(0,)]


def _visit(door: Opened) -> None:
    """Everything that somebody can do at the door, with a marker in all that a browser tells."""

    def asks(path: str, body: bytes | None = None, **more: str) -> str:
        return door.asks(path, body, come_from=ADDRESS, **MARKERS | more)[2]

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    page = asks("/calls?marker-query-2d2d")
    given = {"danger": "yes", "what": "marker-words-6a6a", "carried": carried(page), "go": "on"}
    receipt = words_in(asks("/calls", urlencode(given).encode(), **form))
    assert receipt
    asks("/return", urlencode({"receipt": " ".join(receipt)}).encode(), **form)
    asks("/marker-path-8c8c")  # what is not there
    asks("/calls", b"\xff" * 100)  # what cannot be read
    asks("/calls", b"x" * 3_000_000, **form)


def test_what_the_database_refuses_stands_in_no_log_of_its_own(door: Opened, desk_folder: Path, superuser: str) -> None:
    """The server writes statements that fail, with all that they hold: not for the door's role."""
    assert door.process.poll() is None
    letter = "SELECT reporting_take(gen_random_uuid(), 'marker-refused-9c9c', 'x', 'unit', true, 'x')"
    connected = psycopg.connect(superuser, user=DOOR, autocommit=True)
    with connected as refused, pytest.raises(psycopg.errors.RaiseException):
        refused.execute(letter)
    logs = [file for file in desk_folder.rglob("*") if file.is_file() and "log" in file.name]
    assert logs
    assert [file for file in logs if b"marker-refused-9c9c" in file.read_bytes()] == []


def test_the_search_would_find_a_marker(desk_folder: Path) -> None:
    (desk_folder / "kept.log").write_text("203.0.113.77", "ascii")
    try:
        assert _found_in(_everything(desk_folder)) == ["203.0.113.77"]
    finally:
        (desk_folder / "kept.log").unlink()


def _everything(desk_folder: Path) -> list[bytes]:
    server = started(desk_folder / "database")
    dump: Any = subprocess.run(  # noqa: S603 - PostgreSQL's own
        [programs(18) / "pg_dump", make_conninfo(server.get_uri(), dbname=DATABASE)], capture_output=True, check=True
    )
    server.cleanup()
    files = [file for file in desk_folder.parent.rglob("*") if file.is_file() and not file.is_symlink()]
    return [dump.stdout, *(file.read_bytes() for file in files)]


def _found_in(held: list[bytes]) -> list[str]:
    return [marker for marker in LOOKED_FOR if any(marker.encode() in one for one in held)]


def test_a_browser_is_told_to_keep_nothing_that_the_door_sends_neither_pages_nor_style(door: Opened) -> None:
    for path in (
        "/",
        "/cy/staff",
        "/calls",
        "/return",
        "/support",
        "/paper/public",
        "/static/desk/desk.css",
        "/static/scripts/leave.js",
    ):
        status, headers, _page = door.asks(path)
        assert (status, headers["Cache-Control"]) == (200, "no-store"), path
