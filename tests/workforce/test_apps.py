"""Messaging apps on the force's devices: by whole words of their names, each counted once for a device."""

import datetime as dt

from upstander.workforce.apps_on_devices import messaging_apps


def test_an_app_counts_under_the_name_that_stands_in_its_own_as_a_whole_word(drawn, engine):
    seen = """
        device_id | app               | first_seen_at
        D-1       | WhatsApp Business | 2025-03-01 10:00
        D-1       | WhatsApp          | 2025-03-02 10:00
        D-2       | com.whatsapp      | 2025-03-01 10:00
        D-3       | Lineage           | 2025-03-01 10:00
        D-3       | LINE              | 2025-03-03 10:00
        D-4       | WhatsApp          | 2025-06-02 10:00
    """
    told = messaging_apps(drawn({"device_apps": seen}), engine, ("whatsapp", "line"), dt.date(2025, 6, 1))
    assert told.rows() == [("whatsapp", 2, dt.date(2025, 3, 1)), ("line", 1, dt.date(2025, 3, 3))]
