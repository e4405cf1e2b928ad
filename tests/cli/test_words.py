"""The command that lists keyword sets, with what each carries about its false hits."""

import json

import pytest
from click.testing import CliRunner

from upstander.cli.scan import scan
from upstander.cli.words import words
from upstander.detection.words.carrying import text_of
from upstander.detection.words.keyword_set import keyword_sets, read_set

STAFF = (
    "staff_id,name,sex,role,rank,team_id,supervisor_id,started_on,left_on\nPC 12,A. Name,,constable,,,,2015-04-01,\n"
)
MESSAGES = (
    "message_id,staff_id,channel,direction,other_party,at,text\n"
    "1,PC 12,sms,out,+447700900001,2025-03-01T22:10Z,Your crime number is on its way X\n"
)
PHONES = "nominal_id,number,from_at,to_at\nMs A,+447700900001,2024-01-01T00:00Z,\n"
INCIDENTS = "incident_id,reported_at,closed_at,kind,grade,lat,lon\nI1,2025-02-28T10:00Z,,burglary,priority,,\n"
INVOLVEMENTS = "incident_id,nominal_id,role,from_at\nI1,Ms A,victim,2025-02-28T10:00Z\n"
ASSIGNMENTS = "incident_id,staff_id,role,from_at,to_at\nI1,PC 12,investigator,2025-02-28T11:00Z,\n"


@pytest.fixture
def scanned(tmp_path):
    """The folder of a scan of one text that ends in a kiss, read with authority, and what the scan printed."""
    exports = tmp_path / "exports"
    exports.mkdir()
    feeds = {"staff": STAFF, "messages": MESSAGES, "nominal_phones": PHONES, "incidents": INCIDENTS}
    for name, text in (feeds | {"involvements": INVOLVEMENTS, "assignments": ASSIGNMENTS}).items():
        (exports / f"{name}.csv").write_text(text)
    (tmp_path / "force.toml").write_text('content_authority = "Deputy Chief Constable, policy 12"\n')
    asked = [str(exports), "--out", str(tmp_path / "leads"), "--settings", str(tmp_path / "force.toml")]
    ended = CliRunner().invoke(scan, asked)
    assert ended.exit_code == 0, ended.output
    return tmp_path / "leads", " ".join(ended.output.split())


def said(*asked):
    ended = CliRunner().invoke(words, [str(one) for one in asked])
    return ended.exit_code, " ".join(ended.output.split())


def test_every_set_is_listed_and_one_with_no_rate_says_so():
    code, printed = said()
    assert code == 0
    assert all(one.name in printed for one in keyword_sets())
    assert printed.count("it carries no false-hit rate (not measured on real messages)") == len(keyword_sets())


def test_a_scan_prints_and_keeps_what_it_measured(scanned):
    folder, printed = scanned
    assert "Words of kisses: 1000.0 hits in 1,000 messages of this force (1 in 1; at most 1000.0" in printed
    assert "Every false hit is a hit" in printed
    measured = {
        one["name"]: one["hits_here"] for one in json.loads((folder / "report.json").read_text())["keyword_sets"]
    }
    assert measured["kisses"]["hits"] == measured["kisses"]["texts"] == 1


def test_what_was_measured_is_carried_into_files_of_the_sets(scanned, tmp_path):
    code, printed = said("--in", scanned[0], "--carry", tmp_path / "sets", "--force", "Westshire Police")
    assert code == 0, printed
    kisses = read_set(tmp_path / "sets" / "kisses.toml")
    assert (kisses.false_hits.per_thousand, kisses.false_hits.whose) == (1000, "Westshire Police")
    assert not (tmp_path / "sets" / "allegation_english.toml").exists()  # no calls to measure it on
    (tmp_path / "ours.toml").write_text('keyword_sets = ["sets/kisses.toml"]')
    code, printed = said("--settings", tmp_path / "ours.toml")
    assert "it carries 1000 in 1,000 (1 hits in 1 ordinary texts from 2025-03-01" in printed


