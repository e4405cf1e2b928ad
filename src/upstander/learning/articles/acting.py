"""What people do with an article: keep a version, let it be published, take it down. Each leaves a line in the log."""

import uuid
from collections.abc import Collection, Mapping

from django.db import IntegrityError, transaction

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.learning import policy
from upstander.learning.articles.text import blocks
from upstander.learning.bulletins import last_names
from upstander.learning.could_tell import CouldTell, that_stay
from upstander.learning.models import ArticleApproval, ArticleTakenDown, ArticleVersion

KIND = "article"
KINDS = {"article": "Article", "guidance": "Guidance"}
REACH = {"inside": "Inside the force alone", "outside": "Inside the force, and outside it"}
MEANWHILE = "Somebody else kept a version meanwhile. Read it before you write yours."


@transaction.atomic
def write(
    *, article: uuid.UUID, after: int, words: Mapping[str, str], kept: str, seen: Collection[str] = (), by: Account
) -> ArticleVersion:
    """Keeps a version. `after`: the number of that which it was written after, 0 for the first.

    `kept`: why the phrases of `seen` stay, which who writes was shown. Raises Unseen, CouldTell, and NotNow.
    """
    _or_unseen(policy.against_writing_articles(asker_of(by)), article)
    flagged = _flagged(words, kept, seen)
    last = ArticleVersion.objects.filter(article=article).order_by("-number").first()
    if (last.number if last else 0) != after:
        raise NotNow(MEANWHILE)
    held = {"words": dict(words), "flagged": flagged, "kept": kept.strip(), "by": by}
    try:
        with transaction.atomic():
            made = ArticleVersion.objects.create(article=article, number=after + 1, **held)
    except IntegrityError as error:
        raise NotNow(MEANWHILE) from error
    leave(by, "article written", KIND, str(article), outcome="done", version=made.number)
    return made


@transaction.atomic
def approve(*, version: ArticleVersion, by: Account) -> None:
    """Lets the newest version be published. Its words are compared once more. Raises Unseen and NotNow."""
    _or_unseen(policy.against_letting_articles_out(asker_of(by)), version.article)
    if version.by_id == by.pk:
        raise NotNow("A second person lets it be published: you wrote this version.")
    if ArticleVersion.objects.filter(article=version.article, number__gt=version.number).exists():
        raise NotNow("A newer version was kept meanwhile. Read it first.")
    try:
        _flagged(version.words, version.kept, version.flagged)
    except CouldTell as error:
        raise NotNow("What could tell who it is about is more than when it was kept. It is kept anew first.") from error
    try:
        with transaction.atomic():
            ArticleApproval.objects.create(version=version, by=by)
    except IntegrityError as error:
        raise NotNow("This version is published already.") from error
    leave(by, "article approved", KIND, str(version.article), outcome="done", version=version.number)


@transaction.atomic
def take_down(*, version: ArticleVersion, why: str, by: Account) -> None:
    """Takes down a version that is shown. An older one does not come back. Raises Unseen and NotNow."""
    _or_unseen(policy.against_writing_articles(asker_of(by)), version.article)
    if shown().get(version.article) != version:
        raise NotNow("This article is down already.")
    try:
        with transaction.atomic():
            ArticleTakenDown.objects.create(approval=version.approval, why=why, by=by)
    except IntegrityError as error:
        raise NotNow("This article is down already.") from error
    leave(by, "article taken down", KIND, str(version.article), outcome="done", version=version.number)


def shown() -> dict[uuid.UUID, ArticleVersion]:
    """What everybody reads, by article: of each the newest that was approved, unless it was taken down."""
    approved = ArticleVersion.objects.filter(approval__isnull=False).select_related("approval__taken_down")
    newest = {version.article: version for version in sorted(approved, key=lambda one: one.number)}
    up = [one for one in newest.values() if not hasattr(one.approval, "taken_down")]
    return {one.article: one for one in sorted(up, key=lambda one: (one.approval.at, str(one.pk)), reverse=True)}


def newest() -> dict[uuid.UUID, ArticleVersion]:
    """The newest version of each article that who asks may read, whether it is published or not."""
    versions = ArticleVersion.objects.select_related("by", "approval__taken_down")
    told = {version.article: version for version in sorted(versions, key=lambda one: one.number)}
    return dict(sorted(told.items(), key=lambda one: (one[1].at, str(one[0])), reverse=True))


def _flagged(words: Mapping[str, str], kept: str, seen: Collection[str]) -> list[str]:
    """The phrases that stay. Whoever wrote it is named on purpose, and is not compared. Raises CouldTell."""
    read = [line for block in blocks(words["text"]) for line in block.words]  # each begins a sentence, its mark aside
    told = "\n".join([words["title"], words["standfirst"], *read])
    return that_stay(told, [], kept, seen, last_names.flags(told, last_names.here()))


def _or_unseen(reason: str, article: uuid.UUID) -> None:
    if reason:
        raise Unseen(KIND, str(article), reason)
