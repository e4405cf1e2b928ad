"""Declarations: two minutes for everybody, seen by who made it and who decides, and no word of what else is known."""

import datetime as dt
import re

import pytest
from django.db import DatabaseError, transaction

from tests.desk.conftest import SUBJECT
from tests.desk.force_people import declared

EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
GIVEN = {"kind": "approach", "who": "a woman at number 12", "what": "She wrote to me.", "told": "no"}


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def day(after):
    from django.utils import timezone  # noqa: PLC0415

    return f"{timezone.localdate() + dt.timedelta(days=after):%d/%m/%Y}"


def main_of(answer):
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def declares(desk, by_whom="staff", **changed):
    return desk.asks(by_whom, "/declarations/new", GIVEN | {"happened_on": day(0)} | changed)


def key_of(answer):
    return answer["Location"].rsplit("/", 1)[1]


def there(desk, key, who):
    """Whether a declaration is there for somebody: page, policy and database say the same."""
    from upstander.access.asking import asker_of  # noqa: PLC0415
    from upstander.workforce import policy  # noqa: PLC0415
    from upstander.workforce.declared import as_policies_see  # noqa: PLC0415
    from upstander.workforce.models import Declaration  # noqa: PLC0415

    found = Declaration.objects.get(pk=key)
    answers = {
        desk.asks(who, f"/declarations/{key}").status_code == 200,
        not policy.against_declaration(asker_of(desk.accounts[who]), as_policies_see(found)),
        str(key) in map(str, desk.sees(who, "SELECT id FROM workforce_declaration")),
    }
    assert len(answers) == 1, answers
    return answers.pop()


# ---- who declares, and who sees it


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_of_any_role_declares_and_sees_their_own(desk, who):
    key = key_of(declares(desk, who))
    assert there(desk, key, who)
    assert "She wrote to me." in said(desk.asks(who, f"/declarations/{key}"))


# kind             | who else sees what an ordinary member of staff declared
SEEN_BY = {
    "approach": {"prevent", "manager"},
    "known": {"prevent", "manager"},
    "own_device": {"prevent", "manager"},
    "workplace": {"prevent", "manager"},
    "interest": {"prevent", "manager"},
    "gift": {"prevent", "manager"},
    "partner": {"prevent", "manager", "vetting"},
    "association": {"prevent", "manager", "vetting"},
}


@pytest.mark.parametrize("kind", SEEN_BY)
def test_it_is_there_for_who_decides_on_its_kind_and_for_nobody_else(desk, kind):
    key = declared(kind=kind, by=desk.accounts["staff"]).pk
    assert {who for who in EVERYBODY if there(desk, key, who)} == SEEN_BY[kind] | {"staff"}


def test_the_list_of_what_others_declared_is_for_who_decides(desk):
    declared(kind="approach", by=desk.accounts["staff"])
    for who in EVERYBODY:
        shown = desk.asks(who, "/declarations/received")
        assert (shown.status_code == 200) == (who in {"prevent", "manager", "vetting"})
        assert ("The staff" in main_of(shown)) == (who in {"prevent", "manager"})


@pytest.mark.parametrize("decider", ["manager", "prevent"])
def test_what_who_decides_declares_is_decided_by_another(desk, decider):
    key = key_of(declares(desk, decider))
    assert there(desk, key, "prevent" if decider == "manager" else "manager")
    page = desk.asks(decider, f"/declarations/{key}")
    assert "Decide" not in main_of(page).replace("Decided", "")
    assert decide(desk, key, decider).status_code == 404
    assert f"The {decider}" not in main_of(desk.asks(decider, "/declarations/received"))


def test_who_has_a_tie_to_who_declared_or_to_whom_it_names_does_not_see_it(desk):
    key = key_of(declares(desk, other_id=SUBJECT, kind="workplace"))
    assert there(desk, key, "manager")
    assert not there(desk, key, "a friend")  # a manager with a tie to whom it names
    assert not there(desk, key, "the subject")  # a manager whom it names
    desk.shut_out("prevent", desk.accounts["staff"].staff_id)
    assert not there(desk, key, "prevent")


def test_who_decides_and_may_be_named_does_not_see_it(desk):
    type(desk.accounts["prevent"]).objects.filter(username="prevent").update(name="Priya Holt")
    key = key_of(declares(desk, kind="workplace", who="Priya from the unit"))
    assert not there(desk, key, "prevent")
    assert there(desk, key, "manager")
    assert desk.sees("prevent", "SELECT id FROM workforce_declarationexclusion") == []


