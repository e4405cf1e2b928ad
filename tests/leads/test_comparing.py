"""Two scans side by side: who is raised by one alone, what changed, and what may be why."""

import dataclasses
import json

import pytest
from click.testing import CliRunner

from tests.leads.ordinary_force import CALLS, LOOK_UPS, VISITS, OrdinaryForce
from upstander.cli.compare import compare as command
from upstander.leads.comparing import Change, compare
from upstander.leads.scan import scan_known
from upstander.leads.settings import load_settings
from upstander.leads.telling.lead import NotAScanError
from upstander.leads.writing import write_scan


def force(**contacts):
    """`force(S7=9)`: nine look-ups and nine visits between S7 and somebody of theirs, in an ordinary force."""
    made = OrdinaryForce()
    for staff_id, count in contacts.items():
        for number in range(count):
            made.add(staff_id, f"Ms {staff_id}", "look_up", 100 - 3 * number)
            made.add(staff_id, f"Ms {staff_id}", "visit", 100 - 3 * number)
    return made


@pytest.fixture
def written(engine, tmp_path):
    """`written("one", force, check_chance=0.9)`: the folder of a scan of that force with those settings."""

    def write(name, made, **numbers):
        settings = load_settings()
        changed = {n: dataclasses.replace(settings.numbers[n], value=value) for n, value in numbers.items()}
        settings = dataclasses.replace(settings, numbers={**settings.numbers, **changed})
        scan = scan_known(made.known(engine), engine, (LOOK_UPS, VISITS, CALLS), settings)
        write_scan(scan, engine, tmp_path / "store", tmp_path / name)
        return tmp_path / name

    return write


def changes(found):
    return {one.staff_id: one.change for one in found.raised}


def test_two_scans_of_the_same_are_the_same(written):
    found = compare(written("one", force(S7=9)), written("two", force(S7=9)))
    assert changes(found) == {"S7": Change.SAME}
    assert not found.why


def test_who_is_raised_by_one_alone_is_told(written):
    one, two = written("one", force(S7=9, S20=9)), written("two", force(S7=9, S30=9))
    found = changes(compare(one, two))
    assert (found["S20"], found["S30"]) == (Change.ONLY_FIRST, Change.ONLY_SECOND)


def test_more_and_fewer_records_are_stronger_and_weaker(written):
    one, two = written("one", force(S7=5)), written("two", force(S7=12))
    assert changes(compare(one, two)) == {"S7": Change.STRONGER}
    assert changes(compare(two, one)) == {"S7": Change.WEAKER}


def test_a_setting_that_makes_leads_into_checks_is_named_with_both_values(written):
    one, two = written("one", force(S7=9)), written("two", force(S7=9), lead_chance=0.9999)
    found = compare(one, two)
    assert changes(found) == {"S7": Change.NOW_CHECK}
    assert found.why == {"setting lead_chance": (0.5, 0.9999)}
    assert (found.leads, found.checks) == ((1, 0), (0, 1))
    assert changes(compare(two, one)) == {"S7": Change.NOW_LEAD}


def test_a_folder_that_no_scan_wrote_is_refused_with_the_remedy(written, tmp_path):
    with pytest.raises(NotAScanError, match="name the folder that `upstander scan` wrote"):
        compare(written("one", force(S7=9)), tmp_path)


def test_whoever_compares_says_why_and_leaves_a_line_in_both(written):
    one, two = written("one", force(S7=9)), written("two", force(S30=9))
    refused = CliRunner().invoke(command, [str(one), str(two), "--purpose", " "])
    assert refused.exit_code == 2
    assert "S7" not in refused.output
    shown = CliRunner().invoke(command, [str(one), str(two), "--purpose", "settings of May"])
    assert shown.exit_code == 0, shown.output
    assert "S30" in shown.output
    for folder in (one, two):
        [line] = (folder / "readings.jsonl").read_text().splitlines()
        assert json.loads(line)["purpose"] == "settings of May"
