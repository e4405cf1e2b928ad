"""`upstander rules` prints the rules of a day for a kind of person."""

from click.testing import CliRunner

from upstander.cli.rules import rules


def printed(*arguments):
    result = CliRunner().invoke(rules, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_rules_of_the_day_are_printed_with_source_and_status():
    output = printed("--on", "2025-06-01", "--kind", "officer")
    assert "SI 2025/558, presumption of dismissal; to be checked; from 2025-05-28" in output
    assert "still to be checked against the text of the law" in output


def test_another_kind_or_an_earlier_day_of_attention_has_other_rules():
    assert "presumption of dismissal" not in printed("--on", "2025-06-01", "--kind", "pcso")
    assert "presumption of dismissal" not in printed("--on", "2025-06-01", "--kind", "officer", "--came", "2025-05-27")


def test_a_matter_cannot_have_come_after_the_day_that_is_asked_for():
    asked = ("--on", "2025-06-01", "--kind", "officer", "--came", "2025-06-02")
    result = CliRunner().invoke(rules, asked)
    assert result.exit_code == 2
    assert "2025-06-02 is later than --on 2025-06-01: give the day it came, no later, or leave it out" in result.output
    assert CliRunner().invoke(rules, (*asked[:-1], "2025-06-01")).exit_code == 0


def test_what_does_not_govern_staff_is_told_to_them_as_to_be_checked():
    output = printed("--on", "2025-06-01", "--kind", "pcso")
    assert "Police Staff Council Handbook, Part 3, notice and seriousness; to be checked; without a first day" in output
    assert "SI 2020/4, reg 14" not in output
