"""The table of what a compromise surrenders stands in the documentation, and each line of it is held by tests."""

import ast
import re
from collections.abc import Sequence

import pytest

from tests.reporting.conftest import ROOT

TABLE = "## What a compromise surrenders"
# Every part that somebody could have in their hands: those of the threat model, and those that came since.
PARTS = (
    "the door's machine, from now on",
    "the whole disk of the door",
    "the door's role in the database",
    "the post room's role in the database",
    "a dump of the database",
    "a backup",
    "a backup and its key",
    "the unit's private key and the database",
    "the desk's machine",
    "somebody's session at the desk",
    "a bag on its way to somebody outside the unit",
    "one custodian",
    "two custodians and a request",
    "a receipt that somebody finds",
)


def rows() -> Sequence[tuple[str, ...]]:
    """The lines of the table, cell by cell, without its head."""
    told = (ROOT / "docs" / "door.md").read_text("utf-8").split(TABLE, 1)[1].split("\n\n## ", 1)[0]
    lines = [line for line in told.splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[2:]]


def defined_in(file: str) -> set[str]:
    """The tests that a file defines."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_the_table_has_every_part() -> None:
    assert [row[0] for row in rows()] == list(PARTS)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_line_says_what_is_not_surrendered_and_names_tests_that_there_are(row: tuple[str, ...]) -> None:
    _who, _gets, lacks, held_by = row
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", held_by)
    assert lacks
    assert named
    assert [f"{file}::{name}" for file, name in named if name not in defined_in(file)] == []
