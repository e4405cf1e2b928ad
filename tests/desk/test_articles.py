"""Articles and guidance: written by one, let out by another, kept by versions, and put into an issue."""

import html
import io
import re
import uuid

import pytest
from django.db import DatabaseError
from pypdf import PdfReader

from tests.desk.conftest import records_named
from tests.desk.notices import somebody_else_is_first

EVERYBODY = ("analyst", "manager", "investigator", "authority", "liaison", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
WRITERS, DRAFTS, APPROVERS = {"prevent", "manager"}, {"prevent", "manager", "authority"}, {"manager", "authority"}
GIVEN = {
    "kind": "article", "title": "One address for every reply", "standfirst": "How a team did it.", "by": "Ann Rourke",
    "text": "It was slow at first.\n\n# What helped\n- Each is read by two\n- None is private", "reach": "inside",
    "after": "0",
}  # fmt: skip


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode())))


def writes(desk, who="prevent", at="/articles/write", **changed):
    return desk.asks(who, at, GIVEN | changed)


def written(desk, **changed):
    """The address of an article of which the prevent officer wrote the first version."""
    answer = writes(desk, **changed)
    assert answer.status_code == 302, said(answer)
    return answer["Location"].removesuffix("/versions/1")


def approves(desk, article, number=1, who="authority"):
    return desk.asks(who, f"{article}/versions/{number}/approve", {})


@pytest.fixture
def article(desk):
    return written(desk)


@pytest.fixture
def published(desk, article):
    assert approves(desk, article).status_code == 302
    return article


# ---- writing


@pytest.mark.parametrize("who", [*sorted(DRAFTS), "chief", "staff"])
def test_the_prevent_officer_and_the_manager_write_and_nobody_else(desk, who):
    assert writes(desk, who).status_code == (302 if who in WRITERS else 404)
    assert ("Write an article" in said(desk.asks(who, "/articles"))) == (who in WRITERS)
    assert bool(desk.sees("prevent", "SELECT id FROM learning_articleversion")) == (who in WRITERS)


def test_a_draft_is_there_for_who_writes_and_who_lets_out(desk, article):
    asked = {
        path: {who for who in EVERYBODY if desk.asks(who, path).status_code == 200}
        for path in (article, f"{article}/versions/1")
    }
    assert list(asked.values()) == [DRAFTS, DRAFTS]
    assert {who for who in EVERYBODY if "One address" in said(desk.asks(who, "/articles"))} == DRAFTS
    assert {who for who in EVERYBODY if desk.sees(who, "SELECT id FROM learning_articleversion")} == DRAFTS


@pytest.mark.parametrize("field", ["title", "standfirst", "text"])
def test_a_last_name_of_somebody_who_works_here_is_refused_but_where_it_says_who_wrote_it(
    desk, records_of_people, field
):
    with records_named(records_of_people):
        name = last_name_here()
        answer = writes(desk, **{field: f"It was {name}."}, kept="everybody knows", seen=[name])
        assert (answer.status_code, f"“{name}” is a last name of somebody who works here" in said(answer)) == (
            422,
            True,
        )
        assert writes(desk, by=f"Ann {name}").status_code == 302


def last_name_here():
    from upstander.learning.bulletins import last_names  # noqa: PLC0415 - Django is set up by the first test

    return sorted(last_names.here())[0].capitalize()


def test_a_detail_stays_only_with_a_reason_for_what_was_shown(desk):
    told = {"text": "He rang at 21:40.", "kept": "no other way to tell it"}
    answer = writes(desk, **told)
    assert (answer.status_code, "“21:40” is a time of day" in said(answer)) == (422, True)
    assert writes(desk, **told, seen=["21:40"]).status_code == 302


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        ("title", "Give it a title"),
        ("by", "Say who wrote it"),
        ("text", "Write the text"),
        ("kind", "Choose what it is"),
    ],
)
def test_what_it_lacks_is_said(desk, lacking, told):
    answer = writes(desk, **{lacking: ""})
    assert (answer.status_code, told in said(answer)) == (422, True)


def test_no_word_of_it_stands_in_the_database_in_the_open(desk, article):
    with desk.cursor() as cursor:
        cursor.execute("SELECT v::text FROM learning_articleversion v")
        assert b"slow at first".hex() not in cursor.fetchone()[0]


# ---- letting out


@pytest.mark.parametrize("who", [*sorted(DRAFTS), "chief", "staff"])
def test_the_manager_or_the_authority_lets_it_be_published(desk, article, who):
    assert ("Let it be published" in said(desk.asks(who, article))) == (who in APPROVERS)
    assert approves(desk, article, who=who).status_code == (302 if who in APPROVERS else 404)
    assert (desk.asks("staff", article).status_code == 200) == (who in APPROVERS)


def test_nobody_lets_out_what_they_wrote_nor_does_the_database_let_them(desk):
    answer = writes(desk, "manager")
    own = answer["Location"].removesuffix("/versions/1")
    refused = approves(desk, own, who="manager")
    assert (refused.status_code, "you wrote this version" in said(refused)) == (409, True)
    for who in ("manager", "chief"):
        with pytest.raises(DatabaseError, match="row-level security"):
            desk.sees(who, approval(desk, who))
    assert desk.sees("authority", approval(desk, "authority")) == [1]


def approval(desk, who, number=1):
    """An approval of a version as who would write it past the page."""
    [which] = desk.sees("prevent", f"SELECT id FROM learning_articleversion WHERE number = {number}")
    by = desk.accounts[who].pk
    return f"INSERT INTO learning_articleapproval (version_id, by_id, at) VALUES ('{which}', '{by}', now()) RETURNING 1"


