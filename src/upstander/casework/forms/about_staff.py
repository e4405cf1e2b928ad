"""What is asked wherever a member of staff is named, or a matter about one is opened."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms

from upstander.casework.procedure.rule import KIND_WORDS
from upstander.govuk import fields

if TYPE_CHECKING:  # it stands beside a form, and needs none of its own when the program runs
    Beside = forms.Form
else:
    Beside = object

NUMBER = 60  # characters


class NamesStaff(Beside):
    """Fields for the number and the name of a member of staff, in a form that says why."""

    def ask_whom(self) -> None:
        """Puts them before the reason."""
        self.fields["number"] = fields.words("Their staff number", needed="Give their staff number", width="10")
        self.fields["name"] = fields.words("Their name")
        self.order_fields(["number", "name", "why"])

    def clean_number(self) -> str:
        """A number of a length that numbers have."""
        number = str(self.cleaned_data["number"]).strip()
        if not number or len(number) > NUMBER:
            raise forms.ValidationError(f"Give a staff number of at most {NUMBER} characters")
        return number


class OpensMatter(Beside):
    """Fields for whom a matter is about, what they are, and since when the force knows, in a form that says why."""

    def ask_about(self, people: Iterable[tuple[str, str]]) -> None:
        """Puts them before the reason. `people`: those whom it can be about, by id and in words."""
        self.fields["subject"] = fields.choice("About whom", people, needed="Choose whom the matter is about")
        self.fields["kind"] = fields.choice("They are", KIND_WORDS.items(), needed="Choose what they are")
        self.fields["day"] = fields.day("When did it come to the force's attention?", needed="Give the day", past=True)
        self.order_fields(["subject", "kind", "day", "why"])
