"""Ties to members of staff: declared by whom they shut out, told by the force's records, released by two others."""

from collections.abc import Collection, Mapping
from pathlib import Path

from django.db import transaction

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account, Release, ReleaseSignature, ShutOut
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions.leads import NotNow
from upstander.casework.tied_names import add
from upstander.contacts.staff_ties import staff_ties
from upstander.engines import DuckDBEngine
from upstander.records.store import open_records


@transaction.atomic
def declare(*, subject_id: str, tie: str, by: Account, name: str = "") -> ShutOut:
    """Shuts the declarer out from all that concerns a member of staff, and from reports that may tell of their `name`.

    Declaring twice changes nothing, but where the first was released (that there is a tie now was not what two others
    looked at) or where the name was not known.
    """
    holds = ShutOut.objects.filter(account=by, subject_mark=mark(subject_id), release__signature=None).first()
    made = holds or ShutOut.objects.create(account=by, subject_id=subject_id, tie=tie, declared_by=by)
    leave(by, "tie declared", "tie", str(made.pk), outcome="done")
    if name.strip():
        add({made.subject_mark: [name.strip()]})
        leave(by, "reports compared with a name", "tie", str(made.pk), outcome="done")
    return made


@transaction.atomic
def infer(store: Path) -> int:
    """Shuts everybody at the desk out from whoever the records of a store tie them to; how many ties were new.

    From then on they are compared: what was kept from them only until then is theirs to see.
    Run by the owner of the tables, when a scan is taken in and when the desk is opened. Raises what opening a store
    raises.
    """
    accounts = {account.mark: account for account in Account.objects.all()}
    made = 0
    for (staff_id, other_id), kinds in _told(store, accounts).items():
        account = accounts[mark(staff_id)]
        if not ShutOut.objects.filter(account=account, subject_mark=mark(other_id)).exists():
            ShutOut.objects.create(account=account, subject_id=other_id, tie="; ".join(kinds), inferred=True)
            made += 1
    Account.objects.filter(pk__in=[account.pk for account in accounts.values()]).update(compared=True)
    return made


def _told(store: Path, marks: Collection[str]) -> Mapping[tuple[str, str], list[str]]:
    """The ties of those whose numbers have these marks: an account and the records may spell a number in two ways."""
    with DuckDBEngine() as engine:
        records = open_records(store, engine)
        numbers = engine.rows(records.staff.select("staff_id").distinct())["staff_id"]
        rows = engine.rows(staff_ties(records, [number for number in numbers if mark(number) in marks]))
    told: dict[tuple[str, str], list[str]] = {}
    for staff_id, other_id, kind in rows.iter_rows():
        told.setdefault((staff_id, other_id), []).append(kind)
    return told


@transaction.atomic
def ask_release(*, tie: ShutOut, why: str, by: Account) -> Release:
    """Asks that a tie no longer shut its holder out. Raises Unseen, and NotNow where it was asked before."""
    _or_unseen(tie, by)
    if Release.objects.filter(tie=tie).exists():
        raise NotNow("This was asked already: a second person can sign it.")
    made = Release.objects.create(tie=tie, why=why, by=by)
    leave(by, "release asked", "tie", str(tie.pk), outcome="done")
    return made


@transaction.atomic
def sign_release(*, release: Release, by: Account) -> ReleaseSignature:
    """Signs as the second person, by which the tie is released. Raises Unseen and NotNow."""
    _or_unseen(release.tie, by)
    if release.by_id == by.pk:
        raise NotNow("A release needs a second person: you asked for it.")
    if ReleaseSignature.objects.filter(release=release).exists():
        raise NotNow("This is released already.")
    made = ReleaseSignature.objects.create(release=release, by=by)
    leave(by, "tie released", "tie", str(release.tie_id), outcome="done")
    return made


def _or_unseen(tie: ShutOut, by: Account) -> None:
    reason = policy.against_releasing(asker_of(by), tie.subject_mark, str(tie.account_id))
    if reason:
        raise Unseen("tie", str(tie.pk), reason)
