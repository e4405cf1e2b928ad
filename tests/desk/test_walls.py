"""What each person sees: the policy, the pages and the database give the same answer, each by itself."""

import re
import uuid

import psycopg
import pytest
from django.db import DatabaseError

from tests.desk.conftest import OTHER_SUBJECT, SUBJECT, browser
from tests.desk.days import ELSEWHERE, today
from upstander.access.sealed import mark

CANARIES = ("Ashby Rourke", "Maris Penhallow")

# who             | leads they see         | whether they see the matter, where it has no part for them
SEES = {
    "analyst": ({SUBJECT, OTHER_SUBJECT}, False),
    "manager": ({SUBJECT, OTHER_SUBJECT}, True),
    "investigator": (set(), False),
    "authority": (set(), False),
    "liaison": (set(), False),
    "auditor": (set(), False),
    "administrator": (set(), False),
    "the subject": ({OTHER_SUBJECT}, False),
    "a friend": ({OTHER_SUBJECT}, False),
}


@pytest.mark.parametrize("who", SEES)
def test_the_database_shows_leads_to_those_who_read_leads_and_have_no_tie(desk, who):
    assert set(desk.sees(who, "SELECT subject_mark FROM casework_lead")) == set(map(mark, SEES[who][0]))


@pytest.mark.parametrize("who", SEES)
def test_a_page_shows_the_leads_that_the_database_shows(desk, who):
    for subject in (SUBJECT, OTHER_SUBJECT):
        answer = desk.asks(who, f"/leads/{desk.lead(subject).pk}")
        assert (answer.status_code == 200) == (subject in SEES[who][0])


@pytest.mark.parametrize("who", SEES)
def test_a_matter_is_seen_by_the_manager_and_those_with_a_part(desk, who):
    matter = desk.matter()
    assert (desk.asks(who, f"/matters/{matter.pk}").status_code == 200) == SEES[who][1]
    for table, key in (("matter", "id"), ("matterentry", "matter_id")):
        assert bool(desk.sees(who, f"SELECT {key} FROM casework_{table}")) == SEES[who][1], table


@pytest.mark.parametrize("who", ["investigator", "authority", "liaison"])
def test_a_part_in_a_matter_opens_it(desk, who):
    matter = desk.matter(who)
    assert desk.asks(who, f"/matters/{matter.pk}").status_code == 200
    assert desk.sees(who, "SELECT account_id FROM casework_assignment") == [desk.accounts[who].pk]


def test_a_tie_declared_later_shuts_somebody_out_at_once(desk):
    matter = desk.matter("investigator")
    desk.asks("investigator", "/ties", {"subject_id": SUBJECT, "name": "Ask Nobody", "tie": "we shared a flat"})
    assert desk.asks("investigator", f"/matters/{matter.pk}").status_code == 404
    assert desk.sees("investigator", "SELECT id FROM casework_matter") == []


@pytest.mark.parametrize("who", ["the subject", "a friend"])
def test_nothing_of_the_subject_stands_on_any_page_for_them_and_theirs(desk, who):
    """Other leads, other matters and lists are theirs to read; the subject's own are on none of them."""
    matter = desk.matter("investigator")
    paths = ["/leads", "/leads?state=promoted", "/leads?state=dismissed", "/matters", "/ties"]
    paths += [f"/leads/{desk.lead(OTHER_SUBJECT).pk}", f"/leads/{desk.lead().pk}", f"/matters/{matter.pk}"]
    pages = {path: desk.asks(who, path).content.decode() for path in paths}
    assert "Other Canary" in pages["/leads"]
    assert [path for path, page in pages.items() if "Ashby Rourke" in page] == []


