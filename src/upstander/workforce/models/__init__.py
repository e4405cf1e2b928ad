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
from upstander.workforce.models.partners import (
    TELLS,
    Agency,
    AgencyClosing,
    AgencyContact,
    AgencyContactCheck,
    AgencyFeedback,
    Attendance,
    ContactAnswer,
    Engagement,
    EngagementKind,
    Level,
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
    "TELLS",
    "Agency",
    "AgencyClosing",
    "AgencyContact",
    "AgencyContactCheck",
    "AgencyFeedback",
    "Attendance",
    "ContactAnswer",
    "Declaration",
    "DeclarationAcknowledgement",
    "DeclarationDecision",
    "DeclarationExclusion",
    "DeclarationKind",
    "DeclarationPerson",
    "DeclarationStanding",
    "Engagement",
    "EngagementKind",
    "Grounds",
    "Level",
    "Tactic",
    "WatchlistAnswer",
    "WatchlistEntry",
    "WatchlistLook",
    "WatchlistRemoval",
]
