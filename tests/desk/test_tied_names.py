"""A report that tells of somebody by name alone is kept from whoever has a tie to them."""

import pytest
from django.db import DatabaseError

from tests.desk.conftest import DAY, OTHER_SUBJECT, SUBJECT
from tests.desk.letters import ANSWERS, form_sent, report_from, sent, taken_in
from tests.leads.telling.scans import CASE_2_EVIDENCE, case_2, write_scan, write_store
from upstander.reporting.letters import Enclosed
from upstander.reporting.receipt import Receipt

NAME = "Ashby Rourke"
TIE = {"subject_id": SUBJECT, "name": NAME, "tie": "we shared a flat"}
SETTLED = {"settle_names": "on", "why": "it is Pat Rourke of another force"}
STAFF = f"""
    staff_id   | name         | role      | team_id | supervisor_id | started_on
    D-analyst  | Ann Analyst  | analyst   | CCU     | {SUBJECT}     | 2015-01-01
    {SUBJECT}  | {NAME}       | pcso      | north   |               | 2015-01-01
    P-5        | Nobody Tied  | pcso      | south   |               | 2015-01-01
    """


@pytest.fixture
def tied(desk):
    """The analyst declared a tie to somebody, with their name; a manager has none."""
    desk.asks("analyst", "/ties", TIE)
    return desk


def there(desk, report, who):
    """Whether a report is there for somebody: page, list, policy and database say the same."""
    from upstander.access.asking import asker_of  # noqa: PLC0415
    from upstander.casework import policy  # noqa: PLC0415

    report.refresh_from_db()
    answers = {
        desk.asks(who, f"/reports/{report.pk}").status_code == 200,
        str(report.pk) in desk.asks(who, "/reports").content.decode(),
        not policy.against_door_report(asker_of(desk.accounts[who]), report.marks(), report.kept_from()),
        report.pk in desk.sees(who, "SELECT id FROM casework_report"),
    }
    assert len(answers) == 1, answers
    return answers.pop()


# where the name stands
EVERYWHERE = {
    "what happened": {"answers": ANSWERS | {"what": "It was PC Rourke, he came at night"}},
    "whom it is about": {"answers": ANSWERS | {"who": "rourke, from the station"}},
    "another answer": {"answers": ANSWERS | {"where_when": "at the home of Ashby Rourke"}},
    "who must not see it": {"keep_from": ["Ashby from the station, and the manager's friends", "P-77"]},
    "how the reporter is reached": {"contact": {"reach_not": "never ring at home, Ash Rourke lives with me"}},
    "the name of a file": {"files": [Enclosed("Rourke at my door.jpg", b"bytes")]},
}


@pytest.mark.parametrize("where", EVERYWHERE)
def test_a_name_anywhere_in_a_report_keeps_it_from_whoever_has_a_tie_to_them(tied, where):
    assert not there(tied, report_from(tied, **EVERYWHERE[where]), "analyst")
    assert there(tied, report_from(tied), "analyst")


def test_it_is_there_for_whoever_has_no_tie_to_them(tied):
    assert there(tied, report_from(tied, **EVERYWHERE["what happened"]), "manager")


def test_a_name_in_a_later_letter_keeps_the_whole_report_away(tied):
    receipt = Receipt.fresh()
    report = report_from(tied, receipt)
    assert there(tied, report, "analyst")
    sent(tied, receipt, number=1, answers={"message": "I know his name now: Rourke"})
    taken_in(tied)
    assert not there(tied, report, "analyst")


def test_what_is_made_of_it_is_kept_from_them_too(tied):
    report = report_from(tied, **EVERYWHERE["what happened"])
    form_sent(tied, report, "to-intelligence", {"why": "to be graded"}, "manager")
    assert len(tied.sees("manager", "SELECT id FROM casework_intelligencereport")) == 1
    assert tied.sees("analyst", "SELECT id FROM casework_intelligencereport") == []


# ---- who was meant


def test_a_manager_who_names_who_was_meant_lets_those_in_who_are_tied_to_others(tied):
    report = report_from(tied, **EVERYWHERE["what happened"])
    form_sent(tied, report, "name", {"number": "X-9", "name": "Pat Rourke", "why": "their roster"}, "manager")
    assert not there(tied, report, "analyst")
    assert "names settled" not in [entry.what for entry in report.entries.all()]
    settled_by(tied, report, "manager", "another analyst")
    assert there(tied, report, "analyst")
    assert [entry.what for entry in report.entries.all()][-1] == "names settled"
    assert [line[0] for line in tied.log("report names settled")] == [str(report.pk)]


def settled_by(tied, report, *people):
    """People say one after another that all who are meant by name are named by number."""
    for who in people:
        another_analyst(tied)
        assert form_sent(tied, report, "keep-from", SETTLED, who).status_code == 302, who


