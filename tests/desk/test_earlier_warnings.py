"""A warning that another matter holds is shown on the matter's page, and counts once somebody enters it."""

import datetime as dt
import re
from html import unescape

import pytest

from tests.desk.conftest import SUBJECT
from tests.desk.days import as_typed, today


def imposed_on():
    """The day of the earlier warning."""
    return today() - dt.timedelta(days=200)


@pytest.fixture
def matters(desk):
    """An earlier matter about the subject, which ended with a final written warning, and a new one."""
    from upstander.casework.actions import entries  # noqa: PLC0415
    from upstander.casework.actions import matters as actions  # noqa: PLC0415

    def opened(day):
        return actions.open_by_hand(
            subject_id=SUBJECT,
            subject_name="Ashby Rourke",
            kind="officer",
            day=day,
            why="x",
            by=desk.accounts["manager"],
        )

    earlier = opened(imposed_on() - dt.timedelta(days=90))
    imposed = {"form": "misconduct hearing", "proceedings": "h1", "outcome": "final written warning", "officer": "PC"}
    entries.add(
        matter=earlier,
        what="outcome imposed",
        day=imposed_on(),
        details=imposed,
        by=desk.accounts["manager"],
        imported=True,
    )
    return earlier, opened(today() - dt.timedelta(days=5))


def page_of(desk, who, matter):
    return desk.asks(who, f"/matters/{matter.pk}").content.decode()


def test_a_warning_of_another_matter_is_shown_with_its_days_and_whence_it_comes(desk, matters):
    earlier, new = matters
    page = page_of(desk, "manager", new)
    assert f"{imposed_on().day} {imposed_on():%B %Y} until before" in page
    assert f'href="/matters/{earlier.pk}"' in page
    assert "It does not count here until it is entered" in page


def test_it_is_entered_from_there_and_then_counts(desk, matters):
    from upstander.casework.actions.entries import standing_now  # noqa: PLC0415
    from upstander.casework.procedure.warned import warnings_in_force  # noqa: PLC0415

    _earlier, new = matters
    path = unescape(re.search(r'href="([^"]+what=earlier[^"]+)"', page_of(desk, "manager", new))[1])
    form = desk.asks("manager", path).content.decode()
    given = dict(re.findall(r'name="(detail-\w+)"[^>]*value="([^"]*)"', form))
    assert given["detail-imposed"] == imposed_on().isoformat()
    given |= {"what": "earlier warning found", "day": as_typed(), "detail-outcome": "final written warning"}
    assert desk.asks("manager", path.partition("?")[0], given).status_code == 302
    now = standing_now(new)
    (held,) = warnings_in_force(now.law, now.matter.kind, now.attention, now.events, today())
    assert (held.words, held.since) == ("final written warning", imposed_on())
    assert "until it is entered" not in page_of(desk, "manager", new)


def test_who_may_not_know_of_the_other_matter_is_shown_nothing_of_it(desk, matters):
    from upstander.casework.actions import matters as actions  # noqa: PLC0415

    earlier, new = matters
    for part in ("investigator", "authority"):
        actions.assign(matter=new, to=desk.accounts[part], part=part, by=desk.accounts["manager"])
        page = page_of(desk, part, new)
        assert ("Matter about" in page, "Warnings" in page, str(earlier.pk) in page) == (True, False, False)


def test_one_that_ended_before_the_matter_came_to_attention_is_not_shown(matters):
    within, after = (imposed_on() + dt.timedelta(days=days) for days in (100, 365 * 2 + 2))
    assert [[one.in_force for one in warned_of(matters[0], day)] for day in (within, after)] == [[True], []]


def warned_of(matter, day):
    """What would be shown of a matter that came to attention on a day."""
    from dataclasses import replace  # noqa: PLC0415

    from upstander.casework import earlier_warnings  # noqa: PLC0415
    from upstander.casework.actions.entries import standing_now  # noqa: PLC0415

    return earlier_warnings.of(matter, replace(standing_now(matter), attention=day, day=day))
