"""What is asked of samples: of which quarter, who checks, what a reviewer found, and which line nobody records."""

from collections.abc import Sequence
from typing import Any

from django import forms

from upstander.access.models import Account
from upstander.govuk import fields
from upstander.workforce.models import Sampled, Verdict
from upstander.workforce.sampling.draw import Quarter
from upstander.workforce.sampling.keeping import MOST, Found
from upstander.workforce.sampling.lines import TITLES


class PlanForm(forms.Form):
    """How many of each team are sampled in a quarter."""

    kind = fields.choice("What is sampled", Sampled.choices, needed="Choose what is sampled")
    quarter = fields.choice("In which quarter", [], needed="Choose the quarter", few=-1)
    many = fields.whole_number("How many of each team", least=1, most=MOST, needed="Give how many of each team")

    def __init__(self, given: Any, quarters: Sequence[Quarter]) -> None:
        super().__init__(given)
        self.quarters = {str(one.first): one for one in quarters}
        listed = [(key, str(one)) for key, one in self.quarters.items()]
        self.fields["quarter"].choices = [("", "Choose"), *listed]  # type: ignore[attr-defined]


class DrawForm(forms.Form):
    """Who checks what is drawn."""

    checkers = forms.MultipleChoiceField(
        widget=fields.Ticks(), label="Who checks what is drawn", help_text="Each contact is given to one in turn",
        error_messages={"required": "Choose who checks", "invalid_choice": "Choose people of the list"},
    )  # fmt: skip

    def __init__(self, given: Any, accounts: Sequence[Account]) -> None:
        super().__init__(given)
        self.accounts = {str(one.pk): one for one in accounts}
        self.fields["checkers"].choices = [(key, one.name) for key, one in self.accounts.items()]  # type: ignore[attr-defined]

    def chosen(self) -> list[Account]:
        """Whom, once it is valid."""
        return [self.accounts[key] for key in self.cleaned_data["checkers"]]


class CheckForm(forms.Form):
    """What a reviewer found."""

    recorded = fields.choice("Was the contact recorded", Verdict.choices, needed="Say whether it was recorded")
    within = fields.choice("Was it within policy", Verdict.choices, needed="Say whether it was within policy")
    words = fields.long_words(
        "What you found", "Of how the contact was made: no concern about anybody, and nothing the public told",
        needed="Say what you found",
    )  # fmt: skip

    def __init__(self, given: Any, kind: Sampled) -> None:
        super().__init__(given)
        self.fields["recorded"].label, self.fields["within"].label = kind.asks

    def found(self) -> Found:
        """The same, once it is valid."""
        given = self.cleaned_data
        return Found(Verdict(given["recorded"]), Verdict(given["within"]), given["words"])


class LineForm(forms.Form):
    """Whether calls on a line are recorded, and why not."""

    name = fields.words("Which line", needed="Say which line", width="20", suggestions=TITLES.values())
    recorded = fields.choice(
        "Are calls on it recorded", [("no", "No"), ("yes", "Yes, from now on")], needed="Say whether they are recorded"
    )
    why = fields.words("Why", "For example, promised to those who ring it", needed="Say why")
    review_on = fields.asked(fields.day("When somebody looks at that again"), sometimes=True)

    def clean_name(self) -> str:
        """A name of at most 80 characters."""
        name: str = self.cleaned_data["name"]
        if len(name) > LONGEST:
            raise forms.ValidationError(f"The name of a line must be {LONGEST} characters or fewer")
        return name


LONGEST = 80
