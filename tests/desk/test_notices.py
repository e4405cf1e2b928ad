"""Notices of how matters ended: drafted of a closed matter, approved by a second person, shown to everybody until a day."""

import datetime as dt
import html
import re
import uuid

import pytest
from django.db import DatabaseError

from tests.desk.days import as_typed, today
from tests.desk.notices import GIVEN, approves, drafts, ended, notice, somebody_else_is_first

EVERYBODY = ("analyst", "manager", "investigator", "authority", "liaison", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
DAYS = dt.timedelta(days=1)


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode())))


@pytest.fixture
def closed(desk):
    return ended(desk)


@pytest.fixture
def published(desk, closed):
    """The address of a notice that was drafted and approved."""
    assert drafts(desk, closed).status_code == 302
    assert approves(desk, closed).status_code == 302
    [found] = re.findall(r'href="(/notices/notice-[0-9a-f]{8})"', desk.asks("staff", "/notices").content.decode())
    return found


# ---- drafting


def test_the_page_tells_what_the_history_says_and_on_what_a_notice_rests(desk, closed):
    page = said(desk.asks("manager", f"/notice-drafts/{closed.pk}"))
    for words in (
        "What was found misconduct",
        "Outcome that stands written warning",
        "Publishing inside the force yes",
        "At least 28 days",
        "S003:1430",
        "Unverified",
    ):
        assert words in page, words


def test_a_matter_that_is_not_closed_has_no_notice(desk):
    matter = desk.matter("authority")
    answer = drafts(desk, matter)
    assert (answer.status_code, "The matter is not closed" in said(answer)) == (409, True)
    assert '<form method="post" novalidate>' not in desk.asks("manager", f"/notice-drafts/{matter.pk}").content.decode()
    assert "None yet" in said(desk.asks("manager", "/notice-drafts"))


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("manager", True, True), ("authority", True, False), ("investigator", False, False), ("analyst", False, False),
        ("prevent", False, False), ("chief", False, False), ("staff", False, False),
    ],
)  # fmt: skip
def test_a_draft_is_read_by_the_manager_and_the_authority_and_written_by_the_manager(desk, closed, who, reads, writes):
    assert (desk.asks(who, f"/notice-drafts/{closed.pk}").status_code == 200) == reads
    assert (drafts(desk, closed, who).status_code == 302) == writes
    drafts(desk, closed)
    assert bool(desk.sees(who, "SELECT id FROM learning_noticedraft")) == reads
    assert desk.asks(who, "/notice-drafts").status_code == (200 if reads else 404)


def test_a_draft_does_not_exist_for_who_has_a_tie_to_the_subject(desk, closed):
    drafts(desk, closed)
    desk.shut_out("a friend", "P-900")
    assert desk.asks("a friend", f"/notice-drafts/{closed.pk}").status_code == 404
    assert "None yet" in said(desk.asks("a friend", "/notice-drafts"))
    assert desk.sees("a friend", "SELECT id FROM learning_noticedraft") == []
    assert approves(desk, closed, "a friend").status_code == 404


def test_a_name_of_the_matter_is_refused_in_the_words_whatever_is_said(desk, closed):
    answer = drafts(desk, closed, found="It was Somebody from the desk.", kept="everybody knows")
    assert answer.status_code == 422
    assert "“Somebody” is a name or number of somebody in the matter" in said(answer)
    assert desk.log("notice drafted") == []


def test_a_detail_stays_only_with_a_reason_for_what_was_shown(desk, closed):
    told = {"found": "He rang at 21:40.", "kept": "no other way to tell it"}
    assert "“21:40” is a time of day" in said(drafts(desk, closed, **told))
    assert drafts(desk, closed, **told, seen=["21:40"]).status_code == 302


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"days": "27"}, "Give a whole number from 28 to 365"),
        ({"not_before": "31/12/9999"}, "Give a day that is at most a year ahead"),
        ({"named": "on"}, "Say why the person is named"),
        ({"learned": ""}, "Say what to take from it"),
    ],
)
def test_what_a_notice_lacks_is_said(desk, closed, changed, told):
    answer = drafts(desk, closed, **changed)
    assert (answer.status_code, told in said(answer)) == (422, True)


