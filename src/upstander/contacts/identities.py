"""Who a number, a device, a search or an incident stands for at a given time, and how surely.

Every function gives rows of (record, somebody, share): share is 1 / how many people the record may stand for.
"""

import ibis
import ibis.expr.types as ir

from upstander.contacts.roster import with_duty
from upstander.contacts.together import together

MOST_NAMED = 5  # a search that names more people than this names nobody in particular
POSTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}"
DATE = r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}"  # a date of birth typed after a name
COMMON = 50  # a name or postcode that so many people ever had names nobody, whoever bore it at the time
NUMBER = r"^[+0][0-9 ()-]{8,}$"


def valid_at(at: ir.Value, from_at: ir.Value, to_at: ir.Value) -> ir.Value:
    """Whether an interval holds at an instant; an end that is null is open."""
    return (from_at.isnull() | (from_at <= at)) & (to_at.isnull() | (at < to_at))


def held_around(at: ir.Value, from_at: ir.Value, to_at: ir.Value, within: float) -> ir.Value:
    """Whether an interval holds at some time no further than `within` microseconds from an instant."""
    return (from_at.isnull() | (from_at <= at + within)) & (to_at.isnull() | (at - within < to_at))


def shared_out(matches: ir.Table, record: str) -> ir.Table:
    """Adds `share`: 1 / how many different rows each record has."""
    rows = matches.distinct()
    return rows.mutate(share=1.0 / rows.count().over(ibis.window(group_by=record)))


def as_number(text: ir.Value) -> ir.Value:
    """A British or international telephone number as people type it, in E.164 form; other text comes back as it is."""
    digits = text.re_replace(r"[ ()-]", "")
    home = ibis.literal("+44").concat(digits.substr(1))
    abroad = ibis.literal("+").concat(digits.substr(2))
    form = ibis.cases((digits.startswith("00"), abroad), (digits.startswith("0"), home), else_=digits)
    return ibis.ifelse(text.re_search(NUMBER), form, text)


def known_by_number(events: ir.Table, nominal_phones: ir.Table) -> ir.Table:
    """The members of the public who held the number of each event at the time.

    `events` has record, number, at. Gives record, nominal_id, share.
    """
    held = nominal_phones.select("nominal_id", "from_at", "to_at", held="number")
    matches = events.join(held, [events.number == held.held, valid_at(events.at, held.from_at, held.to_at)])
    return shared_out(matches.select("record", "nominal_id"), "record")


def without_colleagues(events: ir.Table, staff_phones: ir.Table) -> ir.Table:
    """The events (with number, at) whose other number was no declared phone of anybody at work here."""
    held = staff_phones.select("from_at", "to_at", held="number")
    return events.anti_join(held, [events.number == held.held, valid_at(events.at, held.from_at, held.to_at)])


def held_by_staff(events: ir.Table, device_holders: ir.Table, roster: ir.Table) -> ir.Table:
    """The members of staff who held the device of each event at the time: those on duty, where any was.

    `events` has record, device_id, at. Gives record, staff_id, share, and crew: how many they were.
    """
    held = device_holders.select("staff_id", "from_at", "to_at", held="device_id")
    matches = events.join(held, [events.device_id == held.held, valid_at(events.at, held.from_at, held.to_at)])
    seen = with_duty(matches.select("record", "staff_id", "at").distinct(), roster)
    seen = seen.mutate(somebody=seen.on_duty.fill_null(False).any().over(ibis.window(group_by="record")))
    likely = seen.filter(~seen.somebody | seen.on_duty.fill_null(False)).select("record", "staff_id")
    shared = shared_out(likely, "record")
    return shared.mutate(crew=(1.0 / shared.share).round().cast("int32"))


def people_of_incidents(involvements: ir.Table) -> ir.Table:
    """Who was part of each incident, once each: incident_id, nominal_id, known_at (microseconds)."""
    return involvements.group_by("incident_id", "nominal_id").aggregate(known_at=involvements.from_at.min())


def known_by_incident(events: ir.Table, people: ir.Table) -> ir.Table:
    """The people of each event's incident who were known at the time.

    `events` has record, incident_id, at. Gives record, nominal_id, share.
    """
    matches = events.join(people, "incident_id").filter(lambda both: both.known_at <= both.at)
    return shared_out(matches.select("record", "nominal_id"), "record")


def known_by_search(events: ir.Table, names: ir.Table) -> ir.Table:
    """The people a search names by number, postcode or full name; nobody where it names more than five.

    `events` has record, search_text, at; `names` is `searchable` people. Gives record, nominal_id, share.
    """
    asked = events.filter(events.search_text.notnull())
    asked = asked.select("record", "at", asked_for=search_key(asked.search_text))
    matches = asked.join(names, [asked.asked_for == names.key, valid_at(asked.at, names.from_at, names.to_at)])
    shared = shared_out(matches.select("record", "nominal_id"), "record")
    return shared.filter(shared.share >= 1.0 / MOST_NAMED)


def search_key(text: ir.Value) -> ir.Value:
    """What a search asks for, in one form: a number in E.164, a postcode without its space, a name in small letters."""
    postcode = text.upper().re_extract(POSTCODE, 0).replace(" ", "")
    name = text.lower().re_replace(DATE, " ").re_replace(r"\s+", " ").strip()
    return ibis.cases((text.re_search(NUMBER), as_number(text)), (postcode != "", postcode), else_=name)


def searchable(nominals: ir.Table, nominal_phones: ir.Table, nominal_addresses: ir.Table) -> ir.Table:
    """What people can be found by: key (see `search_key`), nominal_id, from_at, to_at.

    Keys that fifty people share are left out: they would name more than five at any time, at great cost.
    """
    always = ibis.null("int64")
    names = nominals.select(key=search_key(nominals.name), nominal_id="nominal_id", from_at=always, to_at=always)
    numbers = nominal_phones.select("nominal_id", "from_at", "to_at", key="number").select(names.columns)
    homes = nominal_addresses.filter(nominal_addresses.postcode.notnull())
    homes = homes.mutate(key=homes.postcode.upper().replace(" ", "")).select(names.columns)
    found = together(names, numbers, homes)
    shared = found.mutate(holders=found.count().over(ibis.window(group_by="key")))
    return shared.filter(shared.holders < COMMON).drop("holders")
