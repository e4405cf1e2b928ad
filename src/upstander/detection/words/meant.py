"""Which members of staff a record may be about that says what "an officer" did, and how surely."""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.identities import people_of_incidents
from upstander.contacts.keys import record_id
from upstander.contacts.known import Known
from upstander.contacts.ledger import ContactKind
from upstander.contacts.nearness import within
from upstander.contacts.together import together
from upstander.detection.words.keyword_set import Stage

IN_PERSON = (ContactKind.DEPLOYMENT, ContactKind.CUSTODY)
RECORD = ("feed", "record_id")


def alleging(known: Known) -> ir.Table:
    """Every record that tells an allegation: feed, record_id, at, named_id, written_by, nominal_id, incident_id.

    `named_id` is the member of staff it names; `written_by` who took it down.
    """
    records, empty = known.records, ibis.null("string")
    told = known.mentions.filter(_.stage == Stage.ALLEGATION.value).select(*RECORD).distinct()
    forms = {
        "public_calls": ("start_at", empty, _.staff_id, _.nominal_id, _.incident_id),
        "complaints": ("received_at", _.staff_id, empty, _.nominal_id, empty),
        "intelligence": ("received_at", _.staff_id, empty, _.nominal_id, empty),
        "log_entries": ("at", empty, _.staff_id, empty, _.incident_id),
    }
    columns = ("named_id", "written_by", "nominal_id", "incident_id")
    every = [
        table.select(
            feed=ibis.literal(feed), record_id=record_id(table, feed), at=_[form[0]],
            **{name: value.cast("string") for name, value in zip(columns, form[1:], strict=True)},
        )
        for feed, form in forms.items()
        for table in (records.tables[feed],)
    ]  # fmt: skip
    return together(*every).inner_join(told, RECORD)


def may_be_meant(known: Known, *, before: float, metres: float) -> ir.Table:
    """Every allegation with each member of staff it may be about: feed, record_id, at, staff_id, share.

    Whoever the record names; else everybody who was with the people concerned, or sent to the place, in the `before`
    days, in equal shares. Whoever took the words down is left out. A record that leads to nobody gives no row.
    """
    told = alleging(known)
    named = told.filter(_.named_id.notnull()).select(*RECORD, "at", staff_id="named_id")
    unnamed = told.filter(_.named_id.isnull())
    people = _with_the_people(unnamed, known)
    place = _at_the_place(unnamed, known, metres)
    then = together(people, place).filter((_.came_at < _["at"]) & (_.came_at >= _["at"] - int(before * DAY)))
    then = then.filter((_.staff_id != _.written_by).fill_null(True)).select(*RECORD, "at", "staff_id")
    all_meant = together(named, then).distinct()
    return all_meant.mutate(share=1.0 / _.count().over(ibis.window(group_by=RECORD)))


def _with_the_people(told: ir.Table, known: Known) -> ir.Table:
    """Those who were with a person the record concerns: sent to them, or with them in custody."""
    named = told.filter(_.nominal_id.notnull()).select(*RECORD, "nominal_id")
    rang = known.contacts.filter((_.kind == ContactKind.ANSWERED_CALL.value) & _.nominal_id.notnull())
    rang = rang.select(*RECORD, "nominal_id").semi_join(told, RECORD)
    part = people_of_incidents(known.records.involvements)
    part = told.select(*RECORD, "at", "incident_id").inner_join(part, "incident_id").filter(_.known_at <= _["at"])
    people = together(named, rang, part.select(*RECORD, "nominal_id")).distinct()
    met = known.contacts.filter(_.kind.isin([str(kind) for kind in IN_PERSON]))
    met = met.select("staff_id", "nominal_id", came_at="at")
    found = told.drop("nominal_id").inner_join(people, RECORD).inner_join(met, "nominal_id")
    return found.select(*RECORD, "at", "written_by", "staff_id", "came_at")


def _at_the_place(told: ir.Table, known: Known, metres: float) -> ir.Table:
    """Those who were sent to where the record's incident is, whoever was part of it."""
    incidents = known.records.incidents.filter(_.lat.notnull() & _.lon.notnull()).select("incident_id", "lat", "lon")
    here = told.inner_join(incidents, "incident_id").select(*RECORD, "at", "written_by", "lat", "lon")
    sent = known.records.deployments.filter(_.on_scene_at.notnull())
    sent = sent.select("staff_id", "incident_id", came_at="on_scene_at").inner_join(incidents, "incident_id")
    sites = sent.select("staff_id", "came_at", near_lat="lat", near_lon="lon")
    return within(here, sites, metres).select(*RECORD, "at", "written_by", "staff_id", "came_at")
