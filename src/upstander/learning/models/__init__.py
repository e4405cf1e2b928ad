"""What the desk keeps of what a force learns: a file for each subject."""

from upstander.learning.models.articles import ArticleApproval, ArticleTakenDown, ArticleVersion
from upstander.learning.models.bulletins import Bulletin, BulletinTakenDown, SurveyAnswer, SurveyAnswered
from upstander.learning.models.checklist import ChecklistEntry, State
from upstander.learning.models.lessons import (
    LessonApproval,
    LessonDraft,
    LessonTakenBack,
    OwnCase,
    PaddedJSON,
    Withdrawal,
)
from upstander.learning.models.notices import (
    Notice,
    NoticeApproval,
    NoticeDraft,
    NoticeTakenBack,
    NoticeTakenDown,
)
from upstander.learning.models.threats import ThreatAdoption, ThreatAssessment, ThreatVersion

__all__ = [
    "ArticleApproval",
    "ArticleTakenDown",
    "ArticleVersion",
    "Bulletin",
    "BulletinTakenDown",
    "ChecklistEntry",
    "LessonApproval",
    "LessonDraft",
    "LessonTakenBack",
    "Notice",
    "NoticeApproval",
    "NoticeDraft",
    "NoticeTakenBack",
    "NoticeTakenDown",
    "OwnCase",
    "PaddedJSON",
    "State",
    "SurveyAnswer",
    "SurveyAnswered",
    "ThreatAdoption",
    "ThreatAssessment",
    "ThreatVersion",
    "Withdrawal",
]
