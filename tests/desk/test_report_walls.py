"""From whom a report of the door is kept: policy, pages and database, each by itself, and all that is made from it."""

import datetime as dt
import uuid

import psycopg
import pytest
from django.db import DatabaseError

from tests.desk.conftest import OTHER_SUBJECT, SUBJECT
from tests.desk.letters import ANSWERS, form_sent, report_from, sent, taken_in
from tests.desk.reports import SANITISED
from tests.desk.reports import sent as sent_of_intelligence
from tests.desk.test_walls import stripped
from upstander.reporting.letters import Enclosed
from upstander.reporting.receipt import Receipt

WHY = {"why": "a reason that somebody can judge"}
NAMED = {"number": SUBJECT, "name": "Ashby Rourke", "why": "his roster"}
TABLES = ("report", "reportmessage", "reportfile", "reportentry", "reportsubject", "reportexclusion", "reportlink")

# who            | reads a report | from which nobody of the desk is kept but "the kept manager", and about the subject
READS = {
    "analyst": True,
    "manager": True,
    "kept manager": False,
    "investigator": False,
    "authority": False,
    "liaison": False,
    "auditor": False,
    "administrator": False,
    "the subject": False,
    "a friend": False,
}


@pytest.fixture
def kept(desk):
    """Somebody who could read every report, and is named in one line of it."""
    from upstander.access.models import Account  # noqa: PLC0415

    desk.accounts["kept manager"] = Account(username="kept", name="Moira Kept", role="manager", staff_id="K-1")
    desk.accounts["kept manager"].save()
    return desk


@pytest.fixture
def report(kept):
    """A report about the subject, kept from a manager, with a message, a file, and a link to another."""
    receipt = Receipt.fresh()
    made = report_from(kept, receipt, keep_from=["Moira"], files=[Enclosed("a.jpg", b"bytes")])
    form_sent(kept, made, "name", NAMED)
    other = report_from(kept, keep_from=["Moira"])
    form_sent(kept, made, "link", WHY | {"address": f"/reports/{other.pk}"})
    sent(kept, receipt, number=1, answers={"message": "more of it"})
    taken_in(kept)
    made.refresh_from_db()
    return made


def column(table):
    return "id" if table == "report" else "report_id"


@pytest.mark.parametrize("who", READS)
def test_the_policy_gives_the_answer(kept, report, who):
    from upstander.access.asking import asker_of  # noqa: PLC0415
    from upstander.casework import policy  # noqa: PLC0415

    asker = asker_of(kept.accounts[who])
    assert (not policy.against_door_report(asker, report.marks(), report.kept_from())) == READS[who]


@pytest.mark.parametrize("who", READS)
def test_the_database_gives_the_same_answer_for_every_table(kept, report, who):
    for table in TABLES:
        seen = kept.sees(who, f"SELECT {column(table)} FROM casework_{table}")
        assert (report.pk in seen) == READS[who], table


@pytest.mark.parametrize("who", READS)
def test_a_page_gives_the_same_answer(kept, report, who):
    for tail in ("", "/reply", "/keep-from", "/link"):
        assert (kept.asks(who, f"/reports/{report.pk}{tail}").status_code == 200) == READS[who]
    assert (str(report.pk) in kept.asks(who, "/reports").content.decode()) == READS[who]


@pytest.mark.parametrize("who", ["investigator", "authority", "liaison", "auditor", "administrator"])
def test_reports_are_no_place_for_those_who_read_none(desk, who):
    assert "Reports" not in desk.asks(who, "/ties").content.decode()
    assert desk.asks(who, "/reports").status_code == 404


def test_for_who_is_kept_away_there_is_no_row_no_count_no_entry_and_no_id(kept, report):
    empty = kept.asks("kept manager", "/reports").content.decode()
    assert "No report answers to this filter" in empty
    for table in TABLES:
        assert kept.sees("kept manager", f"SELECT count(*) FROM casework_{table}") == [0], table
    assert kept.sees("kept manager", "SELECT id FROM reporting_box") == []
    told = kept.log("reports listed")[-1][3]
    assert told["ids"] == []


