"""Declaring a tie to a member of staff: it shuts the declarer out at once, and only somebody else can end it."""

from django.db import transaction

from upstander.access.models import Account, ShutOut
from upstander.access.trace import leave


@transaction.atomic
def declare(*, subject_id: str, tie: str, by: Account) -> ShutOut:
    """Shuts the declarer out from all that concerns a member of staff. Declaring twice changes nothing."""
    made, _new = ShutOut.objects.get_or_create(
        account=by, subject_id=subject_id, defaults={"tie": tie, "declared_by": by}
    )
    leave(by, "tie declared", "tie", str(made.pk), outcome="done")
    return made
