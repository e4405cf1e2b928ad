"""From matter to lesson: drafted by the manager, approved by a second person, and nothing in the library leads back."""

import re
import uuid

import pytest
from django.db import DatabaseError

from tests.casework.test_cases import CASES
from tests.desk.test_eleven_cases import LAST, carried, ended_in, whose

GIVEN = {
    "title": "An officer kept a number", "overview": "PC B kept the number of Ms A.\nHe wrote to her at night.",
    "findings": "Nobody had looked at his telephone.", "action": "Bills are read every month.",
    "questions_officers": "What would you do if you saw it?", "topics": ["professional_standards"], "roles": ["officer"],
}  # fmt: skip
LEARNED = {"learned": "canary of a lesson", "first_knowable": "from the bills", "why_not": "nobody looked", "changes": "we look"}  # fmt: skip


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def matter(desk):
    """A matter that is still open, in whose history it stands what is to be learned."""
    from upstander.casework.actions import entries  # noqa: PLC0415

    found = desk.matter("authority", "investigator")
    about = {"matter": found, "day": found.entries.get(number=1).day, "details": LEARNED}
    entries.add(**about, what="learning considered", by=desk.accounts[whose("learning considered")])
    return found


@pytest.fixture
def closed(desk):
    """A published case that was carried to its close at the desk."""
    from upstander.casework.actions import entries  # noqa: PLC0415

    kind, before, end, after, _noticed = CASES["1"]
    found = carried(desk, kind, (*before, ended_in(*end), *after))
    entries.put(matter=found, what="matter closed", day=LAST, details={}, by=desk.accounts["investigator"])
    return found


def drafts(desk, matter, who="manager", **changed):
    return desk.asks(who, f"/lessons/{matter.pk}", GIVEN | changed)


def test_the_page_begins_with_what_the_matters_own_history_says(desk, matter):
    page = said(desk.asks("manager", f"/lessons/{matter.pk}"))
    assert "When the force could first have known, and from which records from the bills" in page
    assert page.count("canary of a lesson") == 2  # in the history, and as what the form begins with


def test_a_matter_of_which_nobody_considered_what_is_learned_has_no_draft(desk):
    matter = desk.matter()
    assert drafts(desk, matter).status_code == 409
    assert "None yet" in said(desk.asks("manager", "/lessons"))


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("manager", True, True), ("authority", True, False), ("investigator", False, False), ("analyst", False, False),
        ("prevent", False, False), ("the subject", False, False), ("a friend", False, False),
    ],
)  # fmt: skip
def test_a_draft_is_read_by_the_manager_and_the_authority_and_written_by_the_manager(desk, matter, who, reads, writes):
    assert (desk.asks(who, f"/lessons/{matter.pk}").status_code == 200) == reads
    assert (drafts(desk, matter, who).status_code == 302) == writes
    drafts(desk, matter)
    assert bool(desk.sees(who, "SELECT id FROM learning_lessondraft")) == reads


def test_a_name_of_the_matter_is_refused_whatever_is_said(desk, matter):
    answer = drafts(desk, matter, overview="It was Ashby Rourke.", kept="everybody knows")
    assert answer.status_code == 422
    assert "“Rourke” is a name or number of somebody in the matter: say Ms A, PC B. It may not stay." in said(answer)
    assert desk.log("lesson drafted") == []


def test_a_detail_stays_only_with_a_reason(desk, matter):
    told = {"overview": "He rang at 21:40.", "kept": "no other way to tell it"}
    page = drafts(desk, matter, **told)
    assert "“21:40” is a time of day" in said(page)
    assert '<input type="hidden" name="seen" value="21:40">' in page.content.decode()
    assert drafts(desk, matter, **told, seen=["21:40"]).status_code == 302


def test_a_reason_covers_what_was_shown_and_nothing_that_came_later(desk, matter):
    told = {
        "overview": "He rang at 21:40. He lives in Mill Lane.",
        "kept": "no other way to tell it",
        "seen": ["21:40"],
    }
    page = drafts(desk, matter, **told)
    assert (page.status_code, "“Mill Lane” is a place" in said(page)) == (422, True)


