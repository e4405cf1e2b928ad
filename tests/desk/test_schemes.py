"""Youth schemes: who answers for each, conditions that somebody checks in time, and never a word of a child."""

import datetime as dt
import re

import pytest
from django.db import DatabaseError, transaction

from tests.desk.conftest import SUBJECT
from tests.desk.force_people import condition_set, scheme

EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
READ, KEEP = {"prevent", "manager", "chief"}, {"prevent", "manager"}
TABLES = ("scheme", "schemeofficer", "schemechange", "schemestandard", "schemecondition", "schemecheck")
GIVEN = {"name": "Cadets of the north", "kind": "cadets", "standing": "not_registered", "words": "a school told us"}


def main_of(answer):
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def day(after):
    from django.utils import timezone  # noqa: PLC0415

    return f"{timezone.localdate() + dt.timedelta(days=after):%d/%m/%Y}"


def there(desk, held, who):
    """Whether a scheme is there for somebody: page, policy and database say the same."""
    from upstander.access.asking import asker_of  # noqa: PLC0415
    from upstander.workforce import policy  # noqa: PLC0415
    from upstander.workforce.models import Scheme  # noqa: PLC0415
    from upstander.workforce.schemes import marks_of  # noqa: PLC0415

    answers = {
        desk.asks(who, f"/schemes/{held.pk}").status_code == 200,
        not policy.against_scheme(asker_of(desk.accounts[who]), marks_of(Scheme.objects.get(pk=held.pk))),
        held.pk in desk.sees(who, "SELECT id FROM workforce_scheme"),
    }
    assert len(answers) == 1, answers
    return answers.pop()


@pytest.fixture
def school(desk):
    """A scheme that was heard of, for which the subject answers, with a condition."""
    held = scheme("Cadets of the north", by=desk.accounts["prevent"], officer="P-1")
    condition_set(held, by=desk.accounts["prevent"])
    return held


# ---- who reads and who writes


@pytest.mark.parametrize("who", EVERYBODY)
def test_it_is_read_by_who_answers_for_prevention_and_written_by_who_keeps_it(desk, school, who):
    assert there(desk, school, who) == (who in READ)
    assert (desk.asks(who, "/schemes").status_code == 200) == (who in READ)
    assert (desk.asks(who, "/schemes/new").status_code == 200) == (who in KEEP)
    assert ("Write down" in main_of(desk.asks(who, f"/schemes/{school.pk}"))) == (who in KEEP)
    for table in TABLES:
        assert who in READ or desk.sees(who, f"SELECT id FROM workforce_{table}") == []


@pytest.mark.parametrize("who", ["chief", "vetting", "staff", "analyst"])
def test_nobody_else_writes_on_any_page_and_not_in_the_database(desk, school, who):
    [condition] = school.conditions.all()
    for path, given in (
        ("/schemes/new", GIVEN),
        (f"/schemes/{school.pk}/standing", {"standing": "ended", "words": "x"}),
        (f"/schemes/{school.pk}/conditions/{condition.pk}", {"result": "ended", "seen": "x"}),
    ):
        assert desk.asks(who, path, given).status_code == 404
    by = desk.accounts[who].pk
    for statement in (
        f"INSERT INTO workforce_scheme (id, at, name, kind, place, by_id) VALUES (gen_random_uuid(), now(), '', 'cadets', '', '{by}')",
        f"INSERT INTO workforce_schemechange (at, standing, words, by_id, scheme_id) VALUES (now(), 'ended', '', '{by}', '{school.pk}')",
        f"INSERT INTO workforce_schemecheck (at, result, seen, by_id, condition_id) VALUES (now(), 'ended', '', '{by}', '{condition.pk}')",
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match="row-level security"):
            desk.sees(who, statement)


