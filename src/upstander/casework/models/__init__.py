"""What the desk keeps: one kind of thing in each file."""

from upstander.casework.models.lead import Lead, LeadEntry, LeadState
from upstander.casework.models.matter import Assignment, Matter, MatterEntry, Part

__all__ = ["Assignment", "Lead", "LeadEntry", "LeadState", "Matter", "MatterEntry", "Part"]
