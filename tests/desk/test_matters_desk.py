"""A matter on the desk: opened from a lead, carried by the law of its day, each entry kept, each refusal explained."""

import datetime as dt

import pytest


def test_the_manager_makes_a_lead_a_matter_and_its_history_begins(desk):
    lead = desk.lead()
    desk.asks(
        "manager",
        f"/leads/{lead.pk}/open-matter",
        {"kind": "pcso", "day": "1/5/2025", "why": "four stops without a task"},
    )
    lead.refresh_from_db()
    assert (lead.state, [e.what for e in lead.matter.entries.all()]) == ("promoted", ["matter came to attention"])
    assert lead.entries.last().why == "four stops without a task"
    assert desk.log("matter opened")[0][0] == str(lead.matter.pk)


@pytest.mark.parametrize("who", ["analyst", "a friend", "investigator"])
def test_nobody_else_opens_a_matter(desk, who):
    from upstander.casework.models import Matter  # noqa: PLC0415

    desk.asks(who, f"/leads/{desk.lead().pk}/open-matter", {"kind": "pcso", "day": "1/5/2025", "why": "x"})
    assert Matter.objects.count() == 0


def test_a_lead_becomes_a_matter_once(desk):
    matter = desk.matter()
    answer = desk.asks(
        "manager", f"/leads/{matter.lead.pk}/open-matter", {"kind": "pcso", "day": "1/5/2025", "why": "again"}
    )
    assert answer.status_code == 409


def test_a_matter_says_what_may_come_next_what_is_due_and_what_bars_its_close(desk):
    page = desk.asks("manager", f"/matters/{desk.matter().pk}").content.decode()
    for words in ("Matter recorded", "What is due", "What stands in the way of closing", "S003"):
        assert words in page, words


def test_the_manager_gives_parts_and_nobody_else(desk):
    matter = desk.matter("investigator")
    liaison = str(desk.accounts["liaison"].pk)
    path = f"/matters/{matter.pk}/assign"
    assert desk.asks("investigator", path, {"to": liaison, "part": "liaison"}).status_code == 409
    assert desk.asks("manager", path, {"to": liaison, "part": "liaison"}).status_code == 302
    assert {one.account.username for one in matter.assignments.all()} == {"investigator", "liaison"}


@pytest.mark.parametrize(
    ("kind", "came", "said"),
    [
        (
            "officer",
            "2021-05-01",
            "Judged by EW-2020, in force from 1 February 2020 until 6 May 2024 [SI 2020/4, Police",
        ),
        ("officer", "2025-05-28", "Judged by EW-2025, in force from 28 May 2025 [SI 2025/558"),
        ("pcso", "2021-05-01", "Judged by STAFF [Police Staff Council Handbook"),
    ],
)
def test_the_page_and_the_form_say_by_which_rules_a_matter_is_judged_and_why_those(desk, kind, came, said):
    from upstander.casework.actions import matters  # noqa: PLC0415

    day = dt.date.fromisoformat(came)
    about = {"subject_id": "P-901", "subject_name": "Somebody", "kind": kind, "why": "a report"}
    matter = matters.open_by_hand(**about, day=day, by=desk.accounts["manager"])
    why = f"kind of person {kind}, came to attention on {day.day} {day:%B %Y}."
    for path in (f"/matters/{matter.pk}", f"/matters/{matter.pk}/add?what=severity+assessed"):
        page = desk.asks("manager", path).content.decode()
        line = page[page.index("Judged by") :].split("</p>")[0]
        assert (line.startswith(said), line.endswith(why)) == (True, True), line


BOUND = "In force from 1 February 2020"
# where on the page               | words of a rule there                               | the days it has
SHOWN = [
    ("what stands in the way", "The subject's welfare has not been considered", True),
    ("what stands in the way", "What the force or the country should learn", False),
    ("what is due", "An investigation not finished 12 months", True),
    ("not yet", "Proceedings are listed once the authority", True),
    ("a notice", "The complaint was withdrawn", True),
    ("what departs", "The outcome is not one that is open", True),
]


@pytest.mark.parametrize(("where", "words", "bound"), SHOWN)
def test_each_rule_on_the_page_says_from_when_it_is_in_force_and_one_without_a_bound_says_nothing(
    desk, where, words, bound
):
    page = told_by(desk, "")
    shown = page[page.index(words, page.index("What departs") if where == "what departs" else 0) :]
    rule = shown[: min(shown.index(end) for end in ("</li>", "</p>", "</div>"))]
    assert ("In force" in rule, BOUND in rule) == (bound, bound)


def test_each_rule_that_a_form_is_checked_by_says_until_when_it_is_in_force(desk):
    form = told_by(desk, "/add?what=outcome+imposed")
    lower = form[form.index("Reduction in rank or dismissal for misconduct needs") :].split("</li>")[0]
    assert f"{BOUND} until 27 May 2025." in lower


def test_a_letter_says_between_which_days_the_law_that_asks_for_it_is_in_force_and_what_is_against_it(desk):
    page = told_by(desk, "/letters")
    letter = page[page.index("reg 20(2) and (6)") :].split("</li>")[0]  # the invitation to an interview
    asks, against = letter.split("Not to be given yet")
    assert ("in force from 1 February 2020" in asks, BOUND in against) == (True, True)


