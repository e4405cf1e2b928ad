"""All that a sign may read: the records of a force joined up as they were known on one day."""

from dataclasses import dataclass, field

import ibis.expr.types as ir

from upstander.contacts.matching.comparing import Comparison
from upstander.contacts.matching.match import no_matches
from upstander.contacts.mentions import no_mentions
from upstander.records.as_known import Records


@dataclass(frozen=True)
class Known:
    """What was known on the day of a scan. The columns of each table are in `contacts/ledger.py`."""

    records: Records
    contacts: ir.Table  # ledger.CONTACTS
    purposes: ir.Table  # ledger.PURPOSES
    staff_stops: ir.Table  # ledger.STAFF_STOPS
    as_of: int  # microseconds since 1970 UTC: records from then on are not known
    made: tuple[str, ...] = ()  # in words: what was taken over from an earlier scan, and what was made anew
    matches: ir.Table = field(
        default_factory=no_matches
    )  # matching.match.MATCHES: people told of, among those on record
    comparison: Comparison | None = None  # to ask who else may be one of those on record; None where nobody is
    mentions: ir.Table = field(default_factory=no_mentions)  # mentions.MENTIONS; none unless somebody allowed it
