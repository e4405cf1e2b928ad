"""The day from which a command counts is the desk's own, whatever time zone its machine is set to."""

import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest

from tests.desk.days import ELSEWHERE
from upstander.cli._today import today


def desks_day():
    return dt.datetime.now(tz=ZoneInfo("Europe/London")).date()


@pytest.mark.parametrize("zone", ELSEWHERE)
def test_a_command_is_on_the_desks_own_day(monkeypatch, zone):
    try:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert desks_day() <= today() <= desks_day()
    finally:
        monkeypatch.undo()
        time.tzset()
