"""The people a matter affects: planned for by the law's steps, reached by one alone, closed to those who decide."""

import datetime as dt

import pytest
from django.db import DatabaseError

from tests.desk.days import as_typed, today

CANARIES = {
    "name": "Maris of the harbour",
    "needs": "she fears being seen at the station",
    "notes": "the liaison officer's own words",
    "risk": "her brother reads her telephone",
    "contact rules": "mornings only, no voicemail",
    "support": "an adviser, accepted",
}


@pytest.fixture
def cared(desk):
    """A matter with everybody's part in it, a person with a plan, and one way of reaching them."""
    from upstander.casework.actions import care  # noqa: PLC0415
    from upstander.casework.models import Section  # noqa: PLC0415

    matter = desk.matter("investigator", "authority", "liaison")
    liaison = desk.accounts["liaison"]
    person = care.name(matter=matter, words=CANARIES["name"], by=liaison)
    for section in ("needs", "notes", "risk", "contact rules", "support"):
        care.write(person=person, section=Section(section), words=CANARIES[section], by=liaison)
    care.keep_contact_detail(
        person=person, way="Telephone", reached_at="07700 900123", rules="mornings only", by=liaison
    )
    return person


def path_of(person, *more):
    return "/".join(["", "matters", str(person.matter_id), "people", str(person.pk), *more])


# who            | sections of the plan that they read                               | reaches them
READS = {
    "liaison": (set(CANARIES), True),
    "manager": (set(CANARIES) - {"needs", "notes"}, False),
    "investigator": ({"name", "risk", "contact rules"}, False),
    "authority": (set(), False),
}
SHUT_OUT = ("analyst", "auditor", "administrator", "a friend", "the subject")


@pytest.mark.parametrize("who", READS)
def test_each_part_reads_its_sections_of_a_plan_on_the_page_and_in_the_database(desk, cared, who):
    page = desk.asks(who, path_of(cared)).content.decode()
    assert {
        section for section, words in CANARIES.items() if words in page or words.replace("'", "&#x27;") in page
    } == READS[who][0]
    assert set(desk.sees(who, "SELECT section FROM casework_planentry")) == READS[who][0]


@pytest.mark.parametrize("who", [*READS, *SHUT_OUT])
def test_how_somebody_is_reached_is_shown_to_the_liaison_of_the_matter_alone(desk, cared, who):
    reaches = READS.get(who, (set(), False))[1]
    answer = desk.asks(who, path_of(cared, "reach"), {"purpose": "to tell her of the hearing"})
    assert ("07700 900123" in answer.content.decode(), answer.status_code) == (reaches, 200 if reaches else 404)
    assert bool(desk.sees(who, "SELECT id FROM casework_contactdetail")) == reaches


@pytest.mark.parametrize("who", SHUT_OUT)
def test_nobody_else_sees_that_there_is_anybody(desk, cared, who):
    for path in (path_of(cared), f"/matters/{cared.matter_id}/people", path_of(cared, "plan", "risk")):
        assert desk.asks(who, path).status_code == 404
    for table in ("affectedperson", "planentry", "contactdetail", "contactmade", "promise", "promisekept", "agency"):
        assert desk.sees(who, f"SELECT id FROM casework_{table}") == [], table


def test_contact_details_are_masked_until_a_purpose_is_given_and_the_reading_is_kept(desk, cared):
    assert "07700 900123" not in desk.asks("liaison", path_of(cared)).content.decode()
    assert "07700 900123" not in desk.asks("liaison", path_of(cared, "reach")).content.decode()
    assert (
        "Say why in a sentence" in desk.asks("liaison", path_of(cared, "reach"), {"purpose": "work"}).content.decode()
    )
    assert desk.log("contact details read") == []
    desk.asks("liaison", path_of(cared, "reach"), {"purpose": "to tell her of the hearing"})
    ((about, outcome, purpose, _details),) = desk.log("contact details read")
    assert (about, outcome, purpose.split()[0]) == (str(cared.pk), "allowed", "purpose")


def test_a_number_stands_on_no_page_but_the_one_that_shows_it(desk, cared):
    paths = [f"/matters/{cared.matter_id}{more}" for more in ("", "/history", "/people")] + [path_of(cared)]
    pages = [desk.asks(who, path).content.decode() for who in READS for path in paths]
    assert [page for page in pages if "07700 900123" in page] == []


def test_the_history_of_the_matter_calls_them_by_a_letter_and_tells_each_step_of_the_plan(desk, cared):
    entries = [(e.what, e.details.get("person")) for e in cared.matter.entries.all()]
    assert entries[1:] == [
        ("affected person named", "Person A"),
        ("contact risk assessed", "Person A"),
        ("safe contact rules set", "Person A"),
        ("support offered", "Person A"),
    ]
    page = desk.asks("authority", f"/matters/{cared.matter_id}/history").content.decode()
    assert [words for words in CANARIES.values() if words in page] == []


def test_contact_rules_before_the_risk_was_assessed_are_refused_and_nothing_is_kept(desk):
    matter = desk.matter("liaison")
    desk.asks("liaison", f"/matters/{matter.pk}/people", {"words": "somebody"})
    person = matter.affected.get()
    answer = desk.asks("liaison", path_of(person, "plan", "contact-rules"), {"words": "mornings only"})
    page = answer.content.decode()
    assert (answer.status_code, "stands at" in page, "mornings only" in page) == (422, True, True)
    assert person.plan.count() == 1


