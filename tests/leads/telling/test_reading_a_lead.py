"""The two commands, and the line that every reading leaves."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.leads.telling.scans import CASE_2_EVIDENCE, case_2, case_10, write_case_2, write_scan
from upstander.cli.dossier import dossier
from upstander.cli.explain import explain

COMMANDS = [(explain, []), (dossier, ["--to", "lead.pdf"])]


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_case_2(tmp_path)


def run(command: Any, lead_id: str, scan: Path, *given: str, purpose: str = "tasking meeting") -> Result:
    return CliRunner().invoke(command, [lead_id, "--in", str(scan), "--purpose", purpose, *given])


def readings(scan: Path) -> list[dict[str, Any]]:
    path = scan / "readings.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_explaining_a_lead_shows_it_and_leaves_who_when_why_and_which(scan: Path) -> None:
    result = run(explain, "L-2", scan)
    assert (result.exit_code, "Ashby Rourke went on calling" in result.output) == (0, True)
    (line,) = readings(scan)
    assert (line["lead_id"], line["command"], line["purpose"]) == ("L-2", "explain", "tasking meeting")
    assert line["who"]
    assert dt.datetime.fromisoformat(line["at"]).utcoffset() == dt.timedelta(0)


def test_a_dossier_leaves_the_fingerprint_of_the_file_it_wrote(scan: Path, tmp_path: Path) -> None:
    result = run(dossier, "L-2", scan, "--to", "lead.pdf")
    digest = hashlib.sha256((tmp_path / "lead.pdf").read_bytes()).hexdigest()
    assert (result.exit_code, readings(scan)[0]["sha256"]) == (0, digest)
    assert digest in result.output


def test_readings_are_only_ever_added_to(scan: Path) -> None:
    run(explain, "L-2", scan, purpose="first")
    before = (scan / "readings.jsonl").read_bytes()
    run(explain, "L-2", scan, purpose="second\nline")
    after = (scan / "readings.jsonl").read_bytes()
    assert after.startswith(before)
    assert [line["purpose"] for line in readings(scan)] == ["first", "second\nline"]


def test_readings_are_for_the_one_account_that_made_them(scan: Path) -> None:
    run(explain, "L-2", scan)
    assert (scan / "readings.jsonl").stat().st_mode & 0o077 == 0


def test_who_reads_is_the_account_itself_whatever_the_environment_says(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "somebody.else")
    monkeypatch.setenv("LOGNAME", "somebody.else")
    run(explain, "L-2", scan)
    assert readings(scan)[0]["who"] != "somebody.else"


@pytest.mark.parametrize(("command", "more"), COMMANDS)
def test_an_unknown_lead_is_refused_names_no_other_and_leaves_a_line(command: Any, more: list[str], scan: Path) -> None:
    result = run(command, "L-1", scan, *more)
    assert (result.exit_code, "There is no lead 'L-1' in this scan." in result.output) == (2, True)
    assert "L-2" not in result.output
    assert [(line["lead_id"], line["outcome"]) for line in readings(scan)] == [("L-1", "no such lead")]


@pytest.mark.parametrize(("command", "more"), COMMANDS)
@pytest.mark.parametrize("purpose", ["", "  "])
def test_without_a_purpose_nothing_is_shown(command: Any, more: list[str], purpose: str, scan: Path) -> None:
    result = run(command, "L-2", scan, *more, purpose=purpose)
    assert (result.exit_code, "--purpose must not be blank" in result.output) == (2, True)
    assert readings(scan) == []


@pytest.mark.parametrize(("command", "more"), COMMANDS)
def test_a_reading_that_cannot_be_recorded_shows_nothing(command: Any, more: list[str], scan: Path) -> None:
    (scan / "readings.jsonl").mkdir()
    result = run(command, "L-2", scan, *more)
    assert result.exit_code == 1
    assert "Rourke" not in result.output
    assert not Path("lead.pdf").exists()


@pytest.mark.parametrize(("command", "more"), COMMANDS)
def test_a_folder_that_holds_no_scan_is_refused(command: Any, more: list[str], tmp_path: Path) -> None:
    result = run(command, "L-2", tmp_path, *more)
    assert (result.exit_code, "does not hold a scan" in result.output) == (2, True)


def test_a_dossier_that_cannot_be_written_says_so(scan: Path) -> None:
    result = run(dossier, "L-2", scan, "--to", "no/such/folder/lead.pdf")
    assert (result.exit_code, "The dossier was not written" in result.output) == (1, True)


def test_one_lead_of_several_is_told_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = {"L-2": CASE_2_EVIDENCE, "L-10": {"x": [("positions", "MDT5|5")]}}
    result = run(explain, "L-10", write_scan(tmp_path, {"L-2": case_2(), "L-10": case_10()}, evidence))
    assert "Thackery" in result.output
    assert "Rourke" not in result.output