def test_the_newest_version_alone_is_let_out(desk, article):
    assert writes(desk, at=f"{article}/write", after="1").status_code == 302
    answer = approves(desk, article)
    assert (answer.status_code, "A newer version was kept meanwhile" in said(answer)) == (409, True)
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees("authority", approval(desk, "authority"))


def test_who_came_to_work_here_since_is_not_named(desk, records_of_people):
    with records_named(records_of_people):
        name = last_name_here()
    with records_named(""):
        article = written(desk, text=f"It was {name}.", kept="a name of long ago", seen=[name])
    with records_named(records_of_people):
        answer = approves(desk, article)
        assert (answer.status_code, "It is kept anew first" in said(answer)) == (409, True)


def test_who_lets_out_what_another_let_out_just_before_is_told_so(desk, article):
    somebody_else_is_first(desk, "learning_articleapproval")
    answer = approves(desk, article)
    assert (answer.status_code, "This version is published already" in said(answer)) == (409, True)


# ---- read by everybody


def test_everybody_reads_what_is_published_and_reading_leaves_a_line(desk, published):
    for who in EVERYBODY:
        page = said(desk.asks(who, published))
        for words in ("Article One address for every reply", "By Ann Rourke", "What helped", "Each is read by two"):
            assert words in page, (who, words)
        assert "One address" in said(desk.asks(who, "/articles"))
    assert len(desk.log("article read")) == len(EVERYBODY)
    assert {who for who in EVERYBODY if desk.asks(who, f"{published}/versions/1").status_code == 200} == DRAFTS


def test_a_newer_version_is_shown_once_it_is_let_out_and_the_older_one_is_kept(desk, published):
    writes(desk, at=f"{published}/write", after="1", title="Two addresses")
    assert "One address" in said(desk.asks("staff", published))
    assert approves(desk, published, 2).status_code == 302
    page = said(desk.asks("staff", published))
    assert ("Two addresses" in page, "One address" in page) == (True, False)
    assert len(desk.sees("staff", "SELECT id FROM learning_articleversion")) == 1
    assert "Published before" in said(desk.asks("prevent", f"{published}/versions/1"))


def test_a_version_after_another_than_the_newest_is_refused(desk, published):
    for after in ("0", "2", "x"):
        answer = writes(desk, at=f"{published}/write", after=after)
        assert (answer.status_code, "Somebody else kept a version meanwhile" in said(answer)) == (409, True)
    somebody_else_is_first(desk, "learning_articleversion")
    assert writes(desk, at=f"{published}/write", after="1").status_code == 409


@pytest.mark.parametrize("who", [*sorted(DRAFTS), "chief", "staff"])
def test_who_writes_takes_it_down_with_a_reason(desk, published, who):
    takes = who in WRITERS
    assert desk.asks(who, f"{published}/take-down", {"why": ""}).status_code == (422 if takes else 404)
    assert desk.asks(who, f"{published}/take-down", {"why": "out of date"}).status_code == (302 if takes else 404)
    assert (desk.asks("staff", published).status_code == 404) == takes
    assert (desk.sees("staff", "SELECT id FROM learning_articleversion") == []) == takes


def test_what_was_taken_down_does_not_leave_an_older_version_behind(desk, published):
    writes(desk, at=f"{published}/write", after="1", title="Two addresses")
    approves(desk, published, 2)
    desk.asks("manager", f"{published}/take-down", {"why": "out of date"})
    assert desk.asks("staff", published).status_code == 404
    assert desk.sees("staff", "SELECT id FROM learning_articleversion") == []
    from upstander.learning.articles import acting  # noqa: PLC0415

    assert acting.shown() == {}  # past the wall, too
    assert "Taken down: out of date" in said(desk.asks("authority", published))


@pytest.mark.parametrize("table", ["articleversion", "articleapproval", "articletakendown"])
def test_every_table_of_it_is_added_to_only_even_for_its_owner(desk, published, table):
    desk.asks("manager", f"{published}/take-down", {"why": "a mistake"})
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    for statement in (f"UPDATE learning_{table} SET id = id", f"DELETE FROM learning_{table}"):
        with pytest.raises(DatabaseError, match="added to"):
            desk.as_role(lambda statement=statement: desk.run(statement), role="postgres")


# ---- in an issue


def test_it_stands_in_an_issue_with_cases_of_a_collection_on_the_page_and_in_print(desk, published):
    key = published.rsplit("/", 1)[1]
    assert f'name="article" value="{key}"' in desk.asks("staff", "/library").content.decode()
    asked = f"title=For+May&article={key}&collection=Where+young+people+meet+the+police&case=chess"
    answer = desk.asks("staff", f"/library/issue/page?{asked}")
    page = said(answer)
    for words in ("For May", "For this force alone", "One address for every reply (article)", "What helped", "Key questions", "If this is about you"):  # fmt: skip
        assert words in page, words
    assert len(re.findall(r'href="#case-', answer.content.decode())) == 3
    printed = PdfReader(io.BytesIO(desk.asks("staff", f"/library/issue?{asked}").content))
    assert "Each is read by two" in printed.pages[1].extract_text()
    assert desk.log("issue printed")[0][3]["articles"] == desk.log("issue read")[0][3]["articles"] == [key]


def test_what_is_not_shown_stands_in_no_issue(desk, article):
    for key in (article.rsplit("/", 1)[1], uuid.uuid4(), "x"):
        for path in ("/library/issue", "/library/issue/page"):
            assert desk.asks("prevent", f"{path}?title=x&article={key}").status_code == 404


def test_an_issue_page_of_nothing_says_what_is_wanted(desk):
    answer = desk.asks("staff", "/library/issue/page?title=x")
    assert (answer.status_code, "at least one case or article" in said(answer)) == (422, True)
