"""Timeline, map and network: what is drawn, and the table that says the same."""

import itertools
import math
from pathlib import Path

import pytest

from tests.drawing import instant
from tests.leads.telling.scans import HOME_LAT, HOME_LON, case_2, contact, explained, stop, write_case_2
from upstander.leads.telling.evidence import EvidenceRow
from upstander.leads.telling.figure import Figure, shortened, text_width, wrapped
from upstander.leads.telling.lead import LeadInFull, read_lead
from upstander.leads.telling.map_drawing import APART, letter, places_of
from upstander.leads.telling.network import network
from upstander.leads.telling.place_map import place_map, stops_of
from upstander.leads.telling.timeline import timeline, work_of


@pytest.fixture
def lead_with(tmp_path: Path):
    return lambda **changed: read_lead(write_case_2(tmp_path, **changed), "L-2")


def texts(figure: Figure | None) -> list[str]:
    assert figure is not None
    return [mark["text"] for mark in figure.marks if mark["shape"] == "words"]


def shapes(figure: Figure | None, shape: str) -> list[dict]:
    assert figure is not None
    return [mark for mark in figure.marks if mark["shape"] == shape]


def test_the_table_beside_the_timeline_counts_each_kind_by_answer(case_2_lead: LeadInFull) -> None:
    part = timeline(case_2_lead)
    assert part.columns[3] == "Nothing on record explains it"
    assert part.rows == (
        ("Calls", "0", "0", "4", "0"),
        ("Look-ups", "2", "0", "1", "0"),
        ("Visits", "0", "0", "2", "0"),
        ("Deployments", "1", "0", "0", "0"),
        ("Texts", "0", "0", "1", "0"),
    )


def test_what_nothing_explains_has_a_shape_of_its_own(lead_with) -> None:
    unexplained = timeline(lead_with(contacts=[contact("call", "2025-03-03")]))
    assert len(shapes(unexplained.figure, "polygon")) == 2  # the contact, and the key
    work = timeline(lead_with(contacts=[contact("call", "2025-03-03", **explained("x"))]))
    assert len(shapes(work.figure, "polygon")) == 1


def test_symbols_of_a_lane_never_overlap(lead_with) -> None:
    days = [contact("call", f"2025-{month:02}-{day:02}") for month in range(1, 10) for day in range(1, 29)]
    figure = timeline(lead_with(contacts=days)).figure
    diamonds = [mark["corners"] for mark in shapes(figure, "polygon")][:-1]
    spans = sorted((min(x for x, _ in c), max(x for x, _ in c)) for c in diamonds)
    assert all(left[1] < right[0] for left, right in itertools.pairwise(spans))
    assert figure is not None
    assert spans[-1][1] <= figure.width


def test_work_is_drawn_as_it_was_recorded(lead_with) -> None:
    purposes = [{"purpose": "officer_in_case", "from_at": "2025-03-03", "ended_at": None, "incident_id": "I-1"}]
    work, given = work_of(lead_with(purposes=purposes))
    assert given
    assert [(w.label, w.stretches) for w in work] == [("Officer in case", ((instant("2025-03-03"), None),))]


def test_without_recorded_work_the_bars_say_what_they_are_drawn_from(case_2_lead: LeadInFull) -> None:
    figure = timeline(case_2_lead).figure
    assert "Work, first to last contact it explains" in texts(figure)


@pytest.mark.parametrize(("first", "last"), [("2025-03-29", "2025-03-31"), ("2025-01-01", "2025-03-01")])
def test_dates_on_the_axis_never_run_into_each_other(lead_with, first: str, last: str) -> None:
    figure = timeline(lead_with(contacts=[contact("call", first), contact("call", last)])).figure
    dates = [m for m in shapes(figure, "words") if m["size"] == 6.5]
    halves = [(m["x"], text_width(m["text"], 6.5) / 2) for m in dates]
    assert dates
    assert all(a + wide < b - other for (a, wide), (b, other) in itertools.pairwise(halves))


@pytest.mark.parametrize("years", [1, 3, 12])
def test_an_axis_of_years_still_has_dates(lead_with, years: int) -> None:
    figure = timeline(lead_with(contacts=[contact("call", "2010-01-05"), contact("call", f"{2010 + years}-06-01")]))
    assert [m for m in shapes(figure.figure, "words") if m["size"] == 6.5]


def test_without_contacts_words_stand_for_the_timeline(lead_with) -> None:
    part = timeline(lead_with(contacts=[]))
    assert part.figure is None
    assert part.words == "No contact of this pair is on record, so there is no timeline to draw."


def test_each_stop_is_told_with_its_distance_from_the_nearest_address(case_2_lead: LeadInFull) -> None:
    rows = place_map(case_2_lead).rows
    assert [row[3] for row in rows] == ["60 m from A", "210 m from A"]
    assert place_map(case_2_lead).words == "2 stops, of which 1 within 150 metres of an address of this lead."


def test_the_map_has_a_scale_north_and_a_circle_of_150_metres_round_each_address(case_2_lead: LeadInFull) -> None:
    figure = place_map(case_2_lead).figure
    assert {"N", "200 m", "150 metres round an address (+)", "Home of Maris Penhallow"} <= set(texts(figure))
    bar = next(m for m in shapes(figure, "line") if m["start"][0] == 4.0 and m["end"][0] > 5)
    a_metre = (bar["end"][0] - bar["start"][0]) / 200
    assert math.isclose(max(m["radius"] for m in shapes(figure, "circle")) / a_metre, 150, rel_tol=0.001)


