"""The watchlist: two people, named tactics, ninety days, what was looked at, and nothing for the subject or their friends."""

import datetime as dt
import re

import pytest
from django.db import DatabaseError

from tests.desk.conftest import SUBJECT
from tests.desk.days import ELSEWHERE, as_typed
from tests.desk.force_people import looked_at, on_the_watchlist

GIVEN = {
    "subject_id": SUBJECT, "subject_name": "Somebody", "grounds": "intelligence", "why": "two reports, ten years apart",
    "tactics": ["systems", "billing"],
}  # fmt: skip
READS = {"analyst", "manager", "authority"}


def said(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def put_forward(desk, who="analyst", **changed):
    return desk.asks(who, "/watchlist/new", GIVEN | {"until": as_typed(60)} | changed)


@pytest.fixture
def watched(desk):
    """Somebody who is on the list: put forward by the analyst, allowed by the manager."""
    return on_the_watchlist(SUBJECT, why="canary of why", by=desk.accounts["analyst"], allowed=desk.accounts["manager"])


@pytest.mark.parametrize(
    "who", ["analyst", "manager", "authority", "investigator", "liaison", "prevent", "vetting", "chief", "auditor", "the subject", "a friend"]
)  # fmt: skip
def test_it_is_there_for_those_who_work_it_and_nothing_of_it_for_the_subject_and_a_friend(desk, watched, who):
    shown = desk.asks(who, f"/watchlist/{watched.pk}")
    assert (shown.status_code == 200) == (who in READS)
    assert ("canary of why" in said(shown)) == (who in READS)
    assert bool(desk.sees(who, "SELECT id FROM workforce_watchlistentry")) == (who in READS)
    for table in ("answer", "look", "removal"):
        assert who in READS or desk.sees(who, f"SELECT id FROM workforce_watchlist{table}") == []


def test_somebody_is_on_it_when_a_second_person_allows_it(desk):
    put_forward(desk)
    address = put_forward(desk)
    assert address.status_code == 409  # they are put forward already
    [key] = desk.sees("analyst", "SELECT id FROM workforce_watchlistentry")
    assert "Put forward, until" in said(desk.asks("manager", f"/watchlist/{key}"))
    desk.asks("manager", f"/watchlist/{key}/answer", {"allowed": "yes", "until": as_typed(30)})
    assert f"On the list, until {int(as_typed(30)[:2])} " in said(desk.asks("analyst", f"/watchlist/{key}"))


def test_who_puts_somebody_forward_does_not_answer_on_any_page_and_not_in_the_database(desk):
    key = put_forward(desk, "manager")["Location"].rsplit("/", 1)[1]
    assert "a second person answers" in said(desk.asks("manager", f"/watchlist/{key}"))
    answer = desk.asks("manager", f"/watchlist/{key}/answer", {"allowed": "yes", "until": as_typed(30)})
    assert answer.status_code == 409
    assert desk.sees("manager", "SELECT id FROM workforce_watchlistanswer") == []
    statement = (
        "INSERT INTO workforce_watchlistanswer (at, allowed, why, until, by_id, entry_id)"
        f" VALUES (now(), true, '', access_today(), '{desk.accounts['manager'].pk}', '{key}')"
    )
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees("manager", statement)


@pytest.mark.parametrize("zone", ELSEWHERE)
def test_the_database_counts_ninety_days_from_the_desks_own_day_whatever_time_zone_is_set(desk, zone):
    desk.run(f"SET LOCAL TIME ZONE '{zone}'")
    address = put_forward(desk, until=as_typed(90))["Location"]
    assert desk.asks("manager", f"{address}/answer", {"allowed": "yes", "until": as_typed(90)}).status_code == 302
    statement = (
        "INSERT INTO workforce_watchlistanswer (at, allowed, why, until, by_id, entry_id)"
        f" VALUES (now(), true, '', access_today() + 91, access_asker(), '{address.rsplit('/', 1)[1]}') RETURNING 1"
    )
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees("manager", statement)


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"why": ""}, 422, "Say why"),
        ({"grounds": "score"}, 422, "Choose one of those offered for: Grounds"),
        ({"tactics": []}, 422, "Choose at least one thing that may be looked at"),
        ({"until": 91}, 409, "within 90 days from today"),
        ({"until": -1}, 409, "within 90 days from today"),
    ],
)
def test_what_lacks_something_puts_nobody_forward(desk, changed, status, told):
    answer = put_forward(desk, **{name: as_typed(it) if name == "until" else it for name, it in changed.items()})
    assert answer.status_code == status
    assert told in said(answer)
    assert desk.log("watchlist entry put forward") == []


