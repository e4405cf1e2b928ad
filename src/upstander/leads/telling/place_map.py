"""The places of a lead: where the subject stopped, and how near that was to the addresses that matter."""

import math
from collections.abc import Sequence

from upstander.contacts.ledger import Answer, ContactKind
from upstander.leads.telling.evidence import EvidenceRow
from upstander.leads.telling.figure import EVIDENCE, Part
from upstander.leads.telling.force_time import said
from upstander.leads.telling.lead import LeadInFull
from upstander.leads.telling.map_drawing import NEAR_METRES, Place, Stop, drawn_map, letter, metres_between, places_of
from upstander.leads.telling.parts import Address
from upstander.leads.telling.wording import STOP_WORDS, counted

COLUMNS = ("Place", "When", "Where (degrees WGS84)", "Nearest address", "What the records say")
CAPTION = "Stops and addresses, north up. The number in a symbol is its place in the table below."


def place_map(lead: LeadInFull, evidence: Sequence[EvidenceRow] = ()) -> Part:
    """The map and its twin as a table; words where nothing of this lead has a place."""
    stops = stops_of(lead, evidence)
    if not stops:
        addresses = counted(len(lead.addresses), "address", "addresses")
        where = f" {addresses} on record." if lead.addresses else ""
        return Part(None, f"No stop or visit of this lead has a place on record, so there is no map.{where}")
    places = places_of(stops, lead.addresses)
    figure = drawn_map(places, lead.addresses, _alt(stops, lead.addresses), CAPTION)
    return Part(figure, _words(stops, lead), COLUMNS, _rows(places, lead))


def stops_of(lead: LeadInFull, evidence: Sequence[EvidenceRow] = ()) -> list[Stop]:
    """The visits that have a place, and the stops in the evidence that are no visit, in order of time."""
    visits = [c for c in lead.contacts if c.kind == ContactKind.VISIT and c.lat is not None and c.lon is not None]
    told = {visit.record_id for visit in visits}
    others = [row for row in evidence if row.place and row.at is not None and row.record_id not in told]
    stops = [Stop(visit.at, visit.lat or 0.0, visit.lon or 0.0, visit.answer) for visit in visits]
    return sorted([*stops, *(Stop(row.at or 0, *(row.place or (0.0, 0.0)), EVIDENCE) for row in others)])


def nearest(stop: Stop, addresses: Sequence[Address]) -> tuple[float, int] | None:
    """The metres to the address nearest to a stop, and its number from 0; None where there is no address."""
    apart = [math.hypot(*metres_between(stop.lat, stop.lon, a.lat, a.lon)) for a in addresses]
    return (min(apart), apart.index(min(apart))) if apart else None


def _rows(places: Sequence[Place], lead: LeadInFull) -> tuple[tuple[str, ...], ...]:
    told = sorted((stop.at, place.number, stop) for place in places for stop in place.stops)
    return tuple(_row(number, stop, lead) for _, number, stop in told)


def _row(number: int, stop: Stop, lead: LeadInFull) -> tuple[str, ...]:
    near = nearest(stop, lead.addresses)
    told = "no address on record" if near is None else f"{near[0]:,.0f} m from {letter(near[1])}"
    answer = STOP_WORDS.get(stop.answer, stop.answer)
    place = f"{stop.lat:.5f}, {stop.lon:.5f}"
    return str(number), said(stop.at, lead.zone), place, told, answer[0].upper() + answer[1:]


def _words(stops: Sequence[Stop], lead: LeadInFull) -> str:
    if not lead.addresses:
        return f"{counted(len(stops), 'stop')}. No address of this lead is on record."
    within = _within(stops, lead.addresses)
    return f"{counted(len(stops), 'stop')}, of which {within} within {NEAR_METRES} metres of an address of this lead."


def _within(stops: Sequence[Stop], addresses: Sequence[Address]) -> int:
    nears = [nearest(stop, addresses) for stop in stops]
    return sum(near is not None and near[0] <= NEAR_METRES for near in nears)


def _alt(stops: Sequence[Stop], addresses: Sequence[Address]) -> str:
    unexplained = sum(stop.answer == Answer.UNEXPLAINED for stop in stops)
    within = f" {_within(stops, addresses)} lie within {NEAR_METRES} metres of an address." if addresses else ""
    return (
        f"Map, north up, of {counted(len(stops), 'stop')} and {counted(len(addresses), 'address', 'addresses')}. "
        f"Nothing on record explains {unexplained} of the stops.{within} The table below lists each stop."
    )
