"""What is asked of custodians, and what they send back."""

from collections.abc import Collection

from django import forms
from django.http import QueryDict

from upstander.casework.actions.identity import LONGEST
from upstander.govuk import fields

MOST = 64 << 10  # bytes of an answer's file
JOINED = " and "


class AskForm(forms.Form):
    """Why somebody needs to know who a reporter is, of whom, and until when."""

    def __init__(self, pairs: Collection[tuple[str, str]], given: QueryDict | None = None) -> None:
        super().__init__(given)
        offered = [(f"{one}+{other}", f"{one}{JOINED}{other}") for one, other in pairs]
        self.fields["pair"] = fields.choice("Which two custodians", offered, needed="Choose two custodians")
        self.fields["why"] = fields.long_words(
            "Why it is needed", "Both custodians read this. Do not name the reporter.", needed="Give the reason"
        )
        self.fields["until"] = fields.day(
            "Until which day", f"Within {LONGEST} days. For example, 26/11/2026", needed="Give the last day"
        )


class TellForm(forms.Form):
    """Whether the reporter is told that their name was opened, and when."""

    def __init__(self, given: QueryDict | None = None, *, reachable: bool = True) -> None:
        super().__init__(given)
        now = [("told", "Tell them now: words are left in their box, in the language of the report")]
        offered = [*(now if reachable else []), ("later", "Not yet: it is owed on a day"), ("not", "Do not tell them")]
        self.fields["what"] = fields.choice(
            "Tell them only where that is safe",
            offered,
            "Somebody else may find the receipt, or be beside them",
            needed="Choose whether the reporter is told",
        )
        self.fields["on"] = fields.asked(fields.day("If not yet: on which day it is decided again"), sometimes=True)
        self.fields["why"] = fields.asked(fields.long_words("If not now: why", rows=2), sometimes=True)


class AnswerForm(forms.Form):
    """The file that a custodian made."""

    answer = forms.FileField(
        label="The custodian's answer",
        widget=forms.FileInput({"class": "govuk-file-upload"}),
        error_messages={"required": "Choose the file that the custodian sent", "empty": "The file is empty"},
    )

    def clean_answer(self) -> tuple[str, str]:
        """The file's text and name."""
        given = self.cleaned_data["answer"]
        if given.size > MOST:
            raise forms.ValidationError("This is no answer of a custodian: it is too large")
        return given.read().decode("utf-8", "replace"), given.name
