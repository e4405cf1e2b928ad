"""What is entered in the work of an investigation."""

import re
from typing import Any

from django import forms

from upstander.casework.models import Compared, Disclosed
from upstander.govuk import fields


class TaskForm(forms.Form):
    """Something to be done."""

    what = fields.words("What is to be done", needed="Say what is to be done")
    why = fields.words("Why")
    due = fields.day("By which day")


class ResultForm(forms.Form):
    """What came of a task."""

    done = fields.choice(
        "Was it done?", [("yes", "It was done"), ("no", "It is not needed")], needed="Choose whether it was done"
    )
    words = fields.long_words("What came of it, or why it is not needed", needed="Say what came of it", rows=3)


class ExhibitForm(forms.Form):
    """An exhibit, with its file or with the hash of a file that is kept elsewhere."""

    reference = fields.words("Reference", "For example, AB/1", needed="Give a reference", width="10")
    what = fields.words("What it is", needed="Say what it is")
    found = fields.words("Who found it, and where", needed="Say who found it, and where")
    found_on = fields.day("On which day", needed="Give the day", past=True)
    file = forms.FileField(
        label="The file", required=False, widget=forms.FileInput({"class": "govuk-file-upload"}), allow_empty_file=False
    )
    sha256 = fields.words("SHA-256 of a file that is kept elsewhere", width="20")

    def clean_sha256(self) -> str:
        """A hash of 64 hexadecimal digits, where one is given."""
        given: str = self.cleaned_data["sha256"].strip()
        if given and not re.fullmatch(r"[0-9a-fA-F]{64}", given):
            raise forms.ValidationError("A SHA-256 is 64 digits from 0 to 9 and a to f: copy all of it")
        return given

    def kept(self) -> dict[str, Any]:
        """What is kept, when the form is valid."""
        given = dict(self.cleaned_data)
        file = given.pop("file")
        return given | {"file_name": file.name if file else "", "held": file.read() if file else b""}


class StatementForm(forms.Form):
    """One thing that somebody said happened."""

    who = fields.words("Who said it", "The subject, a witness, or an affected person by their letter", needed="Say who")
    words = fields.long_words("What they said happened", needed="Write what they said", rows=3)
    said_on = fields.day("On which day they said it", needed="Give the day", past=True)


class ComparisonForm(forms.Form):
    """What the records say of a statement."""

    records = fields.words("Which records", "For example: billing of March, exhibit AB/1", needed="Say which records")
    result = fields.choice("What they say", Compared.choices, needed="Choose what the records say")
    words = fields.long_words("In words", rows=2)


class PolicyForm(forms.Form):
    """A decision about how the matter is investigated."""

    decision = fields.long_words("What was decided", needed="Write what was decided", rows=2)
    reasons = fields.long_words("Why", needed="Give the reasons", rows=3)
    alternatives = fields.long_words("What else was considered", rows=2)
    dissent = fields.long_words("Who disagreed, and why", rows=2)


class DisclosureForm(forms.Form):
    """Whether an exhibit is disclosed."""

    decision = fields.choice("What of it is disclosed", Disclosed.choices, needed="Choose what is disclosed")
    ground = fields.asked(
        fields.long_words(
            "On what ground it is held back", "The harm test (SI 2020/4 reg 6) where it applies, or another", rows=2
        ),
        sometimes=True,
    )
