"""Bulletins of one page, and what their readers answer without anybody knowing who answered what."""

import uuid

from django.db import models

from upstander.access.models import Account, Kept
from upstander.access.sealed import SealedJSON, SealedText
from upstander.learning.models.lessons import PaddedJSON


class Bulletin(Kept):
    """A bulletin as it was made: what stands in it by name, so that what goes down elsewhere goes down here too.

    `words`: its title, its line of own words, ids of notices, ids of cases. `flagged`: phrases of it that stay though
    they could tell who it is about; `kept`: why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField()
    words = PaddedJSON()
    flagged = SealedJSON(default=list)
    kept = SealedText(blank=True)

    class Meta:
        """The newest first."""

        ordering = ("-day", "-at", "id")


class BulletinTakenDown(Kept):
    """That a bulletin is shown no more, and why."""

    bulletin = models.OneToOneField(Bulletin, on_delete=models.PROTECT, related_name="taken_down")
    why = SealedText()


class SurveyAnswer(models.Model):
    """What somebody answered of a bulletin, with no column of who it was or when. The desk counts these and reads none.

    Written by the database's own function (walls/bulletins.sql), never saved. It is written with the row of who
    answered (SurveyAnswered), in one transaction: whoever owns the database can join the two by the number of that
    transaction (xmin), and in a dump by the order of the rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="answers")
    useful = models.CharField(max_length=6)
    knowledge = models.CharField(max_length=6)
    reflect = models.CharField(max_length=6)


class SurveyAnswered(models.Model):
    """That somebody answered of a bulletin, so that nobody answers twice: no column of what, or when (SurveyAnswer)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="answered")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=("bulletin", "account"), name="answered_once"),)
