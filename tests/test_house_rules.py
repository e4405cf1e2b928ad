"""The rules of the house that no tool checks: files fit one sitting, say what they are for, and have names of the field."""

import ast
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parent.parent / "src" / "upstander").rglob("*.py"))
MOST_LINES = 300
NO_HOME = {"utils", "helpers", "common", "misc", "shared", "tools"}


@pytest.mark.parametrize("rule", ["sitting", "purpose", "name"])
def test_every_file_keeps_the_rules_of_the_house(rule):
    assert [str(path) for path in FILES if not keeps(path, rule)] == []


def keeps(path, rule):
    text = path.read_text(encoding="utf-8")
    if rule == "sitting":
        return len(text.splitlines()) <= MOST_LINES
    if rule == "purpose":
        return bool((ast.get_docstring(ast.parse(text)) or "").strip())
    return path.stem not in NO_HOME


def test_the_rules_are_asked_of_every_room():
    finding = {"records", "engines", "contacts", "detection", "signs", "leads", "simulation", "trials"}
    rooms = finding | {"audit", "casework", "cli", "learning"}
    assert rooms <= {path.parent.name for path in FILES}


@pytest.mark.parametrize("path", sorted((Path(__file__).parent.parent).glob("*.lock")), ids=lambda path: path.name)
def test_no_lock_file_names_a_registry(path):
    assert "://" not in path.read_text(encoding="utf-8")
