"""What people type in of a report that came in otherwise, and what was told to whom of it."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone

from upstander.casework.actions.report_intake import CameIn
from upstander.casework.actions.work import LARGEST
from upstander.casework.forms.reports import Given, WhyForm
from upstander.casework.models import CHANNELS, CameBy, Report
from upstander.casework.report_words import ENGLISH, PROVENANCE, TOLD_BY
from upstander.govuk import fields
from upstander.reporting.forms import MOST_FILES, FilesField, lines_of
from upstander.reporting.identity import LONGEST
from upstander.reporting.words import words

WITH_A_NUMBER = "crimestoppers"  # each of its reports has a log number, by which it is asked about again
UNKNOWN = "unknown"
TOLD_BY_WHOM = [
    *((kind.value, str(kind.label)) for kind in (CameBy.PUBLIC, CameBy.COLLEAGUE, CameBy.SUPERVISOR, CameBy.PARTNER)),
    (UNKNOWN, "Nobody knows"),
]
ANSWERS, CONTACT = ("what", "who", "where_when"), ("reach_how", "reach_not")


class CameInForm(forms.Form):
    """A report that came by telephone, by letter, from Crimestoppers. Danger is asked first, as at the door."""

    def __init__(self, given: Given = None, sent: Any = None, *, took: str, seals_names: bool) -> None:
        super().__init__(given, sent, initial={"came_on": timezone.localdate(), "taken": took})
        self.fields["page"] = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput())
        self._ask_whence()
        self._ask_what()
        if seals_names:
            self.fields["name"] = fields.words(
                "Who told it, if they gave their name and agreed that it is kept",
                "Here and nowhere else. It is sealed to the custodians when you send this page, and two of them "
                "together open it. Nobody at the desk can read it afterwards, you neither",
            )

    def _ask_whence(self) -> None:
        danger = [("no", "No"), ("yes", "Yes, or it is not sure")]
        self.fields["danger"] = fields.choice(
            "Is anybody in danger now?", danger, needed="Say whether anybody is in danger: it is dealt with first"
        )
        self.fields["channel"] = fields.choice("How it came", CHANNELS.items(), needed="Choose how it came")
        self.fields["reference"] = fields.words(
            PROVENANCE["reference"], "For example, the log number of Crimestoppers", width="20"
        )
        self.fields["came_on"] = fields.day("The day on which it came in", needed="Give the day it came in", past=True)
        self.fields["taken"] = fields.words(
            PROVENANCE["taken"], "Who answered the telephone, opened the letter", needed="Say who took it"
        )
        self.fields["told_by"] = fields.choice(
            PROVENANCE[TOLD_BY], TOLD_BY_WHOM, needed="Choose who told it, as far as that is known"
        )

    def _ask_what(self) -> None:
        said = words(ENGLISH)
        self.fields["what"] = fields.long_words(
            "What was said",
            "In their words. Nothing from which a reader learns who told it: no name of theirs, no number, no address",
            needed="Write what was said",
            rows=10,
        )
        self.fields["who"] = fields.long_words(
            "Whom it is about", "A number, a name, or what they look like. A number keeps them away for certain", rows=2
        )
        self.fields["where_when"] = fields.words("Where and when, in the words that were used")
        self.fields["happened_on"] = fields.day(
            f"{PROVENANCE['happened_on']}, where it is known", "For example, 26/11/2026", past=True
        )
        self.fields["keep_from"] = fields.long_words(
            "From whom it must be kept",
            "One to a line, by name or number: those who are named, and who is close to them. They find nothing of it, "
            "you neither if it is you. Where nobody can make out whom a line means, the manager alone reads the report",
            rows=3,
        )
        self.fields["reach_how"] = fields.words("How they may be reached, if they said so", "Without their name")
        self.fields["reach_not"] = fields.words("What must never be done", said.question("reach_not").hint)
        limit = f"{MOST_FILES} at most, together {LARGEST >> 20} MB. They are sealed as they came, and read as copies"
        self.fields["files"] = FilesField(said, "Files that came with it", limit, LARGEST >> 20)

    def clean(self) -> dict[str, Any]:
        """What came from Crimestoppers has its number, and a name fits into what custodians open."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("channel") == WITH_A_NUMBER and not given.get("reference", "").strip():
            self.add_error("reference", "Give the log number of Crimestoppers: it is how they are asked again")
        if len(given.get("name", "").encode()) > LONGEST:
            self.add_error("name", "This is too long to be sealed: give the name, and how they are called")
        return given

    def came(self) -> CameIn:
        """The report, when the form is valid."""
        given = self.cleaned_data
        day = given["happened_on"]
        whence = {
            "reference": given["reference"].strip(),
            "happened_on": f"{day:%d/%m/%Y}" if day else "",
            "taken": given["taken"].strip(),
            TOLD_BY: "" if given["told_by"] == UNKNOWN else given["told_by"],
        }
        return CameIn(
            channel=given["channel"],
            came_on=given["came_on"],
            danger=given["danger"] == "yes",
            answers={name: given[name].strip() for name in ANSWERS},
            provenance=whence,
            contact={name: given[name].strip() for name in CONTACT},
            keep_from=lines_of(given["keep_from"]),
            name=given.get("name", "").strip(),
            files=given["files"],
            page=given["page"] or uuid.uuid4(),
        )


class ToldForm(forms.Form):
    """What was told to whom."""

    def __init__(self, _report: Report, given: Given = None) -> None:
        super().__init__(given)
        self.fields["to"] = fields.words(
            "Who was told", "Without their name: the caller, the writer, Crimestoppers", needed="Say who was told"
        )
        self.fields["words"] = fields.long_words("What they were told", needed="Write what they were told")


class CloseTypedInForm(WhyForm):
    """What was told to whom at the end, or why nothing can be told."""

    label = "Why the report is closed"

    def __init__(self, report: Report, given: Given = None) -> None:
        super().__init__(report, given)
        self.fields["to"] = fields.asked(
            fields.words("Who was told what became of it", "Without their name: the caller, the writer"), sometimes=True
        )
        self.fields["words"] = fields.asked(fields.long_words("What they were told"), sometimes=True)
        self.fields["why_not"] = fields.asked(
            fields.long_words(
                "Or: why nothing can be told",
                "For example: it came from Crimestoppers, and nobody knows who told it",
                rows=2,
            ),
            sometimes=True,
        )
        self.order_fields(["to", "words", "why_not", "why"])

    def clean(self) -> dict[str, Any]:
        """One of the two: somebody was told something, or why not."""
        given: dict[str, Any] = super().clean() or {}
        told = [given.get(name, "").strip() for name in ("to", "words")]
        if given.get("why_not", "").strip():
            if any(told):
                self.add_error("why_not", "Write what was told to whom, or why nothing can be told: one of the two")
        elif not all(told):
            name = "to" if not told[0] else "words"
            self.add_error(name, "Write what was told to whom, or why nothing can be told: nothing is closed without")
        return given
