"""An article that is shown as an issue tells it."""

from collections.abc import Iterable

from upstander.access.asking import Unseen
from upstander.learning.articles.acting import KIND, shown
from upstander.learning.articles.text import blocks
from upstander.learning.models import ArticleVersion
from upstander.learning.publications.issue import Piece


def piece(version: ArticleVersion) -> Piece:
    """A version of an article as an issue and its own page tell it."""
    words = version.words
    return Piece(
        str(version.article), words["title"], words["standfirst"], words["by"], words["kind"] == "guidance",
        words["reach"] == "inside", blocks(words["text"]),
    )  # fmt: skip


def pieces(keys: Iterable[str]) -> list[Piece]:
    """Articles by their keys as they are shown today, in that order. Raises Unseen for one that is not."""
    up = {str(key): version for key, version in shown().items()} if (wanted := list(dict.fromkeys(keys))) else {}
    if missing := next((key for key in wanted if key not in up), None):
        raise Unseen(KIND, missing[:40], "no article of this key is shown")
    return [piece(up[key]) for key in wanted]