def another_analyst(tied):
    """Somebody who reads reports and has no tie."""
    account = tied.accounts["another analyst"] = tied.accounts["prevent"]
    type(account).objects.filter(pk=account.pk).update(role="analyst")
    account.role = "analyst"


def test_one_manager_alone_lets_nobody_in(tied):
    report = report_from(tied, **EVERYWHERE["what happened"])
    settled_by(tied, report, "manager")
    assert form_sent(tied, report, "keep-from", SETTLED, "manager").status_code in {409, 422}
    assert not there(tied, report, "analyst")
    assert [entry.what for entry in report.entries.all()][-1] == "names settled by the first of two"
    for who, told in (("manager", False), ("another analyst", True)):
        assert ("The manager says that everybody who is meant" in page(tied, report, who)) is told
        assert ("settle_names" in page(tied, report, who, "/keep-from")) is told


def page(tied, report, who, at=""):
    return tied.asks(who, f"/reports/{report.pk}{at}").content.decode()


def test_what_came_between_the_two_is_settled_by_neither(tied):
    receipt = Receipt.fresh()
    report = report_from(tied, receipt, **EVERYWHERE["what happened"])
    settled_by(tied, report, "manager")
    sent(tied, receipt, number=1, answers={"message": "it is Ashby Rourke and no other"})
    taken_in(tied)
    settled_by(tied, report, "another analyst")
    assert not there(tied, report, "analyst")
    settled_by(tied, report, "manager", "another analyst")
    assert there(tied, report, "analyst")


def test_where_the_one_who_was_meant_is_theirs_it_stays_away(tied):
    report = report_from(tied, **EVERYWHERE["what happened"])
    form_sent(tied, report, "name", {"number": SUBJECT, "name": NAME, "why": "their roster"}, "manager")
    settled_by(tied, report, "manager", "another analyst")
    assert not there(tied, report, "analyst")


def test_what_a_later_letter_names_was_not_settled_before_it_came(tied):
    receipt = Receipt.fresh()
    report = report_from(tied, receipt, **EVERYWHERE["what happened"])
    settled_by(tied, report, "manager", "another analyst")
    sent(tied, receipt, number=1, answers={"message": "it is Ashby Rourke and no other"})
    taken_in(tied)
    assert not there(tied, report, "analyst")


def test_the_manager_is_told_that_there_is_something_to_settle_and_an_analyst_is_not(tied):
    named, other = report_from(tied, **EVERYWHERE["what happened"]), report_from(tied)
    tied.accounts["second"] = tied.accounts["prevent"]
    type(tied.accounts["second"]).objects.filter(pk=tied.accounts["second"].pk).update(role="analyst")
    words = "may be that of a member of staff to whom somebody at the desk has a tie"
    pages = [tied.asks(*asked).content.decode() for asked in (
        ("manager", f"/reports/{named.pk}"), ("second", f"/reports/{named.pk}"), ("manager", f"/reports/{other.pk}"),
    )]  # fmt: skip
    assert [words in page for page in pages] == [True, False, False]
    assert "settle_names" not in tied.asks("second", f"/reports/{named.pk}/keep-from").content.decode()
    assert "settle_names" not in tied.asks("manager", f"/reports/{other.pk}/keep-from").content.decode()


def test_an_analyst_settles_no_names(tied):
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415
    from upstander.casework.actions.report_links import settle_names  # noqa: PLC0415

    report = report_from(tied, answers={"what": "It was PC Rourke"})
    another_analyst(tied)
    with pytest.raises(NotNow):
        settle_names(report=report, why="x", by=tied.accounts["another analyst"])


FIRST, SECOND = "proposed_by_id", "let_go_by_id"


@pytest.mark.parametrize(
    ("before", "who", "what", "told"),
    [
        (None, "manager", FIRST, "done"),
        (None, "another analyst", FIRST, "refused"),
        (None, "manager", SECOND, "refused"),
        (None, "liaison", FIRST, "not there"),
        (None, "analyst", FIRST, "not there"),
        ("manager", "another analyst", SECOND, "done"),
        ("manager", "manager", SECOND, "refused"),
        ("manager", "another analyst", FIRST, "refused"),
        ("manager", "analyst", SECOND, "not there"),
    ],
)
def test_the_database_lets_a_name_go_by_two_alone(tied, before, who, what, told):
    report = report_from(tied, answers={"what": "It was PC Rourke"})
    another_analyst(tied)
    if before:
        settled_by(tied, report, before)
    asked = f"UPDATE casework_reportname SET {what} = '{tied.accounts[who].pk}' RETURNING 1"
    if told == "refused":
        with pytest.raises(DatabaseError, match="let go by two"):
            tied.sees(who, asked)
    else:
        assert len(tied.sees(who, asked)) == {"done": 1, "not there": 0}[told]