@pytest.mark.parametrize(
    ("days", "told"),
    [(-1, "Give today, or a day that is still to come"), (366, "Give a day that is at most a year ahead")],
)
def test_a_first_day_is_today_or_within_a_year(desk, closed, days, told):
    answer = drafts(desk, closed, not_before=as_typed(days))
    assert (answer.status_code, told in said(answer)) == (422, True)


def test_a_first_day_is_at_most_a_year_ahead_whoever_asks(desk, closed):
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415
    from upstander.learning.notices import acting  # noqa: PLC0415

    assert drafts(desk, closed, not_before=as_typed(365)).status_code == 302
    words = GIVEN | {"not_before": today() + 366 * DAYS, "days": 28, "named": False, "why_named": ""}
    with pytest.raises(NotNow, match="at most a year ahead"):
        acting.draft(matter=closed, words=words, kept="", by=desk.accounts["manager"])


def test_a_draft_of_a_day_that_no_calendar_passes_leaves_its_page_readable(desk, closed):
    """As one was kept before the first day had a limit."""
    from upstander.learning.models import NoticeDraft  # noqa: PLC0415

    words = GIVEN | {"not_before": "9999-12-31", "days": 28, "name": ""}
    NoticeDraft.objects.create(matter=closed, words=words, by=desk.accounts["manager"])
    assert "on 31 December 9999, and not before" in said(desk.asks("manager", f"/notice-drafts/{closed.pk}"))
    assert drafts(desk, closed).status_code == 302


# ---- naming


def test_nobody_is_named_where_there_was_no_hearing_in_public(desk, closed):
    answer = drafts(desk, closed, named="on", why_named="the chair said so")
    assert (answer.status_code, "The hearing was not in public" in said(answer)) == (409, True)


def test_after_a_hearing_in_public_the_matters_own_name_is_told_for_a_reason(desk):
    matter = ended(desk, "3, the second time")
    assert drafts(desk, matter, named="on", why_named="it was in public").status_code == 302
    page = said(desk.asks("authority", f"/notice-drafts/{matter.pk}"))
    assert "Names the person Somebody. Why: it was in public" in page
    approves(desk, matter)
    assert "Police officer, Somebody" in said(desk.asks("staff", "/notices"))
    assert [line[3]["named"] for line in desk.log("notice drafted")] == [True]


def test_without_the_tick_nobody_is_named_after_a_hearing_in_public_either(desk):
    matter = ended(desk, "3, the second time")
    drafts(desk, matter, why_named="it was in public")
    approves(desk, matter)
    assert "Somebody" not in said(desk.asks("staff", "/notices"))


# ---- approval


def test_who_wrote_a_draft_does_not_approve_it(desk, closed):
    drafts(desk, closed)
    assert "A second person approves" in said(approves(desk, closed, "manager"))
    assert desk.sees("staff", "SELECT id FROM learning_notice") == []


def test_a_matter_that_was_taken_up_again_is_told_no_more(desk, closed):
    from upstander.casework.actions import entries  # noqa: PLC0415

    drafts(desk, closed)
    reopened = {"matter": closed, "what": "matter reopened", "details": {"reason": "new facts"}}
    entries.add(**reopened, day=today(), by=desk.accounts["authority"])
    answer = approves(desk, closed)
    assert (answer.status_code, "The matter is not closed" in said(answer)) == (409, True)


def test_who_was_named_after_a_draft_holds_it_up_until_it_is_compared_anew(desk, closed):
    from tests.desk.test_lessons import later  # noqa: PLC0415
    from upstander.casework.actions import care  # noqa: PLC0415

    drafts(desk, closed)
    care.name(matter=closed, words="Dolores Penn", by=desk.accounts["liaison"])
    later(desk, "casework_planentry")
    answer = approves(desk, closed)
    assert (answer.status_code, "Somebody came into the matter after this draft" in said(answer)) == (409, True)


