"""The lock after wrong passwords and codes: for the account, whatever address they come from.

Kept is that something was wrong, and when. django-axes keeps addresses, agents and the name that was typed, which may
be a password, and does not know of codes.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import connection
from django.utils import timezone

from upstander.access.models import Account, WrongProof
from upstander.access.trace import leave

TIMES = 5
WITHIN = dt.timedelta(minutes=15)
LASTS = dt.timedelta(minutes=15)


def locks(wrong: Sequence[dt.datetime], now: dt.datetime) -> bool:
    """Whether the moments at which something was wrong, newest first, lock an account now."""
    if len(wrong) < TIMES:
        return False
    newest, fifth = wrong[0], wrong[TIMES - 1]
    return newest - fifth <= WITHIN and now < newest + LASTS


def locked(account: Account) -> bool:
    """Whether an account is locked. Until the request ends nobody else tries it, so that many at once count as many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"proof {account.pk}"])
    return locks(_newest(account), timezone.now())


def count_wrong(account: Account) -> None:
    """Counts one more; the one that locks the account leaves a line. Not called while it is locked."""
    WrongProof.objects.create(account=account)
    if locks(_newest(account), timezone.now()):
        leave(None, "account locked", "account", str(account.pk), outcome="done")


def _newest(account: Account) -> list[dt.datetime]:
    return list(WrongProof.objects.filter(account=account).order_by("-at").values_list("at", flat=True)[:TIMES])