# ---- reports that were there before the tie


def test_a_tie_that_is_declared_later_keeps_away_what_tells_of_them_and_leaves_the_rest(desk):
    named, other = report_from(desk, **EVERYWHERE["what happened"]), report_from(desk)
    desk.asks("analyst", "/ties", TIE)
    assert [there(desk, one, "analyst") for one in (named, other)] == [False, True]
    assert there(desk, named, "manager")
    assert [line[1] for line in desk.log("reports compared with a name")] == ["done"]


def test_what_the_declarer_could_not_read_is_kept_away_until_it_is_compared(desk):
    """It is the manager's alone when the tie is declared, and becomes the analysts'."""
    from upstander.casework.tied_names import compare_names  # noqa: PLC0415

    named = report_from(desk, keep_from=["the team"], answers=ANSWERS | {"what": "It was PC Rourke"})
    other = report_from(desk, keep_from=["the team"])
    desk.asks("analyst", "/ties", TIE)
    for report in (named, other):
        form_sent(desk, report, "keep-from", {"let_go": "on", "why": "the team is named"}, "manager")
    assert [there(desk, one, "analyst") for one in (named, other)] == [False, False]
    compare_names()
    assert [there(desk, one, "analyst") for one in (named, other)] == [False, True]


def test_who_reads_no_reports_keeps_the_matters_that_were_made_of_one(desk):
    """Whoever works on a matter may declare a tie to somebody who has nothing to do with it."""
    from upstander.casework.actions import matters  # noqa: PLC0415
    from upstander.casework.models import Matter  # noqa: PLC0415

    report = report_from(desk)
    form_sent(desk, report, "name", {"number": SUBJECT, "name": NAME, "why": "their roster"})
    given = {"subject": str(report.subjects.get().pk), "kind": "pcso", "day": "1/5/2025", "why": "it agrees"}
    form_sent(desk, report, "open-matter", given, "manager")
    matter, who = Matter.objects.get(), desk.accounts["investigator"]
    matters.assign(matter=matter, to=who, part="investigator", by=desk.accounts["manager"])
    desk.asks("investigator", "/ties", TIE | {"subject_id": "P-5", "name": "Nobody Tied"})
    assert desk.asks("investigator", f"/matters/{matter.pk}").status_code == 200


def test_another_name_for_the_same_person_is_compared_too(tied):
    report = report_from(tied, answers={"what": "she used to be PC Hinchliffe"})
    assert there(tied, report, "analyst")
    tied.asks("analyst", "/ties", TIE | {"name": "Ashby Hinchliffe"})
    assert not there(tied, report, "analyst")
    assert tied.accounts["analyst"].shut_out.count() == 1


def test_a_tie_gives_a_name(desk):
    answer = desk.asks("analyst", "/ties", TIE | {"name": " "})
    assert (answer.status_code, "Give their name" in answer.content.decode()) == (422, True)


# ---- names that the records give


@pytest.fixture
def told_by_records(tmp_path):
    store = write_store(tmp_path / "store", {"staff": STAFF})
    return write_scan(tmp_path / "leads", {"L-1": case_2()}, {"L-1": CASE_2_EVIDENCE}, store=str(store))


def test_the_records_give_the_names_of_the_tied_and_of_nobody_else(desk, told_by_records):
    from upstander.casework.models import TiedName  # noqa: PLC0415
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    desk.shut_out("investigator", SUBJECT)
    take_in(told_by_records, DAY)
    take_in(told_by_records, DAY)
    assert sorted(one.name for one in TiedName.objects.all()) == ["Ann Analyst", NAME]


def test_taking_a_scan_in_compares_every_report_with_the_names_that_its_records_give(desk, told_by_records):
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    named, other = report_from(desk, **EVERYWHERE["the name of a file"]), report_from(desk)
    assert there(desk, named, "analyst")
    take_in(told_by_records, DAY)
    assert [there(desk, one, "analyst") for one in (named, other)] == [False, True]
    assert there(desk, named, "manager")
    assert {name.why for name in named.names.all()} == {"told"}


def test_what_was_destroyed_cannot_be_compared_and_stays_away(desk, told_by_records):
    from upstander.casework.models import Report  # noqa: PLC0415
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    report = report_from(desk)
    desk.sees("manager", "SELECT 1")
    Report.objects.filter(pk=report.pk).update(public_key=None, private_key=None, sealed=b"", state="destroyed")
    take_in(told_by_records, DAY)
    assert not there_in_the_database(desk, report)


