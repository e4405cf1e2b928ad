"""Names of staff to whom somebody at the desk has a tie, and the reports that may tell of them."""

import uuid

from django.db import models

from upstander.access.models import Account
from upstander.access.sealed import MarkOf, SealedText
from upstander.casework.models.report import Report


class TiedName(models.Model):
    """A name of a member of staff to whom somebody at the desk has a tie, as the records or the tied person give it.

    Reports are compared with it. It says neither who has the tie nor what it is. A trigger keeps every older report,
    but those that were compared already, from whoever has the tie until it is compared (tied_names.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_mark = models.CharField(max_length=32)
    name = SealedText()
    name_mark = MarkOf("name", kind="name")

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("subject_mark", "name_mark"), name="a_tied_name_once"),)


class ReportName(models.Model):
    """That a report may tell of a member of staff by name, by their mark: it is kept from whoever has a tie to them.

    `proposed_by`: the manager who said that everybody who was meant is named by number; `let_go_by`: the second person
    who said so too. A later letter makes new rows, of which neither has said anything.
    """

    class Why(models.TextChoices):
        """How that is known."""

        TOLD = "told", "A name that may be theirs stands in what was told"
        NEWER = "newer", "Not compared yet: the name is newer than the report"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="names")
    subject_mark = models.CharField(max_length=32, db_index=True)
    why = models.CharField(max_length=10, choices=Why.choices)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    let_go_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