def test_work_of_whom_a_ticked_role_tells_is_compared_too(desk, matter, people_on_record):
    answer = drafts(desk, matter, roles=["cadet_leader"])
    assert answer.status_code == 422
    assert "“Leader of a youth scheme” is work that fewer than 10 do here" in said(answer)


def test_what_was_withdrawn_from_the_history_is_not_learned(desk, matter):
    from upstander.casework.actions import entries  # noqa: PLC0415

    last = matter.entries.last()
    by = desk.accounts[whose("learning considered")]
    given = {"what": "entry withdrawn", "day": last.day, "details": {}, "supersedes": last.number, "why": "a mistake"}
    entries.add(matter=matter, **given, by=by)
    assert drafts(desk, matter).status_code == 409
    assert "None yet" in said(desk.asks("manager", "/lessons"))


def test_what_is_learned_is_told_only_when_the_matter_is_closed(desk, matter):
    drafts(desk, matter)
    answer = desk.asks("authority", f"/lessons/{matter.pk}/approve", {})
    assert answer.status_code == 409
    assert "The matter is not closed" in said(answer)


def test_who_wrote_a_draft_does_not_approve_it(desk, closed):
    drafts(desk, closed)
    assert "A second person approves" in said(desk.asks("manager", f"/lessons/{closed.pk}/approve", {}))


@pytest.fixture
def told(desk, closed):
    """The address of a lesson that was let into the library."""
    assert drafts(desk, closed).status_code == 302
    answer = desk.asks("authority", f"/lessons/{closed.pk}/approve", {})
    assert answer.status_code == 302
    return answer["Location"]


def test_an_approved_lesson_is_a_case_of_the_library_for_everybody(desk, told):
    page = said(desk.asks("chief", told))
    assert "An officer kept a number" in page
    assert "He wrote to her at night." in page
    assert "For police officers and staff: What would you do if you saw it?" in page
    assert "12 cases" in said(desk.asks("chief", "/library"))
    assert "An officer kept a number" in said(desk.asks("chief", "/library?words=telephone"))


def test_who_was_named_after_a_draft_holds_its_approval_up_until_it_is_compared_anew(desk, closed):
    from upstander.casework.actions import care  # noqa: PLC0415

    drafts(desk, closed)
    care.name(matter=closed, words="Dolores Penn", by=desk.accounts["liaison"])
    later(desk, "casework_planentry")
    answer = desk.asks("authority", f"/lessons/{closed.pk}/approve", {})
    assert (answer.status_code, "Somebody came into the matter after this draft" in said(answer)) == (409, True)


