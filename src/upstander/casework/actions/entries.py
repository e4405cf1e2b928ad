"""Adding to a matter's history by the rules: an entry, a correction, and one that somebody else must sign."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account, Role
from upstander.access.trace import leave
from upstander.casework import care, policy
from upstander.casework.actions.break_glass import assigned_to, parts_of
from upstander.casework.actions.leads import NotNow
from upstander.casework.log_verified import against_closing
from upstander.casework.models import Matter, MatterEntry, MatterStanding, Part, Proposal, Signature
from upstander.casework.procedure import Event, Law, Refused, Standing, load_law, record, standing
from upstander.casework.procedure import Matter as History
from upstander.casework.procedure.asking import CLOSED
from upstander.casework.procedure.entry import wording

SECOND_SIGNATURE = "second_signature"
ABUSE = "abuse_of_position"
SOMEBODY_ELSE = "somebody else, whoever it will be"


@cache
def law() -> Law:
    """The rules that ship, read once."""
    return load_law()


def standing_now(matter: Matter) -> Standing:
    """Where a matter stands today, by the rules that ship."""
    return standing(law(), matter.history(), timezone.localdate())


def keep_standing(matter: Matter) -> None:
    """Keeps where a matter stands today, for the filter of the list. Raises HistoryError where no rule can tell."""
    keep_standings([stood(matter)])


def stood(matter: Matter) -> MatterStanding:
    """What is kept of where a matter stands today. Raises HistoryError where no rule can tell."""
    return MatterStanding(matter=matter, state=standing_now(matter).state("matter"), read_on=timezone.localdate())


def keep_standings(read: Iterable[MatterStanding]) -> None:
    """Keeps what was read of matters, in place of what was kept of them before."""
    MatterStanding.objects.bulk_create(
        read, update_conflicts=True, unique_fields=["matter"], update_fields=["state", "state_mark", "read_on"]
    )


@transaction.atomic
def add(
    *,
    matter: Matter,
    what: str,
    day: dt.date,
    details: Mapping[str, str],
    by: Account,
    supersedes: int | None = None,
    why: str = "",
    imported: bool = False,
) -> MatterEntry:
    """Adds one event to a matter's history; with `supersedes`, in place of an entry from now on, and `why`.

    `imported`: done elsewhere or before; the manager alone may keep it as it was done.

    Raises Unseen and NotNow where policy is against it; procedure's Refused, with every reason and its rule, where law
    is; and HistoryError where it corrects what it cannot.
    """
    or_unseen(matter, by)
    if imported:
        _or_not_imported(matter, day, by)
    if not imported:
        _or_not_theirs(matter, what, by)
    if supersedes is not None:
        _or_not_taken_back(matter, supersedes, details, by)
    draft = _drafted(what, day, details, by, supersedes=supersedes, why=why)
    return _write(matter, replace(draft, imported=imported), by)


@transaction.atomic
def put(
    *,
    matter: Matter,
    what: str,
    day: dt.date,
    details: Mapping[str, str],
    by: Account,
    supersedes: int | None = None,
    why: str = "",
) -> MatterEntry | Proposal:
    """Adds an event, or, where the rules allow it only with a second signature, proposes it. Raises as `add` does."""
    try:
        with transaction.atomic():
            return add(matter=matter, what=what, day=day, details=details, by=by, supersedes=supersedes, why=why)
    except Refused:
        draft = _drafted(what, day, details, by, supersedes=supersedes, why=why)
        if not _wants_signature(matter, draft):
            raise
    made = Proposal.objects.create(
        matter=matter, what=what, day=day, details=dict(draft.details), by=by, supersedes=supersedes, why=why
    )
    leave(by, "entry proposed", "matter", str(matter.pk), outcome="done", proposal=str(made.pk))
    return made


@transaction.atomic
def answer(*, proposal: Proposal, signed: bool, why: str, by: Account) -> Signature:
    """Signs a proposal, by which it is entered, or declines it with a reason.

    Raises Unseen, NotNow where the signer is the proposer or it was answered before, and Refused where the rules are
    against the entry by now.
    """
    matter = proposal.matter
    or_unseen(matter, by)
    _or_not_now(proposal, by, signed=signed, why=why)
    made = Signature.objects.create(proposal=proposal, signed=signed, why=why.strip(), by=by)
    if signed:
        draft = _drafted(
            proposal.what,
            proposal.day,
            proposal.details,
            proposal.by,
            supersedes=proposal.supersedes,
            why=proposal.why,
        )
        _write(matter, replace(draft, details={**draft.details, SECOND_SIGNATURE: by.name}), by)
    leave(by, "signed" if signed else "declined", "matter", str(matter.pk), outcome="done", proposal=str(proposal.pk))
    return made


def against(matter: Matter, what: str, by: Account) -> str:
    """Why an entry is not this person's to make; empty where it is."""
    return not_theirs(care.parts_of(by.role, parts_of(matter, by)), what)


