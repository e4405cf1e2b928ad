"""Whoever has a part in a matter says, before they first read it, whether they have a tie to whom it is about."""

import psycopg
import pytest
from django.db import DatabaseError

from tests.desk.conftest import SUBJECT
from tests.desk.recorded import RECORDED
from tests.desk.test_due import rows_of
from upstander.access.sealed import mark

PARTS = ("investigator", "authority", "liaison")
NO, YES = {"has_one": "no"}, {"has_one": "yes", "tie": "we were at school together"}


@pytest.fixture
def matter(desk):
    """A matter in which three people have a part, none of whom has read it yet."""
    from upstander.casework.actions import entries  # noqa: PLC0415

    desk.all_said = False
    made = desk.matter(*PARTS)
    about = {"day": made.entries.get().day, "details": {**RECORDED, "summary": "a canary of the history"}}
    entries.add(matter=made, what="matter recorded", by=desk.accounts["investigator"], **about)
    return made


def pages_of(matter):
    """Every address of a matter that needs no other id."""
    from upstander.casework.urls import urlpatterns  # noqa: PLC0415

    routes = [str(one.pattern) for one in urlpatterns if str(one.pattern).startswith("matters/<uuid:matter>")]
    slugs = {"<slug:what>": "task", "<int:number>": "1", "<int:part>": str(matter.assignments.first().pk)}
    made = ["/" + route.replace("<uuid:matter>", str(matter.pk)) for route in routes]
    for name, value in slugs.items():
        made = [path.replace(name, value) for path in made]
    return [path for path in made if "<" not in path and not path.endswith("/tie")]


def first(matter):
    return f"/matters/{matter.pk}/tie"


@pytest.mark.parametrize("who", PARTS)
def test_until_then_every_page_of_the_matter_leads_to_the_question_by_reading_and_by_sending(desk, matter, who):
    paths = pages_of(matter)
    answers = {(path, bool(sent)): desk.asks(who, path, sent) for path in paths for sent in (None, {"what": "x"})}
    led = {asked for asked, answer in answers.items() if answer.headers.get("Location") == first(matter)}
    elsewhere = {(path, sent) for (path, sent), answer in answers.items() if answer.status_code == 405}
    assert set(answers) - led - elsewhere == set()
    assert len(led) > 20
    assert matter.entries.count() == 2


@pytest.mark.parametrize("who", PARTS)
def test_the_question_names_whom_the_matter_is_about_and_nothing_else_of_it(desk, matter, who):
    page = desk.asks(who, first(matter)).content.decode()
    assert ("Ashby Rourke" in page, SUBJECT in page, "a canary of the history" in page) == (True, True, False)
    assert [line[:3] for line in desk.log("asked for a tie")] == [(str(matter.pk), "allowed", "work on the matter")]


@pytest.mark.parametrize("who", PARTS)
def test_who_has_no_tie_says_so_once_and_reads_the_matter(desk, matter, who):
    assert desk.asks(who, first(matter), NO)["Location"] == f"/matters/{matter.pk}"
    assert "a canary of the history" in desk.asks(who, f"/matters/{matter.pk}/history").content.decode()
    assert desk.asks(who, first(matter))["Location"] == f"/matters/{matter.pk}"
    assert [one.by.username for one in matter.no_ties.all()] == [who]
    assert [line[:2] for line in desk.log("no tie declared")] == [(str(matter.pk), "done")]
    others = [one for one in PARTS if one != who]
    assert [desk.asks(one, f"/matters/{matter.pk}").status_code for one in others] == [302, 302]


@pytest.mark.parametrize("who", PARTS)
def test_who_has_a_tie_is_shut_out_at_once(desk, matter, who):
    assert desk.asks(who, first(matter), YES)["Location"] == "/ties"
    assert [desk.asks(who, path).status_code for path in (f"/matters/{matter.pk}", first(matter))] == [404, 404]
    assert desk.sees(who, "SELECT id FROM casework_matter") == []
    (tie,) = desk.accounts[who].shut_out.all()
    assert (tie.subject_mark, tie.tie, matter.no_ties.count()) == (mark(SUBJECT), YES["tie"], 0)


# sent                              | what is said, and at which field
UNANSWERED = [({"x": ""}, "Choose whether you have a tie", "has_one"), ({"has_one": "yes"}, "Say what ties you", "tie")]


@pytest.mark.parametrize(("given", "said", "field"), UNANSWERED)
def test_an_answer_that_says_nothing_opens_nothing(desk, matter, given, said, field):
    answer = desk.asks("investigator", first(matter), given)
    assert (answer.status_code, f'<a href="#id_{field}">{said}</a>' in answer.content.decode()) == (422, True)
    assert (matter.no_ties.count(), desk.accounts["investigator"].shut_out.count()) == (0, 0)