def later(desk, table):
    """What was written last was written a minute later: one test is one transaction, in which no time passes."""
    desk.run("SET CONSTRAINTS ALL IMMEDIATE")
    desk.run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    desk.run(f"UPDATE {table} SET at = at + interval '1 minute' WHERE id = (SELECT max(id) FROM {table})")
    desk.run(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_nobody_puts_a_case_into_the_library_past_an_approval(desk, closed):
    drafts(desk, closed)
    [draft] = desk.sees("manager", "SELECT id FROM learning_lessondraft")
    for who, statement in (
        ("manager", "INSERT INTO learning_owncase (id, month, words) VALUES ('own-00000000', '2026-11', 'x')"),
        ("authority", "INSERT INTO learning_owncase (id, month, words) VALUES ('enquiry_desk', '2026-11', 'x')"),
        ("manager", f"SELECT learning_publish('{draft}', 'own-00000000', '2026-11', 'x')"),  # their own draft
        ("authority", f"SELECT learning_publish('{draft}', 'enquiry_desk', '2026-11', 'x')"),
        ("analyst", f"SELECT learning_publish('{draft}', 'own-00000000', '2026-11', 'x')"),
        ("a friend", f"SELECT learning_publish('{uuid.uuid4()}', 'own-00000000', '2026-11', 'x')"),
        ("authority", f"INSERT INTO learning_lessonapproval (at, by_id, draft_id) VALUES (now(), '{desk.accounts['authority'].pk}', '{draft}')"),
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match=r"permission denied|not theirs to approve"):
            desk.sees(who, statement)


def test_a_draft_and_its_case_have_no_length_of_their_own(desk, told):
    sizes = desk.sees("manager", "SELECT octet_length(words) FROM learning_lessondraft")
    assert [(size - min(sizes)) % 8192 for size in sizes] == [0] * len(sizes)
    assert min(sizes) > 8192


def test_nothing_of_it_leads_back_to_the_matter(desk, closed, told):
    with desk.cursor() as cursor:
        cursor.execute("SELECT * FROM learning_owncase")
        names, rows = [column.name for column in cursor.description], cursor.fetchall()
    assert names == ["id", "month", "words"]
    assert str(closed.pk) not in str(rows)
    assert re.fullmatch(r"\d{4}-\d{2}", rows[0][1])
    assert all(told.rsplit("/", 1)[1] not in str(line) for line in desk.log("lesson approved"))


def test_who_approves_reads_the_whole_draft(desk, closed):
    drafts(desk, closed)
    page = said(desk.asks("authority", f"/lessons/{closed.pk}"))
    assert [
        words for words in (*GIVEN["overview"].splitlines(), GIVEN["findings"], GIVEN["action"]) if words not in page
    ] == []
    assert GIVEN["questions_officers"] in page


def test_a_lesson_is_told_once(desk, closed, told):
    drafts(desk, closed, title="Another")
    assert desk.asks("authority", f"/lessons/{closed.pk}/approve", {}).status_code == 409


def test_the_manager_takes_it_out_of_the_library_with_a_reason(desk, told):
    assert desk.asks("chief", f"{told}/withdraw", {"why": "x"}).status_code == 404
    silent = desk.asks("manager", f"{told}/withdraw", {"why": ""})
    assert (silent.status_code, "Say why this case is taken out" in said(silent)) == (422, True)
    assert desk.asks("chief", told).status_code == 200
    desk.asks("manager", f"{told}/withdraw", {"why": "somebody was recognised"})
    for who in ("chief", "manager", "the subject"):
        assert desk.asks(who, told).status_code == 404
        assert desk.sees(who, "SELECT id FROM learning_owncase") == []
        assert bool(desk.sees(who, "SELECT id FROM learning_withdrawal")) == (
            who != "chief"
        )  # both others are managers
    assert len(desk.log("lesson withdrawn")) == 1


def test_after_a_withdrawal_a_newer_draft_of_the_matter_may_be_let_in(desk, closed, told):
    desk.asks("manager", f"{told}/withdraw", {"why": "somebody was recognised"})
    desk.asks("manager", f"/lessons/{closed.pk}/take-back", {})
    drafts(desk, closed, title="Told with less")
    answer = desk.asks("authority", f"/lessons/{closed.pk}/approve", {})
    assert "Told with less" in said(desk.asks("chief", answer["Location"]))


def test_reading_a_case_of_the_forces_own_leaves_a_line_and_reading_a_published_one_none(desk, told):
    desk.asks("chief", told)
    desk.asks("chief", "/library/chess")
    assert [line[0] for line in desk.log("own case read")] == [told.rsplit("/", 1)[1]]


def test_an_older_draft_is_not_what_is_approved(desk, closed):
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415
    from upstander.learning import actions  # noqa: PLC0415
    from upstander.learning.models import LessonDraft  # noqa: PLC0415

    drafts(desk, closed)
    older = LessonDraft.objects.get()
    drafts(desk, closed, title="A newer one")
    with pytest.raises(NotNow, match="newer draft"):
        actions.approve(draft=older, by=desk.accounts["authority"])


# ---- what follows from a lesson

SCENARIO = {
    "scene": "A colleague asks you for a number. What do you do?", "right": "Ask what for", "right_why": "There is a purpose or none",
    "wrong": "canary of a wrong answer", "wrong_why": "Nobody knows what for",
}  # fmt: skip
PROPOSAL = {
    "proposes": "sign", "proposal": "canary of a proposed sign", "proposal_feeds": ["phone_events"],
    "proposal_innocent": "Whoever works on a long case",
}  # fmt: skip


def test_a_scenario_that_lacks_something_is_asked_for_whole(desk, matter):
    answer = drafts(desk, matter, scene="What do you do?")
    assert answer.status_code == 422
    assert "Give a scenario its scene, its right answer and a wrong one" in said(answer)


@pytest.mark.parametrize("field", ["scene", "wrong_why", "proposal", "proposal_innocent"])
def test_names_in_a_scenario_or_a_proposal_are_refused_as_elsewhere(desk, matter, field):
    answer = drafts(desk, matter, **(SCENARIO | PROPOSAL | {field: "It was Ashby Rourke."}))
    assert answer.status_code == 422
    assert "is a name or number of somebody in the matter" in said(answer)


def test_who_approves_reads_the_scenario_first(desk, closed):
    drafts(desk, closed, **SCENARIO)
    assert "Wrong: canary of a wrong answer – Nobody knows what for" in said(
        desk.asks("authority", f"/lessons/{closed.pk}")
    )


@pytest.mark.parametrize(
    ("who", "takes"),
    [
        ("prevent", True),
        ("manager", True),
        ("authority", False),
        ("analyst", False),
        ("staff", False),
        ("chief", False),
    ],
)
def test_whoever_keeps_courses_takes_the_scenarios_as_a_course_file(desk, closed, who, takes):
    import tomllib  # noqa: PLC0415

    from upstander.workforce.modules import module_of  # noqa: PLC0415

    assert desk.asks(who, "/lessons/course").status_code == 404  # there is none yet
    drafts(desk, closed, **SCENARIO, **PROPOSAL)
    desk.asks("authority", f"/lessons/{closed.pk}/approve", {"x": ""})
    answer = desk.asks(who, "/lessons/course")
    assert answer.status_code == (200 if takes else 404)
    if takes:
        course = module_of(tomllib.loads(answer.content.decode()))
        assert [one.text for one in course.questions] == [SCENARIO["scene"]]
        assert 2026_01_01_00_00 <= course.version < 10**12  # a minute, which only grows
        assert "Scenarios of our own cases" in said(desk.asks(who, "/checklist"))
        assert [line[1] for line in desk.log("scenarios taken")] == ["done"]


def test_a_withdrawn_case_asks_nothing_any_more(desk, closed):
    drafts(desk, closed, **SCENARIO)
    case = desk.asks("authority", f"/lessons/{closed.pk}/approve", {"x": ""}).headers["Location"]
    desk.asks("manager", f"{case}/withdraw", {"why": "it could be told"})
    assert desk.asks("manager", "/lessons/course").status_code == 404


def test_what_is_proposed_is_read_with_the_lessons_and_not_in_the_library(desk, closed):
    drafts(desk, closed, **PROPOSAL)
    case = desk.asks("authority", f"/lessons/{closed.pk}/approve", {"x": ""}).headers["Location"]
    page = said(desk.asks("authority", "/lessons"))
    for words in (
        "canary of a proposed sign",
        "A sign: what the records would have shown",
        "Whoever works on a long case",
    ):
        assert words in page
    assert "canary of a proposed sign" not in said(desk.asks("staff", case))


def test_the_right_answer_stands_in_no_page_of_the_library(desk, closed):
    drafts(desk, closed, **SCENARIO)
    case = desk.asks("authority", f"/lessons/{closed.pk}/approve", {"x": ""}).headers["Location"]
    assert "There is a purpose or none" not in said(desk.asks("staff", case))


@pytest.mark.parametrize(("who", "writes"), [("manager", True), ("authority", False)])
def test_what_a_dismissed_person_said_afterwards_stands_beside_what_is_learned(desk, who, writes):
    from upstander.casework.actions import entries  # noqa: PLC0415

    kind, before, end, after, _noticed = CASES["2"]
    found = carried(desk, kind, (*before, ended_in(*end), *after))
    told = {"began": "canary of a debrief", "would_have_stopped": "a call from a supervisor"}
    entries.put(
        matter=found,
        what="perpetrator debriefed",
        day=LAST,
        details=told,
        by=desk.accounts[whose("learning considered")],
    )
    page = desk.asks(who, f"/lessons/{found.pk}")
    assert "How it began, in their words canary of a debrief" in said(page)
    assert "What would have stopped them, and when a call from a supervisor" in said(page)
    assert ("/intelligence/new" in page.content.decode()) == writes
