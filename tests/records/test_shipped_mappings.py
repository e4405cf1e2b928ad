"""Each mapping that is shipped reads the invented export that stands beside these tests."""

from pathlib import Path

import pytest

from tests.drawing import instant
from upstander.records.loading import load_source
from upstander.records.mapping import read_mapping, shipped_mappings

EXPORTS = Path(__file__).parent / "exports"
CASES = {
    "rms_audit": ("rms_audit_2025-03.csv", {"accesses": (5, 3)}, [("at", "clocks_back"), ("action", "not_a_choice")]),
    "mobile_bill": ("bill_2025-03.csv", {"phone_events": (5, 3)},
                    [("other_number", "number_withheld"), ("other_number", "short_number")]),
    "telematics": ("telematics_2025-03-01.csv", {"positions": (3, 2)}, [("lon", "out_of_range")]),
    "mdt_positions": ("mdt_2025-03.csv", {"positions": (2, 2), "device_holders": (2, 2)}, []),
    "duty_management": ("duties_2025-03.csv", {"shifts": (4, 3)}, [("start_at", "clocks_forward")]),
    "command_and_control": ("cad_log_2025-03-01.csv",
                            {"incidents": (1, 1), "deployments": (2, 2), "log_entries": (2, 2)}, []),
    "complaints_system": ("allegations_2025.csv", {"complaints": (3, 2)}, [("source", "not_a_choice")]),
}  # fmt: skip


def loaded(store, name):
    return load_source(EXPORTS / CASES[name][0], store.path, store.engine, read_mapping(name))


def test_every_shipped_mapping_is_tried_here_and_says_that_it_is_invented():
    assert shipped_mappings().keys() == CASES.keys()
    assert all("invented example" in title for title in shipped_mappings().values())


@pytest.mark.parametrize("name", CASES)
def test_an_export_is_read_and_what_it_cannot_say_is_refused(store, name):
    _, expected, reasons = CASES[name]
    report = loaded(store, name)
    assert {f: (report.total("read", f), report.total("accepted", f)) for f in report.feeds} == expected
    refused = [(row["column"], row["code"]) for feed in report.feeds for row in store.refused(feed)]
    assert refused == reasons
    assert not any("silence" in warning or "flood" in warning for warning in report.warnings)


def test_an_audit_of_look_ups_is_told_in_the_feeds_words(store):
    loaded(store, "rms_audit")
    by_id = {row.pop("access_id"): row for row in store.rows("accesses")}
    assert by_id["RMS-880003"] == {
        "staff_id": "1012", "at": instant("2025-03-01 22:10") + 40_000_000, "system": "RMS", "action": "view",
        "nominal_id": "P5512", "incident_id": None, "search_text": None, "reason": "Enquiry",
    }  # fmt: skip
    assert by_id["RMS-880004"]["at"] == instant("2025-07-01 08:15")


def test_a_bill_that_comes_again_in_the_next_period_adds_nothing(store):
    loaded(store, "mobile_bill")
    again = (EXPORTS / CASES["mobile_bill"][0]).read_bytes().replace(b"Period March", b"Period spring")
    source = store.write({"bill_again.csv": again})
    report = load_source(source, store.path, store.engine, read_mapping("mobile_bill"))
    assert (report.total("accepted"), report.total("duplicates")) == (0, 3)
    assert sorted(
        (r["kind"], r["direction"], r["other_number"], r["duration_s"]) for r in store.rows("phone_events")
    ) == [
        ("call", "in", "+441134960123", 0),
        ("call", "out", "+447700900123", 125),
        ("sms", "out", "+447700900123", None),
    ]


def test_a_log_becomes_incidents_deployments_and_entries(store):
    loaded(store, "command_and_control")
    (incident,) = store.rows("incidents")
    assert (incident["grade"], incident["closed_at"]) == ("priority", instant("2025-03-01 23:40"))
    assert [(d["staff_id"], d["tasked_by"], d["on_scene_at"]) for d in store.rows("deployments")] == [
        ("1012", "control", instant("2025-03-01 22:31")),
        ("1044", "self", None),
    ]
    assert {entry["text"] for entry in store.rows("log_entries")} == {"On scene, spoken to the caller", "Closed"}


def test_a_night_over_the_change_of_clocks_has_its_true_length(store):
    loaded(store, "duty_management")
    lengths = {(s["end_at"] - s["start_at"]) / 3_600_000_000 for s in store.rows("shifts") if s["kind"] == "duty"}
    assert lengths == {9.0, 8.0}


def test_days_without_a_time_count_from_their_first_moment(store):
    loaded(store, "complaints_system")
    assert {row["received_at"] for row in store.rows("complaints")} == {
        instant("2025-03-01"),
        instant("2025-06-30 23:00"),
    }
    assert {row["complaint_id"] for row in store.rows("complaints")} == {"CO/114/25/1", "CO/114/25/2"}


def test_who_was_signed_in_to_a_terminal_is_told_from_its_positions(store):
    loaded(store, "mdt_positions")
    assert {(h["device_id"], h["staff_id"], h["to_at"]) for h in store.rows("device_holders")} == {
        ("mdt-T77", "1012", instant("2025-03-02 06:00")),
        ("mdt-T78", "1044", None),
    }
    assert {p["at"] for p in store.rows("positions")} == {instant("2025-03-01 22:00"), instant("2025-07-01 21:00")}
