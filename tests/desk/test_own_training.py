"""Everybody's own training: what is due, page by page, one question at a time or all at once, and why it was wrong."""

import re

import pytest

from tests.desk.conftest import records_named
from tests.desk.force_people import write_people
from tests.desk.trained import answered, as_form, begun, read

EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
MODULE = "/your-training/abuse_of_position"


def said(answer):
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return words.replace("&#x27;", "'").replace("&quot;", '"')


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_has_their_own_training_and_the_way_to_it(desk, who):
    page = desk.asks(who, "/your-training")
    assert page.status_code == 200
    assert "Abuse of position: boundaries, power, and speaking up" in said(page)
    assert 'href="/yours"' in desk.asks(who, "/ties").content.decode()
    assert 'href="/your-training"' in desk.asks(who, "/yours").content.decode()


def test_a_member_of_staff_begins_with_it(desk):
    assert desk.asks("staff", "/")["Location"] == "/your-training"
    assert desk.asks("administrator", "/")["Location"] == "/people"
    assert desk.asks("manager", "/")["Location"] == "/leads"


def test_what_is_not_asked_of_somebody_is_offered(desk):
    asked, _, offered = said(desk.asks("staff", "/your-training")).partition("You may take these too")
    assert "For supervisors: seeing it" in offered
    assert "For supervisors: seeing it" not in asked
    assert "For investigators" not in said(desk.asks("investigator", "/your-training")).partition("You may take")[2]


def test_the_questions_come_after_every_page_was_read(desk):
    read(desk.accounts["staff"], pages=5)
    early = desk.asks("staff", f"{MODULE}/begin", {"how": "all"})
    assert early.status_code == 409
    assert "Read every page first" in said(early)
    assert "Your duty to speak, and how" in said(desk.asks("staff", f"{MODULE}/pages/6"))
    assert desk.asks("staff", f"{MODULE}/begin", {"how": "all"}).status_code == 302


def test_a_page_that_is_opened_again_is_kept_once(desk):
    for _ in range(2):
        desk.asks("staff", f"{MODULE}/pages/1")
    assert desk.sees("staff", "SELECT page FROM workforce_pageread") == [1]
    assert len(desk.log("module read")) == 1


def test_a_page_that_is_not_there_is_not_there(desk):
    for path in (f"{MODULE}/pages/0", f"{MODULE}/pages/7", "/your-training/no_such", "/your-training/no_such/pages/1"):
        assert desk.asks("staff", path).status_code == 404
    assert desk.sees("staff", "SELECT page FROM workforce_pageread") == []


def test_all_on_one_page_is_sent_and_told_with_why_each_wrong_answer_is_wrong(desk):
    sitting = begun(desk.accounts["staff"])
    sent = desk.asks("staff", f"/your-training/sittings/{sitting.pk}", as_form(sitting, wrong=2))
    result = said(desk.asks("staff", sent["Location"]))
    assert "Understood: 6 of 8 right" in result
    assert "75 %, where 70 % is enough" in result
    assert result.count("Right is:") == 2
    module = modules()["abuse_of_position"]
    wrong = module.question(sitting.drawn()[0].question)
    assert any(choice.why in result for choice in wrong.choices if not choice.right)
    assert wrong.choices[wrong.right].why in result


def test_one_question_at_a_time_keeps_each_answer_and_ends_with_all_of_them(desk):
    sitting = begun(desk.accounts["staff"])
    form = as_form(sitting)
    for number in range(1, 9):
        here = f"/your-training/sittings/{sitting.pk}/{number}"
        assert f"Question {number} of 8" in said(desk.asks("staff", here))
        after = desk.asks("staff", here, {f"q{number}": form[f"q{number}"]})
        last = number == 8
        assert after["Location"] == f"/your-training/sittings/{sitting.pk}" + ("" if last else f"/{number + 1}")
    whole = desk.asks("staff", f"/your-training/sittings/{sitting.pk}")
    assert "Look over your answers" in said(whole)
    assert whole.content.decode().count(" checked>") == 8
    assert "Understood: 8 of 8" in said(
        desk.asks("staff", desk.asks("staff", whole.request["PATH_INFO"], form)["Location"])
    )


def test_who_comes_back_goes_on_where_they_were(desk):
    sitting = begun(desk.accounts["staff"])
    form = as_form(sitting)
    desk.asks("staff", f"/your-training/sittings/{sitting.pk}/1", {"q1": form["q1"]})
    again = desk.asks("staff", f"{MODULE}/begin", {"how": "one"})
    assert again["Location"] == f"/your-training/sittings/{sitting.pk}/1"
    assert " checked>" in desk.asks("staff", again["Location"]).content.decode()


