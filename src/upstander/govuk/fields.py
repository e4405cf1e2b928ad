"""Form fields with the classes and the order of GOV.UK components. Every error says what to do."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from django import forms
from django.utils import timezone

DAY_HINT = "For example, 26/11/2026"
DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
A_LINE, A_TEXT = 500, 8_000  # characters


class Radios(forms.RadioSelect):
    """One of a few, all seen."""

    template_name = "govuk/radios.html"


class Ticks(forms.CheckboxSelectMultiple):
    """Some of a few, all seen."""

    template_name = "govuk/checkboxes.html"


class Suggested(forms.TextInput):
    """A line for which some values are suggested; the browser offers them with no script."""

    template_name = "govuk/suggested.html"

    def __init__(self, suggestions: Iterable[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = list(suggestions)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template is given."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_known"
        return context | {"suggestions": self.suggestions}


def words(
    label: str, hint: str = "", *, needed: str = "", width: str = "", suggestions: Iterable[str] = ()
) -> forms.CharField:
    """One line of words. `needed`: what is said where it is left empty; without it, it may be. `width`: "10", "20"."""
    classes = f"govuk-input govuk-input--width-{width}" if width else "govuk-input"
    suggested = list(suggestions)
    widget = Suggested(suggested, {"class": classes}) if suggested else forms.TextInput({"class": classes})
    return _text(label, hint, needed, A_LINE, widget)


def long_words(label: str, hint: str = "", *, needed: str = "", rows: int = 4) -> forms.CharField:
    """A text."""
    return _text(label, hint, needed, A_TEXT, forms.Textarea({"class": "govuk-textarea", "rows": rows}))


def _text(label: str, hint: str, needed: str, longest: int, widget: forms.Widget) -> forms.CharField:
    said = {"required": needed, "max_length": f"{label} must be {longest:,} characters or fewer"}
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(needed),
        max_length=longest,
        widget=widget,
        error_messages=said,
    )


class DayField(forms.DateField):
    """A day as people in the United Kingdom write it."""

    def __init__(self, *, past: bool, **given: Any) -> None:
        self.past = past
        super().__init__(input_formats=DAY_FORMATS, **given)

    def clean(self, value: Any) -> dt.date | None:
        """The day; one that has not come is refused where the past is asked for."""
        day: dt.date | None = super().clean(value)
        if day and self.past and day > timezone.localdate():
            raise forms.ValidationError("This day has not come: give the day on which it happened")
        return day


def day(label: str, hint: str = DAY_HINT, *, needed: str = "", past: bool = False) -> DayField:
    """A day."""
    widget = forms.DateInput({"class": "govuk-input govuk-input--width-10"}, format="%d/%m/%Y")
    said = {"required": needed, "invalid": f"Give the day as in the example: {DAY_HINT[13:]}"}
    return DayField(past=past, label=label, help_text=hint, required=bool(needed), widget=widget, error_messages=said)


def choice(
    label: str,
    values: Iterable[tuple[str, str]],
    hint: str = "",
    *,
    needed: str = "",
    few: int = 7,
    unchosen: str = "Choose",
) -> forms.ChoiceField:
    """One of some values: radios where they are few, a list where they are many. `unchosen`: the list's first line."""
    listed = list(values)
    radios = len(listed) <= few
    widget: forms.Widget = Radios() if radios else forms.Select({"class": "govuk-select"})
    offered = listed if radios else [("", unchosen), *listed]
    said = {"required": needed, "invalid_choice": f"Choose one of those offered for: {label}"}
    return forms.ChoiceField(
        label=label, help_text=hint, required=bool(needed), choices=offered, widget=widget, error_messages=said
    )


def whole_number(label: str, hint: str = "", *, least: int, most: int, needed: str = "") -> forms.IntegerField:
    """A whole number between two others."""
    widget = forms.TextInput({"class": "govuk-input govuk-input--width-10", "inputmode": "numeric"})
    said = f"Give a whole number from {least} to {most}"
    errors = {"required": needed, "invalid": said, "min_value": said, "max_value": said}
    return forms.IntegerField(
        label=label, help_text=hint, required=bool(needed), min_value=least, max_value=most, widget=widget,
        error_messages=errors,
    )  # fmt: skip


def tick(label: str, *, needed: str = "") -> forms.BooleanField:
    """Something to confirm."""
    widget = forms.CheckboxInput({"class": "govuk-checkboxes__input"})
    return forms.BooleanField(label=label, required=bool(needed), widget=widget, error_messages={"required": needed})


Kind = TypeVar("Kind", bound=forms.Field)


def asked(field: Kind, sometimes: bool) -> Kind:
    """A field that something may ask for after it is sent: it is not called optional."""
    field.sometimes = sometimes  # type: ignore[attr-defined]
    return field