def test_for_who_answers_for_it_and_who_has_a_tie_to_them_it_does_not_exist(desk):
    held = scheme(by=desk.accounts["prevent"], officer=SUBJECT)
    condition_set(held, by=desk.accounts["prevent"])
    assert there(desk, held, "manager")
    for who in ("the subject", "a friend"):  # managers
        assert not there(desk, held, who)
        assert "canary" not in main_of(desk.asks(who, "/schemes"))
        for table in TABLES:
            assert desk.sees(who, f"SELECT id FROM workforce_{table}") == []


def test_who_answered_for_it_once_does_not_see_it_later_either(desk):
    held = scheme(by=desk.accounts["prevent"], officer=SUBJECT)
    assert (
        desk.asks("prevent", f"/schemes/{held.pk}/officer", {"officer_id": "P-1", "officer_name": "Beech"}).status_code
        == 302
    )
    assert not there(desk, held, "the subject")
    assert "Beech, P-1" in main_of(desk.asks("manager", f"/schemes/{held.pk}"))


def test_who_answers_for_a_scheme_does_not_write_it_down(desk):
    answer = desk.asks("prevent", "/schemes/new", GIVEN | {"officer_id": "d prevent", "officer_name": "x"})
    assert answer.status_code == 409
    assert "You answer for it yourself, or have a tie to who does" in main_of(answer)
    assert desk.sees("manager", "SELECT id FROM workforce_scheme") == []


def test_nothing_that_was_written_is_changed_or_taken_away(desk, school):
    for table in ("scheme", "schemeofficer", "schemechange", "schemecondition"):
        for statement in (f"UPDATE workforce_{table} SET at = now()", f"DELETE FROM workforce_{table}"):
            with pytest.raises(DatabaseError, match="added to and never changed"), transaction.atomic():
                desk.run(statement)


# ---- what is asked


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"name": ""}, 422, "Say what it is called"),
        ({"kind": "chess"}, 422, "Choose one of those offered"),
        ({"standing": ""}, 422, "Choose how it stands"),
        ({"standing": "ended"}, 422, "Choose one of those offered"),
        ({"words": ""}, 422, "Give the reference, or say how it was heard of"),
        ({"officer_id": "P-1"}, 422, "Give the name of who answers for it"),
        ({"officer_name": "Beech"}, 422, "Give the staff number of who answers for it"),
        ({"standing": "registered"}, 409, "somebody who answers for it"),
        ({"name": "x" * 501}, 422, "must be 500 characters or fewer"),
    ],
)
def test_what_lacks_something_is_asked_for_and_nothing_is_kept(desk, changed, status, told):
    answer = desk.asks("prevent", "/schemes/new", GIVEN | changed)
    assert answer.status_code == status
    assert "There is a problem" in main_of(answer)
    assert told in main_of(answer)
    assert desk.log("scheme written down") == []


@pytest.mark.parametrize(
    "row",
    [
        ("conditions", {"words": "", "owner": "x", "check_by": 9}, 422, "Say what the condition is"),
        ("conditions", {"words": "x", "owner": "", "check_by": 9}, 422, "Say who sees to it"),
        ("conditions", {"words": "x", "owner": "x", "check_by": ""}, 422, "Give the day by which it is first checked"),
        ("conditions", {"words": "x", "owner": "x", "check_by": 0}, 409, "Give a day to come"),
        ("conditions", {"words": "x", "owner": "x", "check_by": 91}, 409, "within 90 days from today"),
        ("conditions", {"words": "x", "owner": "x", "check_by": 90}, 302, ""),
        ("standards", {"standard": "", "state": "met", "seen": "x"}, 422, "Choose the standard"),
        ("standards", {"standard": "none", "state": "met", "seen": "x"}, 422, "Choose one of those offered"),
        ("standards", {"standard": "risk_assessed", "state": "", "seen": "x"}, 422, "Choose how it stands"),
        ("standards", {"standard": "risk_assessed", "state": "met", "seen": ""}, 422, "Say what was seen"),
        ("standards", {"standard": "risk_assessed", "state": "met", "seen": "the file of May"}, 302, ""),
        ("officer", {"officer_id": "", "officer_name": "x"}, 422, "Give their staff number"),
        ("standing", {"standing": "not_registered", "words": "x"}, 409, "It stands so already"),
        ("standing", {"standing": "ended", "words": ""}, 422, "Say why, or by which reference"),
        ("standing", {"standing": "registered", "words": "VPC 12"}, 302, ""),
        ("nothing", {}, 404, ""),
    ],
)  # fmt: skip
def test_each_change_asks_for_what_it_needs(desk, school, row):
    change, given, status, told = row
    given = {name: day(it) if isinstance(it, int) else it for name, it in given.items()}
    answer = desk.asks("prevent", f"/schemes/{school.pk}/{change}", given)
    assert answer.status_code == status
    assert told in main_of(answer)
    if status in {409, 422}:
        assert "There is a problem" in main_of(answer)