def test_a_section_written_again_keeps_what_stood_there_and_makes_no_second_step(desk, cared):
    before = cared.matter.entries.count()
    answer = desk.asks("liaison", path_of(cared, "plan", "risk"), {"words": "he has moved out"})
    assert (answer.status_code, cared.matter.entries.count()) == (302, before)
    page = desk.asks("liaison", path_of(cared)).content.decode()
    assert "he has moved out" in page
    assert CANARIES["risk"] in page
    assert "Earlier versions" in page


def test_looking_at_the_plan_again_is_a_step_each_time_and_meets_its_clock(desk, cared):
    for _ in range(2):
        desk.asks("liaison", path_of(cared, "plan", "review"), {"words": "nothing has changed"})
    assert [e.what for e in cared.matter.entries.all()].count("engagement plan reviewed") == 2


@pytest.mark.parametrize("who", ["investigator", "manager", "authority"])
def test_nobody_but_the_liaison_writes_a_plan(desk, cared, who):
    assert desk.asks(who, path_of(cared, "plan", "risk"), {"words": "x"}).status_code == 404
    assert desk.asks(who, path_of(cared, "keep", "detail"), {"way": "Letter", "reached_at": "x"}).status_code == 404
    desk.sees(who, "SELECT 1")
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.as_role(lambda: desk.run(
            "INSERT INTO casework_planentry (person_id, section, words, by_id, at)"
            f" VALUES ('{cared.pk}', 'risk', '', '{desk.accounts[who].pk}', now())"
        ))  # fmt: skip


def test_a_promise_is_late_until_it_is_kept_and_says_how(desk, cared):
    from upstander.casework.actions import care  # noqa: PLC0415

    made = care.promise(person=cared, what="to ring", due=today() - dt.timedelta(2), by=desk.accounts["liaison"])
    for who, told in (("liaison", True), ("investigator", True), ("manager", True), ("authority", False)):
        assert ("A promise to" in desk.asks(who, f"/matters/{cared.matter_id}").content.decode()) == told, who
    path = path_of(cared, "promises", str(made.pk))
    assert desk.asks("liaison", path, {"day": as_typed(), "words": "rang her"}).status_code == 302
    assert "A promise to" not in desk.asks("liaison", f"/matters/{cared.matter_id}").content.decode()
    assert "rang her" in desk.asks("liaison", path_of(cared)).content.decode()
    assert desk.asks("liaison", path, {"day": as_typed(), "words": "again"}).status_code == 409


KEPT = [
    ("contact", {"day": "1/6/2025", "words": "rang, no answer"}, "rang, no answer"),
    ("agency", {"agency": "Women's service", "who": "an adviser", "reached_at": "by e-mail"}, "an adviser"),
    ("promise", {"what": "to write", "due": "1/1/2099"}, "to write"),
]


@pytest.mark.parametrize("row", KEPT, ids=[row[0] for row in KEPT])
def test_what_is_kept_about_a_person_stands_on_their_page(desk, cared, row):
    what, given, words = row
    assert "There is a problem" in desk.asks("liaison", path_of(cared, "keep", what), {"x": ""}).content.decode()
    assert desk.asks("liaison", path_of(cared, "keep", what), given).status_code == 302
    assert words in desk.asks("liaison", path_of(cared)).content.decode()


def test_a_way_of_reaching_somebody_is_taken_out_of_use_and_kept(desk, cared):
    (detail,) = cared.contact_details.all()
    assert (
        desk.asks("liaison", path_of(cared, "reach", str(detail.pk)), {"why": "he has the telephone"}).status_code
        == 302
    )
    page = desk.asks("liaison", path_of(cared, "reach"), {"purpose": "to tell her of the hearing"}).content.decode()
    assert "07700 900123" not in page
    assert cared.contact_details.count() == 2


def test_an_entry_about_an_affected_person_is_chosen_among_those_named(desk, cared):
    page = desk.asks(
        "investigator", f"/matters/{cared.matter_id}/add?what=account of affected person taken"
    ).content.decode()
    assert 'value="Person A"' in page
    answer = desk.asks("investigator", f"/matters/{cared.matter_id}/add", {
        "what": "account of affected person taken", "day": as_typed(), "detail-person": "Ms Nobody"
    })  # fmt: skip
    assert answer.status_code == 422


def test_the_letter_of_a_person_is_given_while_nobody_else_can_give_one(desk):
    """Two who named somebody at once would both give the letter A, and the history could not tell the two apart."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from upstander.casework.actions import care  # noqa: PLC0415

    matter = desk.matter("liaison")
    with CaptureQueriesContext(connection) as asked_of_it:
        care.name(matter=matter, words="somebody", by=desk.accounts["liaison"])
    asked = [query["sql"] for query in asked_of_it.captured_queries]
    counted = next(at for at, sql in enumerate(asked) if "COUNT" in sql and "casework_affectedperson" in sql)
    assert any("casework_matter" in sql and "FOR UPDATE" in sql for sql in asked[:counted])
