"""What traces and purposes are linked with: the roster, the people of incidents, what people can be found by."""

from typing import Protocol

import ibis.expr.types as ir
import pyarrow as pa

from upstander.contacts.identities import people_of_incidents, searchable
from upstander.contacts.roster import roster
from upstander.contacts.trace import Background
from upstander.records.as_known import Records


class Keeps(Protocol):
    """What this room needs of an engine."""

    def keep(self, name: str, expression: ir.Table) -> ir.Table:
        """Computes an expression once and keeps the result under that name."""

    def hold(self, name: str, rows: pa.Table) -> ir.Table:
        """Rows held in memory, as a table."""

    def forget(self, *names: str) -> None:
        """Drops what was kept under these names."""


def background_of(records: Records) -> Background:
    """The background of some records, not yet computed."""
    return Background(
        records,
        roster(records.shifts),
        people_of_incidents(records.involvements),
        searchable(records.nominals, records.nominal_phones, records.nominal_addresses),
    )


def kept_background(records: Records, engine: Keeps) -> Background:
    """The same, computed once."""
    background = background_of(records)
    return Background(
        records,
        engine.keep("roster", background.roster),
        engine.keep("people", background.people),
        engine.keep("names", background.names),
    )