def test_an_answer_that_is_missing_is_asked_for_by_its_question_and_nothing_is_sent(desk):
    sitting = begun(desk.accounts["staff"])
    given = as_form(sitting)
    del given["q3"]
    answer = desk.asks("staff", f"/your-training/sittings/{sitting.pk}", given)
    assert answer.status_code == 422
    assert "Choose an answer to question 3" in said(answer)
    assert desk.sees("staff", "SELECT id FROM workforce_attempt") == []


@pytest.mark.parametrize("place", ["0", "4", "-1", "x"])
def test_an_answer_that_is_not_offered_is_none(desk, place):
    sitting = begun(desk.accounts["staff"])
    answer = desk.asks("staff", f"/your-training/sittings/{sitting.pk}/1", {"q1": place})
    assert answer.status_code == 422
    assert "Choose one of those offered" in said(answer)


def test_what_was_sent_is_not_sent_again_and_leads_to_what_it_came_to(desk):
    made = answered(desk.accounts["staff"])
    for given in (None, {"q1": "1"}):
        again = desk.asks("staff", f"/your-training/sittings/{made.sitting_id}", given)
        assert again["Location"] == f"/your-training/attempts/{made.pk}"
    assert len(desk.sees("staff", "SELECT id FROM workforce_attempt")) == 1


def test_what_was_wrong_comes_again_and_tries_are_kept(desk):
    first = answered(desk.accounts["staff"], wrong=8)
    second = begun(desk.accounts["staff"])
    assert second.pk != first.sitting_id
    assert {one.question for one in second.drawn()} == set(first.wrong())
    page = said(desk.asks("staff", MODULE))
    assert "Answered, not passed." in page
    assert "0 of 8" in page


def test_seconds_are_kept_in_whole_minutes(desk):
    assert answered(desk.accounts["staff"]).seconds == 60


def test_what_was_passed_is_told_with_its_last_day_and_as_a_proof_to_print(desk):
    import datetime as dt  # noqa: PLC0415

    from django.utils import timezone  # noqa: PLC0415

    made = answered(desk.accounts["staff"], wrong=1)
    until = f"{timezone.localdate() + dt.timedelta(days=365):%-d %B %Y}"
    assert f"Understood Holds until {until}" in said(desk.asks("staff", "/your-training"))
    proof = said(desk.asks("staff", "/your-training/proof"))
    assert f"{until} How it was shown Version 1: 7 of 8 right (70 % is enough) Number {made.pk}" in proof
    assert [line[3]["attempt"] for line in desk.log("module attempt sent")] == [str(made.pk)]


def test_what_was_not_passed_is_in_no_proof(desk):
    answered(desk.accounts["staff"], wrong=4)
    assert "Nothing that you passed holds today" in said(desk.asks("staff", "/your-training/proof"))


def test_what_the_force_s_own_record_says_counts_on_somebody_s_own_page(desk, taken_in, tmp_path):
    from django.utils import timezone  # noqa: PLC0415

    staff = "staff_id | name | role | team_id | started_on\nD-staff | Sam | constable | north | 2015-01-01"
    passed = "staff_id | course | completed_on | assessed | score\nD-staff | APSP | {} | yes | 0.9"
    store = write_people(tmp_path / "store", staff=staff, training=passed.format(timezone.localdate()))
    with records_named(store):
        assert "Understood, by the force’s own record" in said(desk.asks("staff", "/your-training"))


def test_another_s_sitting_and_attempt_are_not_there(desk):
    made, sitting = answered(desk.accounts["staff"]), begun(desk.accounts["staff"])
    for who in ("manager", "prevent", "investigator"):
        for path in (f"attempts/{made.pk}", f"sittings/{sitting.pk}", f"sittings/{sitting.pk}/1"):
            assert desk.asks(who, f"/your-training/{path}").status_code == 404
            assert desk.asks(who, f"/your-training/{path}", {"q1": "1"}).status_code in {404, 405}


def test_each_step_leaves_a_line_without_a_word_of_what_was_answered(desk):
    made = answered(desk.accounts["staff"], wrong=1)
    for action in ("module sitting begun", "module answered", "module attempt sent"):
        [(about, outcome, _purpose, details)] = desk.log(action)
        assert (about, outcome) == ("abuse_of_position", "done")
        assert set(details) <= {"sitting", "attempt"}
    assert made.wrong()[0] not in str(desk.log("module attempt sent"))


def modules():
    from upstander.workforce.attempts import held_modules  # noqa: PLC0415

    return held_modules()
