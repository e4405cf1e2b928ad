"""What is asked of a scheme with young people. Each answer is a line: there is no room for what a child said."""

from typing import Any

from django import forms

from upstander.govuk import fields
from upstander.workforce.declared import asked
from upstander.workforce.models import CheckResult, SchemeKind, SchemeStanding, StandardState

NO_CHILD = "Of the scheme, and nothing of a child"
REASON = "The reference of its registration, or how it was heard of"


class SchemeForm(forms.Form):
    """A scheme, registered or heard of."""

    name = fields.words("What the scheme or activity is called", needed="Say what it is called", width="20")
    kind = fields.choice("What kind it is", SchemeKind.choices, needed="Choose what kind it is", few=7)
    place = fields.words("Where it meets", "A school or a hall, as far as you know", width="20")
    standing = fields.choice("How it stands", SchemeStanding.choices[:2], needed="Choose how it stands")
    words = fields.words("Reference", REASON, needed="Give the reference, or say how it was heard of")
    officer_id = fields.words("The staff number of who answers for it", "Needed where it is registered", width="10")
    officer_name = fields.asked(fields.words("Their name", width="20"), sometimes=True)

    def clean(self) -> dict[str, Any]:
        """A number with a name, and neither alone."""
        given = super().clean() or {}
        if given.get("officer_id") and not given.get("officer_name"):
            self.add_error("officer_name", "Give the name of who answers for it")
        if given.get("officer_name") and not given.get("officer_id"):
            self.add_error("officer_id", "Give the staff number of who answers for it")
        return given


class OfficerForm(forms.Form):
    """Who answers for it from now on."""

    officer_id = fields.words("Their staff number", needed="Give their staff number", width="10")
    officer_name = fields.words("Their name", needed="Give their name", width="20")


class StandingForm(forms.Form):
    """How it stands from now on."""

    standing = fields.choice("How it stands from now on", SchemeStanding.choices, needed="Choose how it stands")
    words = fields.words("Why, or by which reference", NO_CHILD, needed="Say why, or by which reference")


class StandardForm(forms.Form):
    """Whether it meets a standard."""

    standard = fields.choice("Which standard", [], needed="Choose the standard", few=-1)
    state = fields.choice("How it stands", StandardState.choices, needed="Choose how it stands")
    seen = fields.words("What was seen", NO_CHILD, needed="Say what was seen")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        titles = asked().standards.titles
        self.fields["standard"].choices = [("", "Choose"), *titles.items()]  # type: ignore[attr-defined]


class ConditionForm(forms.Form):
    """A condition under which it may go on."""

    words = fields.words(
        "The condition", "For example, a teacher is always present", needed="Say what the condition is"
    )
    owner = fields.words("Who sees to it", needed="Say who sees to it", width="20")
    check_by = fields.day("By when it is first checked", needed="Give the day by which it is first checked")


class CheckForm(forms.Form):
    """What was seen when a condition was checked."""

    result = fields.choice("What you found", CheckResult.choices, needed="Choose what you found")
    seen = fields.words("What was seen", NO_CHILD, needed="Say what was seen")
    next_by = fields.asked(fields.day("By when it is checked again"), sometimes=True)