@pytest.mark.parametrize("who", ["kept manager", "a friend", "the subject"])
def test_a_report_that_is_kept_from_somebody_is_answered_as_one_that_never_was(kept, report, who):
    for tail in ("", "/reply", "/close", "/link", "/destroy", "/nothing"):
        for given in (None, WHY | {"text": "x", "feedback": "x"})[: 2 if tail else 1]:
            answers = [kept.asks(who, f"/reports/{key}{tail}", given) for key in (report.pk, uuid.uuid4())]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert stripped(answers[0]) == stripped(answers[1])
    assert report.entries.filter(by=kept.accounts[who]).count() == 0


def test_who_is_kept_away_links_nothing_to_it(kept, report):
    other = report_from(kept)
    given = WHY | {"address": f"/reports/{report.pk}"}
    answer = form_sent(kept, other, "link", given, "kept manager")
    assert "Nothing that you may link stands at this address" in answer.content.decode()


# ---- held for the manager


def test_a_report_to_be_kept_from_a_whole_team_is_the_managers_alone_until_they_are_named(kept):
    report = report_from(kept, keep_from=["everyone in the team"])
    assert kept.asks("analyst", f"/reports/{report.pk}").status_code == 404
    assert kept.sees("analyst", "SELECT id FROM casework_report") == []
    assert "Manager alone" in kept.asks("manager", "/reports").content.decode()
    given = WHY | {"accounts": str(kept.accounts["kept manager"].pk), "let_go": "on"}
    assert form_sent(kept, report, "keep-from", given, "manager").status_code == 302
    assert kept.asks("analyst", f"/reports/{report.pk}").status_code == 200
    assert kept.asks("kept manager", f"/reports/{report.pk}").status_code == 404


def test_somebody_at_the_desk_keeps_it_from_more_people_and_from_themselves(kept):
    report = report_from(kept)
    given = WHY | {"accounts": str(kept.accounts["analyst"].pk)}
    answer = form_sent(kept, report, "keep-from", given)
    assert (answer.status_code, answer["Location"]) == (302, "/reports")
    assert kept.asks("analyst", f"/reports/{report.pk}").status_code == 404
    assert [one.why for one in report.exclusions.all()] == ["desk"]
    assert report.entries.last().by == kept.accounts["analyst"]


def test_an_analyst_cannot_let_a_report_go_that_is_held(kept):
    from upstander.access.asking import Unseen  # noqa: PLC0415
    from upstander.casework.actions.report_links import let_go  # noqa: PLC0415

    report = report_from(kept, keep_from=["everyone"])
    with pytest.raises(Unseen):
        let_go(report=report, why="x", by=kept.accounts["analyst"])


def test_who_names_a_friend_in_a_report_sees_it_no_more(desk):
    report = report_from(desk)
    answer = form_sent(desk, report, "name", NAMED, "a friend")
    assert (answer.status_code, answer["Location"], report.subjects.count()) == (302, "/reports", 1)
    assert desk.asks("a friend", f"/reports/{report.pk}").status_code == 404
    assert desk.asks("manager", f"/reports/{report.pk}").status_code == 200


def test_a_tie_declared_later_shuts_out_at_once(desk):
    report = report_from(desk, answers=ANSWERS | {"who": OTHER_SUBJECT})
    assert desk.asks("analyst", f"/reports/{report.pk}").status_code == 200
    desk.asks("analyst", "/ties", {"subject_id": OTHER_SUBJECT, "name": "Ask Nobody", "tie": "we shared a flat"})
    assert desk.asks("analyst", f"/reports/{report.pk}").status_code == 404


# ---- what is made from it


@pytest.fixture
def made(kept):
    """An intelligence report about the subject, made from a report that is kept from a manager."""
    from upstander.casework.models import IntelligenceReport  # noqa: PLC0415

    report = report_from(kept, keep_from=["Moira"])
    form_sent(kept, report, "name", NAMED)
    form_sent(kept, report, "to-intelligence", WHY)
    return IntelligenceReport.objects.get()


INTELLIGENCE = ("report", "subject", "entry", "source")


def test_intelligence_made_from_a_report_is_kept_from_the_same_people(kept, made):
    from upstander.access.asking import asker_of  # noqa: PLC0415
    from upstander.casework import policy  # noqa: PLC0415

    assert policy.against_report(asker_of(kept.accounts["kept manager"]), (), made.kept_from())
    assert not policy.against_report(asker_of(kept.accounts["manager"]), (), made.kept_from())
    for who, there in (("manager", True), ("kept manager", False)):
        assert (kept.asks(who, f"/intelligence/{made.pk}").status_code == 200) == there
        assert (str(made.pk) in kept.asks(who, "/intelligence").content.decode()) == there
        seen = kept.sees(who, "SELECT id FROM casework_intelligencereport")
        assert (made.pk in seen) == there
    for table in INTELLIGENCE:
        assert kept.sees("kept manager", f"SELECT count(*) FROM casework_intelligence{table}") == [0], table
    lead = kept.lead()
    assert str(made.pk) in kept.asks("manager", f"/leads/{lead.pk}").content.decode()
    assert str(made.pk) not in kept.asks("kept manager", f"/leads/{lead.pk}").content.decode()


