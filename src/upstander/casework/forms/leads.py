"""Which leads are shown, and what is done with one."""

from collections.abc import Collection

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from upstander.access.models import Account
from upstander.casework.actions.leads import MOVES, NEEDS_WHY
from upstander.casework.forms.reading import Paged, page_of
from upstander.casework.models import Lead, LeadState
from upstander.casework.models.lead import WORKING
from upstander.govuk import fields

DISMISSALS = (
    "explained by work that the records do not show",
    "explained by a declared tie",
    "explained by the role or the posting",
    "the records are wrong",
    "looked into: nothing of concern",
)
MOVE_WORDS = [(what, what.capitalize()) for what in MOVES]
STATES = (("working", "Open or being worked on"), *LeadState.choices)


class Filter(Paged):
    """What of the list is shown; it stands in the address, so that one person can send it to another."""

    def __init__(self, given: QueryDict) -> None:
        self.state = given.get("state", "") if given.get("state", "") in dict(STATES) else "working"
        self.standing = given.get("standing", "") if given.get("standing", "") in {"lead", "check"} else ""
        self.mine = given.get("mine") == "1"
        self.order = "strength" if given.get("order") == "strength" else "harm"
        self.page = page_of(given)

    states = STATES

    def among(self, leads: QuerySet[Lead], account: Account) -> QuerySet[Lead]:
        """The leads that are asked for."""
        leads = leads.filter(state__in=WORKING if self.state == "working" else [self.state])
        leads = leads.filter(standing=self.standing) if self.standing else leads
        leads = leads.order_by("-standing", "place", "id") if self.order == "strength" else leads
        return leads.filter(holder=account) if self.mine else leads

    def address(self, page: int) -> str:
        """The query of this filter at another page."""
        query = QueryDict(mutable=True)
        query.update({"state": self.state, "standing": self.standing, "order": self.order, "page": str(page)})
        if self.mine:
            query["mine"] = "1"
        return query.urlencode()


class MoveForm(forms.Form):
    """What is done with a lead, and why. What more is asked for has a form of its own.

    `offered`: what may be done with it as it stands. What another made impossible meanwhile is read all the same, and
    the action says so.
    """

    what = fields.choice(
        "What do you do with this lead?",
        MOVE_WORDS,
        needed="Choose what you do with this lead",
    )
    because = fields.asked(
        fields.choice("If dismissed: what explains it?", [(words, words) for words in DISMISSALS], few=0),
        sometimes=True,
    )
    why = fields.asked(fields.long_words("Why", rows=3), sometimes=True)

    def __init__(self, offered: Collection[str], given: QueryDict | None = None) -> None:
        super().__init__(given, auto_id="move_%s")  # the page has another form, with reasons of its own
        self.offered = offered
        self.fields["what"].widget = fields.Radios(choices=[one for one in MOVE_WORDS if one[0] in offered])
        if "dismissed" not in offered:
            self.fields["because"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, str]:
        """A dismissal names one of the reasons."""
        given: dict[str, str] = super().clean() or {}
        what = given.get("what", "")
        if what == "dismissed" and what in self.offered and not given.get("because"):
            self.add_error("because", "Choose what explains this lead")
        elif what in NEEDS_WHY - {"dismissed"} and not given.get("why", "").strip():
            self.add_error("why", "Say why")
        return given

    def reason(self) -> str:
        """The reason in one text."""
        chosen = self.cleaned_data.get("because", "") if self.cleaned_data["what"] == "dismissed" else ""
        return ": ".join(words for words in (chosen, self.cleaned_data.get("why", "").strip()) if words)


class ExplanationForm(forms.Form):
    """What explains contact of two people, from when until when."""

    words = fields.long_words(
        "What explains it",
        "The next scan takes contact of these two in this time as explained",
        needed="Say what explains it",
    )
    first = fields.day("From which day", needed="Give the first day")
    last = fields.day("Until which day", "A year later at most: it is asked again then", needed="Give the last day")
