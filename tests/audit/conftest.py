"""A real PostgreSQL in a temporary folder, and in it a fresh log for each test."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.audit.kept_log import KeptLog
from upstander.audit import install
from upstander.website.embedded import started

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("audit"))  # one worker holds the server


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as held:
        kept = started(Path(held), at_the_end="delete")
        with psycopg.connect(kept.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE ROLE desk LOGIN; CREATE ROLE auditor LOGIN")
        yield kept
        kept.cleanup()


@pytest.fixture
def log(server: Any, tmp_path: Path) -> Iterator[KeptLog]:
    """A log that is set up and holds nothing; its two folders and its key are there, and no checkpoint."""
    with fresh_log(server, tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def one_log(server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptLog]:
    """One log for all examples of a property."""
    with fresh_log(server, tmp_path_factory.mktemp("log")) as made:
        yield made


def fresh_log(server: Any, folder: Path) -> KeptLog:
    made = KeptLog.create(server.get_uri(), folder)
    with made.connect() as connection:
        install(connection, writers=["desk"])
        connection.execute("GRANT upstander_audit_reader TO auditor")
    return made
