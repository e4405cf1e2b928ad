"""What the database itself shows of who read and answered what, and that nobody changes it or writes in another's name."""

import json
import uuid

import pytest
from django.db import DatabaseError

from tests.desk.trained import answered, begun
from upstander.access.sealed import mark

TABLES = ("pageread", "sitting", "attempt")
EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("table", TABLES)
def test_rows_of_another_are_shown_to_prevention_and_own_ones_to_everybody(desk, who, table):
    other = "staff" if who != "staff" else "liaison"
    answered(desk.accounts[other])
    assert bool(desk.sees(who, f"SELECT id FROM workforce_{table}")) == (who in {"prevent", "manager"})
    answered(desk.accounts[who])
    own = desk.accounts[who].pk
    assert desk.sees(who, f"SELECT id FROM workforce_{table} WHERE by_id = '{own}'")


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_whom_a_tie_keeps_from_somebody_are_not_there(desk, table):
    answered(desk.accounts["the subject"])
    answered(desk.accounts["a friend"])
    assert desk.sees("manager", f"SELECT count(DISTINCT by_id) FROM workforce_{table}") == [2]
    assert desk.sees("a friend", f"SELECT count(DISTINCT by_id) FROM workforce_{table}") == [1]  # their own


def test_what_was_not_sent_is_nobody_else_s(desk):
    sitting = begun(desk.accounts["staff"])
    from upstander.workforce import training_actions as actions  # noqa: PLC0415

    actions.answer(sitting=sitting, places={sitting.drawn()[0].question: 1}, by=desk.accounts["staff"])
    assert desk.sees("staff", "SELECT place FROM workforce_sittinganswer") == [1]
    for who in EVERYBODY:
        assert who == "staff" or desk.sees(who, "SELECT place FROM workforce_sittinganswer") == []


def test_nothing_is_answered_after_it_was_sent_nor_on_another_s_sitting(desk):
    sent, theirs, mine = (
        answered(desk.accounts["staff"]),
        begun(desk.accounts["liaison"]),
        begun(desk.accounts["staff"]),
    )
    add = (
        "INSERT INTO workforce_sittinganswer (at, question, place, by_id, sitting_id)"
        f" VALUES (now(), 'half_told', 1, '{desk.accounts['staff'].pk}', '{{}}') RETURNING 1"
    )
    for sitting in (sent.sitting_id, theirs.pk):
        with pytest.raises(DatabaseError, match="row-level security"):
            desk.sees("staff", add.format(sitting))
    assert desk.sees("staff", add.format(mine.pk)) == [1]


@pytest.mark.parametrize("table", [*TABLES, "sittinganswer"])
@pytest.mark.parametrize("statement", ["UPDATE workforce_{} SET at = now()", "DELETE FROM workforce_{}"])
def test_nothing_is_changed_or_taken_away_by_anybody(desk, table, statement):
    answered(desk.accounts["staff"])
    for role in ("upstander_desk", "postgres"):
        with pytest.raises(DatabaseError):
            desk.as_role(lambda: desk.run(statement.format(table)), role)


def insert(desk, who, *, by, marked, sitting):
    """An attempt written by hand."""
    answers = "'\\x00'::bytea"
    return desk.sees(
        who,
        'INSERT INTO workforce_attempt (id, at, mark, module, version, "right", asked, seconds, answers, by_id, sitting_id)'
        f" VALUES ('{uuid.uuid4()}', now(), '{marked}', 'abuse_of_position', 1, 8, 8, 60, {answers},"
        f" '{desk.accounts[by].pk}', '{sitting}') RETURNING 1",
    )


def test_nobody_passes_in_another_s_name_with_another_s_number_or_on_another_s_sitting(desk):
    mine, theirs = begun(desk.accounts["staff"]), begun(desk.accounts["liaison"])
    own = mark("D-staff")
    for changed in (
        {"by": "liaison", "marked": own, "sitting": theirs.pk},
        {"by": "staff", "marked": mark("D-liaison"), "sitting": mine.pk},
        {"by": "staff", "marked": own, "sitting": theirs.pk},
    ):
        with pytest.raises(DatabaseError, match="row-level security"):
            insert(desk, "staff", **changed)
    assert insert(desk, "staff", by="staff", marked=own, sitting=mine.pk) == [1]


