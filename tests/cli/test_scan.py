"""What the command that scans says of records that hold little."""

from click.testing import CliRunner

from upstander.cli.scan import scan

STAFF = (
    "staff_id,name,sex,role,rank,team_id,supervisor_id,started_on,left_on\nPC 12,A. Name,,constable,,,,2015-04-01,\n"
)
ACCESSES = "access_id,staff_id,at,system,action\n1,PC 12,2025-03-01T22:10Z,RMS,view\n"


def test_an_empty_list_says_how_many_signs_it_answers_and_names_those_that_could_not_be_asked(tmp_path):
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "staff.csv").write_text(STAFF)
    (exports / "accesses.csv").write_text(ACCESSES)
    ended = CliRunner().invoke(scan, [str(exports), "--out", str(tmp_path / "leads")])
    said = " ".join(ended.output.split())
    assert ended.exit_code == 0, said
    assert "could not be asked of these records, and nothing is known about them" in said
    assert "That is an answer too" not in said
    assert "Cannot assess: Contact while off duty (no records of phone_events and shifts" in said
