"""What a matter needs to be opened, and who gets which part in it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.casework.actions.entries import law
from upstander.casework.forms.reading import Paged, page_of
from upstander.casework.models import Matter, Part
from upstander.casework.on_record import OnRecord, unlike
from upstander.casework.procedure.rule import KIND_WORDS
from upstander.govuk import fields

ReadRecord = Callable[[str], OnRecord | None]
CHOOSE = "Choose what the subject is"
MATTER, CLOSED, OPEN = "matter", "closed", "open"
STANDS = "stands at"  # the kind of mark that the database compares


def nobodys(_number: str) -> None:
    """Where no record can be read."""


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
    """What a matter about a lead's subject needs to be opened.

    `record`: how the force's staff record of a number is read, and `today` the day it is compared on. What the subject
    is is chosen from it at first; where somebody chooses otherwise, they are asked once to confirm it.
    """

    kind = fields.choice("What is the subject?", KIND_WORDS.items(), needed=CHOOSE)
    unlike_record = fields.asked(fields.tick("The record is wrong or late: open it as I chose"), sometimes=True)
    day = fields.day("When did it come to the force's attention?", needed="Give the day", past=True)
    why = fields.long_words("Why a matter is opened", needed="Say why a matter is opened")

    def __init__(
        self, given: Any = None, *, record: ReadRecord = nobodys, today: dt.date, about: str = "", **kept: Any
    ) -> None:
        super().__init__(given, **kept)
        self.record, self.today, self.about = record, today, about
        self.confirming = self.fields.pop("unlike_record")
        if about and not self.is_bound and (found := record(about)):
            self.initial["kind"] = found.kind(today)

    def clean(self) -> dict[str, Any]:
        """Asks once where what was chosen is not what the record says; chooses by the record where nothing was."""
        cleaned = super().clean() or {}
        found = self.record(self.about or cleaned.get("subject_id", ""))
        chosen = str(self.data.get("kind", ""))
        said = unlike(chosen, found, self.today)
        if said and not chosen:
            self._choose(found.kind(self.today) if found else "", said)
        elif said and chosen in KIND_WORDS:
            self._confirm(said)
        return cleaned

    def _choose(self, kind: str, said: str) -> None:
        self.data = {**self.data.dict(), "kind": kind} if isinstance(self.data, QueryDict) else self.data
        self.errors["kind"] = self.error_class([f"{said}, and that is chosen now: check it"])

    def _confirm(self, said: str) -> None:
        self.fields["unlike_record"] = self.confirming
        self.order_fields(["subject_id", "subject_name", "kind", "unlike_record"])
        if not self.data.get("unlike_record"):
            self.add_error("kind", f"{said}. Choose that, or say below that the record is wrong or late")


class MatterForm(OpeningForm):
    """What a matter needs that came by another way."""

    subject_id = fields.words("Staff number of the subject", needed="Give the staff number", width="10")
    subject_name = fields.words("Name of the subject", needed="Give the name", width="20")
    field_order = ("subject_id", "subject_name", "kind", "day", "why")


class AssignForm(forms.Form):
    """Who gets which part in a matter."""

    to = forms.ModelChoiceField(Account.objects.filter(is_active=True).order_by("name"))
    part = forms.ChoiceField(choices=Part.choices)
