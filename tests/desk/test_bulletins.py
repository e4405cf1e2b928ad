"""Bulletins of one page, from what is shown now, and the survey of their readers in which nobody is known."""

import datetime as dt
import html
import io
import re

import pytest
from django.db import DatabaseError

from tests.desk.days import today
from tests.desk.notices import GIVEN, notice, somebody_else_is_first

EVERYBODY = ("analyst", "manager", "investigator", "authority", "liaison", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
COUNTED = {"manager", "prevent", "chief", "authority", "auditor"}
CHOSEN = {"title": "What we learn", "own": "We ask first.", "notices": ["notice-0000000a"], "cases": ["chess"]}
ANSWERS = {"useful": "yes", "knowledge": "partly", "reflect": "no"}


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode())))


def made(desk, who="prevent", **changed):
    return desk.asks(who, "/bulletins", {name: value for name, value in (CHOSEN | changed).items() if value})


@pytest.fixture
def bulletin(desk):
    """The address of a bulletin with a notice and a case."""
    notice()
    answer = made(desk)
    assert answer.status_code == 302, said(answer)
    return answer["Location"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_reads_it_and_reading_leaves_a_line(desk, bulletin, who):
    page = said(desk.asks(who, bulletin))
    for words in (
        CHOSEN["own"],
        GIVEN["found"],
        "Games of chess",
        "Ask yourself:",
        "Women's Aid",
        "For this force alone",
    ):
        assert words in page, words
    assert "What we learn" in said(desk.asks(who, "/bulletins"))
    assert len(desk.log("bulletin read")) == 1
    assert desk.asks(who, f"{bulletin}/print").status_code == 200


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_prevent_officer_and_the_manager_make_one_and_take_one_down(desk, bulletin, who):
    makes = who in {"prevent", "manager"}
    assert made(desk, who).status_code == (302 if makes else 404)
    assert ("Make one" in said(desk.asks(who, "/bulletins"))) == makes
    assert desk.asks(who, f"{bulletin}/take-down", {"why": ""}).status_code == (422 if makes else 404)
    assert desk.asks(who, f"{bulletin}/take-down", {"why": "x"}).status_code == (302 if makes else 404)
    assert desk.asks("staff", bulletin).status_code == (404 if makes else 200)
    assert bool(desk.sees("staff", "SELECT id FROM learning_bulletin")) != makes or len(desk.log("bulletin made")) == 2


@pytest.mark.parametrize("who", ["chief", "staff", "authority"])
def test_the_database_lets_nobody_else_write_one(desk, bulletin, who):
    me = desk.accounts[who].pk
    for statement in (
        f"INSERT INTO learning_bulletin (id, day, words, flagged, kept, by_id, at) VALUES (gen_random_uuid(), current_date, 'x', 'x', 'x', '{me}', now()) RETURNING 1",
        f"INSERT INTO learning_bulletintakendown (bulletin_id, why, by_id, at) SELECT id, 'x', '{me}', now() FROM learning_bulletin RETURNING 1",
        "UPDATE learning_bulletin SET day = current_date RETURNING 1",
    ):
        with pytest.raises(DatabaseError, match=r"row-level security|permission denied"):
            desk.sees(who, statement)


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"notices": [], "cases": []}, 409, "Choose at least one notice or case"),
        ({"title": ""}, 422, "Give the bulletin a title"),
        ({"own": "Ask Rourke in Mill Lane."}, 422, "“Rourke” is perhaps a name"),
        ({"cases": ["chess", "enquiry_desk", "custody_officer", "fear_of_crime", "special_constable", "unofficial_cadets", "two_vulnerable_women"]}, 409,
         "It is 2 pages long, and a bulletin is one: choose less."),
    ],
)  # fmt: skip
def test_what_it_lacks_or_has_too_much_of_is_said(desk, changed, status, told):
    notice()
    answer = made(desk, **changed)
    assert (answer.status_code, told in said(answer)) == (status, True)
    assert desk.log("bulletin made") == []


def test_a_phrase_of_its_own_words_stays_with_a_reason(desk):
    notice()
    told = {"own": "Come to the briefing on 3 December.", "kept": "it is when we meet"}
    assert made(desk, **told).status_code == 422
    assert made(desk, **told, seen=["3 December"]).status_code == 302


