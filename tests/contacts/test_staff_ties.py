"""Who is tied to whom by the force's own records, so that nobody works on the matter of somebody close to them."""

import pytest

from upstander.contacts.staff_ties import staff_ties

HOMES = {"one house": (53.7, -1.5), "next door but ten": (53.7005, -1.5), "the same house": (53.70001, -1.5)}

STAFF = """
    staff_id | team_id | supervisor_id
    DS 1     | CCU     | DI 2
    DC 3     | CCU     | DI 2
    DI 2     | HQ      |
    PC 4     | north   |
    PC 5     | south   |
    """
CALLED = "\n".join(f"e{n} | phone | out | call | 07700900005 | 2025-03-0{n} 10:00 | 60" for n in range(1, 6))


@pytest.fixture
def tied(drawn, engine):
    def of(who, **feeds):
        records = drawn({"staff": STAFF, **feeds}, HOMES)
        rows = engine.rows(staff_ties(records, [who]))
        return set(zip(rows["other_id"].to_list(), rows["tie"].to_list(), strict=True))

    return of


def test_one_team_and_the_line_tie_both_ways(tied):
    assert tied("DS 1") == {("DC 3", "the same team"), ("DI 2", "line management")}
    assert tied("DI 2") == {("DS 1", "line management"), ("DC 3", "line management")}


def test_who_shares_nothing_is_not_tied(tied):
    assert tied("PC 4") == set()


@pytest.mark.parametrize(("place", "one"), [("the same house", True), ("next door but ten", False)])
def test_one_home_at_any_time_ties(tied, place, one):
    homes = f"""
        staff_id | place     | from_at
        PC 4     | one house | 2020-01-01
        PC 5     | {place}   | 2024-01-01
        """
    assert (("PC 5", "one home") in tied("PC 4", staff_addresses=homes)) == one


def test_whom_somebody_named_to_the_force_is_tied_by_their_number(tied):
    named = """
        staff_id | kind   | name     | number      | declared_at
        PC 4     | friend | A friend | 07700900005 | 2024-01-01
        """
    phones = """
        staff_id | number      | kind     | from_at
        PC 5     | 07700900005 | personal | 2020-01-01
        """
    assert tied("PC 5", associations=named, staff_phones=phones) == {("PC 4", "a declared tie")}


@pytest.mark.parametrize(
    ("kind", "calls", "touch"), [("personal", 5, True), ("personal", 4, False), ("work", 5, False)]
)
def test_calls_to_a_personal_number_tie_when_they_are_many(tied, kind, calls, touch):
    phones = f"staff_id | number | kind | from_at\nPC 5 | 07700900005 | {kind} | 2020-01-01"
    holders = "device_id | kind | staff_id | from_at | to_at\nphone | mobile | PC 4 | 2025-01-01 |"
    events = "event_id | device_id | direction | kind | other_number | at | duration_s\n" + "\n".join(
        CALLED.splitlines()[:calls]
    )
    told = tied("PC 5", staff_phones=phones, device_holders=holders, phone_events=events)
    assert (told == {("PC 4", "in touch by telephone")}) == touch
