"""Adding days as the law counts them: working days of England and Wales, calendar days, months."""

import calendar
import datetime as dt
from functools import cache
from itertools import islice

from govuk_bank_holidays.bank_holidays import BankHolidays

ENGLAND_AND_WALES = BankHolidays.ENGLAND_AND_WALES


class OutsideHolidaysError(ValueError):
    """A day for which no list of bank holidays is held."""


@cache
def _holidays() -> BankHolidays:
    # The list inside the package: nothing here may ask the network, and the same day must count the same everywhere.
    return BankHolidays(use_cached_holidays=True)


def years_held() -> tuple[int, int]:
    """The first and last year whose bank holidays are held."""
    held = _holidays().data[ENGLAND_AND_WALES]
    return held[0]["date"].year, held[-1]["date"].year


def is_working_day(day: dt.date) -> bool:
    """Whether a day is no Saturday, Sunday, or bank or public holiday in England and Wales.

    Raises OutsideHolidaysError for a year whose holidays are not held: a guess would be a wrong date.
    """
    first, last = years_held()
    if not first <= day.year <= last:
        raise OutsideHolidaysError(f"bank holidays are held for {first} to {last}, not {day.year}: update the package")
    return bool(_holidays().is_work_day(day, division=ENGLAND_AND_WALES))


def working_days_between(start: dt.date, end: dt.date) -> int:
    """How many working days after the start, up to and including the end."""
    days = (start + dt.timedelta(n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in days)


def months_after(start: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day where it is shorter."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def due_after(start: dt.date, length: int, unit: str, *, first_day_counts: bool = False) -> dt.date:
    """The last day on which something is in time.

    With `first_day_counts` the start is day one (and where it is no working day, the next working day is).
    """
    begin = start - dt.timedelta(1) if first_day_counts else start
    if unit == "month":
        return months_after(begin, length)
    if unit == "calendar day":
        return begin + dt.timedelta(length)
    later = (begin + dt.timedelta(n) for n in range(1, length * 7 + 30))
    return next(islice(filter(is_working_day, later), length - 1, None))