@pytest.mark.parametrize(
    ("changed", "phrase"),
    [
        ({"title": "What Beech did"}, "Beech"),
        ({"own": "We were told of beech."}, "beech"),
        ({"own": "It was CEDAR's idea."}, "CEDAR"),
    ],
)
def test_a_last_name_of_somebody_who_works_here_is_refused_whatever_is_said(desk, people_on_record, changed, phrase):
    notice()
    answer = made(desk, **changed, kept="everybody knows", seen=[phrase, "Beech"])
    assert (answer.status_code, f"“{phrase}” is a last name of somebody who works here" in said(answer)) == (422, True)
    assert made(desk, own="We keep beeches.").status_code == 302


def test_where_no_records_are_named_a_last_name_is_a_word_as_any_other(desk):
    notice()
    assert made(desk, own="We were told of beech.").status_code == 302


def test_a_notice_that_is_not_shown_yet_or_no_more_cannot_be_chosen(desk):
    notice(first_day=today() + dt.timedelta(days=1))
    notice(id="notice-0000000b", first_day=today() - dt.timedelta(days=40), last_day=today() - dt.timedelta(days=1))
    assert made(desk, who="manager", cases=[]).status_code in {409, 422}
    assert made(desk, who="manager", cases=[], notices=["notice-0000000b"]).status_code in {409, 422}


def test_what_goes_down_elsewhere_goes_down_in_it_too_on_the_page_and_on_paper(desk, bulletin):
    desk.asks("manager", "/notices/notice-0000000a/take-down", {"why": "somebody was recognised"})
    page = said(desk.asks("staff", bulletin))
    assert "One notice or case that stood here is not shown any more" in page
    assert GIVEN["found"] not in page
    assert GIVEN["found"] not in text_of(desk.asks("staff", f"{bulletin}/print"))