# ---- what is told


def test_a_scheme_that_is_not_registered_is_told_until_it_is_or_has_ended(desk, school):
    told = "Cadets of the north is not registered with Volunteer Police Cadets governance."
    assert told in main_of(desk.asks("chief", "/schemes"))
    desk.asks("prevent", f"/schemes/{school.pk}/standing", {"standing": "registered", "words": "VPC 12"})
    assert told not in main_of(desk.asks("chief", "/schemes"))
    other = scheme("Another", by=desk.accounts["prevent"])
    assert "Nobody is named who answers for Another." in main_of(desk.asks("chief", "/schemes"))
    desk.asks("prevent", f"/schemes/{other.pk}/standing", {"standing": "ended", "words": "it was closed"})
    assert "What must be seen to" not in main_of(desk.asks("chief", "/schemes"))
    assert (
        desk.asks("prevent", f"/schemes/{other.pk}/standing", {"standing": "registered", "words": "x"}).status_code
        == 409
    )


# what was found at the check | next by (days) | looked at after days | what is told
CHECKS = [
    (None, None, 30, []),
    (None, None, 31, ["nobody checked a condition by"]),
    ("kept", 60, 31, []),
    ("kept", 60, 60, []),
    ("kept", 60, 61, ["nobody checked a condition by"]),
    ("not_kept", 60, 0, ["a condition is not kept"]),
    ("not_kept", 60, 61, ["a condition is not kept", "nobody checked a condition by"]),
    ("ended", None, 400, []),
]


@pytest.mark.parametrize("row", CHECKS)
def test_a_condition_that_nobody_checked_in_time_or_that_is_not_kept_is_told(desk, school, row):
    from django.utils import timezone  # noqa: PLC0415

    from upstander.workforce.models import Scheme  # noqa: PLC0415
    from upstander.workforce.schemes import alerts  # noqa: PLC0415

    result, next_by, after, told = row
    [condition] = school.conditions.all()
    if result:
        given = {"result": result, "seen": "I went there", "next_by": day(next_by) if next_by else ""}
        assert desk.asks("prevent", f"/schemes/{school.pk}/conditions/{condition.pk}", given).status_code == 302
    found = list(alerts(Scheme.objects.get(pk=school.pk), timezone.localdate() + dt.timedelta(days=after), {}))
    of_conditions = [words for words in found if "condition" in words]
    assert len(of_conditions) == len(told)
    assert all(start in words for words, start in zip(of_conditions, told, strict=True))
    assert all("The head of schools work sees to it" in words for words in of_conditions)


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ({"result": "", "seen": "x", "next_by": 9}, 422, "Choose what you found"),
        ({"result": "kept", "seen": "", "next_by": 9}, 422, "Say what was seen"),
        ({"result": "kept", "seen": "x", "next_by": ""}, 409, "Give the day by which it is checked again"),
        ({"result": "kept", "seen": "x", "next_by": 0}, 409, "Give a day to come"),
        ({"result": "kept", "seen": "x", "next_by": 91}, 409, "within 90 days from today"),
        ({"result": "ended", "seen": "x", "next_by": 0}, 302, ""),
    ],
)
def test_a_check_says_what_was_seen_and_when_the_next_is(desk, school, given, status, told):
    [condition] = school.conditions.all()
    given = {name: day(it) if isinstance(it, int) else it for name, it in given.items()}
    answer = desk.asks("prevent", f"/schemes/{school.pk}/conditions/{condition.pk}", given)
    assert answer.status_code == status
    assert told in main_of(answer)


