"""On duty means inside a duty or overtime shift; away from any shift on record nothing is said."""

import pytest

SHIFTS = """
    staff_id | start_at         | end_at           | kind
    PC 12    | 2025-03-10 22:00 | 2025-03-11 07:00 | duty
    PC 12    | 2025-03-11 20:00 | 2025-03-11 21:00 | overtime
    PC 12    | 2025-03-12 08:00 | 2025-03-12 16:00 | training
    PC 12    | 2025-03-20 00:00 | 2025-04-10 00:00 | leave
    """


@pytest.fixture
def on_duty(ledger):
    def at(*times, staff="PC 12"):
        rows = "\n".join(f"{n} | {staff} | {time}" for n, time in enumerate(times))
        return ledger({"shifts": SHIFTS, "accesses": f"access_id | staff_id | at\n{rows}"}, "on_duty")

    return at


def test_inside_a_shift_is_on_duty_on_both_sides_of_midnight(on_duty):
    assert on_duty("2025-03-10 22:00", "2025-03-10 23:59", "2025-03-11 03:00", "2025-03-11 07:00") == [True] * 4


def test_overtime_is_on_duty_and_training_and_leave_are_not(on_duty):
    assert on_duty("2025-03-11 20:30", "2025-03-12 09:00", "2025-03-31 12:00") == [True, False, False]


def test_between_shifts_is_off_duty(on_duty):
    assert on_duty("2025-03-11 12:00", "2025-03-15 23:00") == [False, False]


def test_more_than_three_days_from_any_shift_nothing_is_known(on_duty):
    assert on_duty("2025-03-06 23:00", "2025-03-07 01:00", "2025-03-16 12:00") == [None, False, None]
    assert on_duty("2025-03-11 03:00", staff="PC 99") == [None]


def test_a_contact_is_told_once_however_many_shifts_touch_its_day(on_duty):
    assert on_duty("2025-03-11 20:30") == [True]
