"""Matters that ended, and notices of them, as tests of notices and bulletins need them."""

import datetime as dt

from tests.casework.test_cases import CASES
from tests.desk.days import as_typed, today
from tests.desk.test_eleven_cases import LAST, carried, ended_in

GIVEN = {
    "title": "An officer kept a number", "person": "Police officer", "found": "The officer kept the number of Ms A.",
    "outcome": "A written warning.", "learned": "What you are told at work stays at work.", "reach": "inside", "days": "28",
}  # fmt: skip


def ended(desk, name="1"):
    """A published case carried to its close at the desk: case 1 in a meeting, case 3 in a hearing in public."""
    from upstander.casework.actions import entries  # noqa: PLC0415 - Django is set up by the first test that needs it

    kind, before, end, after, _noticed = CASES[name]
    found = carried(desk, kind, (*before, ended_in(*end), *after))
    entries.put(matter=found, what="matter closed", day=LAST, details={}, by=desk.accounts["investigator"])
    return found


def drafts(desk, matter, who="manager", **changed):
    return desk.asks(who, f"/notice-drafts/{matter.pk}", GIVEN | {"not_before": as_typed()} | changed)


def approves(desk, matter, who="authority"):
    return desk.asks(who, f"/notice-drafts/{matter.pk}/approve", {})


def notice(**changed):
    """A notice that is shown from today, written past the desk; gives its address."""
    from upstander.learning.models import Notice  # noqa: PLC0415 - as above

    words = {name: GIVEN[name] for name in ("title", "person", "found", "outcome", "learned", "reach")}
    days = {"first_day": today(), "last_day": today() + dt.timedelta(days=27)}
    given = {name: changed.pop(name) for name in ("id", *days) if name in changed}
    made = Notice.objects.create(**{"id": "notice-0000000a", **days, **given}, words=words | {"name": ""} | changed)
    return f"/notices/{made.pk}"


def somebody_else_is_first(desk, table):
    """From now on in this test, whatever is put into a table was put there just before by somebody else."""
    desk.run(f"""
        CREATE FUNCTION pg_temp.first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
            IF pg_trigger_depth() = 1 THEN
                EXECUTE 'INSERT INTO {table} SELECT ($1).*' USING NEW;
            END IF;
            RETURN NEW;
        END $$""")
    desk.run(f"CREATE TRIGGER first BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION pg_temp.first()")