def text_of(answer):
    from pypdf import PdfReader  # noqa: PLC0415

    pages = PdfReader(io.BytesIO(answer.content)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


def test_on_paper_it_is_one_page_with_everything_in_it(desk, bulletin):
    text = text_of(desk.asks("staff", f"{bulletin}/print"))
    for words in (
        "What we learn", "We ask first.", GIVEN["found"], GIVEN["outcome"], GIVEN["learned"], "Games of chess",
        f"Shown until {today() + dt.timedelta(days=27):%-d %B %Y}", "Women's Aid", "For this force alone", "Page 1 of 1",
    ):  # fmt: skip
        assert words in text, words
    assert len(desk.log("bulletin printed")) == 1


def test_what_may_be_told_outside_is_not_called_for_this_force_alone(desk):
    notice(reach="outside")
    address = made(desk)["Location"]
    assert "For this force alone" not in said(desk.asks("staff", address))


@pytest.mark.parametrize("table", ["bulletin", "bulletintakendown", "surveyanswer", "surveyanswered"])
def test_every_table_of_it_is_added_to_only_even_for_its_owner(desk, bulletin, table):
    answers(desk, bulletin, "staff")
    desk.asks("manager", f"{bulletin}/take-down", {"why": "a mistake"})
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in (f"UPDATE learning_{table} SET id = id", f"DELETE FROM learning_{table}"):
        with pytest.raises(DatabaseError, match="added to"):
            desk.as_role(lambda statement=statement: desk.run(statement), role="postgres")


def test_who_takes_down_what_another_took_down_just_before_is_told_so(desk, bulletin):
    somebody_else_is_first(desk, "learning_bulletintakendown")
    answer = desk.asks("manager", f"{bulletin}/take-down", {"why": "a mistake"})
    assert (answer.status_code, "This bulletin is down already" in said(answer)) == (409, True)


# ---- the survey


def answers(desk, address, who, **changed):
    return desk.asks(who, f"{address}/answer", ANSWERS | changed)


def test_each_reader_answers_once_and_the_page_says_so(desk, bulletin):
    assert "Three questions" in said(desk.asks("staff", bulletin))
    assert answers(desk, bulletin, "staff").status_code == 302
    assert "You have answered. Thank you." in said(desk.asks("staff", bulletin))
    assert "You have answered" not in said(desk.asks("staff", "/bulletins"))
    again = answers(desk, bulletin, "staff", useful="no")
    assert (again.status_code, "You have answered already" in said(again)) == (409, True)
    with desk.cursor() as cursor:
        cursor.execute("SELECT useful, knowledge, reflect FROM learning_surveyanswer")
        assert cursor.fetchall() == [("yes", "partly", "no")]


def test_what_is_left_open_is_asked_for(desk, bulletin):
    answer = answers(desk, bulletin, "staff", reflect="")
    assert (answer.status_code, "Answer the third question" in said(answer)) == (422, True)


def test_an_answer_has_nobody_and_no_day_and_neither_it_nor_the_page_after_it_leaves_a_line(desk, bulletin):
    desk.asks("staff", bulletin)
    after = answers(desk, bulletin, "staff")["Location"]
    assert "You have answered. Thank you." in said(desk.asks("staff", after))
    assert len(desk.log("bulletin read")) == 1
    columns = {}
    for table in ("surveyanswer", "surveyanswered"):
        with desk.cursor() as cursor:
            cursor.execute(f"SELECT * FROM learning_{table}")
            columns[table] = {column.name for column in cursor.description}
    assert columns == {
        "surveyanswer": {"id", "bulletin_id", "useful", "knowledge", "reflect"},
        "surveyanswered": {"id", "bulletin_id", "account_id"},
    }
    with desk.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit.event WHERE action LIKE '%answer%'")
        assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_database_shows_nobody_an_answer_and_each_only_that_they_answered(desk, bulletin, who):
    answers(desk, bulletin, "staff")
    with pytest.raises(DatabaseError, match="permission denied"):
        desk.sees(who, "SELECT useful FROM learning_surveyanswer")
    assert bool(desk.sees(who, "SELECT id FROM learning_surveyanswered")) == (who == "staff")


def test_nobody_answers_past_the_one_function_or_for_another(desk, bulletin):
    key = bulletin.rsplit("/", 1)[1]
    for statement in (
        f"INSERT INTO learning_surveyanswered (id, bulletin_id, account_id) VALUES (gen_random_uuid(), '{key}', '{desk.accounts['chief'].pk}') RETURNING 1",
        f"SELECT learning_answer('{key}', 'yes', 'yes', 'words of mine')",
    ):
        with pytest.raises(DatabaseError, match=r"permission denied|not theirs to answer"):
            desk.sees("staff", statement)
    desk.asks("manager", f"{bulletin}/take-down", {"why": "x"})
    with pytest.raises(DatabaseError, match="not theirs to answer"):
        desk.sees("staff", f"SELECT learning_answer('{key}', 'yes', 'yes', 'yes')")


def test_fewer_than_five_answers_are_not_told_and_more_in_steps_of_five(desk, bulletin):
    readers = ["staff", "analyst", "liaison", "vetting", "investigator", "administrator"]
    for who in readers[:4]:
        answers(desk, bulletin, who)
    assert "Fewer than 5 readers have answered: nothing is told." in said(desk.asks("chief", bulletin))
    assert desk.sees("chief", f"SELECT answer FROM learning_answers('{bulletin.rsplit('/', 1)[1]}')") == []
    answers(desk, bulletin, readers[4])
    answers(desk, bulletin, readers[5], useful="no")
    page = said(desk.asks("chief", bulletin))
    assert "useful tool to change how we work? Answer Readers Yes 5 Partly 0 No fewer than 5" in page
    assert "Yes 0 Partly 5 No 0" in page  # six, of one question


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_counts_are_for_those_who_answer_for_prevention(desk, bulletin, who):
    from upstander.learning.models import Bulletin, SurveyAnswer  # noqa: PLC0415

    found = Bulletin.objects.get()
    SurveyAnswer.objects.bulk_create(SurveyAnswer(bulletin=found, **ANSWERS) for _ in range(8))
    assert ("What readers answered" in said(desk.asks(who, bulletin))) == (who in COUNTED)
    told = desk.sees(who, f"SELECT many FROM learning_answers('{found.pk}')")
    assert told == ([10, 10, 10] if who in COUNTED else [])
