"""What the desk keeps of what a force learns: a file for each subject."""

from upstander.learning.models.checklist import ChecklistEntry, State
from upstander.learning.models.lessons import (
    LessonApproval,
    LessonDraft,
    LessonTakenBack,
    OwnCase,
    PaddedJSON,
    Withdrawal,
)
from upstander.learning.models.threats import ThreatAdoption, ThreatAssessment, ThreatVersion

__all__ = [
    "ChecklistEntry",
    "LessonApproval",
    "LessonDraft",
    "LessonTakenBack",
    "OwnCase",
    "PaddedJSON",
    "State",
    "ThreatAdoption",
    "ThreatAssessment",
    "ThreatVersion",
    "Withdrawal",
]