def test_the_manager_is_not_asked_and_reads_who_has_not_answered(desk, matter):
    desk.asks("liaison", first(matter), NO)
    page = desk.asks("manager", f"/matters/{matter.pk}").content.decode()
    told = {who: f"The {who}, {part}, who has not said yet" in page for who, part in (
        ("investigator", "investigator"), ("authority", "appropriate authority"), ("liaison", "survivor liaison")
    )}  # fmt: skip
    assert told == {"investigator": True, "authority": True, "liaison": False}
    assert desk.asks("manager", first(matter))["Location"] == f"/matters/{matter.pk}"


def test_the_list_and_what_is_due_tell_nothing_of_it_but_that_the_answer_is_wanted(desk, matter):
    page = desk.asks("authority", "/matters").content.decode()
    assert ("Not read yet" in page, f'href="{first(matter)}"' in page) == (True, True)
    says = "Your tie: say whether you have one, before you read the matter"
    assert [row[2] for row in rows_of(desk, "authority")] == [says]
    desk.asks("authority", first(matter), NO)
    assert "Not read yet" not in desk.asks("authority", "/matters").content.decode()
    assert "Your tie" not in str(rows_of(desk, "authority"))


TABLES = ("matterentry", "matterstanding", "task", "proposal", "affectedperson")


@pytest.mark.parametrize("who", PARTS)
def test_the_database_shows_nothing_that_was_written_in_it_either(desk, matter, who):
    from upstander.casework.actions import care, entries  # noqa: PLC0415
    from upstander.casework.models import Proposal  # noqa: PLC0415

    care.name(matter=matter, words="somebody", by=desk.accounts["liaison"])
    Proposal.objects.create(matter=matter, day=matter.entries.first().day, what="x", by=desk.accounts["manager"])
    entries.keep_standing(matter)
    seen = {table: bool(desk.sees(who, f"SELECT matter_id FROM casework_{table}")) for table in TABLES}
    assert seen == dict.fromkeys(TABLES, False)
    desk.asks(who, first(matter), NO)
    theirs = {"task": who != "liaison"}
    seen = {table: bool(desk.sees(who, f"SELECT matter_id FROM casework_{table}")) for table in TABLES}
    assert seen == dict.fromkeys(TABLES, True) | theirs


def test_nobody_says_it_for_somebody_else_nor_where_they_have_no_part(desk, matter):
    def says(who, of):
        desk.sees(who, "SELECT 1")
        statement = "INSERT INTO casework_notie (matter_id, by_id, at) VALUES ('%s', '%s', now())"
        desk.as_role(lambda: desk.run(statement % (matter.pk, desk.accounts[of].pk)))

    for who, of in (("manager", "investigator"), ("analyst", "analyst"), ("a friend", "a friend")):
        with pytest.raises(DatabaseError, match="row-level security"):
            says(who, of)
    assert [desk.asks(who, first(matter), NO).status_code for who in ("analyst", "a friend", "the subject")] == [
        404
    ] * 3
    says("investigator", "investigator")
    assert desk.sees("a friend", "SELECT id FROM casework_notie") == []


def test_what_was_said_is_never_taken_back(desk, matter):
    desk.asks("investigator", first(matter), NO)
    with pytest.raises(DatabaseError) as refused:
        desk.as_role(lambda: desk.run("DELETE FROM casework_notie"))
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
    with pytest.raises(DatabaseError, match="is added to and never changed"):
        desk.run("DELETE FROM casework_notie")


def test_another_matter_about_the_same_person_that_was_not_read_yet_gives_no_warnings(desk, matter):
    """Entries are read by the law wherever they are; of what is not read yet there are none."""
    from upstander.casework.actions import matters  # noqa: PLC0415

    manager, about = desk.accounts["manager"], {"subject_id": SUBJECT, "subject_name": "Ashby Rourke"}
    other = matters.open_by_hand(**about, kind="pcso", why="x", day=matter.entries.first().day, by=manager)
    matters.assign(matter=other, to=desk.accounts["investigator"], part="investigator", by=manager)
    desk.asks("investigator", first(other), NO)
    assert desk.asks("investigator", f"/matters/{other.pk}").status_code == 200


def test_that_conflicts_were_declared_is_not_entered_for_an_investigator_who_did_not_answer(desk, matter):
    desk.asks("authority", first(matter), NO)
    given = {"what": "conflicts declared", "day": "1/5/2025", "detail-conflicts": "none"}
    answer = desk.asks("authority", f"/matters/{matter.pk}/add", given)
    assert (answer.status_code, "Not yet said by The investigator" in answer.content.decode()) == (422, True)
    assert matter.entries.count() == 2
    desk.asks("investigator", first(matter), NO)
    assert "Not yet said" not in desk.asks("authority", f"/matters/{matter.pk}/add", given).content.decode()
