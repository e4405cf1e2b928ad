"""An unnamed officer is found from a place and a time, and so is what they then looked up."""

import pytest

from tests.drawing import instant
from upstander.contacts.presence import looked_up_after, who_was_near

PLACES = {"her door": (53.7, -1.5), "far away": (53.8, -1.5)}


def pings(device, place):
    return "\n".join(f"{device} | 2025-03-01 20:{n:02} | {place}" for n in range(20))


RECORDS = {
    "positions": f"device_id | at | place\n{pings('car', 'her door')}\n{pings('van', 'far away')}",
    "device_holders": """
        device_id | kind    | staff_id | from_at          | to_at
        car       | vehicle | PC 12    | 2025-03-01 18:00 | 2025-03-02 02:00
        car       | vehicle | PC 13    | 2025-03-02 02:00 |
        van       | vehicle | PC 14    | 2025-03-01 18:00 | 2025-03-02 02:00
        """,
    "accesses": """
        access_id | staff_id | at               | nominal_id
        before    | PC 12    | 2025-03-01 15:00 | Ms A
        after     | PC 12    | 2025-03-01 21:00 | Ms A
        late      | PC 12    | 2025-03-20 21:00 | Ms A
        other     | PC 14    | 2025-03-01 21:00 | Ms A
        """,
}


@pytest.fixture
def found(drawn, engine):
    def between(from_at, to_at):
        records = drawn(RECORDS, PLACES)
        first, last = instant(from_at), instant(to_at)
        there = who_was_near(records, engine, *PLACES["her door"], from_at=first, to_at=last, metres=200)
        who = engine.rows(there)["staff_id"].to_list()
        until = last + 7 * 86_400_000_000
        after = looked_up_after(records, engine, there, from_at=first, until=until)
        return who, engine.rows(after)["record_id"].to_list()

    return between


def test_whoever_held_the_device_that_stood_there_is_found_with_what_they_then_looked_up(found):
    assert found("2025-03-01 19:30", "2025-03-01 20:30") == (["PC 12"], ["after"])


def test_at_another_time_nobody_is_found(found):
    assert found("2025-03-01 17:30", "2025-03-01 18:30") == ([], [])
