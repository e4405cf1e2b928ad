"""What the desk keeps: one kind of thing in each file."""

from upstander.casework.models.affected import (
    AffectedPerson,
    Agency,
    ContactDetail,
    ContactMade,
    PlanEntry,
    Promise,
    PromiseKept,
    Section,
)
from upstander.casework.models.asking import Came, MoreAnswered, MoreAsked
from upstander.casework.models.break_glass import BreakGlass, BreakGlassAnswer, BreakGlassReview
from upstander.casework.models.bundle import Bundle, BundleCopy
from upstander.casework.models.identity_request import IdentityRequest
from upstander.casework.models.identity_telling import IdentityTelling, Telling
from upstander.casework.models.intelligence_entry import IntelligenceEntry
from upstander.casework.models.intelligence_link import IntelligenceLink
from upstander.casework.models.intelligence_report import CameBy, IntelligenceReport, ReportState
from upstander.casework.models.intelligence_source import IntelligenceSource
from upstander.casework.models.intelligence_subject import IntelligenceSubject
from upstander.casework.models.lead import Explanation, Lead, LeadEntry, LeadSeen, LeadState
from upstander.casework.models.letter import (
    Letter,
    LetterApproval,
    LetterCopy,
    LetterGiven,
    LetterVersion,
    Reader,
    Way,
)
from upstander.casework.models.matter import Assignment, AssignmentEnd, Matter, MatterEntry, Part
from upstander.casework.models.matter_standing import MatterStanding
from upstander.casework.models.no_tie import NoTie
from upstander.casework.models.original import OriginalAnswer, OriginalAsked, OriginalTaken
from upstander.casework.models.proposal import Proposal, Signature
from upstander.casework.models.redaction import Held, Passage, RedactedCopy, Redaction, RedactionReview
from upstander.casework.models.report import (
    DutyCall,
    DutyTold,
    Report,
    ReportEntry,
    ReportExclusion,
    ReportFile,
    ReportLink,
    ReportMessage,
    ReportSubject,
    Stage,
)
from upstander.casework.models.said import CHANNELS, Said
from upstander.casework.models.tied_name import ReportName, TiedName
from upstander.casework.models.work import (
    Compared,
    Comparison,
    Disclosed,
    Disclosure,
    Exhibit,
    ExhibitFile,
    PolicyEntry,
    Statement,
    Task,
    TaskResult,
)

__all__ = [
    "CHANNELS",
    "AffectedPerson",
    "Agency",
    "Assignment",
    "AssignmentEnd",
    "BreakGlass",
    "BreakGlassAnswer",
    "BreakGlassReview",
    "Bundle",
    "BundleCopy",
    "Came",
    "CameBy",
    "Compared",
    "Comparison",
    "ContactDetail",
    "ContactMade",
    "Disclosed",
    "Disclosure",
    "DutyCall",
    "DutyTold",
    "Exhibit",
    "ExhibitFile",
    "Explanation",
    "Held",
    "IdentityRequest",
    "IdentityTelling",
    "IntelligenceEntry",
    "IntelligenceLink",
    "IntelligenceReport",
    "IntelligenceSource",
    "IntelligenceSubject",
    "Lead",
    "LeadEntry",
    "LeadSeen",
    "LeadState",
    "Letter",
    "LetterApproval",
    "LetterCopy",
    "LetterGiven",
    "LetterVersion",
    "Matter",
    "MatterEntry",
    "MatterStanding",
    "MoreAnswered",
    "MoreAsked",
    "NoTie",
    "OriginalAnswer",
    "OriginalAsked",
    "OriginalTaken",
    "Part",
    "Passage",
    "PlanEntry",
    "PolicyEntry",
    "Promise",
    "PromiseKept",
    "Proposal",
    "Reader",
    "RedactedCopy",
    "Redaction",
    "RedactionReview",
    "Report",
    "ReportEntry",
    "ReportExclusion",
    "ReportFile",
    "ReportLink",
    "ReportMessage",
    "ReportName",
    "ReportState",
    "ReportSubject",
    "Said",
    "Section",
    "Signature",
    "Stage",
    "Statement",
    "Task",
    "TaskResult",
    "Telling",
    "TiedName",
    "Way",
]
