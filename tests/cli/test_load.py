"""The commands that take a force's exports in say what became of every row."""

import json

import pytest
from click.testing import CliRunner

from upstander.cli.feeds import feeds
from upstander.cli.load import load
from upstander.records.catalogue import all_feeds

ACCESS = "access_id,staff_id,at,system,action,terminal\n"


@pytest.fixture
def run(tmp_path):
    def _run(text, *options):
        (tmp_path / "accesses.csv").write_text(text)
        return CliRunner().invoke(load, [str(tmp_path / "accesses.csv"), "--into", str(tmp_path / "store"), *options])

    return _run


def test_a_load_tells_what_was_accepted_and_refused_and_where_it_lies(run, tmp_path):
    result = run(f"{ACCESS}1,PC 12,2025-03-01T22:10Z,RMS,view,W1\n2,PC 12,then,RMS,view,W1\n")
    assert result.exit_code == 0
    assert "accesses.csv -> accesses: 2 read, 1 accepted, 0 duplicates, 0 replaced, 1 refused" in result.stdout
    assert "columns left out: terminal" in result.stdout
    assert "1 refused, at: not a time in ISO 8601" in result.stdout
    assert "row 3: then" in result.stdout
    assert str(tmp_path / "store" / "refused" / "accesses") in result.stdout
    assert "In all: 2 read, 1 accepted, 0 duplicates, 0 replaced, 1 refused" in result.stdout


def test_a_second_load_says_that_nothing_changes(run):
    run(f"{ACCESS}1,PC 12,2025-03-01T22:10Z,RMS,view,W1\n")
    again = run(f"{ACCESS}1,PC 12,2025-03-01T22:10Z,RMS,view,W1\n")
    assert again.exit_code == 0
    assert "already loaded; nothing changes" in again.stdout


def test_a_load_of_which_nothing_can_be_read_fails(run):
    result = run("colour\nred\n")
    assert result.exit_code == 1
    assert "needs the column access_id" in result.stdout


@pytest.mark.parametrize(
    ("option", "said"), [("no_such", "there is no mapping no_such"), ("rms_audit", "reads the column")]
)
def test_a_mapping_that_does_not_fit_fails_with_its_reason(run, option, said):
    result = run(f"{ACCESS}1,PC 12,2025-03-01T22:10Z,RMS,view,W1\n", "--mapping", option)
    assert result.exit_code == 1
    assert said in result.output


def test_feeds_and_shipped_mappings_are_listed():
    shown = CliRunner().invoke(feeds).stdout
    assert all(name in shown for name in all_feeds())
    assert "mobile_bill" in shown


def test_templates_and_schemas_are_written_for_every_feed(tmp_path):
    result = CliRunner().invoke(feeds, ["--template", str(tmp_path), "--schema", str(tmp_path)])
    assert result.exit_code == 0
    for name, feed in all_feeds().items():
        header = (tmp_path / f"{name}.csv").read_text().strip()
        assert header == ",".join(c.name for c in feed.columns)
        assert json.loads((tmp_path / f"{name}.schema.json").read_text())["name"] == name
