"""Intelligence reports: graded, sanitised, assessed and decided by people; older ones come back by themselves."""

import datetime as dt

import pytest

from tests.desk.conftest import DAY, OTHER_SUBJECT, SUBJECT
from tests.desk.reports import GRADED, SANITISED, brought_to, entered, form_of, report_of, sent, the_report
from tests.desk.test_matters_desk import questions

# ---- taken in


def test_a_report_is_entered_by_hand_as_it_was_received(desk):
    report = the_report(desk, original="He came\ntwice", subjects=f"{SUBJECT}, Ashby Rourke\n{OTHER_SUBJECT}")
    assert (report.came_by, report.original.split()) == ("crimestoppers", ["He", "came", "twice"])
    assert [(one.subject_id, one.subject_name) for one in report.subjects.all()] == [
        (SUBJECT, "Ashby Rourke"), (OTHER_SUBJECT, "")
    ]  # fmt: skip
    assert desk.log("intelligence received")[0][:2] == (str(report.pk), "done")


def test_a_report_may_be_about_somebody_whom_nobody_could_name_yet(desk):
    report = the_report(desk, subjects="")
    assert "somebody not named yet" in desk.asks("analyst", f"/intelligence/{report.pk}").content.decode()
    given = {"number": SUBJECT, "name": "Ashby Rourke", "why": "his roster and the car"}
    assert sent(desk, report, "name", given).status_code == 302
    assert "Report about Ashby Rourke" in desk.asks("analyst", "/intelligence").content.decode()
    assert "already" in sent(desk, report, "name", given).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"original": ""}, "Give the report as it was received"),
        ({"came_by": ""}, "Choose how it came"),
        ({"received_on": "1/1/2125"}, "This day has not come"),
        ({"subjects": ", no number"}, "Begin each line with a staff number"),
        ({"category": "bribery"}, "Choose one of those offered"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field_and_what_was_typed_stays(desk, changed, said):
    from upstander.casework.models import IntelligenceReport  # noqa: PLC0415

    answer = entered(desk, **{"source_about": "typed before"} | changed)
    page = answer.content.decode()
    assert (answer.status_code, page.count(said), IntelligenceReport.objects.count()) == (422, 2, 0)
    assert "typed before" in page


def test_a_report_is_made_of_a_lead_once_and_each_names_the_other(desk):
    lead = desk.lead()
    assert desk.asks("analyst", f"/leads/{lead.pk}/intelligence", {}).status_code == 302
    report = report_of(SUBJECT)
    assert (report.original, report.came_by) == (lead.summary, "technical")
    page = desk.asks("analyst", f"/leads/{lead.pk}").content.decode()
    assert "Became an intelligence report" in page
    assert f"/intelligence/{report.pk}" in page
    assert f"/leads/{lead.pk}" in desk.asks("analyst", f"/intelligence/{report.pk}").content.decode()
    assert desk.asks("analyst", f"/leads/{lead.pk}/intelligence", {}).status_code == 409


# ---- from state to state

# where it stands | what is done | what is given | where it then stands
MOVES = [
    ("received", "grade", GRADED, "graded"),
    ("graded", "sanitise", {"text": SANITISED}, "sanitised"),
    ("sanitised", "assess", {"category": "abuse of authority", "why": "the second in a year"}, "assessed"),
    ("assessed", "develop", {"why": "billing of March"}, "developed"),
    ("assessed", "disseminate", {"to": "the vetting unit", "why": "renewal is due"}, "disseminated"),
    ("developed", "disseminate", {"to": "the vetting unit", "why": "renewal is due"}, "disseminated"),
    ("assessed", "file", {"why": "nothing more to find", "no_review": "he has left"}, "filed"),
    ("filed", "bring-back", {"why": "a caller asked"}, "back"),
    ("back", "assess", {"category": "other", "why": "still single"}, "assessed"),
]  # fmt: skip


@pytest.mark.parametrize("move", MOVES)
def test_a_report_moves_on_by_a_person_with_what_the_step_needs(desk, move):
    at, what, given, to = move
    report = brought_to(desk, at)
    before = report.entries.count()
    assert sent(desk, report, what, given).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.entries.count()) == (to, before + 1)
    assert report.entries.last().by == desk.accounts["analyst"]


