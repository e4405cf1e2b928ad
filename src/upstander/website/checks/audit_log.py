"""The audit log, as its verifier sees it."""

import datetime as dt
from collections.abc import Iterator

from upstander.audit.event import told
from upstander.audit.finding import Findings
from upstander.audit.shape import check_shape
from upstander.audit.verified import LAST, Verification
from upstander.website.checks.desk import Desk, Unsafe

A_DAY = dt.timedelta(days=1)
VERIFY = "Let `upstander audit-checkpoint` run every hour, and look into what it finds (docs/audit-log.md)."
SIGN = "Let `upstander audit-checkpoint` run every hour, on another machine (docs/audit-log.md)."


def log_is_set_up_as_it_was(desk: Desk) -> Iterator[Unsafe]:
    """Functions, triggers and rights of the log are those of this version."""
    findings = Findings()
    check_shape(desk.verifier, findings)
    for one in findings.all():
        yield Unsafe(f"the audit log: {one.where}", one.what, one.do)


def log_fits_its_checkpoints(desk: Desk) -> Iterator[Unsafe]:
    """Nothing was changed, removed or written anew, as far as checkpoints tell."""
    for one in desk.log.findings if desk.log else ():
        if one.kind != "machinery":
            yield Unsafe(f"the audit log: {one.kind}, {one.where}", one.what, one.do)


def checkpoints_are_taken(desk: Desk) -> Iterator[Unsafe]:
    """The last checkpoint is of the last day: nothing vouches for later events."""
    why = "Whoever is superuser can write anew what no checkpoint covers, and nobody can tell."
    if desk.log is None:
        yield Unsafe(
            "no checkpoints of the audit log are named", why, f"Name them: --checkpoints, --public-key. {SIGN}"
        )
        return
    signed = desk.log.signed
    if signed is None:
        yield Unsafe("no checkpoint of the audit log was ever taken", why, SIGN)
    elif desk.now.timestamp() - signed.at / 1_000_000 > A_DAY.total_seconds():
        yield Unsafe(f"the last checkpoint of the audit log is of {told(signed.at)}", why, SIGN)


def verification_is_kept_and_found_nothing(desk: Desk) -> Iterator[Unsafe]:
    """What the verifier last found is of the last day, and is nothing: the desk closes no matter where it is not."""
    why = "The desk closes no matter while the last verification found something; it cannot tell where none was kept."
    row = desk.verifier.execute(LAST).fetchone()
    if row is None:
        yield Unsafe("no verification of the audit log was ever kept", why, VERIFY)
        return
    found = Verification(*row)
    if found.failed:
        yield Unsafe(f"the audit log did not verify on {found.at:%d %B %Y}", why, VERIFY)
    elif found.old(desk.now):
        yield Unsafe(f"the audit log was last verified on {found.at:%d %B %Y}", why, VERIFY)
