"""What people write of a force's own: a file for each subject. All of it is named here, where Django looks."""

from upstander.workforce.models.declarations import (
    Declaration,
    DeclarationAcknowledgement,
    DeclarationDecision,
    DeclarationExclusion,
    DeclarationKind,
    DeclarationPerson,
    DeclarationStanding,
)
from upstander.workforce.models.watchlist import (
    Grounds,
    Tactic,
    WatchlistAnswer,
    WatchlistEntry,
    WatchlistLook,
    WatchlistRemoval,
)

__all__ = [
    "Declaration",
    "DeclarationAcknowledgement",
    "DeclarationDecision",
    "DeclarationExclusion",
    "DeclarationKind",
    "DeclarationPerson",
    "DeclarationStanding",
    "Grounds",
    "Tactic",
    "WatchlistAnswer",
    "WatchlistEntry",
    "WatchlistLook",
    "WatchlistRemoval",
]