# where it stands | what is tried | what is given | what is said
REFUSED = [
    ("received", "sanitise", {"text": SANITISED}, "This report stands at: received"),
    ("received", "disseminate", {"to": "vetting", "why": "x"}, "This report stands at: received"),
    ("graded", "file", {"why": "x", "no_review": "x"}, "This report stands at: graded"),
    ("received", "grade", GRADED | {"source_grade": "4"}, "Choose one of those offered"),
    ("received", "grade", GRADED | {"handling": "C"}, "Say on what conditions"),
    ("graded", "grade", GRADED, "Say why the grading changes"),
    ("assessed", "file", {"why": "nothing more"}, "Give a review day, or say why there is none"),
    ("assessed", "file", {"why": "x", "review_on": "1/1/2030", "no_review": "x"}, "one of the two"),
    ("assessed", "file", {"why": "x", "review_on": "1/1/2020"}, "still to come"),
    ("assessed", "file", {"no_review": "he has left"}, "say it in a sentence"),
    ("assessed", "disseminate", {"why": "x"}, "Say who is given"),
    ("assessed", "bring-back", {"why": "x"}, "This report stands at: assessed"),
]


@pytest.mark.parametrize("refused", REFUSED)
def test_what_a_step_lacks_is_said_and_nothing_is_done(desk, refused):
    at, what, given, said = refused
    report = brought_to(desk, at)
    before = report.entries.count()
    answer = sent(desk, report, what, given)
    assert (answer.status_code in {409, 422}, said in answer.content.decode()) == (True, True)
    report.refresh_from_db()
    assert (report.state, report.entries.count()) == (at, before)


@pytest.mark.parametrize("what", ["assessed", "developed", "disseminated", "promoted"])
def test_nothing_is_shared_before_it_is_sanitised_whatever_its_state_says(desk, what):
    from upstander.casework.actions.intelligence_moves import moved  # noqa: PLC0415
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415

    report = the_report(desk)
    report.state = "back"
    with pytest.raises(NotNow, match="sanitise it first"):
        moved(report, what, "why", desk.accounts["manager"], {}, shown={})


def test_a_grading_is_shown_with_its_meaning_and_that_it_is_still_to_be_checked(desk):
    report = brought_to(desk, "graded")
    page = desk.asks("analyst", f"/intelligence/{report.pk}").content.decode()
    assert "2: Untested" in page
    assert "C: Known indirectly" in page
    assert "still to be checked" in form_of(desk, report, "grade")


def test_a_grading_that_changes_says_why_and_the_earlier_one_is_kept(desk):
    report = brought_to(desk, "assessed")
    assert sent(desk, report, "grade", GRADED | {"assessment": "B", "why": "the billing agrees"}).status_code == 302
    report.refresh_from_db()
    assert (report.grading, report.state) == ("2 B P", "assessed")
    page = desk.asks("analyst", f"/intelligence/{report.pk}").content.decode()
    assert "C: Known indirectly" in page
    assert "the billing agrees" in page


def test_a_filed_report_that_is_due_for_review_is_on_the_list_again(desk):
    report = brought_to(desk, "filed")
    assert str(report.pk) not in desk.asks("analyst", "/intelligence").content.decode()
    type(report).objects.filter(pk=report.pk).update(review_on=dt.date(2025, 1, 1))
    for path in ("/intelligence", "/intelligence?state=due"):
        assert str(report.pk) in desk.asks("analyst", path).content.decode()


def test_the_filter_stands_in_the_address(desk):
    report = brought_to(desk, "assessed")
    shown = ["state=assessed", "category=abuse+of+authority", "state=working&mine=1", "state=%00&category=x&page=-3"]
    hidden = ["state=filed", "category=other", "page=2"]
    assert [q for q in shown if str(report.pk) not in listed(desk, "analyst", q)] == []
    assert [q for q in hidden if str(report.pk) in listed(desk, "analyst", q)] == []
    assert str(report.pk) not in listed(desk, "manager", "mine=1")


def test_a_long_list_goes_on_on_the_next_page_with_as_many_questions_to_the_database(desk):
    many(desk, 5)
    few = len(questions(desk, "/intelligence", "analyst"))
    many(desk, 25)
    assert len(questions(desk, "/intelligence", "analyst")) == few
    assert listed(desk, "analyst", "page=2").count("Report about") == 5


def many(desk, count):
    """So many more reports, each about somebody else."""
    from upstander.casework.models import IntelligenceReport, IntelligenceSubject  # noqa: PLC0415

    writer = desk.accounts["analyst"]
    for _ in range(count):
        report = IntelligenceReport.objects.create(received_on=DAY, came_by="public", original="x", writer=writer)
        IntelligenceSubject.objects.create(report=report, subject_id=f"P-{report.pk}", by=writer)


def listed(desk, who, query):
    return desk.asks(who, f"/intelligence?{query}").content.decode()


