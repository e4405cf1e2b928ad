"""What is entered for letters: whom and what one is about, its words, an answer to them, and how a copy was given."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from upstander.casework.models import AffectedPerson
from upstander.casework.models.letter import Way
from upstander.casework.procedure import Standing
from upstander.casework.procedure.filling import listed_proceedings
from upstander.casework.procedure.law import LetterKind
from upstander.govuk import fields

BETWEEN = " | "  # between the name of proceedings and their form, in one choice


class BeginForm(forms.Form):
    """How the reader is named on a letter, and whom or which proceedings it is about where there are several."""

    def __init__(
        self, kind: LetterKind, now: Standing, people: Iterable[AffectedPerson], given: Any, *, addressed: str
    ) -> None:
        super().__init__(given, initial={"addressed": addressed})
        self.people = {str(person.pk): person for person in people}
        self.with_form = "form" in kind.carries
        if "person" in kind.carries:
            offered = [(key, str(person)) for key, person in self.people.items()]
            self.fields["person"] = fields.choice("To whom", offered, needed="Choose to whom it is")
        if "proceedings" in kind.carries:
            listed = [(f"{name}{BETWEEN}{form}", f"{name}, a {form}") for name, form in listed_proceedings(now)]
            hint = "Those that the history says were listed"
            self.fields["proceedings"] = fields.choice("Which proceedings", listed, hint, needed="Choose which")
        self.fields["addressed"] = fields.words(
            "How they are named on the letter", needed="Say how they are named on the letter", width="20"
        )

    @property
    def begun(self) -> dict[str, Any]:
        """What the letter is begun with, when the form is valid."""
        name, _, form = self.cleaned_data.get("proceedings", "").partition(BETWEEN)
        details = ({"proceedings": name} if name else {}) | ({"form": form} if form and self.with_form else {})
        person = self.people.get(self.cleaned_data.get("person", ""))
        return {"addressed": self.cleaned_data["addressed"], "details": details, "person": person}


class WordsForm(forms.Form):
    """The words of a letter, part by part."""

    def __init__(self, kind: LetterKind, words: Mapping[str, str], given: Any) -> None:
        super().__init__(given)
        self.headings = [part.heading for part in kind.parts]
        for number, heading in enumerate(self.headings):
            stands = words.get(heading, "")
            asked = fields.long_words(heading, needed=f"Write something under: {heading}", rows=_rows(stands))
            asked.initial = stands
            self.fields[f"part-{number}"] = asked

    @property
    def words(self) -> dict[str, str]:
        """The words by heading, when the form is valid."""
        return {heading: self.cleaned_data[f"part-{number}"] for number, heading in enumerate(self.headings)}


def _rows(words: str) -> int:
    """How many rows show words of this length, at about ninety characters a row."""
    return max(3, sum(1 + len(line) // 90 for line in words.splitlines()) + 1)


class ApprovalForm(forms.Form):
    """Approving the words, or not."""

    approved = fields.choice(
        "Do you approve these words?", [("yes", "Yes, I approve them"), ("no", "No")], needed="Choose whether you do"
    )
    why = fields.long_words("Why, where you do not", rows=2)


class GivenForm(forms.Form):
    """How a copy was given. `rules`: the safe contact rules that were shown, where it is to an affected person."""

    day = fields.day("On which day", needed="Give the day on which it was given", past=True)
    way = fields.choice("How", Way.choices, needed="Choose how it was given")
    words = fields.words("By whom and to whom, with a reference where there is one")

    def __init__(self, given: Any, *, rules: int | None = None) -> None:
        super().__init__(given, initial={"rules": rules})
        if rules is not None:
            self.fields["rules"] = forms.IntegerField(widget=forms.HiddenInput)
            self.fields["followed"] = fields.tick(
                "The rules of safe contact above were followed", needed="Confirm that the rules were followed"
            )
