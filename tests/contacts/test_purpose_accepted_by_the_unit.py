"""What two people of the unit accepted explains contact of the two it names, then and no longer."""

import pytest

ACCEPTED = """
    explanation_id | staff_id | nominal_id | from_at          | to_at            | accepted_by | accepted_at
    e1             | PC 12    | Ms A       | 2025-01-01 00:00 | 2025-04-01 00:00 | DI 2        | 2025-02-01 09:00
"""


@pytest.fixture
def answers(ledger):
    def of(*times, by="PC 12", accepted=ACCEPTED):
        read = "\n".join(f"{n} | {by} | {time} | Ms A" for n, time in enumerate(times))
        records = {"accesses": f"access_id | staff_id | at | nominal_id\n{read}", "accepted_explanations": accepted}
        found = ledger(records, "answer", "purpose")
        return [(answer, purpose) if purpose else (None, None) for answer, purpose in found]

    return of


def test_it_explains_look_ups_of_these_two_before_and_after_it_was_accepted(answers):
    assert answers("2025-01-05 10:00", "2025-03-20 22:00") == [("explained", "accepted_by_the_unit")] * 2


def test_it_explains_nothing_of_anybody_else(answers):
    assert answers("2025-03-20 22:00", by="PC 13") == [(None, None)]


def test_it_ends_on_its_day_and_after_a_year_at_most(answers):
    assert answers("2025-04-02 10:00") == [(None, None)]
    lasting = ACCEPTED.replace("2025-01-01 00:00 | 2025-04-01", "2023-01-01 00:00 | 2025-12-31")
    assert answers("2025-03-20 22:00", accepted=lasting) == [(None, None)]


def test_who_accepts_an_explanation_of_their_own_contact_explains_nothing_but_by_themselves(answers):
    own = ACCEPTED.replace("DI 2 ", "PC 12")
    assert answers("2025-03-20 22:00", accepted=own) == [("self_explained", "accepted_by_the_unit")]
