"""Notices of how matters ended: drafts stand with their matter; a notice stands alone, and goes down by its day."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedJSON, SealedText
from upstander.casework.models import Matter
from upstander.learning.models.lessons import PaddedJSON


class NoticeDraft(Kept):
    """A notice drafted from a matter, as somebody wrote it: the newest of a matter counts. Seen with the matter.

    `words`: by field of the form, the days among them, with the name that is told and what stood of the matter then
    (`stood`: findings and outcomes, each as the history said it). `flagged`: phrases that stay though they could tell
    who it is about; `kept`: why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="notices")
    words = PaddedJSON()
    flagged = SealedJSON(default=list)
    kept = SealedText(blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-at", "id")


class NoticeApproval(Kept):
    """That a second person let a draft be published."""

    draft = models.OneToOneField(NoticeDraft, on_delete=models.PROTECT, related_name="approval")


class NoticeTakenBack(Kept):
    """That the notice of an approval is down, so that a newer draft of the matter may be approved."""

    approval = models.OneToOneField(NoticeApproval, on_delete=models.PROTECT, related_name="taken_back")


class Notice(models.Model):
    """A published notice: no key of it leads to a matter. Both days belong to the time in which it is shown.

    Written by the database's own function (walls/notices.sql), never saved.
    """

    id = models.SlugField(primary_key=True, max_length=20)
    first_day = models.DateField()
    last_day = models.DateField()
    words = PaddedJSON()

    class Meta:
        """The newest first; no notice goes down before it is shown."""

        ordering = ("-first_day", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="notice_goes_down"),
        )


class NoticeTakenDown(Kept):
    """That a notice was taken down before its day, and why."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="taken_down")
    why = SealedText()
