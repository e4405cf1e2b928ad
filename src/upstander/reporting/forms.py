"""The pages of a door as forms, built from its questions and the words of a language."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator

from upstander.govuk.fields import A_LINE, A_TEXT, Radios, choice, long_words
from upstander.govuk.fields import words as line
from upstander.reporting import doors
from upstander.reporting.doors import MESSAGE, ROUND, Door
from upstander.reporting.letters import Enclosed
from upstander.reporting.receipt import holds_receipt
from upstander.reporting.sending import offered
from upstander.reporting.words import Words

MOST_FILES, MOST_MEGABYTES = 5, 30
NAME_OF_A_PERSON = 128  # characters, of four bytes at most: what identity.LONGEST holds
NAME_LENGTH = 200  # characters of a file's name that are kept


class Spoken(forms.Form):
    """A form whose every word is of one language."""

    def __init__(self, said: Words, *given: Any, **named: Any) -> None:
        self.said = said
        super().__init__(*given, **named)

    @property
    def spoken(self) -> dict[str, str]:
        """What the templates of fields say around them."""
        return {name: self.said[f"page.{name}"] for name in ("optional", "error", "problem")}


class NoReceipt:
    """Refuses an answer with a receipt in it: the desk would read it, and could come back as its reporter."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __call__(self, answer: str) -> None:
        """Raises ValidationError."""
        if holds_receipt(answer):
            raise forms.ValidationError(self.words)


class ManyFiles(forms.ClearableFileInput):
    """Some files at once, by the browser's own means."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files, or none, up to a number and a size. `most`: megabytes of all of them together."""

    def __init__(self, said: Words, label: str, hint: str, most: int = MOST_MEGABYTES) -> None:
        self.said, self.most = said, most
        widget = ManyFiles({"class": "govuk-file-upload", "multiple": True})
        super().__init__(label=label, help_text=hint, required=False, widget=widget)

    def clean(self, data: Any, initial: Any = None) -> tuple[Enclosed, ...]:  # noqa: ARG002 - Django's form
        """The files as they came. Raises ValidationError where they are too many or too large."""
        given: list[UploadedFile[Any]] = [one for one in data or () if one]
        if len(given) > MOST_FILES or sum(one.size or 0 for one in given) > self.most << 20:
            raise forms.ValidationError(self.said["page.files_many"].format(count=MOST_FILES, size=self.most))
        return tuple(Enclosed((one.name or "")[:NAME_LENGTH], one.read()) for one in given)


def page_form(said: Words, door: Door, names: Iterable[str], *given: Any, **named: Any) -> Spoken:
    """The form of one page of a door."""
    form = Spoken(said, *given, **named)
    for name in names:
        form.fields[name] = field(said, door, name)
    return form


def field(said: Words, door: Door, name: str) -> forms.Field:
    """One question as a field."""
    asked = said.question(name, door.name)
    hint = asked.hint
    if name == "keep_from" and door.asks("about_unit") and offered("about_unit"):
        hint += f" {said['question.keep_from.next']}"
    needed = said["page.answer_needed"] if name in door.needed or name == ROUND else ""
    kind = doors.kind(name)
    if kind == "files":
        limit = said["page.files_many"].format(count=MOST_FILES, size=MOST_MEGABYTES)
        return FilesField(said, asked.label, f"{hint} {limit}.")
    made: forms.Field
    if kind == "one":
        made = choice(asked.label, asked.choices, hint, needed=needed)
        made.widget = Radios(choices=asked.choices)
        made.error_messages["invalid_choice"] = said["page.choose"]
    elif kind == "line":
        made = line(asked.label, hint, needed=needed)
    else:
        made = long_words(asked.label, hint, needed=needed, rows=6 if name == "what" else 3)
    made.widget.attrs["autocomplete"] = "off"
    if isinstance(made, forms.CharField):
        longest = NAME_OF_A_PERSON if name == "name" else A_LINE if kind == "line" else A_TEXT
        made.validators = [MaxLengthValidator(longest), NoReceipt(said["page.holds_words"])]
        made.error_messages["max_length"] = said["page.too_long"].format(most=longest)
    return made


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of an answer that has one thing in each."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def return_form(said: Words, *given: Any, **named: Any) -> Spoken:
    """Where the words of a receipt are typed."""
    form = Spoken(said, *given, **named)
    ask = long_words(said["return.ask"], said["return.ask_hint"], needed=said["page.answer_needed"], rows=3)
    ask.widget.attrs |= {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
    ask.error_messages["max_length"] = said["page.too_long"].format(most=A_TEXT)
    form.fields["receipt"] = ask
    return form


def message_form(said: Words, *given: Any, **named: Any) -> Spoken:
    """One more message: danger first, as everywhere."""
    return page_form(said, MESSAGE, MESSAGE.pages[0], *given, **named)
