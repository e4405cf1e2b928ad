"""What people write of a force's own: a file for each subject. All of it is named here, where Django looks."""

from upstander.workforce.models.training import Attempt, PageRead, Sitting, SittingAnswer
from upstander.workforce.models.watchlist import (
    Grounds,
    Tactic,
    WatchlistAnswer,
    WatchlistEntry,
    WatchlistLook,
    WatchlistRemoval,
)

__all__ = [
    "Attempt",
    "Grounds",
    "PageRead",
    "Sitting",
    "SittingAnswer",
    "Tactic",
    "WatchlistAnswer",
    "WatchlistEntry",
    "WatchlistLook",
    "WatchlistRemoval",
]
