"""Who came to the desk after ties were looked for: compared at once where the newest scan's records can be read."""

from pathlib import Path

from django.db import transaction

from upstander.access.models import Account, ShutOut
from upstander.casework.comparing_again import compare_again
from upstander.casework.models import Lead
from upstander.casework.taking_in import infer_ties, learn_names
from upstander.casework.tied_names import compare_names
from upstander.records.store import UnfinishedStoreError


def compare_newcomer(account: Account) -> bool:
    """Looks for the ties of a new account in the force's records; whether it is compared now.

    Run by the owner of the tables. Where the records cannot be read the account waits, as one that is made at the desk
    does (walls/1_leads_and_matters.sql): nobody may be known to it until a scan is taken in with its records. Where no
    scan was ever taken in there is nothing to compare with. Whatever goes wrong, it waits.
    """
    newest = Lead.objects.order_by("-last_seen_on").first()
    if newest is None and not ShutOut.objects.filter(inferred=True).exists():
        return True
    Account.objects.filter(pk=account.pk).update(compared=False)
    if newest is not None and (Path(newest.scan) / "report.json").is_file():
        _compare(Path(newest.scan))
    account.refresh_from_db(fields=["compared"])
    return account.compared


def _compare(scan: Path) -> None:
    try:
        with transaction.atomic():
            infer_ties(scan)
            learn_names(scan)
            compare_again()
            compare_names()
    except UnfinishedStoreError:  # a load is going on: the next scan that is taken in ends the waiting
        return