def corrected(desk, matter):
    """The outcome in a matter's history is corrected: it was a final written warning."""
    from upstander.casework.actions import entries  # noqa: PLC0415

    [imposed] = [event for event in matter.history().history if event.what == "outcome imposed"]
    details = imposed.details | {"outcome": "final written warning"}
    given = {"matter": matter, "what": imposed.what, "day": imposed.day, "details": details}
    entries.add(**given, supersedes=imposed.number, why="a slip", by=desk.accounts["authority"])


def test_a_draft_is_kept_anew_where_the_outcome_is_another_since(desk, closed):
    drafts(desk, closed)
    corrected(desk, closed)
    answer = approves(desk, closed)
    assert (answer.status_code, "is not what it was when this draft was kept" in said(answer)) == (409, True)
    drafts(desk, closed)
    assert approves(desk, closed).status_code == 302


def test_a_matter_whose_outcome_changed_after_its_notice_was_approved_says_so(desk, closed):
    drafts(desk, closed)
    approves(desk, closed)
    told = "What was found, or its outcome, has changed since the draft of its notice was kept"
    assert told not in said(desk.asks("manager", f"/notice-drafts/{closed.pk}"))
    corrected(desk, closed)
    for who in ("manager", "authority"):
        assert told in said(desk.asks(who, f"/notice-drafts/{closed.pk}"))


def test_an_older_draft_is_not_what_is_approved(desk, closed):
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415
    from upstander.learning.models import NoticeDraft  # noqa: PLC0415
    from upstander.learning.notices import acting  # noqa: PLC0415

    drafts(desk, closed)
    older = NoticeDraft.objects.get()
    drafts(desk, closed, title="A newer one")
    with pytest.raises(NotNow, match="newer draft"):
        acting.approve(draft=older, by=desk.accounts["authority"])


def test_the_database_publishes_one_notice_of_a_matter_at_a_time(desk, closed, published):
    drafts(desk, closed, title="Another")
    newest = desk.sees("manager", "SELECT id FROM learning_noticedraft ORDER BY at DESC, id LIMIT 1")[0]
    call = f"SELECT learning_publish_notice('{newest}', 'notice-00000000', access_today(), access_today() + 40, 'x')"
    with pytest.raises(DatabaseError, match="a newer draft, or a notice of it, is there"):
        desk.sees("authority", call)


def test_nobody_publishes_past_an_approval(desk, closed):
    from upstander.learning.notices.rules import rules  # noqa: PLC0415

    drafts(desk, closed)
    [draft] = desk.sees("manager", "SELECT id FROM learning_noticedraft")
    insert = "INSERT INTO learning_notice (id, first_day, last_day, words) VALUES ('notice-00000000', access_today(), access_today(), 'x')"
    call = "SELECT learning_publish_notice('{}', '{}', access_today() + {}, access_today() + 40, 'x')"
    for_days = "SELECT learning_publish_notice('{}', 'notice-00000000', access_today(), access_today() + {} - 1, 'x')"
    for who, statement in (
        ("manager", insert),
        ("authority", insert),
        ("manager", call.format(draft, "notice-00000000", 0)),  # their own draft
        ("authority", call.format(draft, "chess", 0)),
        ("authority", call.format(draft, "notice-00000000", -3)),  # for days that are past
        ("authority", for_days.format(draft, rules().least_days - 1)),
        ("authority", for_days.format(draft, rules().most_days + 1)),
        ("analyst", call.format(draft, "notice-00000000", 0)),
        ("a friend", call.format(uuid.uuid4(), "notice-00000000", 0)),
        ("manager", "UPDATE learning_noticedraft SET kept = 'x' RETURNING 1"),
        ("manager", "DELETE FROM learning_noticedraft RETURNING 1"),
    ):
        with pytest.raises(DatabaseError, match=r"permission denied|not theirs to publish"):
            desk.sees(who, statement)


