"""The form of one entry of a matter: a field for each detail that the rules read of its event."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from upstander.casework.procedure import Standing
from upstander.casework.procedure.entry import Detail, details_of
from upstander.casework.procedure.warned import LONGEST
from upstander.govuk import fields

PERSON = "person"  # an affected person, by the name used on the matter
SECOND_SIGNATURE = "second_signature"  # never typed: somebody else signs (actions.signatures)


class EntryForm(forms.Form):
    """What happened on which day, with its details.

    `people`: names that are offered where somebody is named. `affected`: those the matter's affected people go by.
    """

    def __init__(
        self,
        now: Standing,
        what: str,
        people: Iterable[str] = (),
        *,
        affected: Iterable[str] = (),
        given: Mapping[str, Any] | None = None,
        before: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(given, initial=before)
        self.fields["day"] = fields.day("On which day", needed="Give the day on which it happened", past=True)
        for detail in details_of(now, what):
            if detail.name != SECOND_SIGNATURE:
                self.fields[f"detail-{detail.name}"] = fields.asked(
                    _field(detail, list(people), list(affected)), detail.sometimes
                )

    @property
    def day(self) -> dt.date:
        """The day, when the form is valid."""
        day: dt.date = self.cleaned_data["day"]
        return day

    @property
    def details(self) -> dict[str, str]:
        """The details that were given, when the form is valid."""
        given = {name[7:]: value for name, value in self.cleaned_data.items() if name.startswith("detail-")}
        return {name: _written(value) for name, value in given.items() if value}


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()


def before(day: dt.date, details: Mapping[str, str]) -> dict[str, Any]:
    """What the fields of a form hold at first."""
    return {"day": day} | {f"detail-{name}": value for name, value in details.items()}


def _field(detail: Detail, people: list[str], affected: list[str]) -> forms.Field:
    said, label = detail.wording, detail.wording.label
    needed = f"Give this, the law asks for it: {label[0].lower()}{label[1:]}" if detail.needed else ""
    if detail.name == PERSON and affected:
        return fields.choice(label, [(one, one) for one in affected], needed=needed)
    if detail.values:
        offered = [(value, said.said.get(value, value[0].upper() + value[1:])) for value in detail.values]
        return fields.choice(label, offered, said.hint, needed=needed)
    if said.shape == "day":
        return fields.day(label, said.hint or fields.DAY_HINT, needed=needed)
    if said.shape == "months":
        return fields.whole_number(label, said.hint, least=1, most=LONGEST, needed=needed)
    if said.shape == "long":
        return fields.long_words(label, said.hint, needed=needed)
    known = people if said.shape == "person" else detail.known
    return fields.words(label, said.hint, needed=needed, suggestions=known, width="20")