def test_of_an_older_report_that_came_back_by_it_they_do_not_learn_by_what(kept):
    from tests.desk.reports import brought_to  # noqa: PLC0415

    older = brought_to(kept, "filed")
    report = report_from(kept, keep_from=["Moira"])
    form_sent(kept, report, "name", NAMED)
    form_sent(kept, report, "to-intelligence", WHY)
    query = "SELECT what FROM casework_intelligenceentry WHERE cause = 'report'"
    assert kept.sees("manager", query) == ["came back"]
    assert kept.sees("kept manager", query) == []
    for who, told in (("manager", True), ("kept manager", False)):
        page = kept.asks(who, f"/intelligence/{older.pk}").content.decode()
        assert ("Upstander, by itself" in page) == told


def opened_matter(desk, report):
    from upstander.casework.models import Matter  # noqa: PLC0415

    given = WHY | {"subject": str(report.subjects.get(kept_from=False).pk), "kind": "pcso", "day": "1/5/2025"}
    assert form_sent(desk, report, "open-matter", given, "manager").status_code == 302
    return Matter.objects.latest("opened_at")


MATTER = (
    ("casework_matter", "id"),
    ("casework_matterentry", "matter_id"),
    ("casework_assignment", "matter_id"),
    ("casework_task", "matter_id"),
)


def hidden_matter(desk, matter, who):
    assert desk.asks(who, f"/matters/{matter.pk}").status_code == 404
    assert str(matter.pk) not in desk.asks(who, "/matters").content.decode()
    for table, name in MATTER:
        assert matter.pk not in desk.sees(who, f"SELECT {name} FROM {table}"), table


def test_a_matter_opened_from_a_report_is_kept_from_the_same_people(kept):
    from upstander.casework.actions import matters  # noqa: PLC0415

    report = report_from(kept, keep_from=["Moira", "the investigator"])
    form_sent(kept, report, "name", NAMED)
    matter = opened_matter(kept, report)
    assert kept.asks("manager", f"/matters/{matter.pk}").status_code == 200
    hidden_matter(kept, matter, "kept manager")
    given = {"to": str(kept.accounts["investigator"].pk), "part": "investigator"}
    answer = kept.asks("manager", f"/matters/{matter.pk}/assign", given)
    assert "This person cannot be assigned to this matter" in answer.content.decode()
    matters.assign(matter=matter, to=kept.accounts["liaison"], part="liaison", by=kept.accounts["manager"])
    assert kept.asks("liaison", f"/matters/{matter.pk}").status_code == 200


def test_who_is_kept_away_later_loses_a_matter_that_they_work_on(kept):
    from upstander.casework.actions import matters  # noqa: PLC0415

    receipt = Receipt.fresh()
    report = report_from(kept, receipt)
    form_sent(kept, report, "name", NAMED)
    matter = opened_matter(kept, report)
    matters.assign(matter=matter, to=kept.accounts["investigator"], part="investigator", by=kept.accounts["manager"])
    assert kept.asks("investigator", f"/matters/{matter.pk}").status_code == 200
    sent(kept, receipt, number=1, answers={}, keep_from=["the investigator"])
    taken_in(kept)
    hidden_matter(kept, matter, "investigator")


def test_a_matter_that_intelligence_of_a_report_became_is_kept_from_them_too(kept, made):
    from upstander.casework.models import Matter  # noqa: PLC0415

    for what, given in (
        ("grade", {"source_grade": "2", "assessment": "C", "handling": "P"}),
        ("sanitise", {"text": SANITISED}),
        ("assess", {"category": "abuse of authority", "why": "agrees"}),
    ):
        assert sent_of_intelligence(kept, made, what, given).status_code == 302
    given = {"subject": str(made.subjects.get().pk), "kind": "pcso", "day": "1/5/2025", "why": "agrees"}
    assert sent_of_intelligence(kept, made, "open-matter", given, who="manager").status_code == 302
    hidden_matter(kept, Matter.objects.get(), "kept manager")
    assert kept.asks("manager", f"/matters/{Matter.objects.get().pk}").status_code == 200


