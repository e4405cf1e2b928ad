"""What is left out of the ledger is counted."""

from upstander.contacts.left_out import left_out


def test_calls_of_colleagues_and_of_devices_nobody_held_are_counted(drawn, engine):
    records = drawn(
        {
            "staff_phones": """
            staff_id | number        | from_at
            PC 56    | +447700900156 | 2025-01-01
            """,
            "device_holders": """
            device_id | staff_id | from_at
            phone 1   | PC 12    | 2025-01-01
            """,
            "phone_events": """
            device_id | other_number  | at
            phone 1   | +447700900156 | 2025-03-01 10:00
            phone 1   | +447700900101 | 2025-03-01 10:00
            phone 9   | +447700900101 | 2025-03-01 10:00
            phone 9   | +447700900101 | 2025-03-01 11:00
            """,
        }
    )
    counted = {why: count for _, why, count in engine.rows(left_out(records)).rows()}
    assert counted == {"colleague": 1, "holder not known": 2}