def test_only_the_manager_and_the_authority_decide_and_only_the_analyst_and_the_manager_look(desk, watched):
    answered = {"allowed": "yes", "until": as_typed(30)}
    look = {"tactic": "systems", "day": as_typed(0), "found": "nothing"}
    assert desk.asks("analyst", f"/watchlist/{watched.pk}/answer", answered).status_code == 404
    assert desk.asks("analyst", f"/watchlist/{watched.pk}/remove", {"why": "x"}).status_code == 404
    assert desk.asks("authority", f"/watchlist/{watched.pk}/look", look).status_code == 404
    assert desk.asks("authority", f"/watchlist/{watched.pk}/answer", answered).status_code == 302
    assert desk.asks("analyst", f"/watchlist/{watched.pk}/look", look).status_code == 302


def test_only_what_was_allowed_by_name_is_looked_at(desk, watched):
    answer = desk.asks(
        "analyst", f"/watchlist/{watched.pk}/look", {"tactic": "positions", "day": as_typed(0), "found": "x"}
    )
    assert answer.status_code == 409
    assert "This was not allowed for them" in said(answer)


def test_what_was_not_looked_at_yet_is_told(desk, watched):
    looked_at(watched, found="nothing out of the ordinary", by=desk.accounts["analyst"])
    assert "not looked at yet: Telephone bills." in said(desk.asks("manager", f"/watchlist/{watched.pk}"))


def test_after_its_last_day_it_has_lapsed_and_nothing_may_be_looked_at_until_somebody_decides_again(desk, watched):
    from upstander.workforce.watchlist import Stands, stands  # noqa: PLC0415

    last = watched.answers.get().until
    assert stands(watched, last) is Stands.ON
    assert stands(watched, last + dt.timedelta(days=1)) is Stands.LAPSED


def test_who_is_not_allowed_is_told_why_and_may_be_put_forward_anew(desk):
    key = put_forward(desk)["Location"].rsplit("/", 1)[1]
    silent = desk.asks("manager", f"/watchlist/{key}/answer", {"allowed": "no", "until": as_typed(30)})
    assert (silent.status_code, "Say why not" in said(silent)) == (409, True)
    desk.asks("manager", f"/watchlist/{key}/answer", {"allowed": "no", "why": "one old report", "until": as_typed(30)})
    assert "Not allowed" in said(desk.asks("analyst", f"/watchlist/{key}"))
    assert put_forward(desk).status_code == 302


def test_somebody_is_taken_off_with_a_reason_and_the_row_stays(desk, watched):
    desk.asks("manager", f"/watchlist/{watched.pk}/remove", {"why": "nothing was found in sixty days"})
    page = said(desk.asks("analyst", f"/watchlist/{watched.pk}"))
    assert "Taken off by The manager" in page
    assert desk.asks("manager", f"/watchlist/{watched.pk}/remove", {"why": "x"}).status_code == 409
    assert put_forward(desk).status_code == 302


def test_each_step_and_each_reading_leaves_a_line_without_a_name(desk, watched):
    desk.asks("analyst", "/watchlist")
    desk.asks("analyst", f"/watchlist/{watched.pk}")
    for action in ("put forward", "answered", "read"):
        [(about, *rest)] = desk.log(f"watchlist entry {action}")
        assert about == str(watched.pk)
        assert SUBJECT not in str(rest)
    assert [line[3] for line in desk.log("watchlist read")] == [{"ids": [str(watched.pk)]}]


def test_each_field_of_the_page_has_an_id_of_its_own(desk, watched):
    ids = re.findall(r' id="([^"]+)"', desk.asks("manager", f"/watchlist/{watched.pk}").content.decode())
    assert len(ids) == len(set(ids)) > 10


def test_a_tie_declared_later_takes_it_from_sight_at_once(desk, watched):
    desk.asks("analyst", "/ties", {"subject_id": SUBJECT, "name": "Ask Nobody", "tie": "we trained together"})
    assert desk.asks("analyst", f"/watchlist/{watched.pk}").status_code == 404
    assert "Nobody that you may know of" in said(desk.asks("analyst", "/watchlist"))


def test_nothing_of_an_entry_is_changed_or_taken_away(desk, watched):
    for statement in (
        "UPDATE workforce_watchlistentry SET grounds = 'outcome'",
        "DELETE FROM workforce_watchlistentry",
    ):
        with pytest.raises(DatabaseError):
            desk.as_role(lambda statement=statement: desk.run(statement))
