"""The list of matters by where they stand: the database compares marks, the law says what a row says."""

import datetime as dt
import re

import pytest

from tests.desk.recorded import RECORDED
from upstander.access.sealed import mark

DAY = dt.date(2025, 5, 1)


def opened(desk, number, *then):
    """A matter about somebody, with what happened in it after it came to attention."""
    from upstander.casework.actions.entries import add  # noqa: PLC0415
    from upstander.casework.models import Assignment, Matter  # noqa: PLC0415

    manager = desk.accounts["manager"]
    made = Matter.objects.create(subject_id=number, subject_name=f"Name {number}", kind="officer")
    for part in ("authority", "investigator"):
        Assignment.objects.create(matter=made, account=desk.accounts[part], part=part, by=manager)
    add(matter=made, what="matter came to attention", day=DAY, details={}, by=manager)
    for what in then:
        add(matter=made, what=what, day=DAY, details=RECORDED, by=desk.accounts["authority"])
    return made


@pytest.fixture
def two(desk):
    return opened(desk, "S-1"), opened(desk, "S-2", "matter recorded")


def listed(desk, query, who="manager"):
    page = desk.asks(who, f"/matters{query}").content.decode()
    return set(re.findall(r"Matter about Name (S-\d)", page))


# what is asked for     | which of the two are shown: one was identified alone, the other recorded
SHOWN = [
    ("", {"S-1", "S-2"}),
    ("?state=identified", {"S-1"}),
    ("?state=recorded", {"S-2"}),
    ("?state=open", {"S-1", "S-2"}),
    ("?state=closed", set()),
    ("?state=nothing%00&page=-1", {"S-1", "S-2"}),
]


@pytest.mark.parametrize("who", ["manager", "investigator"])
@pytest.mark.parametrize(("query", "shown"), SHOWN)
def test_matters_are_shown_by_where_they_stand(desk, two, who, query, shown):
    assert listed(desk, query, who) == shown


def test_an_entry_moves_a_matter_from_one_list_to_another(desk, two):
    said = {f"detail-{name}": value for name, value in RECORDED.items()}
    asked = {"what": "matter recorded", "day": f"{DAY:%d/%m/%Y}", **said}
    assert desk.asks("authority", f"/matters/{two[0].pk}/add", asked).status_code == 302
    assert (listed(desk, "?state=identified"), listed(desk, "?state=recorded")) == (set(), {"S-1", "S-2"})


def test_what_was_kept_of_a_matter_is_never_shown_in_place_of_what_the_law_says(desk, two):
    from upstander.casework.models import MatterStanding  # noqa: PLC0415
    from upstander.casework.standing_again import stand_again  # noqa: PLC0415

    kept = MatterStanding.objects.get(matter=two[1])
    kept.state = "closed"
    kept.save()
    assert (listed(desk, "?state=closed"), listed(desk, "?state=recorded")) == (set(), set())
    assert stand_again(all_of_them=False) == 0
    assert stand_again(all_of_them=True) >= 2
    assert listed(desk, "?state=recorded") == {"S-2"}


def test_a_matter_of_which_nothing_was_kept_is_read_when_the_database_is_made_ready(desk, two):
    from upstander.casework.models import MatterStanding  # noqa: PLC0415
    from upstander.casework.standing_again import stand_again  # noqa: PLC0415

    MatterStanding.objects.filter(matter=two[1]).delete()
    assert (listed(desk, "?state=recorded"), listed(desk, "?state=open")) == (set(), {"S-1", "S-2"})
    assert stand_again(all_of_them=False) == 1
    assert listed(desk, "?state=recorded") == {"S-2"}


def test_nobody_sees_by_a_filter_what_is_not_theirs_and_the_reading_names_what_was_shown(desk, two):
    desk.shut_out("manager", "S-2")
    assert (listed(desk, "?state=recorded"), listed(desk, "?state=recorded", "liaison")) == (set(), set())
    assert [details["ids"] for *_rest, details in desk.log("matters listed")] == [[], []]
    marks = "SELECT state_mark FROM casework_matterstanding WHERE matter_id IN (SELECT id FROM casework_matter)"
    assert desk.sees("manager", "SELECT state_mark FROM casework_matterstanding") == [mark("identified", "stands at")]
    assert len(desk.sees("investigator", marks)) == 2
    for who in ("liaison", "analyst", "auditor"):
        assert desk.sees(who, "SELECT matter_id FROM casework_matterstanding") == []


def test_the_database_holds_where_a_matter_stands_sealed(desk, two):
    with desk.cursor() as cursor:
        cursor.execute("SELECT string_agg(one::text, ' ') FROM casework_matterstanding AS one")
        (dumped,) = cursor.fetchone()
    assert str(two[1].pk) in dumped
    assert [words for words in ("recorded", "identified") if words in dumped or words.encode().hex() in dumped] == []