def test_a_file_that_is_there_is_not_written_over(scanned, tmp_path):
    """It may have been reviewed since."""
    asked = ("--in", scanned[0], "--carry", tmp_path / "sets", "--force", "Westshire Police")
    said(*asked)
    (tmp_path / "sets" / "kisses.toml").write_text("reviewed")
    (tmp_path / "sets" / "secrecy_english.toml").unlink()
    code, printed = said(*asked)
    assert (code, "name another folder" in printed) == (1, True)
    assert (tmp_path / "sets" / "kisses.toml").read_text() == "reviewed"
    assert not (tmp_path / "sets" / "secrecy_english.toml").exists()


def with_own(tmp_path, was, now):
    """Settings that name a set of kisses of the force's own: the shipped one with one thing changed."""
    text = text_of(next(one for one in keyword_sets() if one.name == "kisses"))
    assert was in text
    (tmp_path / "kisses.toml").write_text(text.replace(was, now), encoding="utf-8")
    (tmp_path / "ours.toml").write_text('keyword_sets = ["kisses.toml"]')
    return "--settings", tmp_path / "ours.toml"


def test_a_measurement_is_not_carried_to_words_that_were_not_measured(scanned, tmp_path):
    own = with_own(tmp_path, '"x",', '"x", "xo",')
    code, printed = said(*own, "--in", scanned[0], "--carry", tmp_path / "sets", "--force", "Westshire Police")
    assert code == 1
    assert "does not say that it measured the words that kisses has now" in printed
    assert "scan again with these sets" in printed
    assert not (tmp_path / "sets").exists()


def test_a_set_with_a_new_owner_and_the_same_words_takes_the_measurement(scanned, tmp_path):
    own = with_own(tmp_path, "Upstander maintainers", "Counter Corruption Unit, and not Upstander maintainers")
    code, printed = said(*own, "--in", scanned[0], "--carry", tmp_path / "sets", "--force", "Westshire Police")
    assert code == 0, printed
    assert read_set(tmp_path / "sets" / "kisses.toml").owner.startswith("Counter Corruption Unit")


def test_a_set_that_cannot_take_a_measurement_is_named_with_the_remedy(scanned, tmp_path):
    own = with_own(tmp_path, "[false_hits]\nmeasured_on = ", "false_hits.measured_on = ")
    code, printed = said(*own, "--in", scanned[0], "--carry", tmp_path / "sets", "--force", "Westshire Police")
    assert code == 1
    assert "kisses.toml: it has no block that begins with the line [false_hits]" in printed
    assert not (tmp_path / "sets").exists()


@pytest.mark.parametrize(
    ("report", "remedy"),
    [
        (None, "holds no report.json: name the folder that `upstander scan` wrote"),
        ("{}", "was written by an older Upstander, which measured no keyword sets: scan again"),
        ("{", "scan again into another folder"),
    ],
)
def test_a_folder_without_measurements_is_said_before_anything_is_printed(tmp_path, report, remedy):
    if report:
        (tmp_path / "report.json").write_text(report)
    code, printed = said("--in", tmp_path)
    assert code == 1
    assert remedy in printed
    assert printed.startswith("Error: ")


def test_brackets_in_what_people_wrote_are_printed_as_they_stand(tmp_path):
    code, printed = said(*with_own(tmp_path, "Upstander maintainers", "Unit [x] of [/x]"))
    assert code == 0, printed
    assert "Owner: Unit [x] of [/x], until" in printed
    (tmp_path / "report.json").write_text('{"keyword_sets": [{"said": "[x] and [/x]"}]}')
    assert "Measured by the scan: [x] and [/x]." in said("--in", tmp_path)[1]


def test_measurements_are_not_carried_without_whose_they_are(scanned, tmp_path):
    code, printed = said("--in", scanned[0], "--carry", tmp_path / "sets")
    assert code == 2
    assert "--force" in printed
