"""What more is asked for on a lead, and what came of it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from upstander.casework.actions.asking import Asked
from upstander.casework.models import Came
from upstander.govuk import fields

RECORDS = (
    ("a system audit of the subject's look-ups", "A system audit of the subject's look-ups"),
    ("billing of the subject's devices", "Billing of the subject's devices"),
    ("where the subject's vehicle or device stood", "Where the subject's vehicle or device stood"),
    ("other", "Other records, named below"),
)
LONGEST_WAIT = 60  # working days


class AskingForm(forms.Form):
    """Which records are asked for, of whom, over which days, why, and by when they are to come."""

    records = fields.choice("Which records", RECORDS, needed="Choose which records you ask for")
    holder = fields.words(
        "Who is asked for them", "For example, the force's system auditor", needed="Say who is asked for them"
    )
    first = fields.day("From which day", needed="Give the first day", past=True)
    last = fields.day("Until which day", needed="Give the last day")
    why = fields.long_words("Why", "What they would show of this lead", needed="Say why", rows=3)
    proportionate = fields.long_words(
        "Why no less would do",
        "Why these records, these days and this person, and what they tell of others",
        needed="Say why no less would do",
        rows=3,
    )
    working_days = fields.whole_number(
        "In how many working days they are due", least=1, most=LONGEST_WAIT, needed="Give a number of working days"
    )

    def __init__(self, *given: Any, missing: Iterable[str] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["other"] = fields.words("Which other records", "If you chose other records", suggestions=missing)
        self.order_fields(["records", "other"])

    def clean(self) -> dict[str, Any]:
        """Other records are named."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("records") == "other" and not given.get("other", "").strip():
            self.add_error("other", "Name the records")
        return given

    def asked(self) -> Asked:
        """What is asked for, when the form is valid."""
        given = self.cleaned_data
        records = given["other"].strip() if given["records"] == "other" else given["records"]
        return Asked(records, given["holder"], given["first"], given["last"], given["why"], given["proportionate"])


class AnswerForm(forms.Form):
    """What came of what was asked for."""

    came = fields.choice("What came of it?", Came.choices, needed="Choose what came of it")
    words = fields.long_words("What it shows, or why it did not come", needed="Say what came of it", rows=3)