def told_by(desk, path):
    """A page of a matter of 2021 about an officer, whose complaint was withdrawn, with an outcome that was not open."""
    import html  # noqa: PLC0415

    from upstander.casework.actions import entries, matters  # noqa: PLC0415

    day, manager = dt.date(2021, 5, 1), desk.accounts["manager"]
    about = {"subject_id": "P-901", "subject_name": "Somebody", "kind": "officer", "why": "a report"}
    matter = matters.open_by_hand(**about, day=day, by=manager)
    given = {"form": "misconduct meeting", "proceedings": "h1", "outcome": "reduction in rank"}
    for what, details in (("complaint withdrawn", {}), ("outcome imposed", given)):
        entries.add(matter=matter, what=what, day=day, details=details, by=manager, imported=True)
    return html.unescape(desk.asks("manager", f"/matters/{matter.pk}{path}").content.decode())


@pytest.mark.parametrize("who", ["the subject", "a friend", "administrator", "auditor", "analyst"])
def test_no_part_is_given_to_whom_a_tie_or_a_role_keeps_out(desk, who):
    matter = desk.matter()
    given = {"to": str(desk.accounts[who].pk), "part": "investigator"}
    answer = desk.asks("manager", f"/matters/{matter.pk}/assign", given)
    assert answer.status_code == 409
    assert "This person cannot be assigned" in answer.content.decode()
    assert desk.log("assignment")[0][1] == "refused"


def test_the_list_names_what_is_late(desk):
    from upstander.casework.models import MatterEntry  # noqa: PLC0415

    matter = desk.matter()
    clarity = dt.date(2025, 3, 3)
    common = {"matter": matter, "by": "DS 1", "writer": desk.accounts["manager"], "recorded": clarity, "day": clarity}
    MatterEntry.objects.create(number=2, what="matter came to attention", **common)
    MatterEntry.objects.create(number=3, what="moment of clarity", details={"on": "the first account"}, **common)
    assert "late, and not done" in desk.asks("manager", "/matters").content.decode()


def test_a_long_list_goes_on_on_the_next_page_with_as_many_questions_to_the_database(desk):
    opened(desk, 5)
    few = len(questions(desk, "/matters"))
    opened(desk, 25)
    assert len(questions(desk, "/matters")) == few
    assert desk.asks("manager", "/matters?page=2").content.decode().count("Matter about") == 5
    assert desk.asks("manager", "/matters?page=99999999999999999999").status_code == 200


def opened(desk, count):
    """So many more matters, each with its first entry."""
    from upstander.casework.models import Matter, MatterEntry  # noqa: PLC0415

    for _ in range(count):
        matter = Matter.objects.create(subject_id="P-100", subject_name="Somebody", kind="officer")
        common = {"day": dt.date(2025, 3, 3), "recorded": dt.date(2025, 3, 3), "by": "DS 1"}
        MatterEntry.objects.create(
            matter=matter, number=1, what="matter came to attention", writer=desk.accounts["manager"], **common
        )


def questions(desk, path, who="manager"):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        desk.asks(who, path)
    return asked.captured_queries


def ended(desk, matter, who="manager", why="they have moved on"):
    held = matter.assignments.get()
    return desk.asks(who, f"/matters/{matter.pk}/parts/{held.pk}/end", {"why": why})


def test_who_has_a_part_no_more_sees_the_matter_no_more_and_what_they_wrote_stays(desk):
    matter = desk.matter("investigator")
    assert ended(desk, matter).status_code == 302
    assert desk.asks("investigator", f"/matters/{matter.pk}").status_code == 404
    assert desk.sees("investigator", "SELECT id FROM casework_matter") == []
    assert str(matter.pk) not in desk.asks("investigator", "/matters").content.decode()
    assert (
        "Before: The investigator, investigator, until"
        in desk.asks("manager", f"/matters/{matter.pk}").content.decode()
    )


def test_a_part_that_ended_is_given_again(desk):
    matter = desk.matter("investigator")
    ended(desk, matter)
    given = {"to": str(desk.accounts["investigator"].pk), "part": "investigator"}
    assert desk.asks("manager", f"/matters/{matter.pk}/assign", given).status_code == 302
    assert desk.asks("investigator", f"/matters/{matter.pk}").status_code == 200


@pytest.mark.parametrize("who", ["investigator", "authority", "analyst", "a friend"])
def test_a_part_is_ended_by_the_manager_alone_with_a_reason(desk, who):
    matter = desk.matter("investigator")
    assert ended(desk, matter, who).status_code == 404
    assert ended(desk, matter, why=" ").status_code == 422
    assert matter.assignments.count() == 1


def test_who_was_slower_in_the_same_moment_is_told_so_and_nothing_of_theirs_is_kept(desk):
    """What may be only once is held by the database; two at once are a page, and no failure."""
    from django.test import RequestFactory  # noqa: PLC0415

    from upstander.casework.models import Task, TaskResult  # noqa: PLC0415
    from upstander.website.middleware import InOneTransaction  # noqa: PLC0415

    matter, manager = desk.matter(), desk.accounts["manager"]
    task = Task.objects.filter(matter=matter).first()
    request = RequestFactory().post("/")
    request.user = manager

    def both_at_once(_request):
        for words in ("first", "second"):
            TaskResult.objects.create(task=task, done=True, words=words, by=manager)

    answer = InOneTransaction(both_at_once).process_view(request, both_at_once, (), {})
    assert (answer.status_code, "Somebody was quicker" in answer.content.decode()) == (409, True)
    assert TaskResult.objects.filter(task=task).count() == 0


def test_a_matters_page_asks_whose_a_step_is_once_and_not_for_each_step(desk):
    """There are a hundred events that a page could offer; the parts of who reads are the same for all of them."""
    matter = desk.matter("investigator")
    asked = [query["sql"] for query in questions(desk, f"/matters/{matter.pk}")]
    glass = [sql for sql in asked if 'FROM "casework_breakglass"' in sql]
    assert 0 < len(glass) < 12