def test_the_sanitised_text_is_kept_from_them_in_a_matter_that_they_work_on(kept):
    from upstander.casework.models import IntelligenceReport  # noqa: PLC0415

    matter = kept.matter("investigator", "liaison")
    report = report_from(kept, keep_from=["the investigator"])
    form_sent(kept, report, "name", NAMED)
    form_sent(kept, report, "to-intelligence", WHY)
    made = IntelligenceReport.objects.get()
    sent_of_intelligence(kept, made, "grade", {"source_grade": "2", "assessment": "C", "handling": "P"})
    sent_of_intelligence(kept, made, "sanitise", {"text": SANITISED})
    given = {"to": str(matter.pk), "why": "the same street"}
    assert sent_of_intelligence(kept, made, "link", given, who="manager").status_code == 302
    assert SANITISED in kept.asks("liaison", f"/matters/{matter.pk}").content.decode()
    page = kept.asks("investigator", f"/matters/{matter.pk}")
    assert (page.status_code, SANITISED in page.content.decode()) == (200, False)


def test_what_was_there_before_a_report_stays_with_those_who_have_it(kept):
    """Nothing of a report reaches those who work on a matter that it is linked to."""
    matter = kept.matter("investigator")
    report = report_from(kept, keep_from=["the investigator"])
    form_sent(kept, report, "link", WHY | {"address": f"/matters/{matter.pk}"}, "manager")
    assert kept.asks("investigator", f"/matters/{matter.pk}").status_code == 200
    assert kept.sees("investigator", "SELECT id FROM casework_reportlink") == []


# ---- replies


def test_nobody_answers_a_reporter_whose_report_they_may_not_see(kept, report):
    box = f"'\\x{bytes(report.box).hex()}'"
    answered = (
        f"INSERT INTO reporting_reply (id, box_id, written_on, sealed) VALUES (gen_random_uuid(), {box}, now(), '') "
    )
    for who in ("kept manager", "a friend", "auditor"):
        kept.sees(who, "SELECT 1")
        with pytest.raises(DatabaseError, match="row-level security"):
            kept.as_role(lambda: kept.run(answered))
        closed = f"UPDATE reporting_box SET closed_on = now() WHERE id = {box} RETURNING 1"
        assert kept.sees(who, closed) == []


# ---- what the database refuses


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE casework_report SET received_on = now()",
        "UPDATE casework_report SET box = ''",
        "DELETE FROM casework_report",
        "INSERT INTO casework_report SELECT * FROM casework_report",
        "INSERT INTO casework_reportfile SELECT * FROM casework_reportfile",
        "UPDATE casework_reportmessage SET sealed = ''",
        "DELETE FROM casework_reportmessage",
        "UPDATE casework_reportentry SET why = ''",
        "DELETE FROM casework_reportexclusion",
        "UPDATE casework_reportexclusion SET why = 'x'",
        "DELETE FROM casework_reportsubject",
        "DELETE FROM casework_reportlink",
        "SELECT * FROM reporting_letter",
        "SELECT * FROM reporting_reply",
        "DELETE FROM reporting_reply",
        "SELECT recipient FROM reporting_box",
        "SELECT * FROM casework_dutytold",
        "SELECT * FROM casework_dutycall",
        "INSERT INTO casework_dutycall (id, day) VALUES (gen_random_uuid(), now())",
        "ALTER TABLE casework_report DISABLE ROW LEVEL SECURITY",
    ],
)
def test_the_desks_own_role_cannot_rewrite_a_report_nor_read_a_letter(kept, report, statement):
    with pytest.raises(DatabaseError) as refused:
        kept.as_role(lambda: kept.run(statement))
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize("table", ["reportmessage", "reportentry", "reportsubject", "reportexclusion", "reportlink"])
def test_nobody_writes_of_a_report_in_the_name_of_somebody_else(kept, report, table):
    kept.sees("manager", "SELECT 1")
    key = "999999999" if table in ("reportmessage", "reportentry") else "gen_random_uuid()"
    with kept.cursor() as cursor:
        cursor.execute(f"CREATE TABLE copied AS SELECT * FROM casework_{table} LIMIT 1")
        cursor.execute(f"UPDATE copied SET by_id = %s, id = {key}", [kept.accounts["administrator"].pk])
        cursor.execute("GRANT SELECT ON copied TO upstander_desk")
    with pytest.raises(DatabaseError, match="row-level security"):
        kept.as_role(lambda: kept.run(f"INSERT INTO casework_{table} OVERRIDING SYSTEM VALUE SELECT * FROM copied"))