def not_theirs(parts: frozenset[str], what: str) -> str:
    """The same for parts that are known already: a page asks of every event, and the database is asked once."""
    return policy.against_entry(parts, wording().whose.get(what, frozenset()))


def or_unseen(matter: Matter, by: Account) -> None:
    """Raises Unseen where somebody may not know of a matter."""
    reason = policy.against_matter(asker_of(by), matter.subject_mark, assigned_to(matter), matter.kept_from())
    if reason:
        raise Unseen("matter", str(matter.pk), reason)


def _or_not_theirs(matter: Matter, what: str, by: Account) -> None:
    reason = against(matter, what, by)
    if reason:
        raise NotNow(f'"{what}" is not yours to enter: {reason}. Ask who has it, or the unit\'s manager.', reason)


def _or_not_taken_back(matter: Matter, supersedes: int, details: Mapping[str, str], by: Account) -> None:
    """That abuse of position is alleged decides what must follow: the authority alone may say that it was not."""
    before = matter.entries.filter(number=supersedes).first()
    said = before is not None and before.details.get(ABUSE) == "yes" and details.get(ABUSE) != "yes"
    if said and Part.AUTHORITY not in parts_of(matter, by):
        raise NotNow("Only the authority of the matter may take back that abuse of position is alleged.")


def _or_not_imported(matter: Matter, day: dt.date, by: Account) -> None:
    if by.role != Role.MANAGER:
        raise NotNow("Only the unit's manager keeps what was done elsewhere as it was done.")
    if day >= timezone.localdate(matter.opened_at):
        raise NotNow("What is kept as it was done was done before the matter was opened here: enter this by the rules.")


def _or_not_now(proposal: Proposal, by: Account, *, signed: bool, why: str) -> None:
    if proposal.by_id == by.pk:
        raise NotNow("A second signature is somebody else's: another person who works on this matter must sign.")
    junior = policy.against_signing(by.role)
    if junior:
        raise NotNow("A second signature is a senior person's: a manager or an authority must sign.", junior)
    if Signature.objects.filter(proposal=proposal).exists():
        raise NotNow("This was answered already. Read the matter again.")
    if not signed and not why.strip():
        raise NotNow("Say why you do not sign.")


def _drafted(
    what: str, day: dt.date, details: Mapping[str, str], by: Account, *, supersedes: int | None, why: str
) -> Event:
    """An entry before it has its number. What somebody typed as another's signature is none."""
    typed = {name: value for name, value in details.items() if name != SECOND_SIGNATURE}
    return Event(0, day, what, by.name, typed, timezone.localdate(), supersedes, why)


def _numbered(history: History, draft: Event) -> Event:
    return replace(draft, number=max((event.number for event in history.history), default=0) + 1)


def _write(matter: Matter, draft: Event, writer: Account) -> MatterEntry:
    unverified = against_closing() if draft.what == CLOSED else ""
    if unverified:
        raise NotNow(unverified, "the audit log did not verify")
    held = Matter.objects.select_for_update().get(pk=matter.pk)
    event = _numbered(held.history(), draft)
    record(law(), held.history(), event)
    entry = MatterEntry.objects.create(
        matter=held,
        number=event.number,
        day=event.day,
        recorded=event.known,
        what=event.what,
        by=event.by,
        writer=writer,
        details=dict(event.details),
        supersedes=event.supersedes,
        why=event.why,
        imported=event.imported,
    )
    keep_standing(held)
    leave(writer, "entry added", "matter", str(matter.pk), outcome="done", number=event.number)
    if event.imported and event.what == CLOSED:  # a line of its own, that an auditor can ask for
        leave(writer, "matter closed as done elsewhere", "matter", str(matter.pk), outcome="done")
    return entry


def _wants_signature(matter: Matter, draft: Event) -> bool:
    """Whether all that is against an entry is that nobody else has signed it."""
    history = matter.history()
    signed = replace(draft, details={**draft.details, SECOND_SIGNATURE: SOMEBODY_ELSE})
    try:
        record(law(), history, _numbered(history, signed))
    except Refused:
        return False
    return True