def test_a_condition_that_is_needed_no_more_is_not_checked_and_one_of_another_scheme_is_not_reached(desk, school):
    [condition] = school.conditions.all()
    path = f"conditions/{condition.pk}"
    given = {"result": "ended", "seen": "a teacher runs it now"}
    assert (
        desk.asks("prevent", f"/schemes/{scheme('Another', by=desk.accounts['prevent']).pk}/{path}", given).status_code
        == 404
    )
    assert desk.asks("prevent", f"/schemes/{school.pk}/{path}", given).status_code == 302
    assert desk.asks("prevent", f"/schemes/{school.pk}/{path}", given).status_code == 409


def test_the_newest_of_each_standard_counts_and_what_was_never_seen_is_not_known(desk, school):
    seen = {"standard": "risk_assessed", "state": "not_met", "seen": "there is none"}
    desk.asks("prevent", f"/schemes/{school.pk}/standards", seen)
    assert "was seen not to meet a standard" in main_of(desk.asks("chief", "/schemes"))
    desk.asks("prevent", f"/schemes/{school.pk}/standards", seen | {"state": "met", "seen": "the file of May"})
    page = main_of(desk.asks("chief", f"/schemes/{school.pk}"))
    assert "What is done has a written risk assessment Met the file of May" in page
    assert "not to meet a standard" not in page
    assert "An officer at executive level answers for it Not known" in page
    assert "1 of 8" in main_of(desk.asks("chief", "/schemes"))


@pytest.mark.parametrize("path", ["/schemes", "/schemes/new", "/schemes/{0}"])
def test_every_page_says_that_a_concern_about_a_child_never_goes_here(desk, school, path):
    assert "A concern about a child never goes here" in main_of(desk.asks("prevent", path.format(school.pk)))


def test_each_step_and_each_reading_leaves_a_line_without_a_name(desk, school):
    [condition] = school.conditions.all()
    desk.asks(
        "prevent", f"/schemes/{school.pk}/conditions/{condition.pk}", {"result": "kept", "seen": "x", "next_by": day(9)}
    )
    for path in ("/schemes", f"/schemes/{school.pk}"):
        desk.asks("chief", path)
    lines = [
        desk.log(f"scheme {what}")
        for what in ("written down", "officer named", "condition set", "condition checked", "read")
    ]
    assert [len(one) for one in lines] == [1] * 5
    assert {line[0] for [line] in lines} == {str(school.pk)}
    assert "Cadets" not in str(lines)
    assert [line[3] for line in desk.log("schemes read")] == [{"ids": [str(school.pk)]}]


@pytest.mark.parametrize(
    "path", ["/declarations", "/declarations/new", "/partners", "/partners/counts", "/schemes", "/schemes/{0}"]
)
def test_a_file_of_registers_that_cannot_be_used_is_told_with_its_reason(desk, school, settings_of_registers, path):
    desk.asks("prevent", "/declarations/new", {"kind": "gift", "what": "a pen", "happened_on": day(0), "told": "no"})
    settings_of_registers("[declared]\nwithin_days = 0\n")
    answer = desk.asks("prevent", path.format(school.pk))
    assert answer.status_code == 409
    assert "What is asked of registers cannot be read" in main_of(answer)
    assert desk.asks("prevent", "/checklist").status_code == 200


@pytest.fixture
def settings_of_registers(tmp_path):
    """The force has a file of its own for its registers."""
    from django.conf import settings  # noqa: PLC0415

    def of(text):
        (tmp_path / "registers.toml").write_text(text, "utf-8")
        settings.UPSTANDER_REGISTERS = str(tmp_path / "registers.toml")

    yield of
    settings.UPSTANDER_REGISTERS = ""
