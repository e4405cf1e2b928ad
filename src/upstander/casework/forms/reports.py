"""What people enter of reports of the door, and what is said where it cannot be taken."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Case, IntegerField, Max, Q, QuerySet, When
from django.http import QueryDict
from django.utils import timezone

from upstander.access.models import Account
from upstander.casework.actions.report_standing import standing_at
from upstander.casework.forms.about_staff import NamesStaff, OpensMatter
from upstander.casework.forms.reading import Paged, page_of
from upstander.casework.models import Report, Stage
from upstander.casework.retention import Retention, of_reports
from upstander.govuk import fields

DUE = "due"
STATES = (
    ("working", "All that wait for somebody"),
    *Stage.choices,
    (DUE, "Closed or set aside so long ago that keeping them is to be decided"),
)
DONE = (Stage.SET_ASIDE, Stage.HANDED_OVER, Stage.CLOSED, Stage.DESTROYED)
SETTLED_FIRST = (
    "All staff who are meant by a name stand on the report with their numbers. A second person must say so too: until"
    " then it is kept from those who are tied to somebody of a like name"
)
SETTLED_SECOND = (
    "I have read the report and say so too: all staff who are meant by a name stand on it with their numbers. Keep it"
    " no longer from those who are tied to somebody of a like name"
)
UNREAD = (Stage.RECEIVED, Stage.SAFEGUARDING, Stage.TRIAGED, Stage.REPLIED)
Given = Mapping[str, Any] | None


class ReportsFilter(Paged):
    """Which reports of the list are shown; it stands in the address."""

    states = STATES

    def __init__(self, given: QueryDict) -> None:
        self.state = given.get("state", "") if given.get("state", "") in dict(STATES) else "working"
        self.page = page_of(given)
        self.all_ticked = given.get("tick") == "all"

    def among(self, reports: QuerySet[Report], other: Mapping[uuid.UUID, str]) -> QuerySet[Report]:
        """The reports that are asked for: urgent ones that nobody has dealt with, then the longest waiting.

        `other`: those that stand elsewhere for who asks, and where (report_standing.elsewhere).
        """
        if self.state == DUE:
            return _due(reports, other)
        asked = ~standing_at(DONE, other) if self.state == "working" else standing_at([self.state], other)
        urgent = Q(urgent=True) & standing_at(UNREAD, other)
        first = Case(When(urgent, then=0), default=1, output_field=IntegerField())
        return reports.filter(asked).order_by(first, "received_on", "id")

    @property
    def kept_for(self) -> Retention | None:
        """How long reports are kept, where that is asked."""
        return of_reports() if self.state == DUE else None

    @property
    def here(self) -> str:
        """The query of this page."""
        return self.address(self.page)

    def address(self, page: int) -> str:
        """The query of this filter at another page."""
        query = QueryDict(mutable=True)
        query.update({"state": self.state, "page": str(page)})
        return query.urlencode()


def _due(reports: QuerySet[Report], other: Mapping[uuid.UUID, str]) -> QuerySet[Report]:
    """Reports closed or set aside, the last time, before the day up to which they are kept; the longest ago first."""
    closed = Max("entries__day", filter=Q(entries__what__in=("closed", "set aside")))
    over = of_reports().over_before(timezone.localdate())
    if over is None:
        return reports.none()
    return (
        reports.filter(standing_at((Stage.CLOSED, Stage.SET_ASIDE), other))
        .annotate(closed=closed)
        .filter(closed__lte=over)
        .order_by("closed", "id")
    )


class WhyForm(forms.Form):
    """A decision that needs a reason and nothing else."""

    label, hint = "Why", "For those at the desk. The reporter does not read it"

    def __init__(self, _report: Report, given: Given = None) -> None:
        super().__init__(given)
        self.fields["why"] = fields.long_words(
            self.label, self.hint, needed=f"{self.label}: say it in a sentence", rows=2
        )


class TriageForm(WhyForm):
    """What a report is, at first reading."""

    label = "What it is about, and what is to be done next"


class SafeguardingForm(WhyForm):
    """That somebody may be in danger."""

    label = "Who is in danger, and what was done at once"


class SignpostForm(WhyForm):
    """That it is not for the police."""

    label = "Why it is not for the police, and to whom the reporter is pointed"


class SetAsideForm(WhyForm):
    """That it is plainly junk."""

    label = "Why it is plainly junk, or of which flood it is part"


class TogetherForm(forms.Form):
    """Which of some reports something is done with, and why."""

    def __init__(self, offered: Iterable[tuple[str, str]], why: str, given: Given = None, *, sure: str = "") -> None:
        super().__init__(given)
        listed = list(offered)
        none = {"required": "Tick the reports that you mean"}
        self.fields["reports"] = forms.MultipleChoiceField(
            choices=listed,
            widget=fields.Ticks(),
            label="Reports",
            initial=[key for key, _words in listed],
            error_messages=none,
        )
        self.fields["why"] = fields.long_words(why, WhyForm.hint, needed=f"{why}: say it in a sentence", rows=2)
        if sure:
            self.fields["sure"] = fields.tick(sure, needed=DestroyForm.needed)


class ReplyForm(forms.Form):
    """An answer to the reporter."""

    def __init__(self, _report: Report, given: Given = None) -> None:
        super().__init__(given)
        self.fields["text"] = fields.long_words(
            "What the reporter is told",
            "Only who has the receipt reads it. Somebody else may have found it: repeat nothing of what they told",
            needed="Write what the reporter is told",
            rows=8,
        )
        self.fields["awaits"] = fields.tick("It asks them something: the report waits for their answer")


class CloseForm(WhyForm):
    """What the reporter is told at the end."""

    label = "Why the report is closed"

    def __init__(self, report: Report, given: Given = None) -> None:
        super().__init__(report, given)
        self.fields["feedback"] = fields.long_words(
            "What became of it: left for the reporter",
            "What was done and what it led to, as far as they may know. Repeat nothing of what they told",
            needed="Write what the reporter is told: no report is closed without",
            rows=8,
        )
        self.order_fields(["feedback", "why"])


class DestroyForm(WhyForm):
    """That what a report says is destroyed."""

    label = "Why it is no longer to be kept"
    sure = (
        "Nobody will be able to read what was said here. Intelligence and matters made from it keep what they took."
        " The answers that were left for the reporter are removed once they had their time to read them"
    )
    needed = "Confirm that you know what this does"

    def __init__(self, report: Report, given: Given = None) -> None:
        super().__init__(report, given)
        self.fields["sure"] = fields.tick(self.sure, needed=self.needed)


class HandOverForm(WhyForm):
    """That somebody outside the force is to deal with it. `receiver`: who; none where the door knows nobody."""

    label = "Why it is not for this unit"

    def __init__(self, report: Report, given: Given = None, receiver: str = "") -> None:
        super().__init__(report, given)
        if not receiver:
            self.fields["to"] = fields.words(
                "Whom you gave it to",
                "Print the report and hand it over in person."
                + ("" if report.typed_in else " The door names nobody outside. The reporter is told"),
                needed="Say to whom you gave it",
            )
        done = (
            f"Everything goes to {receiver} with the next bag, and nobody here can read it any more"
            if receiver
            else "It was handed over, and no paper of it is left here"
        )
        self.fields["sure"] = fields.tick(done, needed="Confirm that you know what this does")
        self.order_fields(["to", "why", "sure"])


class LinkReportForm(WhyForm):
    """What a report belongs with."""

    label = "Why they belong together"

    def __init__(self, report: Report, given: Given = None) -> None:
        super().__init__(report, given)
        self.fields["address"] = fields.words(
            "The address of a matter, of intelligence, or of the report that says the same",
            "Copy it from the browser",
            needed="Say what the report is linked to",
        )
        self.order_fields(["address", "why"])


class NameSubjectForm(NamesStaff, WhyForm):
    """Whom a report is about."""

    label = "How they were found to be the one"

    def __init__(self, report: Report, given: Given = None) -> None:
        super().__init__(report, given)
        self.ask_whom()


class KeepFromForm(WhyForm):
    """From whom a report is kept, beside those whom it is kept from already."""

    label = "Why"

    def __init__(
        self, report: Report, given: Given = None, people: Iterable[Account] = (), *, by: Account, decides: bool
    ) -> None:
        super().__init__(report, given)
        listed = [(str(one.pk), f"{one.name}, {one.get_role_display().lower()}") for one in people]
        self.fields["accounts"] = forms.MultipleChoiceField(
            choices=listed, required=False, widget=fields.Ticks(), label="Keep the report from"
        )
        if decides and report.held:
            not_the_unit = ", and it is not about those who read reports" if report.about_unit else ""
            self.fields["let_go"] = fields.tick(f"All who were meant are named{not_the_unit}: let the analysts read it")
        names = report.to_settle(by)
        if names:
            self.fields["settle_names"] = fields.tick(SETTLED_FIRST if names[0].proposed_by is None else SETTLED_SECOND)
        self.order_fields(["accounts", "let_go", "settle_names", "why"])

    def clean_accounts(self) -> list[uuid.UUID]:
        """Their ids."""
        return [uuid.UUID(one) for one in self.cleaned_data["accounts"]]


class OpenMatterForm(OpensMatter, WhyForm):
    """About whom a matter is opened."""

    label = "Why a matter is opened"
    hint = "It begins the matter's history: write nothing that could lead to the reporter"

    def __init__(self, report: Report, given: Given = None) -> None:
        super().__init__(report, given)
        self.ask_about([(str(one.pk), f"{one} ({one.subject_id})") for one in report.subjects.filter(kept_from=False)])
