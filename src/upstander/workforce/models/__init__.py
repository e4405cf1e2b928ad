"""What people write of a force's own: a file for each subject. All of it is named here, where Django looks."""

from upstander.workforce.models.watchlist import (
    Grounds,
    Tactic,
    WatchlistAnswer,
    WatchlistEntry,
    WatchlistLook,
    WatchlistRemoval,
)

__all__ = [
    "Grounds",
    "Tactic",
    "WatchlistAnswer",
    "WatchlistEntry",
    "WatchlistLook",
    "WatchlistRemoval",
]
