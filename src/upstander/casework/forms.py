"""What people enter at the desk, and what is said where it cannot be taken."""

import datetime as dt

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from upstander.access.models import Account
from upstander.casework.actions.leads import MOVES, NEEDS_WHY
from upstander.casework.models import Lead, LeadState, Part
from upstander.casework.procedure.law import KINDS

DISMISSALS = (
    "explained by work that the records do not show",
    "explained by a declared tie",
    "explained by the role or the posting",
    "the records are wrong",
    "looked into: nothing of concern",
)
STATES = (("working", "Open or being worked on"), *LeadState.choices)
WORKING = (LeadState.OPEN, LeadState.CLAIMED, LeadState.ASKED)


MOST_PAGES = 10_000


def page_of(given: QueryDict) -> int:
    """Which page of a list is asked for; the first where that cannot be read."""
    page = given.get("page", "")
    return max(1, min(int(page), MOST_PAGES)) if page.isdecimal() and len(page) <= len(str(MOST_PAGES)) else 1


class Filter:
    """What of the list is shown; it stands in the address, so that one person can send it to another."""

    def __init__(self, given: QueryDict) -> None:
        self.state = given.get("state", "") if given.get("state", "") in dict(STATES) else "working"
        self.standing = given.get("standing", "") if given.get("standing", "") in {"lead", "check"} else ""
        self.mine = given.get("mine") == "1"
        self.page = page_of(given)

    states = STATES

    def among(self, leads: QuerySet[Lead], account: Account) -> QuerySet[Lead]:
        """The leads that are asked for."""
        leads = leads.filter(state__in=WORKING if self.state == "working" else [self.state])
        leads = leads.filter(standing=self.standing) if self.standing else leads
        return leads.filter(holder=account) if self.mine else leads

    def address(self, page: int) -> str:
        """The query of this filter at another page."""
        query = QueryDict(mutable=True)
        query.update({"state": self.state, "standing": self.standing, "page": str(page)})
        if self.mine:
            query["mine"] = "1"
        return query.urlencode()

    @property
    def earlier(self) -> str:
        """The query of the page before."""
        return self.address(self.page - 1)

    @property
    def later(self) -> str:
        """The query of the next page."""
        return self.address(self.page + 1)


class MoveForm(forms.Form):
    """What is done with a lead, and why."""

    what = forms.ChoiceField(choices=[(what, what) for what in MOVES])
    because = forms.ChoiceField(choices=[(words, words) for words in DISMISSALS], required=False)
    why = forms.CharField(max_length=4000, required=False)

    def clean(self) -> dict[str, str]:
        """A dismissal names one of the reasons; whoever asks for more says what."""
        given: dict[str, str] = super().clean() or {}
        what = given.get("what", "")
        if what == "dismissed" and not given.get("because"):
            self.add_error("because", "Choose what explains this lead")
        elif what in NEEDS_WHY - {"dismissed"} and not given.get("why", "").strip():
            self.add_error("why", "Say why, or what is asked for")
        return given

    def told(self) -> str:
        """What is wrong, in a sentence."""
        return "; ".join(str(words) for said in self.errors.values() for words in said)

    def reason(self) -> str:
        """The reason in one text."""
        chosen = self.cleaned_data.get("because", "") if self.cleaned_data["what"] == "dismissed" else ""
        return ": ".join(words for words in (chosen, self.cleaned_data.get("why", "").strip()) if words)


class PurposeForm(forms.Form):
    """Why somebody reads a person's records."""

    purpose = forms.CharField(
        min_length=10,
        max_length=500,
        error_messages={
            "required": "Say why you read these records",
            "min_length": "Say why in a sentence: a supervisor will read it",
        },
    )


class OpeningForm(forms.Form):
    """What a matter needs to be opened."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS])
    why = forms.CharField(max_length=4000)


class AssignForm(forms.Form):
    """Who gets which part in a matter."""

    to = forms.ModelChoiceField(Account.objects.filter(is_active=True).order_by("name"))
    part = forms.ChoiceField(choices=Part.choices)


class EntryForm(forms.Form):
    """One event of a matter: what, on which day, and its details as lines of "name: value"."""

    what = forms.CharField(max_length=120)
    day = forms.DateField(
        error_messages={"invalid": "Give the day as 26/11/2026"}, input_formats=["%d/%m/%Y", "%Y-%m-%d"]
    )
    details = forms.CharField(required=False, max_length=8000)

    def clean_day(self) -> dt.date:
        """A day that has come."""
        day: dt.date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day has not come: an entry tells what happened")
        return day

    def clean_details(self) -> dict[str, str]:
        """The details by name."""
        read: dict[str, str] = {}
        for line in filter(str.strip, self.cleaned_data["details"].splitlines()):
            name, colon, value = line.partition(":")
            if not colon or not name.strip() or not value.strip():
                raise forms.ValidationError(f'"{line.strip()}" is not a detail: write a name, a colon and a value')
            if name.strip() in read:
                raise forms.ValidationError(f'"{name.strip()}" is given twice: write all of it in one line')
            read[name.strip()] = value.strip()
        return read

    def told(self) -> list[str]:
        """What is wrong, a sentence each."""
        return [str(words) for said in self.errors.values() for words in said]