def test_who_waits_to_be_compared_sees_nothing_of_others_and_declares_all_the_same(desk):
    key = key_of(declares(desk))
    type(desk.accounts["prevent"]).objects.filter(username="prevent").update(compared=False)
    desk.accounts["prevent"].refresh_from_db()
    assert not there(desk, key, "prevent")
    assert there(desk, key_of(declares(desk, "prevent")), "prevent")


# ---- what is asked


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"kind": ""}, "Choose what you want to tell"),
        ({"kind": "nothing"}, "Choose one of those offered"),
        ({"who": ""}, "Say who it is, by a name or by how you know them"),
        ({"what": ""}, "Say what happened"),
        ({"happened_on": ""}, "Give the day on which it happened"),
        ({"happened_on": "01/01/2999"}, "This day has not come"),
        ({"happened_on": "yesterday"}, "Give the day as in the example"),
        ({"told": ""}, "Say whether you have told your line manager"),
        ({"told": "yes"}, "Give the day on which you told your line manager"),
        ({"what": "x" * 8001}, "What happened? must be 8,000 characters or fewer"),
    ],
)
def test_what_lacks_something_is_asked_for_and_nothing_is_kept(desk, changed, told):
    answer = declares(desk, **changed)
    assert answer.status_code == 422
    assert "There is a problem" in said(answer)
    assert told in said(answer)
    assert desk.log("declaration made") == []


@pytest.mark.parametrize("kind", ["interest", "gift"])
def test_an_interest_and_a_gift_need_nobody_named(desk, kind):
    assert declares(desk, kind=kind, who="").status_code == 302


@pytest.mark.parametrize(("ago", "told", "late"), [(0, "on the same day", False), (1, "1 day after", False), (14, "14 days after", False), (15, "15 days after", True)])  # fmt: skip
def test_how_many_days_after_it_happened_it_was_declared_is_told(desk, ago, told, late):
    key = key_of(declares(desk, happened_on=day(-ago)))
    for who in ("staff", "prevent"):
        page = said(desk.asks(who, f"/declarations/{key}"))
        assert f"declared {told}" in page
        assert ("Asked for within 14 days" in page.partition("What happened")[0]) == late
    assert ("Late" in said(desk.asks("prevent", "/declarations/received"))) == late


def test_nobody_declares_in_anothers_name_or_earlier_than_now(desk):
    """The desk's own role, with a statement of its own, as somebody who took the pages over would try."""
    columns = "id, kind, staff_id, staff_mark, who, other_id, other_mark, number, address, met, happened_on, what, did, at, by_id"
    kept = f"SELECT gen_random_uuid(), kind, staff_id, staff_mark, who, other_id, other_mark, number, address, met, happened_on, what, did"  # fmt: skip  # noqa: F541
    key, staff, manager = key_of(declares(desk)), desk.accounts["staff"].pk, desk.accounts["manager"].pk
    into = f"INSERT INTO workforce_declaration ({columns}) {kept}"
    where = f"FROM workforce_declaration WHERE id = '{key}' RETURNING id"
    assert desk.sees("staff", f"{into}, clock_timestamp(), '{staff}' {where}")
    for who, statement in (
        ("staff", f"{into}, clock_timestamp() - interval '2 days', '{staff}' {where}"),
        ("manager", f"{into}, clock_timestamp(), '{staff}' {where}"),
        ("manager", f"{into}, clock_timestamp(), '{manager}' {where}"),
    ):
        with pytest.raises(DatabaseError, match="row-level security"):
            desk.sees(who, statement)


