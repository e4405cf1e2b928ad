"""A report that came in otherwise than by the door: typed in at the desk, with whence it came, into the same queue."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property

from django.db import IntegrityError, connection, transaction

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


class AlreadyTypedIn(Exception):  # noqa: N818 - an answer, not an error
    """The same page was sent before, and what it says is kept. `key`: the id of the report that was made of it."""

    def __init__(self, key: uuid.UUID) -> None:
        super().__init__("this page was sent before")
        self.key = key


@dataclass(frozen=True)
class CameIn:
    """What came in otherwise. `channel`: one of models.CHANNELS. `provenance`: by report_words.PROVENANCE.

    `answers` and `contact`: by the door's questions. `name`: who told it, which is sealed to the custodians at once.
    `page`: what tells the page that was filled in from others, so that one that is sent twice is one report.
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
    page: uuid.UUID = field(default_factory=uuid.uuid4)

    @cached_property
    def key(self) -> uuid.UUID:
        """The id of the report, by the page and all that it says: another call typed over an older page is another."""
        said = asdict(self) | {"files": [(one.name, hashlib.sha256(one.held).hexdigest()) for one in self.files]}
        written = json.dumps(said, default=str, sort_keys=True).encode()
        return uuid.UUID(bytes=hashlib.blake2b(written, digest_size=16, person=b"typed in page").digest())


def custodians() -> Sequence[Recipient]:
    """To whom the desk can seal who told something; nobody where it knows of fewer than two."""
    known = door_recipients()
    return known.custodians if known and len(known.custodians) >= FEWEST else ()


@transaction.atomic
def take_in(*, came: CameIn, by: Account) -> Report:
    """A report of the queue. Raises Unseen, AlreadyTypedIn, and NotNow where a name cannot be sealed.

    From whom it is kept is compared as for a letter of the door, and written last: it may be who types it in.
    """
    reason = policy.against_door(asker_of(by))
    if reason:
        raise Unseen(KIND, "", reason)
    if _is_typed_in(came.key):
        raise AlreadyTypedIn(came.key)
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


def _is_typed_in(key: uuid.UUID) -> bool:
    """Whether who asks has typed this in already, though it may be kept from them by now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casework_is_typed_in(%s)", [key])
        return bool(cursor.fetchone()[0])


def _kept(came: CameIn, named: Named, by: Account) -> Report:
    report = Report(
        id=came.key,
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
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError as error:  # it was sent twice at the same time
        raise AlreadyTypedIn(came.key) from error
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
