"""The command that scans, on an engine that is not DuckDB."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from pysail.spark import SparkConnectServer

from tests.cli.test_scan import ACCESSES, STAFF
from upstander.cli.scan import scan


def test_an_engine_that_there_is_not_is_said_and_nothing_is_written(tmp_path):
    ended = CliRunner().invoke(scan, [str(tmp_path), "--engine", "spork", "--out", str(tmp_path / "leads")])
    assert ended.exit_code == 1
    assert "there is no engine at 'spork'" in ended.output
    assert not (tmp_path / "leads").exists()


@pytest.mark.xdist_group("sail")
def test_a_folder_of_records_is_loaded_scanned_on_a_server_and_written(tmp_path):
    exports, leads = tmp_path / "exports", tmp_path / "leads"
    exports.mkdir()
    (exports / "staff.csv").write_text(STAFF)
    (exports / "accesses.csv").write_text(ACCESSES)
    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    address = f"sc://127.0.0.1:{server.listening_address[1]}"
    where = ["--engine", address, "--scratch", str(tmp_path), "--out", str(leads)]
    # In a process of its own, which may speak over loopback, as no test may.
    command = [sys.executable, "-c", "from upstander.cli import main; main()", "scan", str(exports), *where]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    server.stop()
    assert ended.returncode == 0, ended.stderr
    assert json.loads((leads / "report.json").read_text())["people_scanned"] == 1
    assert not (leads / "store" / "derived").exists()
    assert not list(tmp_path.glob("upstander-*"))
