"""A report that came in otherwise than by the door: typed in at the desk, with whence it came, into the same queue."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.casework import policy
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.reports import KIND, told
from upstander.casework.door_recipients import door_recipients
from upstander.casework.models import Report, ReportFile, Said
from upstander.casework.naming import Named, keep_away, named_in
from upstander.casework.report_words import ENGLISH
from upstander.casework.shredding import size_of
from upstander.reporting.identity import FEWEST, IdentityError, seal_identity
from upstander.reporting.letters import Enclosed
from upstander.reporting.recipients import Recipient

TYPED_IN = "typed in"


@dataclass(frozen=True)
class CameIn:
    """What came in otherwise. `channel`: one of models.CHANNELS. `provenance`: by report_words.PROVENANCE.

    `answers` and `contact`: by the door's questions. `name`: who told it, which is sealed to the custodians at once.
    """

    channel: str
    came_on: dt.date
    danger: bool
    answers: Mapping[str, str]
    provenance: Mapping[str, str]
    contact: Mapping[str, str] = field(default_factory=dict)
    keep_from: Sequence[str] = ()
    name: str = ""
    files: Sequence[Enclosed] = ()


def custodians() -> Sequence[Recipient]:
    """To whom the desk can seal who told something; nobody where it knows of fewer than two."""
    known = door_recipients()
    return known.custodians if known and len(known.custodians) >= FEWEST else ()


@transaction.atomic
def take_in(*, came: CameIn, by: Account) -> Report:
    """A report of the queue. Raises Unseen, and NotNow where a name cannot be sealed.

    From whom it is kept is compared as for a letter of the door, and written last: it may be who types it in.
    """
    reason = policy.against_door(asker_of(by))
    if reason:
        raise Unseen(KIND, "", reason)
    said = Said(came.answers, came.contact, came.keep_from)
    named = named_in(said, ENGLISH, [file.name for file in came.files])
    report = _kept(came, named, by)
    told(report, by, TYPED_IN)
    _keep_files(report, came)
    if named.many or named.unit:
        report.held = True
        report.save(update_fields=["held"])
    keep_away(report, named, by)
    return report


def _kept(came: CameIn, named: Named, by: Account) -> Report:
    report = Report(
        door=came.channel,
        language=ENGLISH,
        urgent=came.danger,
        received_on=came.came_on,
        keeps_from=named.anybody,
        about_unit=named.unit,
        taken_by=by,
    )
    report.renew_key()
    identity = _sealed(came.name, report)
    said = Said(came.answers, came.contact, came.keep_from, identity, came.provenance)
    report.sealed = report.seal(said.written())
    report.save(force_insert=True)
    return report


def _sealed(name: str, report: Report) -> Mapping[str, str]:
    if not name:
        return {}
    try:
        return seal_identity(name, custodians(), report.bound_to)
    except IdentityError as error:
        raise NotNow(f"Who told it cannot be sealed, and nothing was kept: {error}.") from error


def _keep_files(report: Report, came: CameIn) -> None:
    for file in came.files:
        ReportFile.objects.create(
            report=report,
            day=came.came_on,
            size=size_of(len(file.held)),
            name=report.seal(file.name.encode()),
            held=report.seal(file.held),
        )