def test_what_learning_asks_past_the_walls_only_the_desk_may_ask(desk):
    with desk.cursor() as cursor:
        cursor.execute(
            """SELECT proname, pg_catalog.has_function_privilege('upstander_desk', oid, 'EXECUTE'),
                EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0)
            FROM pg_proc WHERE starts_with(proname, 'learning_') AND prosecdef"""
        )
        held = cursor.fetchall()
    assert "learning_may_publish" in {name for name, _desk, _everybody in held}
    assert [one for one in held if one[1:] != (True, False)] == []


@pytest.mark.parametrize("days", ["least_days", "most_days"])
def test_the_database_publishes_for_the_days_that_the_rules_allow(desk, closed, days):
    from upstander.learning.notices.rules import rules  # noqa: PLC0415

    assert drafts(desk, closed, days=str(getattr(rules(), days))).status_code == 302
    assert approves(desk, closed).status_code == 302


def test_what_the_database_alone_refuses_to_publish_is_said_and_is_no_error(desk, closed):
    """As where midnight comes between the desk's question and its writing."""
    drafts(desk, closed)
    desk.run(
        "CREATE OR REPLACE FUNCTION access_today() RETURNS date LANGUAGE sql STABLE AS"
        " $$ SELECT (statement_timestamp() AT TIME ZONE 'Europe/London')::date + 1 $$"
    )
    answer = approves(desk, closed)
    assert (answer.status_code, "The database does not let it be published now" in said(answer)) == (409, True)


# ---- shown, and gone


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_notice_is_everybodys_to_read_and_reading_it_leaves_a_line(desk, published, who):
    page = said(desk.asks(who, published))
    assert GIVEN["title"] in page
    assert GIVEN["found"] in page
    assert GIVEN["learned"] in page
    assert f"to {today() + 27 * DAYS:%-d %B %Y}" in page
    assert [line[0] for line in desk.log("notice read")] == [published.rsplit("/", 1)[1]]
    assert 'href="/notices"' in desk.asks(who, "/library").content.decode()


def test_nothing_of_it_leads_back_to_the_matter(desk, closed, published):
    with desk.cursor() as cursor:
        cursor.execute("SELECT * FROM learning_notice")
        names, rows = [column.name for column in cursor.description], cursor.fetchall()
    assert names == ["id", "first_day", "last_day", "words"]
    assert str(closed.pk) not in str(rows)
    assert str(closed.pk) not in desk.asks("manager", published).content.decode()
    assert all(published.rsplit("/", 1)[1] not in str(line) for line in desk.log("notice approved"))


# first day | last day | who reads it   (in days from today)
SHOWN = [
    (0, 27, {"staff", "manager"}),
    (-27, 0, {"staff", "manager"}),
    (-28, -1, set()),
    (1, 28, set()),
]


@pytest.mark.parametrize(("first", "last", "readers"), SHOWN)
@pytest.mark.parametrize("who", ["staff", "manager"])
def test_a_notice_is_shown_from_its_first_day_to_its_last_and_no_job_takes_it_down(desk, first, last, readers, who):
    address = notice(first_day=today() + first * DAYS, last_day=today() + last * DAYS)
    assert (desk.asks(who, address).status_code == 200) == (who in readers)
    assert (GIVEN["title"] in said(desk.asks(who, "/notices"))) == (who in readers)
    assert bool(desk.sees(who, "SELECT id FROM learning_notice")) == (who in readers)


@pytest.mark.parametrize(("first", "last", "readers"), SHOWN)
def test_the_policy_says_the_same_as_the_wall_where_the_database_hides_nothing(desk, first, last, readers):
    """Asked as the superuser, past the walls."""
    from upstander.learning.notices import acting  # noqa: PLC0415

    notice(first_day=today() + first * DAYS, last_day=today() + last * DAYS)
    assert bool(acting.shown(today())) == bool(readers)