def test_of_a_report_that_is_kept_from_them_they_do_not_even_see_that_older_intelligence_came_back(desk):
    from upstander.casework.actions import intelligence, intelligence_moves, report_links  # noqa: PLC0415

    analyst, named = desk.accounts["analyst"], [intelligence.Named("P-91", "Rowan Pike")]
    received = intelligence.Received(dt.date(2025, 5, 1), "public", "an older report", intelligence.Source("x"), named)
    older = intelligence.take_in(received=received, by=analyst)
    type(older).objects.filter(pk=older.pk).update(state="filed")
    for keep_from, state in ((["the manager"], "filed"), ([], "back")):
        report = report_from(desk, keep_from=keep_from, answers={"who": "P-91"})
        report_links.to_intelligence(report=report, why="to be graded", by=analyst)
        older.refresh_from_db()
        assert older.state == state
    assert intelligence_moves.MOVES["brought back"][0] is not None


def test_why_a_report_was_linked_is_read_by_those_alone_who_see_both_ends(desk):
    from upstander.casework.actions import report_links  # noqa: PLC0415

    hidden, shown = report_from(desk, keep_from=["the manager"]), report_from(desk, answers={})
    report_links.link(report=shown, to=hidden, why="the same officer Pike", by=desk.accounts["analyst"])
    pages = {who: desk.asks(who, f"/reports/{shown.pk}").content.decode() for who in ("analyst", "manager")}
    assert ["the same officer Pike" in pages[who] for who in pages] == [True, False]


@pytest.mark.parametrize(
    "answers", [{"what": "It was the manager who came"}, {"where_when": "at the home of the Manager"}]
)
def test_a_name_anywhere_in_what_is_told_keeps_the_report_from_them(desk, answers):
    report = report_from(desk, answers=answers)
    assert desk.asks("manager", f"/reports/{report.pk}").status_code == 404


def test_a_later_letter_keeps_the_report_from_whom_it_names(desk):
    receipt = Receipt.fresh()
    report = report_from(desk, receipt)
    assert desk.asks("manager", f"/reports/{report.pk}").status_code == 200
    sent(desk, receipt, number=1, answers={"message": "it is the manager"}, keep_from=[])
    taken_in(desk)
    assert desk.asks("manager", f"/reports/{report.pk}").status_code == 404


@pytest.mark.parametrize("where", ["what", "where_when", "a later letter"])
def test_a_number_that_stands_anywhere_keeps_the_report_from_whoever_has_a_tie_to_it(desk, where):
    """D4 of the audit of November 2026: the officer's friend read it, where the number stood in another answer."""
    later = where == "a later letter"
    receipt = sent(desk, answers=ANSWERS if later else ANSWERS | {where: f"he said that he was {SUBJECT}, at night"})
    taken_in(desk)
    if later:
        sent(desk, receipt, number=1, answers={"message": f"I remember his number now: {SUBJECT}"})
        taken_in(desk)
    [key] = desk.sees("analyst", "SELECT id FROM casework_report")
    assert desk.asks("manager", f"/reports/{key}").status_code == 200
    for who in ("a friend", "the subject"):
        assert desk.asks(who, f"/reports/{key}").status_code == 404
        assert desk.sees(who, "SELECT id FROM casework_report") == []


def test_whose_number_stood_somewhere_may_still_be_named_as_whom_it_is_about(desk):
    report = report_from(desk, answers=ANSWERS | {"what": f"he said that he was {SUBJECT}"})
    assert [one.kept_from for one in report.subjects.all()] == [True]
    form_sent(desk, report, "name", NAMED)
    assert [one.kept_from for one in report.subjects.all()] == [False, True]