def test_no_more_is_right_than_was_asked(desk):
    mine = begun(desk.accounts["staff"])
    from upstander.workforce.models import Attempt  # noqa: PLC0415

    about = {"by": desk.accounts["staff"], "mark": mark("D-staff"), "module": mine.module, "version": 1}
    with pytest.raises(DatabaseError, match="no_more_right_than_asked"):
        Attempt.objects.create(**about, sitting=mine, right=9, asked=8, seconds=60, answers=[])


def test_which_choices_were_made_stands_sealed(desk):
    made = answered(desk.accounts["staff"])
    [held] = desk.sees("staff", "SELECT answers FROM workforce_attempt")
    assert json.dumps(made.answered()[0][0]).encode() not in bytes(held)


PASSED = "SELECT of_mark FROM workforce_passed_on(ARRAY['{}'], 'abuse_of_position', {}, 1)"


def test_of_a_team_the_database_tells_what_was_passed_and_nothing_of_what_was_not(desk):
    answered(desk.accounts["liaison"], wrong=5)
    number = mark("D-liaison")
    assert desk.sees("staff", PASSED.format(number, 0.7)) == []
    answered(desk.accounts["liaison"])
    assert desk.sees("staff", PASSED.format(number, 0.7)) == [number]
    assert desk.sees("", PASSED.format(number, 0.7)) == []


def test_of_whom_a_tie_keeps_from_somebody_it_tells_nothing(desk):
    answered(desk.accounts["the subject"])
    number = mark(desk.accounts["the subject"].staff_id)
    assert desk.sees("manager", PASSED.format(number, 0.7)) == [number]
    assert desk.sees("a friend", PASSED.format(number, 0.7)) == []


def test_how_many_passed_is_told_to_whoever_reads_the_checklist(desk):
    answered(desk.accounts["staff"])
    asked = "SELECT workforce_how_many_passed(NULL, 'abuse_of_position', 0.7, '2020-01-01', 1)"
    told = {who: desk.sees(who, asked) for who in EVERYBODY}
    assert {who for who, many in told.items() if many == [1]} == {"prevent", "manager", "chief", "authority", "auditor"}
    assert {who for who, many in told.items() if many == [0]} == set(EVERYBODY) - {
        "prevent", "manager", "chief", "authority", "auditor",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("role", "whose", "may"),
    [
        ("staff", "own", True),
        ("staff", "other", False),
        ("prevent", "own", True),
        ("prevent", "other", True),
        ("prevent", "tied", False),
        ("manager", "other", True),
        ("manager", "tied", False),
        ("chief", "other", False),
        ("auditor", "other", False),
    ],
)
def test_the_policy_says_the_same_as_the_walls(desk, role, whose, may):
    from upstander.access.asking import Asker  # noqa: PLC0415
    from upstander.workforce import policy  # noqa: PLC0415

    asker = Asker("x", role, "own", frozenset({"tied"}))
    assert (not policy.against_attempt(asker, whose)) == may


@pytest.mark.parametrize(
    ("supervisor", "subject", "may"), [("own", "other", True), ("another", "other", False), ("own", "tied", False), ("own", "own", False)]
)  # fmt: skip
def test_the_policy_lets_a_supervisor_see_their_own_team_alone(desk, supervisor, subject, may):
    from upstander.access.asking import Asker  # noqa: PLC0415
    from upstander.workforce import policy  # noqa: PLC0415

    asker = Asker("x", "staff", "own", frozenset({"tied"}))
    assert (not policy.against_team(asker, supervisor, subject)) == may
    waiting = Asker("x", "staff", "own", frozenset(), compared=False)
    assert policy.against_team(waiting, supervisor, subject)
