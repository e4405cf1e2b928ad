"""Which papers are in a bundle, and in which order: each is given its place, or none."""

from collections.abc import Iterable
from typing import Any

from django import forms

from upstander.casework.procedure import Standing
from upstander.casework.procedure.filling import listed_proceedings
from upstander.govuk import fields

BETWEEN = " | "  # between the name of proceedings and their form, in one choice


class BundleForm(forms.Form):
    """For which proceedings, and the place of each paper."""

    def __init__(self, now: Standing, held: Iterable[tuple[str, str, str]], given: Any = None) -> None:
        super().__init__(given)
        offered = [(f"{name}{BETWEEN}{form}", f"{name}, a {form}") for name, form in listed_proceedings(now)]
        hint = "Those that the history says were listed"
        self.fields["proceedings"] = fields.choice("Which proceedings", offered, hint, needed="Choose which")
        self.held = list(held)
        for number, (_kind, _key, told) in enumerate(self.held):
            place = forms.IntegerField(
                label=told,
                required=False,
                min_value=1,
                max_value=999,
                widget=forms.TextInput({"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"}),
                error_messages={
                    "invalid": f"The place of {told} is a number such as 1",
                    "min_value": f"The place of {told} is 1 or more",
                    "max_value": f"The place of {told} is 999 or less",
                },
            )
            self.fields[f"place-{number}"] = fields.asked(place, sometimes=True)

    @property
    def begun(self) -> dict[str, Any]:
        """What the bundle is begun with, when the form is valid."""
        name, _, form = self.cleaned_data["proceedings"].partition(BETWEEN)
        places = [(self.cleaned_data.get(f"place-{n}"), n) for n in range(len(self.held))]
        ordered = sorted((place, n) for place, n in places if place)
        return {"proceedings": name, "form": form, "items": [self.held[n][:2] for _place, n in ordered]}