@pytest.mark.parametrize("whom", ["manager", "auditor", "a friend"])
def test_an_analyst_keeps_no_report_from_who_answers_for_what_is_done_with_it(desk, whom):
    """By page, by action or by the database itself: else one person could bury a report. By number they still can."""
    report = report_from(desk)
    kept = str(desk.accounts[whom].pk)
    page = desk.asks("analyst", f"/reports/{report.pk}/keep-from", {"accounts": kept, "why": "x"})
    assert page.status_code != 302
    statement = f"""
        INSERT INTO casework_reportexclusion (id, report_id, account_id, why, by_id)
        VALUES (gen_random_uuid(), '{report.pk}', '{kept}', 'desk', '{desk.accounts["analyst"].pk}')
        """
    desk.sees("analyst", "SELECT 1")
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.as_role(lambda: desk.run(statement))
    assert report.exclusions.count() == 0


# ---- what is a manager's alone, and what is nobody's any more


@pytest.fixture
def by_analyst(desk):
    from tests.desk.test_report_intake import typed_in  # noqa: PLC0415

    return typed_in(desk)


@pytest.mark.parametrize(
    ("who", "change", "told"),
    [
        ("analyst", "state = 'destroyed'", "destroyed by the unit's manager"),
        ("manager", "state = 'destroyed'", "with its key"),
        ("analyst", "state = 'handed_over'", "handed over by the unit's manager"),
        ("another analyst", "held = true", "manager decides who reads"),
    ],
)
def test_no_statement_of_the_desk_buries_a_report(desk, by_analyst, who, change, told):
    from upstander.access.models import Account  # noqa: PLC0415

    desk.accounts["another analyst"] = desk.accounts["prevent"]
    Account.objects.filter(pk=desk.accounts["prevent"].pk).update(role="analyst")
    with pytest.raises(DatabaseError, match=told):
        desk.sees(who, f"UPDATE casework_report SET {change} WHERE id = '{by_analyst.pk}' RETURNING 1")


@pytest.mark.parametrize("state", ["duplicate", "linked", "intelligence", "signposted", "awaiting", "triaged"])
def test_no_report_moves_without_an_entry_of_its_history(desk, by_analyst, state):
    statement = f"UPDATE casework_report SET state = '{state}' WHERE id = '{by_analyst.pk}' RETURNING 1"
    desk.run("SELECT set_config('upstander.entered', '', true)")  # a test is one transaction, and it was typed in
    desk.run("SAVEPOINT before")
    with pytest.raises(DatabaseError, match="moves with an entry"):
        desk.sees("manager", statement)
    desk.run("ROLLBACK TO before")
    entered = f"""INSERT INTO casework_reportentry (report_id, day, at, by_id, what)
        VALUES ('{by_analyst.pk}', current_date, now(), access_asker(), '{state}') RETURNING 1"""

    def both():
        desk.run(entered)
        desk.run(statement)

    desk.sees("manager", "SELECT 1")
    desk.as_role(both)


def test_no_report_stands_where_no_list_shows_it(by_analyst):
    with pytest.raises(DatabaseError, match="report_stands_somewhere"):
        type(by_analyst).objects.filter(pk=by_analyst.pk).update(state="nowhere")


def test_only_a_manager_lets_go_of_what_is_held(desk, by_analyst):
    desk.sees("analyst", f"UPDATE casework_report SET held = true WHERE id = '{by_analyst.pk}' RETURNING 1")
    assert desk.sees("analyst", "UPDATE casework_report SET held = false RETURNING 1") == []
    assert len(desk.sees("manager", "UPDATE casework_report SET held = false RETURNING 1")) == 1


KEPT_FROM_A_MANAGER = """INSERT INTO casework_reportexclusion (id, report_id, account_id, why, by_id)
    VALUES (gen_random_uuid(), '{report}', '{manager}', 'inferred', access_asker()) RETURNING 1"""


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("UPDATE casework_report SET held = true WHERE id = '{report}' RETURNING 1", "manager decides who reads"),
        (KEPT_FROM_A_MANAGER, "row-level security"),
    ],
    ids=["held", "excluded"],
)
def test_who_typed_a_report_in_keeps_it_from_no_manager_once_something_was_done_with_it(desk, by_analyst, asked, told):
    asked = asked.format(report=by_analyst.pk, manager=desk.accounts["manager"].pk)
    desk.run("SAVEPOINT before")
    assert len(desk.sees("analyst", asked)) == 1
    desk.run("ROLLBACK TO before")
    form_sent(desk, by_analyst, "triage", {"why": "a second car"}, "manager")
    with pytest.raises(DatabaseError, match=told):
        desk.sees("analyst", asked)