def test_nothing_of_a_declaration_is_changed_or_taken_away(desk):
    key = key_of(declares(desk))
    decide(desk, key)
    for table in ("", "decision"):
        for statement in (
            f"UPDATE workforce_declaration{table} SET at = now()",
            f"DELETE FROM workforce_declaration{table}",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                desk.run(statement)


# ---- what is decided

MEASURES = {"standing": "measures", "words": "Another officer visits her from now on.", "owner": "Sergeant Beech"}


def decide(desk, key, who="prevent", **changed):
    return desk.asks(who, f"/declarations/{key}/decide", MEASURES | {"review_on": day(30)} | changed)


def test_who_declared_reads_what_was_decided_and_says_so(desk):
    key = key_of(declares(desk))
    assert decide(desk, key).status_code == 302
    page = said(desk.asks("staff", f"/declarations/{key}"))
    assert "Another officer visits her from now on." in page
    assert "Sergeant Beech" in page
    assert "I have read this" in page
    assert desk.asks("staff", f"/declarations/{key}/acknowledge", {}).status_code == 302
    assert "I have read this" not in said(desk.asks("staff", f"/declarations/{key}"))
    assert "Read Not yet" not in said(desk.asks("prevent", f"/declarations/{key}"))
    assert desk.asks("staff", f"/declarations/{key}/acknowledge", {}).status_code == 409


def test_nobody_acknowledges_for_another_on_any_page_and_not_in_the_database(desk):
    key = key_of(declares(desk))
    decide(desk, key)
    assert desk.asks("prevent", f"/declarations/{key}/acknowledge", {}).status_code == 404
    [decision] = desk.sees("prevent", "SELECT id FROM workforce_declarationdecision")
    statement = (
        "INSERT INTO workforce_declarationacknowledgement (at, by_id, decision_id)"
        f" VALUES (now(), '{desk.accounts['prevent'].pk}', {decision})"
    )
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees("prevent", statement)


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"standing": ""}, 422, "Choose what you decide"),
        ({"words": ""}, 422, "Say what you advise or what is done"),
        ({"owner": ""}, 409, "Say who sees to the measures"),
        ({"review_on": ""}, 409, "on which day they are looked at again"),
        ({"review_on": 0}, 409, "Give a day to come"),
        ({"standing": "ended"}, 409, "There are no control measures that could end"),
        ({"shut_out": "on"}, 302, ""),  # which is not offered where nobody at the desk is named, and says nothing
    ],
)
def test_measures_have_somebody_who_sees_to_them_and_a_day(desk, changed, status, told):
    key = key_of(declares(desk))
    changed = {name: day(it) if it == 0 else it for name, it in changed.items()}
    answer = decide(desk, key, **changed)
    assert answer.status_code == status
    assert told in said(answer)
    assert bool(desk.log("declaration decided")) == (status == 302)
    assert desk.sees("staff", "SELECT id FROM access_shutout") == []


@pytest.mark.parametrize("who", ["staff", "vetting", "analyst", "auditor", "chief", "administrator"])
def test_nobody_else_decides_on_any_page_and_not_in_the_database(desk, who):
    key = key_of(declares(desk))
    assert decide(desk, key, who).status_code == 404
    statement = (
        "INSERT INTO workforce_declarationdecision (at, standing, words, owner, by_id, declaration_id)"
        f" VALUES (now(), 'noted', '', '', '{desk.accounts[who].pk}', '{key}')"
    )
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees(who, statement)


def test_measures_that_were_not_looked_at_again_in_time_are_told(desk):
    from upstander.workforce.declared import Waits, waits  # noqa: PLC0415
    from upstander.workforce.models import Declaration  # noqa: PLC0415

    key = key_of(declares(desk))
    one = Declaration.objects.get(pk=key)
    assert waits(one, dt.date.max) is Waits.ANSWER
    decide(desk, key)
    one = Declaration.objects.get(pk=key)
    last = one.decisions.get().review_on
    assert waits(one, last - dt.timedelta(days=1)) is Waits.READING
    assert waits(one, last) is Waits.REVIEW
    decide(desk, key, standing="ended", words="It has ended.", owner="", review_on="")
    assert waits(Declaration.objects.get(pk=key), last) is Waits.READING


def test_those_that_wait_for_an_answer_are_a_list_of_their_own(desk):
    decide(desk, key_of(declares(desk)))
    waiting = key_of(declares(desk))
    page = desk.asks("prevent", "/declarations/received?state=waits").content.decode()
    assert re.findall(r'href="/declarations/([0-9a-f-]{36})"', page) == [waiting]


# ---- ties


def test_whom_it_names_by_number_does_not_exist_for_who_declared_it_from_then_on(desk):
    assert desk.asks("analyst", f"/leads/{desk.lead().pk}").status_code == 200
    key = key_of(declares(desk, "analyst", kind="known", other_id=SUBJECT, who="Ashby Rourke"))
    assert desk.asks("analyst", f"/leads/{desk.lead().pk}").status_code == 404
    assert there(desk, key, "analyst")