# ---- links and matters


def test_a_report_is_linked_to_a_lead_or_a_report_by_its_address_and_both_ends_show_it(desk):
    report, other = the_report(desk), the_report(desk, subjects="P-9, Somebody Else")
    lead = desk.lead(OTHER_SUBJECT)
    for end in (f"/intelligence/{other.pk}", f"http://desk/leads/{lead.pk}"):
        assert sent(desk, report, "link", {"address": end, "why": "the same car"}).status_code == 302
    page = desk.asks("analyst", f"/intelligence/{report.pk}").content.decode()
    assert page.count("the same car") == 4  # in the links and in the history
    assert f"/intelligence/{report.pk}" in desk.asks("analyst", f"/intelligence/{other.pk}").content.decode()


@pytest.mark.parametrize(
    ("address", "said"),
    [("", "Say what the report is linked to"), ("here", "Nothing that you may link"), ("itself", "the report itself")],
)
def test_a_link_to_nothing_is_refused(desk, address, said):
    report = the_report(desk)
    given = {"address": f"/intelligence/{report.pk}" if address == "itself" else address, "why": "the same car"}
    answer = sent(desk, report, "link", given)
    assert (answer.status_code in {409, 422}, said in answer.content.decode()) == (True, True)


def test_the_manager_makes_a_report_a_matter_and_only_the_sanitised_text_goes_with_it(desk):
    from upstander.casework.models import Matter  # noqa: PLC0415

    report = brought_to(desk, "assessed")
    subject = report.subjects.get()
    given = {"subject": str(subject.pk), "kind": "pcso", "day": "2/5/2025", "why": "two reports agree"}
    named = sent(desk, report, "open-matter", given | {"why": "as Mrs Marlow says"}, who="manager")
    assert (named.status_code, "what names the source" in named.content.decode()) == (409, True)
    answer = sent(desk, report, "open-matter", given, who="manager")
    matter = Matter.objects.get()
    report.refresh_from_db()
    assert (answer["Location"], report.state) == (f"/matters/{matter.pk}", "promoted")
    page = desk.asks("manager", f"/matters/{matter.pk}").content.decode()
    assert SANITISED in page
    written = [f"{entry.what} {entry.why} {entry.details}" for entry in matter.entries.all()]
    for words in ("Marlow", "07700 900123", "my sister"):
        assert words not in page + "".join(written)
    assert sent(desk, report, "open-matter", given, who="manager").status_code == 409


def test_nobody_but_the_manager_makes_a_report_a_matter(desk):
    report = brought_to(desk, "assessed")
    assert desk.asks("analyst", f"/intelligence/{report.pk}/open-matter").status_code == 404
    assert "Open a matter" not in desk.asks("analyst", f"/intelligence/{report.pk}").content.decode()


def test_a_report_is_linked_to_a_matter_once_it_is_sanitised(desk):
    matter, report = desk.matter("investigator"), the_report(desk)
    given = {"to": str(matter.pk), "why": "the same woman"}
    assert "Sanitise the report first" in sent(desk, report, "link", given, who="manager").content.decode()
    sent(desk, report, "grade", GRADED)
    sent(desk, report, "sanitise", {"text": SANITISED})
    assert SANITISED not in desk.asks("investigator", f"/matters/{matter.pk}").content.decode()
    assert sent(desk, report, "link", given, who="manager").status_code == 302
    assert SANITISED in desk.asks("investigator", f"/matters/{matter.pk}").content.decode()
    assert desk.log("earlier concerns read")[-1][3]["reports"] == [str(report.pk)]
    sent(desk, report, "sanitise", {"text": "A car stood there."})
    page = desk.asks("investigator", f"/matters/{matter.pk}").content.decode()
    assert ("A car stood there." in page, SANITISED in page) == (True, False)


# ---- reading leaves a line


def test_every_reading_leaves_a_line_and_no_word_of_a_report_stands_in_the_log(desk):
    report = brought_to(desk, "filed")
    desk.asks("analyst", "/intelligence?state=filed")
    desk.asks("analyst", f"/intelligence/{report.pk}")
    assert desk.log("intelligence listed")[-1][3]["ids"] == [str(report.pk)]
    assert desk.log("intelligence read")[-1][:3] == (str(report.pk), "allowed", "work on intelligence")
    with desk.cursor() as cursor:
        cursor.execute("SELECT string_agg(e::text, ' ') FROM audit.event AS e")
        lines = cursor.fetchone()[0]
    assert [words for words in ("Marlow", "900123", "parked", "Rourke", "renewal") if words in lines] == []