def test_a_notice_that_is_not_shown_yet_is_nobodys_to_take_down(desk):
    """Also not a manager's who may not know the matter: no page has it, and neither policy nor wall lets it be done."""
    from upstander.access.asking import Unseen  # noqa: PLC0415
    from upstander.learning.models import Notice  # noqa: PLC0415
    from upstander.learning.notices import acting  # noqa: PLC0415

    address = notice(first_day=today() + DAYS, last_day=today() + 28 * DAYS)
    assert "Still to come" not in said(desk.asks("manager", "/notices"))
    assert desk.asks("manager", f"{address}/take-down", {"why": "x"}).status_code == 404
    with pytest.raises(Unseen):
        acting.take_down(notice=Notice.objects.get(), why="x", by=desk.accounts["manager"])
    insert = f"INSERT INTO learning_noticetakendown (notice_id, why, by_id, at) VALUES ('notice-0000000a', 'x', '{desk.accounts['manager'].pk}', now()) RETURNING 1"
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees("manager", insert)


def test_a_draft_is_published_on_its_first_day_and_not_before(desk, closed):
    drafts(desk, closed, not_before=as_typed(9))
    page = desk.asks("authority", f"/notice-drafts/{closed.pk}")
    assert f"It may be published on {today() + 9 * DAYS:%-d %B %Y}, and not before." in said(page)
    assert "Let it be published" not in said(page)
    answer = approves(desk, closed)
    assert (answer.status_code, f"Its first day is {today() + 9 * DAYS:%-d %B %Y}" in said(answer)) == (409, True)
    [draft] = desk.sees("manager", "SELECT id FROM learning_noticedraft")
    call = f"SELECT learning_publish_notice('{draft}', 'notice-00000000', access_today() + 9, access_today() + 40, 'x')"
    with pytest.raises(DatabaseError, match="not theirs to publish"):
        desk.sees("authority", call)


def test_the_policy_hides_what_was_taken_down_where_the_database_hides_nothing(desk):
    from upstander.learning.models import Notice  # noqa: PLC0415
    from upstander.learning.notices import acting  # noqa: PLC0415

    notice()
    manager = desk.accounts["manager"]
    acting.take_down(notice=Notice.objects.get(), why="x", by=manager)
    assert acting.shown(today()) == []


def test_a_draft_that_waited_is_still_shown_for_all_its_days(desk, closed):
    from upstander.learning.models import NoticeDraft  # noqa: PLC0415

    drafts(desk, closed)
    older = NoticeDraft.objects.get().words | {"not_before": f"{today() - 9 * DAYS}"}
    NoticeDraft.objects.create(matter=closed, words=older, by=desk.accounts["manager"])
    approves(desk, closed)
    with desk.cursor() as cursor:
        cursor.execute("SELECT first_day, last_day FROM learning_notice")
        assert cursor.fetchall() == [(today(), today() + 27 * DAYS)]


def test_the_manager_takes_it_down_before_its_day_with_a_reason(desk, published):
    assert desk.asks("chief", f"{published}/take-down", {"why": "x"}).status_code == 404
    silent = desk.asks("manager", f"{published}/take-down", {"why": ""})
    assert (silent.status_code, "Say why this notice is taken down" in said(silent)) == (422, True)
    assert desk.asks("staff", published).status_code == 200
    desk.asks("manager", f"{published}/take-down", {"why": "somebody was recognised"})
    for who in ("staff", "manager", "authority"):
        assert desk.asks(who, published).status_code == 404
        assert desk.sees(who, "SELECT id FROM learning_notice") == []
        assert bool(desk.sees(who, "SELECT id FROM learning_noticetakendown")) == (who == "manager")
    assert len(desk.log("notice taken down")) == 1


def test_who_takes_down_what_another_took_down_just_before_is_told_so(desk, published):
    somebody_else_is_first(desk, "learning_noticetakendown")
    answer = desk.asks("manager", f"{published}/take-down", {"why": "a mistake"})
    assert (answer.status_code, "This notice is down already" in said(answer)) == (409, True)


