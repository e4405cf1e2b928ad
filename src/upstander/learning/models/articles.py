"""Articles and pieces of guidance that people of the force write for an issue: kept by versions, let out by another."""

import uuid

from django.db import models

from upstander.access.models import Kept
from upstander.access.sealed import SealedJSON, SealedText
from upstander.learning.models.lessons import PaddedJSON


class ArticleVersion(Kept):
    """An article or a piece of guidance as somebody wrote it. Nothing is changed: a newer version has the next number.

    `article`: what all versions of one share. `words`: by field of the form. `flagged`: phrases that stay though they
    could tell who it is about; `kept`: why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.UUIDField()
    number = models.PositiveIntegerField()
    words = PaddedJSON()
    flagged = SealedJSON(default=list)
    kept = SealedText(blank=True)

    class Meta:
        """The newest first; no two versions of an article have one number."""

        ordering = ("-at", "id")
        constraints = (models.UniqueConstraint(fields=("article", "number"), name="version_of_an_article"),)


class ArticleApproval(Kept):
    """That a second person let a version be published."""

    version = models.OneToOneField(ArticleVersion, on_delete=models.PROTECT, related_name="approval")


class ArticleTakenDown(Kept):
    """That what an approval published is shown no more, and why."""

    approval = models.OneToOneField(ArticleApproval, on_delete=models.PROTECT, related_name="taken_down")
    why = SealedText()
