"""Where a matter stood when it was last read by the law, kept so that the list of matters can be filtered by it."""

from django.db import models

from upstander.access.sealed import MarkOf, SealedText
from upstander.casework.models.matter import Matter


class MatterStanding(models.Model):
    """What was derived of a matter, and on which day. No record: it is renewed, and no page says it (decision 66).

    The database compares the mark, and so knows which matters stand alike, and not where.
    """

    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, primary_key=True, related_name="stood")
    state = SealedText()
    state_mark = MarkOf("state", "stands at", db_index=True)
    read_on = models.DateField()
