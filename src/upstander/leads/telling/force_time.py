"""Instants as the force's own clocks showed them, with the zone named so that no two hours are told alike."""

import datetime as dt
from zoneinfo import ZoneInfo

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)
FORCE_ZONE = "Europe/London"


def microseconds(given: int | str | None) -> int | None:
    """Microseconds since 1970 UTC of an instant given so, or as ISO 8601 text (without an offset it is UTC)."""
    if given is None or isinstance(given, int):
        return given
    moment = dt.datetime.fromisoformat(given)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return round((moment - EPOCH) / dt.timedelta(microseconds=1))


def moment(instant: int, zone: str = FORCE_ZONE) -> dt.datetime:
    """An instant (microseconds since 1970 UTC) as a time in the force's zone."""
    return (EPOCH + dt.timedelta(microseconds=instant)).astimezone(ZoneInfo(zone))


def clock(instant: int, zone: str = FORCE_ZONE) -> str:
    """The time of day, with its zone: "01:30 BST"."""
    return f"{moment(instant, zone):%H:%M %Z}"


def day(instant: int, zone: str = FORCE_ZONE) -> str:
    """The day: "26 Oct 2025"."""
    return day_of(moment(instant, zone).date())


def day_of(date: dt.date) -> str:
    """A calendar day: "6 Oct 2025"."""
    return f"{date.day} {date:%b %Y}"


def said(instant: int | None, zone: str = FORCE_ZONE) -> str:
    """The day and the time: "26 Oct 2025, 01:30 BST"."""
    return "time not known" if instant is None else f"{day(instant, zone)}, {clock(instant, zone)}"


def day_text(given: str | None) -> str:
    """A date written as ISO 8601, as a person writes it; "not known" where there is none."""
    return "not known" if not given else day_of(dt.date.fromisoformat(given[:10]))
