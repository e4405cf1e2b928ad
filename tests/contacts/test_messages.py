"""Messages that a force system holds are linked by the number of the other party."""

import pytest

KNOWN = {
    "nominal_phones": """
        nominal_id | number
        Ms A       | +447700900101
        """,
    "staff": """
        staff_id
        PC 12
        PC 56
        """,
    "staff_phones": """
        staff_id | number        | from_at
        PC 56    | +447700900156 | 2025-01-01
        """,
}


@pytest.fixture
def message(ledger):
    def to(other):
        drawn = {
            "messages": f"""
            message_id | staff_id | channel | other_party | at
            5          | PC 12    | sms     | {other}     | 2025-03-01 10:00
            """
        }
        return ledger(KNOWN | drawn, "kind", "nominal_id", "other_party", "answer")

    return to


@pytest.mark.parametrize("written", ["+447700900101", "07700 900101"])
def test_a_number_in_any_form_is_linked(message, written):
    assert [found[:3] for found in message(written)] == [("message", "Ms A", "+447700900101")]


def test_a_handle_nobody_is_known_by_is_kept_and_cannot_be_assessed(message):
    assert message("@somebody") == [("message", None, "@somebody", "cannot_assess")]


@pytest.mark.parametrize("colleague", ["+447700900156", "PC 56"])
def test_a_colleague_is_no_member_of_the_public(message, colleague):
    assert message(colleague) == []