@pytest.mark.parametrize("kind", ["leads", "matters"])
def test_what_is_hidden_asks_the_database_the_same_questions_as_what_is_not_there(desk, kind):
    """So that the time of an answer tells nothing: by then the wall has hidden the row, and the page knows no more."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    hidden = desk.matter().pk if kind == "matters" else desk.lead().pk
    asked = []
    for key in (hidden, uuid.uuid4()):
        with CaptureQueriesContext(connection) as captured:
            desk.asks("a friend", f"/{kind}/{key}")
        asked.append(
            [re.split(r"WHERE|VALUES|[(]|SAVEPOINT| SET ", query["sql"])[0] for query in captured.captured_queries]
        )
    assert asked[0] == asked[1]


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_whoever_runs_or_checks_the_desk_reads_no_content(desk, who):
    desk.matter()
    pages = [desk.asks(who, path).content.decode() for path in ("/", "/leads", "/matters", "/ties")]
    assert [page for page in pages for canary in CANARIES if canary in page] == []


@pytest.mark.parametrize("kind", ["leads", "matters"])
def test_what_may_not_be_seen_is_answered_as_what_is_not_there(desk, kind):
    hidden = desk.matter().pk if kind == "matters" else desk.lead().pk
    answers = [desk.asks("a friend", f"/{kind}/{key}") for key in (hidden, uuid.uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert stripped(answers[0]) == stripped(answers[1])
    assert desk.asks("a friend", "/no-such-page").status_code == 404


def stripped(answer):
    """A page without the token that is new on every page."""
    return [line for line in answer.content.decode().splitlines() if "csrfmiddlewaretoken" not in line]


def test_nobody_who_has_not_signed_in_sees_anything(desk):
    for path in ("/", "/leads", f"/leads/{desk.lead().pk}", "/matters", "/ties"):
        answer = desk.as_role(lambda path=path: browser().get(path))
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in")
    assert desk.sees("", "SELECT id FROM casework_lead") == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE casework_matterentry SET what = '\\x00'",
        "DELETE FROM casework_matterentry",
        "DELETE FROM casework_leadentry",
        "UPDATE casework_leadentry SET why = '\\x00'",
        "DELETE FROM access_shutout",
        "DELETE FROM casework_lead",
        "UPDATE casework_lead SET subject_mark = 'P-1'",
        "DELETE FROM access_purpose",
        "UPDATE casework_planentry SET section = 'notes'",
        "DELETE FROM casework_contactdetail",
        "UPDATE casework_policyentry SET number = 9",
        "DELETE FROM casework_exhibitfile",
        "INSERT INTO casework_lead SELECT * FROM casework_lead",
        "UPDATE access_account SET role = 'manager'",
        "UPDATE access_account SET username = ''",
        "CREATE TEMPORARY TABLE access_shutout (account_id uuid, subject_id text)",
        "ALTER TABLE casework_lead DISABLE ROW LEVEL SECURITY",
        "DROP POLICY as_policy ON casework_matter",
        "TRUNCATE casework_matterentry",
        "SELECT * FROM audit.event",
        "DELETE FROM audit.event",
    ],
)
def test_the_desks_own_role_cannot_rewrite_history_nor_take_down_a_wall(desk, statement):
    desk.matter()
    with pytest.raises(DatabaseError) as refused:
        desk.as_role(lambda: desk.run(statement))
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize("spelling", ["P-41", "p-41", " P41", "p 41", "P.41"])
def test_a_tie_shuts_out_however_the_staff_number_is_spelt(desk, spelling):
    desk.asks("analyst", "/ties", {"subject_id": spelling, "name": "Ask Nobody", "tie": "we shared a flat"})
    assert desk.asks("analyst", f"/leads/{desk.lead().pk}").status_code == 404
    assert desk.sees("analyst", "SELECT subject_mark FROM casework_lead") == [mark(OTHER_SUBJECT)]


@pytest.mark.parametrize(
    ("table", "writer"), [("leadentry", "by_id"), ("matterentry", "writer_id"), ("assignment", "by_id")]
)
def test_nobody_writes_in_the_name_of_somebody_else(desk, table, writer):
    desk.matter("investigator")
    other = desk.accounts["analyst"].pk
    desk.sees("manager", "SELECT 1")
    with desk.cursor() as cursor:
        cursor.execute(f"CREATE TABLE copied AS SELECT * FROM casework_{table} LIMIT 1")
        cursor.execute(f"UPDATE copied SET {writer} = %s, id = 999999999", [other])
        cursor.execute("GRANT SELECT ON copied TO upstander_desk")
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.as_role(lambda: desk.run(f"INSERT INTO casework_{table} OVERRIDING SYSTEM VALUE SELECT * FROM copied"))


def test_what_kind_of_person_a_matter_is_about_is_not_rewritten(desk):
    desk.matter()
    desk.sees("manager", "SELECT 1")
    with pytest.raises(DatabaseError, match="is added to and never changed"):
        desk.as_role(lambda: desk.run("UPDATE casework_matter SET kind = 'officer'"))


@pytest.mark.parametrize("table", ["casework_matterentry", "casework_leadentry", "access_shutout", "access_purpose"])
def test_not_even_the_owner_changes_what_was_written(desk, table):
    from upstander.access.trace import purpose_given  # noqa: PLC0415

    desk.matter()
    purpose_given(desk.accounts["analyst"], "to judge the calls of April")
    with pytest.raises(DatabaseError, match="is added to and never changed"):
        desk.run(f"DELETE FROM {table}")


@pytest.mark.parametrize("zone", ELSEWHERE)
def test_the_database_is_on_the_desks_own_day_whatever_time_zone_is_set(desk, zone):
    desk.run(f"SET LOCAL TIME ZONE '{zone}'")
    assert desk.sees("staff", "SELECT access_today()") == [today()]


def test_no_wall_asks_for_the_day_of_the_time_zone_that_is_set(desk):
    from upstander.website.preparing import walls  # noqa: PLC0415

    written = re.sub(r"--.*", "", walls())
    assert "access_today()" in written
    assert re.findall(r"current_date|localtimestamp|\(\)::date", written, re.IGNORECASE) == []
