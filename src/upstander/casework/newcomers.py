"""Who came to the desk after ties were looked for: compared at once where the newest scan's records can be read."""

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from upstander.access.models import Account, ShutOut
from upstander.casework.comparing_again import compare_again
from upstander.casework.models import Lead
from upstander.casework.taking_in import infer_ties, learn_names
from upstander.casework.tied_names import compare_names
from upstander.records.store import UnfinishedStoreError


def compare_newcomers(accounts: Sequence[Account]) -> bool:
    """Looks for the ties of new accounts in the force's records; whether all of them are compared now.

    Run by the owner of the tables. Where the records cannot be read they wait, as those that are made at the desk do
    (walls/1_leads_and_matters.sql): nobody may be known to them until a scan is taken in with its records. Where no
    scan was ever taken in there is nothing to compare with. Whatever goes wrong, they wait.
    """
    newest = Lead.objects.order_by("-last_seen_on").first()
    if not accounts or (newest is None and not ShutOut.objects.filter(inferred=True).exists()):
        return True
    theirs = Account.objects.filter(pk__in=[account.pk for account in accounts])
    theirs.update(compared=False)
    if newest is not None and (Path(newest.scan) / "report.json").is_file():
        _compare(Path(newest.scan))
    return not theirs.filter(compared=False).exists()


def _compare(scan: Path) -> None:
    try:
        with transaction.atomic():
            infer_ties(scan)
            learn_names(scan)
            compare_again()
            compare_names()
    except UnfinishedStoreError:  # a load is going on: the next scan that is taken in ends the waiting
        return
