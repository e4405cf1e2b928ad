"""What a matter needs to be opened, and who gets which part in it."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.casework.actions.entries import law
from upstander.casework.forms.reading import Paged, page_of
from upstander.casework.models import Matter, Part
from upstander.casework.procedure.rule import KIND_WORDS
from upstander.govuk import fields

MATTER, CLOSED, OPEN = "matter", "closed", "open"
STANDS = "stands at"  # the kind of mark that the database compares


class MatterFilter(Paged):
    """Which matters of the list are shown, by where they stand; it stands in the address."""

    def __init__(self, given: QueryDict) -> None:
        at = law().machines[MATTER].states
        self.states = (("", "All matters"), (OPEN, "All that are not closed"), *((one, one.capitalize()) for one in at))
        self.state = given.get("state", "") if given.get("state", "") in dict(self.states) else ""
        self.page = page_of(given)

    def among(self, matters: QuerySet[Matter]) -> QuerySet[Matter]:
        """The matters that stood so when they were last read by the law; one that never was is not closed."""
        if self.state == OPEN:
            return matters.exclude(stood__state_mark=mark(CLOSED, STANDS))
        return matters.filter(stood__state_mark=mark(self.state, STANDS)) if self.state else matters

    def holds(self, state: str) -> bool:
        """Whether a matter that stands so is asked for."""
        return state != CLOSED if self.state == OPEN else self.state in {"", state}

    def address(self, page: int) -> str:
        """The query of this filter at another page."""
        query = QueryDict(mutable=True)
        query.update({"state": self.state, "page": str(page)})
        return query.urlencode()


class OpeningForm(forms.Form):
    """What a matter about a lead's subject needs to be opened."""

    kind = fields.choice("What is the subject?", KIND_WORDS.items(), needed="Choose what the subject is")
    day = fields.day("When did it come to the force's attention?", needed="Give the day", past=True)
    why = fields.long_words("Why a matter is opened", needed="Say why a matter is opened")


class MatterForm(OpeningForm):
    """What a matter needs that came by another way."""

    subject_id = fields.words("Staff number of the subject", needed="Give the staff number", width="10")
    subject_name = fields.words("Name of the subject", needed="Give the name", width="20")
    field_order = ("subject_id", "subject_name", "kind", "day", "why")


class AssignForm(forms.Form):
    """Who gets which part in a matter."""

    to = forms.ModelChoiceField(Account.objects.filter(is_active=True).order_by("name"))
    part = forms.ChoiceField(choices=Part.choices)