def test_only_the_manager_shuts_out_whom_a_declaration_names_at_the_desk(desk):
    """Not the declaration by itself: whoever is looked into could shut everybody out who looks."""
    number, staff = desk.accounts["analyst"].staff_id, desk.accounts["staff"]
    key = key_of(declares(desk, "staff", kind="workplace", other_id=number))
    assert desk.sees("analyst", "SELECT id FROM access_shutout") == []
    assert "works at the desk" not in said(desk.asks("prevent", f"/declarations/{key}"))
    assert "works at the desk" in said(desk.asks("manager", f"/declarations/{key}"))
    assert decide(desk, key, "manager", shut_out="on").status_code == 302
    from upstander.access.asking import asker_of  # noqa: PLC0415

    assert staff.mark in asker_of(desk.accounts["analyst"]).shut_out_from
    assert "works at the desk" not in said(desk.asks("manager", f"/declarations/{key}"))


# ---- what else is known is never told


def test_what_who_declared_sees_is_the_same_whether_there_is_a_matter_about_them_or_not(desk):
    from upstander.workforce.models import Declaration  # noqa: PLC0415

    key = key_of(declares(desk, "the subject"))
    decide(desk, key, "prevent", nominal_id="N-1")
    before = said(desk.asks("the subject", f"/declarations/{key}")), said(desk.asks("the subject", "/declarations"))
    desk.matter("investigator")
    after = said(desk.asks("the subject", f"/declarations/{key}")), said(desk.asks("the subject", "/declarations"))
    assert before == after
    assert Declaration.objects.get(pk=key).people.count() == 1
    assert "N-1" not in before[0]
    assert desk.sees("the subject", "SELECT id FROM workforce_declarationperson") == []
    assert "N-1" in said(desk.asks("prevent", f"/declarations/{key}"))


def test_every_step_and_every_reading_leaves_a_line_without_a_name(desk):
    key = key_of(declares(desk))
    decide(desk, key)
    for who, path in (
        ("staff", f"/declarations/{key}"),
        ("prevent", f"/declarations/{key}"),
        ("staff", "/declarations"),
    ):
        desk.asks(who, path)
    desk.asks("prevent", "/declarations/received")
    desk.asks("staff", f"/declarations/{key}/acknowledge", {})
    for action in ("declaration made", "declaration decided", "declaration read", "own declaration read", "answer to a declaration acknowledged"):  # fmt: skip
        [(about, *rest)] = desk.log(action)
        assert about == key
        assert "number 12" not in str(rest)
    assert [line[3] for line in desk.log("declarations read")] == [{"ids": [key]}]
    assert len(desk.log("own declarations read")) == 1


# ---- back to the records


def test_what_is_declared_goes_back_as_a_feed_under_the_number_that_who_decides_gave(desk):
    from upstander.workforce.records_back import feeds  # noqa: PLC0415

    key = key_of(declares(desk, happened_on=day(-9)))
    [row] = feeds()["declarations"]
    assert row["nominal_id"] == ""
    decide(desk, key, nominal_id="N-1")
    [row] = feeds()["declarations"]
    assert (row["staff_id"], row["kind"], row["nominal_id"]) == ("D-staff", "contact_from_public", "N-1")
    assert dt.datetime.fromisoformat(row["declared_at"]) > dt.datetime.now(tz=dt.UTC) - dt.timedelta(minutes=5)
    assert "wrote to me" not in str(feeds())
    assert "number 12" not in str(feeds())


def test_many_declarations_of_one_day_about_one_person_are_one(desk):
    from upstander.workforce.records_back import feeds  # noqa: PLC0415

    for _ in range(3):
        decide(desk, key_of(declares(desk)), nominal_id="N-1")
    decide(desk, key_of(declares(desk)), nominal_id="N-2")
    assert [row["nominal_id"] for row in feeds()["declarations"]] == ["N-1", "N-2"]


@pytest.mark.parametrize(
    ("number", "kept"), [("07700 900123", "+447700900123"), ("@somebody", ""), ("", ""), ("12", "")]
)
def test_a_new_partner_goes_back_as_somebody_close_and_explains_nothing(desk, number, kept):
    from upstander.workforce.records_back import feeds  # noqa: PLC0415

    declares(desk, kind="partner", who="Maris Penhallow", number=number)
    [row] = feeds()["associations"]
    assert (row["kind"], row["name"], row["number"]) == ("partner", "Maris Penhallow", kept)
    assert feeds()["declarations"] == []