def test_stops_that_lie_together_share_a_symbol_and_keep_their_rows(lead_with) -> None:
    stops = [stop(f"2025-03-{d:02} 10:00", f"2025-03-{d:02} 10:20", f"V|{d}", d % 3) for d in range(1, 29)]
    part = place_map(lead_with(contacts=stops))
    assert len(part.rows) == 28
    assert {row[0] for row in part.rows} == {"1"}


def test_symbols_on_the_map_never_overlap(lead_with) -> None:
    stops = [stop(f"2025-03-{d:02} 10:00", f"2025-03-{d:02} 10:20", f"V|{d}", 37 * d) for d in range(1, 29)]
    lead = lead_with(contacts=stops)
    places = places_of(stops_of(lead), lead.addresses)
    assert len(places) > 5
    assert all(math.dist(a.at, b.at) >= APART for a, b in itertools.combinations(places, 2))


def test_what_nothing_explains_is_never_hidden_behind_what_is(lead_with) -> None:
    calm = stop("2025-03-01 10:00", "2025-03-01 10:20", "V|1", 0, **explained("deployment"))
    lead = lead_with(contacts=[calm, stop("2025-03-02 10:00", "2025-03-02 10:20", "V|2", 0)])
    assert [place.answer for place in places_of(stops_of(lead), lead.addresses)] == ["unexplained"]


def test_a_stop_in_the_evidence_that_is_no_visit_has_a_symbol_of_its_own(lead_with) -> None:
    parked = EvidenceRow(instant("2025-03-02"), "", "", "positions", "V|9", (2,), found=True, place=(53.703, -1.506))
    part = place_map(lead_with(contacts=[stop("2025-03-01 10:00", "2025-03-01 10:20", "V|1", 0)]), [parked])
    assert [row[4][:24] for row in part.rows] == ["Nothing on record explai", "In the evidence, but no "]
    assert [len(mark["corners"]) for mark in shapes(part.figure, "polygon")].count(3) == 2  # the stop, and the key


def test_a_visit_that_is_also_evidence_is_one_stop(
    case_2_lead: LeadInFull, case_2_rows: tuple[EvidenceRow, ...]
) -> None:
    assert len(place_map(case_2_lead, case_2_rows).rows) == 2


def test_where_somebody_was_sent_is_not_told_as_a_stop(lead_with) -> None:
    sent = contact("deployment", "2025-03-04", lat=HOME_LAT, lon=HOME_LON, **explained("deployment"))
    assert place_map(lead_with(contacts=[sent])).figure is None


def test_one_stop_and_no_address_is_a_map_of_some_hundred_metres(lead_with) -> None:
    one = stop("2025-03-01 10:00", "2025-03-01 10:20", "V|1", 0)
    part = place_map(lead_with(contacts=[one], addresses=[]))
    assert part.words == "1 stop. No address of this lead is on record."
    assert part.rows[0][3] == "no address on record"
    assert "200 m" in texts(part.figure)


def test_without_positions_words_stand_for_the_map(lead_with) -> None:
    part = place_map(lead_with(contacts=[contact("call", "2025-03-01")]))
    assert (part.figure, part.words) == (
        None,
        "No stop or visit of this lead has a place on record, so there is no map. 1 address on record.",
    )


def test_addresses_past_the_alphabet_have_two_letters() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_everything_drawn_on_the_map_stays_inside_its_frame(lead_with) -> None:
    far = [{"label": f"Address {n}", "lat": HOME_LAT + n / 97, "lon": HOME_LON - n / 61} for n in range(6)]
    figure = place_map(lead_with(addresses=far)).figure
    assert figure is not None
    frame = shapes(figure, "rectangle")[0]
    inside = [p for m in shapes(figure, "polygon") for p in m["corners"] if p[1] <= frame["height"]]
    assert all(0 <= x <= frame["width"] and y >= 0 for x, y in inside)


def test_the_network_names_everybody_and_their_tie(case_2_lead: LeadInFull) -> None:
    part = network(case_2_lead)
    assert part.rows == (
        ("Ashby Rourke", "P-41", "Subject", "not said"),
        ("Maris Penhallow", "N-1", "Affected person", "victim of incident I-1"),
        ("Wren Castellane", "P-2", "Colleague", "line manager; recorded the work"),
        ("Orla Vance", "N-8", "Public", "texted by the subject 9 times"),
    )
    assert len(shapes(part.figure, "line")) == 3


def test_the_pair_is_drawn_even_where_the_scan_listed_nobody(lead_with) -> None:
    assert network(lead_with(people=[])).words == "The subject, the affected person, and nobody else."


def test_a_subject_alone_is_words_and_no_drawing(lead_with) -> None:
    assert network(lead_with(people=[], affected=None)).figure is None


def test_many_people_are_drawn_up_to_a_page_and_all_are_in_the_table(lead_with) -> None:
    crowd = [{"id": f"P{n}", "name": f"Person {n}", "kind": "colleague", "tie": "x " * 90} for n in range(30)]
    part = network(lead_with(people=case_2()["people"] + crowd))
    assert len(part.rows) == 34
    assert part.figure is not None
    assert part.figure.height < 215
    assert "24 people are in the table only" in part.figure.caption


@pytest.mark.parametrize("name", ["Bartholomew-Featherstonehaugh Montgomery-Cholmondeley", "x" * 400, "Jo"])
def test_no_line_of_a_box_is_wider_than_the_box(name: str) -> None:
    assert all(text_width(told, 7.5, bold=True) <= 42 for told in wrapped(name, 42, 7.5, bold=True))
    assert text_width(shortened(name, 42, 7), 7) <= 42
