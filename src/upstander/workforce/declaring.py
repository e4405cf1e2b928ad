"""What people do with declarations: make one, decide on one, say that they read the answer. Each leaves its line."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account, Role, ShutOut
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.actions import ties
from upstander.casework.actions.leads import NotNow
from upstander.casework.keeping_from import meant_by
from upstander.casework.naming import person_of
from upstander.workforce import policy
from upstander.workforce.declared import as_policies_see, newest
from upstander.workforce.models import (
    Declaration,
    DeclarationAcknowledgement,
    DeclarationDecision,
    DeclarationExclusion,
    DeclarationKind,
    DeclarationPerson,
    DeclarationStanding,
)

TIED = "declared: {kind}"
NAMED = "named in what the unit was told"


@dataclass(frozen=True)
class Said:
    """What somebody declares, as it is asked for. `other_id`: a staff number; `told_on`: the line manager was told."""

    kind: DeclarationKind
    happened_on: dt.date
    what: str
    who: str = ""
    other_id: str = ""
    number: str = ""
    address: str = ""
    met: str = ""
    did: str = ""
    told_on: dt.date | None = None


@dataclass(frozen=True)
class Ruling:
    """What is decided. `nominal_id`: whom it names, in the force's records; `shut_out`: whom it names at the desk."""

    standing: DeclarationStanding
    words: str
    owner: str = ""
    review_on: dt.date | None = None
    nominal_id: str = ""
    shut_out: bool = False


@transaction.atomic
def declare(*, said: Said, by: Account) -> Declaration:
    """Keeps what somebody declares. A member of staff whom it names by number no longer exists for them at the desk."""
    made = Declaration.objects.create(staff_id=by.staff_id, by=by, **asdict(said))
    kept_from = _named_by(said, by)
    DeclarationExclusion.objects.bulk_create(DeclarationExclusion(declaration=made, account=one) for one in kept_from)
    leave(by, "declaration made", "own declaration", str(made.pk), outcome="done", declared=str(said.kind))
    if said.other_id and mark(said.other_id) != by.mark:
        ties.declare(subject_id=said.other_id, tie=TIED.format(kind=made), name=said.who, by=by)
    return made


@transaction.atomic
def decide(*, declaration: Declaration, ruling: Ruling, by: Account) -> DeclarationDecision:
    """Writes down advice or control measures; the newest decision counts. Raises Unseen and NotNow."""
    _or_unseen(policy.against_deciding(asker_of(by), as_policies_see(declaration)), declaration)
    _or_lacking(ruling, declaration)
    if ruling.nominal_id:
        DeclarationPerson.objects.create(declaration=declaration, nominal_id=ruling.nominal_id, by=by)
    if ruling.shut_out:
        _shut_out(declaration, by)
    given = {"words": ruling.words, "owner": ruling.owner, "review_on": ruling.review_on}
    made = DeclarationDecision.objects.create(declaration=declaration, standing=ruling.standing, by=by, **given)
    leave(by, "declaration decided", "declaration", str(declaration.pk), outcome="done", standing=str(ruling.standing))
    return made


@transaction.atomic
def acknowledge(*, declaration: Declaration, by: Account) -> DeclarationAcknowledgement:
    """Says that who declared it has read the newest decision. Raises Unseen and NotNow."""
    _or_unseen("" if declaration.by_id == by.pk else "who declared it says that they read the answer", declaration)
    decision = newest(declaration)
    if decision is None or hasattr(decision, "acknowledgement"):
        raise NotNow("There is no answer that you have not read.")
    made = DeclarationAcknowledgement.objects.create(decision=decision, by=by)
    leave(by, "answer to a declaration acknowledged", "own declaration", str(declaration.pk), outcome="done")
    return made


def at_the_desk(declaration: Declaration) -> Account | None:
    """Whom a declaration names by number, where they have an account here."""
    named = Account.objects.filter(mark=declaration.other_mark) if declaration.other_mark else Account.objects.none()
    return named.exclude(pk=declaration.by_id).first()


def may_shut_out(declaration: Declaration, by: Account) -> bool:
    """Whether somebody may shut whom a declaration names out from who declared it: the manager, where it is due."""
    named = at_the_desk(declaration)
    return by.role == Role.MANAGER and named is not None and not _is_shut_out(named, declaration)


def _named_by(said: Said, by: Account) -> list[Account]:
    """Who decides on declarations and may be meant by the name that is given: somebody else decides on this one."""
    deciders = Account.objects.filter(role__in=[Role.PREVENT, Role.MANAGER, Role.VETTING]).exclude(pk=by.pk)
    people = [person_of(one) for one in deciders]
    meant = meant_by(said.who, people, by_any_word=said.kind == DeclarationKind.WORKPLACE)
    return [one for one in deciders if str(one.pk) in meant]


def _shut_out(declaration: Declaration, by: Account) -> None:
    named = at_the_desk(declaration)
    if named is None or not may_shut_out(declaration, by):
        raise NotNow("Nobody at the desk is to be shut out by this: take the tick away.")
    tie = ShutOut.objects.create(account=named, subject_id=declaration.staff_id, tie=NAMED, declared_by=by)
    leave(by, "tie declared", "tie", str(tie.pk), outcome="done", declaration=str(declaration.pk))


def _is_shut_out(named: Account, declaration: Declaration) -> bool:
    held = ShutOut.objects.filter(account=named, subject_mark=declaration.staff_mark, release__signature=None)
    return held.exists()


def _or_lacking(ruling: Ruling, declaration: Declaration) -> None:
    """Measures need somebody who sees to them and a day; only measures end."""
    before = newest(declaration)
    if ruling.standing == DeclarationStanding.MEASURES:
        if not (ruling.owner and ruling.review_on):
            raise NotNow("Say who sees to the measures, and on which day they are looked at again.")
        if ruling.review_on <= timezone.localdate():
            raise NotNow("Give a day to come on which the measures are looked at again.")
    measures_stand = before is not None and before.standing == DeclarationStanding.MEASURES
    if ruling.standing == DeclarationStanding.ENDED and not measures_stand:
        raise NotNow("There are no control measures that could end.")


def _or_unseen(reason: str, declaration: Declaration) -> None:
    if reason:
        raise Unseen("declaration", str(declaration.pk), reason)
