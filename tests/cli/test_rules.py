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
