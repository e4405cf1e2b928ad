"""The second factor: what somebody has, checked; each code and each answer of a passkey is taken once."""

import hashlib
import secrets
import time
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.http import HttpRequest

from upstander.access import locking, one_time_code, passkeys
from upstander.access.models import Account, Kind, SecondFactor
from upstander.access.trace import leave

CODES = 8  # recovery codes, each for one time
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another


def factors_of(account: Account, *kinds: Kind) -> list[SecondFactor]:
    """What an account has of some kinds, oldest first."""
    return list(SecondFactor.objects.filter(account=account, kind__in=kinds).order_by("made_at"))


def has_one(account: Account) -> bool:
    """Whether somebody has a second factor. Recovery codes stand for a lost one and are none by themselves."""
    return bool(factors_of(account, Kind.CODE, Kind.PASSKEY))


def prove(request: HttpRequest, account: Account, *, code: str, passkey: str) -> bool:
    """Whether a code or a passkey's answer is theirs now. It leaves a line; what was wrong counts towards the lock."""
    if locking.locked(account):
        used = None
    else:
        used = _by_passkey(request, account, passkey) if passkey else _by_code(account, code)
        if used is None:
            locking.count_wrong(account)
    if used is None:  # whoever it was is not known
        leave(None, "second factor", "account", str(account.pk), outcome="refused")
        return False
    leave(account, "second factor", "account", str(account.pk), outcome="done", by_what=used.kind)
    return True


def _by_code(account: Account, typed: str) -> SecondFactor | None:
    code = typed.lower().replace(" ", "").replace("-", "")
    for factor in factors_of(account, Kind.CODE):
        step = one_time_code.step_of(factor.held["secret"], code, time.time())
        if step is not None and _goes_on(factor, step):
            return factor
    digest = _digest(code)
    for factor in factors_of(account, Kind.RECOVERY):
        if secrets.compare_digest(factor.held["digest"], digest):
            taken, _kinds = SecondFactor.objects.filter(pk=factor.pk).delete()
            return factor if taken else None
    return None


def _by_passkey(request: HttpRequest, account: Account, answer: str) -> SecondFactor | None:
    try:
        factor, counter = passkeys.proved(request, answer, factors_of(account, Kind.PASSKEY))
    except passkeys.NotAPasskey:
        return None
    counts = counter or factor.used_up_to  # passkeys that are copied between devices do not count
    return factor if not counts or _goes_on(factor, counter) else None


def _goes_on(factor: SecondFactor, to: int) -> bool:
    """Marks a step as used; False where it was used before, even at this very moment."""
    return SecondFactor.objects.filter(pk=factor.pk, used_up_to__lt=to).update(used_up_to=to) == 1


@transaction.atomic
def set_up(*, account: Account, kind: Kind, held: Mapping[str, str], used_up_to: int, name: str = "") -> SecondFactor:
    """Gives somebody a second factor. A new app for codes takes the place of the one before."""
    made = SecondFactor.objects.create(account=account, kind=kind, held=held, used_up_to=used_up_to, name=name)
    if kind == Kind.CODE:
        SecondFactor.objects.filter(account=account, kind=kind).exclude(pk=made.pk).delete()
    leave(account, "second factor set up", "account", str(account.pk), outcome="done", by_what=kind.value)
    return made


@transaction.atomic
def new_recovery_codes(*, account: Account) -> list[str]:
    """Recovery codes in place of those there were, told this once: only their digests are kept."""
    SecondFactor.objects.filter(account=account, kind=Kind.RECOVERY).delete()
    codes = ["".join(secrets.choice(LETTERS) for _ in range(10)) for _ in range(CODES)]
    for code in codes:
        SecondFactor.objects.create(account=account, kind=Kind.RECOVERY, held={"digest": _digest(code)})
    leave(account, "recovery codes made", "account", str(account.pk), outcome="done")
    return [f"{code[:5]}-{code[5:]}" for code in codes]


@transaction.atomic
def take_away(*, account: Account, factor_id: uuid.UUID) -> bool:
    """Takes away one of somebody's own; False where it is not theirs, or the last."""
    among = factors_of(account, Kind.CODE, Kind.PASSKEY)
    if len(among) < 2 or factor_id not in {one.pk for one in among}:
        return False
    SecondFactor.objects.filter(pk=factor_id).delete()
    leave(account, "second factor taken away", "account", str(account.pk), outcome="done", own=True)
    return True


def _digest(code: str) -> str:
    """Codes of 49 random bits need no slow hash, and stand sealed besides."""
    return hashlib.sha256(code.encode()).hexdigest()
