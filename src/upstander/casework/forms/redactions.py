"""What is entered for a redaction: which text, which passages on what ground, and a second person's answer."""

from collections.abc import Iterable
from typing import Any

from django import forms

from upstander.casework.models.redaction import Held
from upstander.casework.procedure.law import Ground
from upstander.govuk import fields


class BeginForm(forms.Form):
    """Which text is redacted, and what its copies are called."""

    called = fields.words(
        "What it is called on copies",
        "For example: Statement of Person A. Name nobody who is not to be named",
        needed="Say what it is called on copies",
        width="20",
    )

    def __init__(self, held: Iterable[tuple[str, str, str]], given: Any = None) -> None:
        super().__init__(given)
        offered = [(f"{of}:{key}", f"{Held(of).label}: {told}") for of, key, told in held]
        self.fields["text"] = fields.choice("Which text", offered, needed="Choose a text", few=0)
        self.order_fields(["text", "called"])


class MarkForm(forms.Form):
    """Which sentences, or which words in them, are taken out, and on what ground."""

    def __init__(self, count: int, grounds: Iterable[Ground], given: Any = None) -> None:
        super().__init__(given)
        self.fields["sentences"] = forms.TypedMultipleChoiceField(
            coerce=int,
            choices=[(n, str(n)) for n in range(1, count + 1)],
            error_messages={"required": "Choose at least one sentence", "invalid_choice": "Choose from the sentences"},
        )
        self.fields["words"] = fields.words(
            "Only these words", "Exactly as they stand in the sentence. Leave it empty to take out all of the sentence"
        )
        offered = [(one.id, f"{one.says}{' (to be checked)' if one.to_be_checked else ''}") for one in grounds]
        self.fields["ground"] = fields.choice("On what ground", offered, needed="Choose a ground")
        self.fields["why"] = fields.words("Why, for the second person", "It stands in no copy and no schedule")


class ReviewForm(forms.Form):
    """A second person's answer."""

    agreed = fields.choice(
        "Do you agree with what is taken out, and with what is left?",
        [("yes", "Yes"), ("no", "No")],
        needed="Choose whether you agree",
    )
    why = fields.long_words("Why, where you do not", rows=2)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)