def there_in_the_database(desk, report):
    return report.pk in desk.sees("analyst", "SELECT id FROM casework_report")


def test_that_everybody_is_tied_to_who_is_named_is_told_by_the_post_room(tied):
    from upstander.casework.post import seen_by_nobody  # noqa: PLC0415

    tied.run("UPDATE access_account SET is_active = false WHERE role = 'manager'")
    report = report_from(tied, **EVERYWHERE["what happened"])
    assert tied.as_role(seen_by_nobody, role="upstander_post") == 1
    tied.run("SET LOCAL session_replication_role = replica")  # the owner settles it: no trigger asks for two
    report.names.update(let_go_by=tied.accounts["manager"])
    assert tied.as_role(seen_by_nobody, role="upstander_post") == 0


def test_that_everybody_is_tied_to_whose_number_is_given_without_its_letters_is_told_too(desk):
    from upstander.access.models import Account  # noqa: PLC0415
    from upstander.casework.post import seen_by_nobody  # noqa: PLC0415

    Account.objects.filter(role="manager").update(is_active=False)
    report_from(desk, answers={"who": "PC 64699"})
    assert desk.as_role(seen_by_nobody, role="upstander_post") == 0
    desk.shut_out("analyst", "S64699")
    assert desk.as_role(seen_by_nobody, role="upstander_post") == 1


def test_nobody_asks_the_database_of_whom_another_may_know_nothing(desk):
    asked = f"SELECT access_hidden_from('{desk.accounts['a friend'].pk}')"
    with pytest.raises(DatabaseError, match="permission denied"):
        desk.sees("manager", asked)


# ---- what the database refuses


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("upstander_desk", "SELECT name FROM casework_tiedname"),
        ("upstander_desk", "UPDATE casework_reportname SET why = 'told'"),
        ("upstander_desk", "DELETE FROM casework_reportname"),
        ("upstander_desk", "DELETE FROM casework_tiedname"),
        ("upstander_post", "SELECT subject_mark FROM casework_reportname"),
        ("upstander_post", "UPDATE casework_reportname SET let_go_by_id = NULL"),
        ("upstander_post", "INSERT INTO casework_tiedname SELECT * FROM casework_tiedname"),
        ("upstander_post", "SELECT * FROM access_shutout"),
    ],
)
def test_nobody_reads_the_names_of_the_tied_but_who_compares_and_nobody_takes_one_away(tied, role, statement):
    tied.sees("manager", "SELECT 1")
    with pytest.raises(DatabaseError, match="permission denied"):
        tied.as_role(lambda: tied.run(statement), role=role)


def test_nobody_adds_a_name_for_a_tie_that_they_do_not_have(tied):
    from upstander.access.sealed import mark  # noqa: PLC0415

    tied.sees("analyst", "SELECT 1")
    with pytest.raises(DatabaseError, match="row-level security"):
        tied.as_role(lambda: tied.run(
            "INSERT INTO casework_tiedname (id, subject_mark, name, name_mark)"
            f" VALUES (gen_random_uuid(), '{mark(OTHER_SUBJECT)}', '', 'x')"
        ))  # fmt: skip


def test_no_name_of_the_tied_stands_in_the_database_in_words(tied):
    with tied.cursor() as cursor:
        cursor.execute("SELECT string_agg(n::text, ' ') FROM casework_tiedname AS n")
        dumped = cursor.fetchone()[0]
    assert "Rourke" not in dumped
    assert b"Rourke".hex() not in dumped


@pytest.mark.parametrize("changed", [{"what": "w" * 50_000}, {f"answer {number}": "x" for number in range(101)}])
def test_what_is_longer_than_any_door_takes_is_the_managers_alone(tied, changed):
    """Somebody who has the door's public key can seal anything, and not all of it is compared."""
    report = report_from(tied, answers=changed)
    assert (report.held, there(tied, report, "analyst"), there(tied, report, "manager")) == (True, False, True)


def test_the_desk_writes_names_told_for_what_is_typed_in_there_alone(tied):
    report_from(tied)
    statement = """
        INSERT INTO casework_reportname (id, report_id, subject_mark, why)
        SELECT gen_random_uuid(), id, 'x', 'told' FROM casework_report
        """
    tied.sees("manager", "SELECT 1")
    with pytest.raises(DatabaseError, match="row-level security"):
        tied.as_role(lambda: tied.run(statement))


@pytest.mark.parametrize(
    ("who", "names"), [("analyst", 1), ("manager", 1), ("investigator", 0), ("auditor", 0), ("", 0)]
)
def test_names_to_compare_are_there_for_who_takes_reports_in_alone(tied, who, names):
    assert len(tied.sees(who, "SELECT name FROM casework_names_to_compare()")) == names