def test_a_matter_has_one_notice_until_the_manager_says_that_it_is_down(desk, closed, published):
    drafts(desk, closed, title="Another")
    answer = approves(desk, closed)
    assert (answer.status_code, "A notice of this matter was approved already" in said(answer)) == (409, True)
    assert desk.asks("authority", f"/notice-drafts/{closed.pk}/take-back", {}).status_code == 404
    desk.asks("manager", f"{published}/take-down", {"why": "a mistake"})
    desk.asks("manager", f"/notice-drafts/{closed.pk}/take-back", {"is_down": "on"})
    drafts(desk, closed, title="Told with less")
    assert approves(desk, closed).status_code == 302
    assert "Told with less" in said(desk.asks("staff", "/notices"))


def test_while_a_notices_days_last_somebody_says_that_they_took_it_down(desk, closed, published):
    page = said(desk.asks("manager", f"/notice-drafts/{closed.pk}"))
    assert f"It may be shown until {today() + 27 * DAYS:%-d %B %Y}. The notice was taken down by hand" in page
    answer = desk.asks("manager", f"/notice-drafts/{closed.pk}/take-back", {})
    told = f"Its notice may still be shown, until {today() + 27 * DAYS:%-d %B %Y}"
    assert (answer.status_code, told in said(answer)) == (409, True)
    assert desk.asks("manager", f"/notice-drafts/{closed.pk}/take-back", {"is_down": "on"}).status_code == 302


def test_a_notice_whose_days_are_past_is_down_without_anybody_saying_so(desk, closed, published):
    from upstander.learning.models import NoticeDraft  # noqa: PLC0415

    words = NoticeDraft.objects.get().words | {"not_before": f"{today() - 28 * DAYS}"}
    desk.run("SET LOCAL session_replication_role = replica")
    desk.run("UPDATE learning_noticeapproval SET at = at - interval '28 days'")
    NoticeDraft.objects.update(words=words)
    desk.run("SET LOCAL session_replication_role = origin")
    assert "taken down by hand" not in said(desk.asks("manager", f"/notice-drafts/{closed.pk}"))
    assert desk.asks("manager", f"/notice-drafts/{closed.pk}/take-back", {}).status_code == 302


@pytest.mark.parametrize("table", ["noticedraft", "noticeapproval", "notice", "noticetakenback", "noticetakendown"])
def test_every_table_of_it_is_added_to_only_even_for_its_owner(desk, closed, published, table):
    desk.asks("manager", f"{published}/take-down", {"why": "a mistake"})
    desk.asks("manager", f"/notice-drafts/{closed.pk}/take-back", {"is_down": "on"})
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in (f"UPDATE learning_{table} SET id = id", f"DELETE FROM learning_{table}"):
        with pytest.raises(DatabaseError, match="added to"):
            desk.as_role(lambda statement=statement: desk.run(statement), role="postgres")


def test_no_word_of_it_stands_in_the_database_in_the_open(desk, closed, published):
    with desk.cursor() as cursor:
        cursor.execute("SELECT d::text FROM learning_noticedraft d UNION ALL SELECT n::text FROM learning_notice n")
        held = " ".join(row[0] for row in cursor.fetchall())
    assert "Ms A" not in held
    assert GIVEN["learned"].encode().hex() not in held


def test_the_checklist_counts_notices(desk):
    line = "/checklist/publicised"
    assert "No notice of an outcome was shown at this desk within a year" in said(desk.asks("chief", line))
    notice()
    notice(id="notice-0000000b", first_day=today() - 60 * DAYS, last_day=today() - 32 * DAYS)
    notice(id="notice-0000000c", first_day=today() + 2 * DAYS, last_day=today() + 30 * DAYS)
    assert "Notices of outcomes: 1 shown now, 2 within a year." in said(desk.asks("chief", line))
    assert desk.sees("staff", "SELECT learning_notices_within(365)") == [0]
