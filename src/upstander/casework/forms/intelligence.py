"""What people enter of intelligence reports, and what is said where it cannot be taken."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.http import QueryDict
from django.utils import timezone

from upstander.access.models import Account
from upstander.casework.actions.intelligence import Named, Received, Source
from upstander.casework.forms.about_staff import NUMBER, NamesStaff, OpensMatter
from upstander.casework.forms.reading import Paged, page_of
from upstander.casework.grading import Scale, words
from upstander.casework.models import CameBy, IntelligenceReport, ReportState
from upstander.govuk import fields

STATES = (("working", "All that wait for somebody"), *ReportState.choices, ("due", "Filed, and due for review"))
DONE = (ReportState.FILED, ReportState.PROMOTED)


class ReportFilter(Paged):
    """Which reports of the list are shown; it stands in the address."""

    states = STATES

    def __init__(self, given: QueryDict) -> None:
        self.state = given.get("state", "") if given.get("state", "") in dict(STATES) else "working"
        self.categories = list(words().categories.values)
        self.category = given.get("category", "") if given.get("category", "") in self.categories else ""
        self.mine = given.get("mine") == "1"
        self.page = page_of(given)

    def among(self, reports: QuerySet[IntelligenceReport], account: Account) -> QuerySet[IntelligenceReport]:
        """The reports that are asked for: first those that came back, then the newest."""
        due = Q(state=ReportState.FILED, review_on__lte=timezone.localdate())
        asked = {"working": ~Q(state__in=DONE) | due, "due": due}.get(self.state, Q(state=self.state))
        reports = reports.filter(asked)
        reports = reports.filter(category=self.category) if self.category else reports
        reports = reports.filter(writer=account) if self.mine else reports
        first = Case(When(state=ReportState.BACK, then=0), When(due, then=1), default=2, output_field=IntegerField())
        return reports.order_by(first, "-received_on", "-made_at", "id")

    def address(self, page: int) -> str:
        """The query of this filter at another page."""
        query = QueryDict(mutable=True)
        query.update({"state": self.state, "category": self.category, "page": str(page)})
        if self.mine:
            query["mine"] = "1"
        return query.urlencode()


def _scale(scale: Scale, needed: str = "") -> forms.ChoiceField:
    return fields.choice(scale.label, [(one, scale.said(one)) for one in scale.values], scale.hint, needed=needed)


class NewReportForm(forms.Form):
    """A report by hand: a call, a letter, a message of Crimestoppers."""

    def __init__(self, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(given, initial={"received_on": timezone.localdate()})
        self.fields["received_on"] = fields.day(
            "Received on", needed="Give the day on which it was received", past=True
        )
        self.fields["came_by"] = fields.choice("How it came", CameBy.choices, needed="Choose how it came")
        self.fields["original"] = fields.long_words(
            "The report as it was received",
            "Word for word. It is never changed, and only those who work on intelligence read it",
            needed="Give the report as it was received",
            rows=10,
        )
        self.fields["subjects"] = fields.long_words(
            "Whom it is about",
            "One to a line: the staff number, then a comma and the name. Leave it empty where nobody could be named",
            rows=2,
        )
        self.fields["category"] = _scale(words().categories)
        self.fields["source_name"] = fields.words(
            "The source: name", "Held apart. Only you and the manager are shown it"
        )
        self.fields["source_reach"] = fields.words("The source: how to reach them", "Telephone number, address, e-mail")
        self.fields["source_about"] = fields.long_words("The source: what else is known", rows=2)

    def clean_subjects(self) -> tuple[Named, ...]:
        """The people named, one for each line."""
        lines = [line.partition(",") for line in self.cleaned_data["subjects"].splitlines() if line.strip()]
        named = tuple(Named(number.strip(), name.strip()) for number, _comma, name in lines)
        if any(not one.number or len(one.number) > NUMBER for one in named):
            raise forms.ValidationError("Begin each line with a staff number, such as: P-41, Ash Rook")
        return named

    def received(self) -> Received:
        """The report, when the form is valid."""
        given = self.cleaned_data
        source = Source(given["source_name"], given["source_reach"], given["source_about"])
        return Received(
            given["received_on"], given["came_by"], given["original"], source, given["subjects"], given["category"]
        )


class GradeForm(forms.Form):
    """A 3x5x2 grading."""

    def __init__(self, report: IntelligenceReport, given: Mapping[str, Any] | None = None) -> None:
        names = ("source_grade", "assessment", "handling", "conditions")
        super().__init__(given, initial={name: getattr(report, name) for name in names})
        asked = words()
        self.fields["source_grade"] = _scale(asked.source, "Choose how reliable the source is")
        self.fields["assessment"] = _scale(asked.assessment, "Choose how it is known to the source")
        self.fields["handling"] = _scale(asked.handling, "Choose how it may be shared")
        self.fields["conditions"] = fields.long_words("Conditions of sharing", "Needed where there are any", rows=2)
        again = report.state != ReportState.RECEIVED
        self.fields["why"] = fields.long_words(
            "Why", "What speaks for this grading", needed="Say why the grading changes" if again else "", rows=2
        )

    def clean(self) -> dict[str, Any]:
        """Sharing on conditions names them."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("handling") in words().conditions and not given.get("conditions", "").strip():
            self.add_error("conditions", "Say on what conditions it may be shared")
        return given


class SanitiseForm(forms.Form):
    """The text that others read. `standing`: words of the original that stand in it and must be confirmed."""

    def __init__(
        self, report: IntelligenceReport, given: Mapping[str, Any] | None = None, standing: Iterable[str] = ()
    ) -> None:
        super().__init__(given, initial={"text": report.sanitised or ""})
        self.fields["text"] = fields.long_words(
            "The sanitised text",
            "What happened, without anything from which a reader could learn who told it",
            needed="Write the sanitised text",
            rows=10,
        )
        listed = [(word, word) for word in standing]
        if listed:
            self.fields["kept"] = forms.MultipleChoiceField(
                choices=listed,
                required=False,
                widget=fields.Ticks(),
                label="These words of the original stand in your text. Confirm each that leads nobody to the source",
            )

    @property
    def kept(self) -> list[str]:
        """The words that were confirmed, as they were sent: they are compared with the text again."""
        sent = self.data.getlist("kept") if isinstance(self.data, QueryDict) else self.data.get("kept", [])
        return list(sent)


class AssessForm(forms.Form):
    """What a report is worth."""

    def __init__(self, report: IntelligenceReport, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(given, initial={"category": report.category})
        self.fields["category"] = _scale(words().categories, "Choose the category that fits best")
        self.fields["why"] = fields.long_words(
            "What it is worth", "With what else is known of them", needed="Say what the report is worth"
        )


class ReasonForm(forms.Form):
    """A decision that needs a reason and nothing else."""

    label, hint = "Why", ""

    def __init__(self, _report: IntelligenceReport, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(given)
        self.fields["why"] = fields.long_words(self.label, self.hint, needed=f"{self.label}: say it in a sentence")


class DevelopForm(ReasonForm):
    """What is to be found out."""

    label, hint = "What is to be found out, and how", "By whom and by when, where that is settled"


class BringBackForm(ReasonForm):
    """Why a report that was put away is read again."""

    label = "Why it is read again"


class DisseminateForm(ReasonForm):
    """To whom the sanitised text goes."""

    def __init__(self, report: IntelligenceReport, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(report, given)
        self.fields["to"] = fields.words("To whom", needed="Say who is given the sanitised text")
        self.order_fields(["to", "why"])


class FileForm(ReasonForm):
    """Why a report is put away, and until when."""

    label = "Why it is filed"

    def __init__(self, report: IntelligenceReport, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(report, given)
        self.fields["review_on"] = fields.day("To be reviewed on")
        self.fields["no_review"] = fields.long_words("Or: why it needs no review", rows=2)

    def clean(self) -> dict[str, Any]:
        """One of a review day and a reason for none."""
        given: dict[str, Any] = super().clean() or {}
        day, reason = given.get("review_on"), given.get("no_review", "").strip()
        if "review_on" not in self.errors and bool(day) == bool(reason):
            self.add_error("review_on", "Give a review day, or say why there is none: one of the two")
        elif day and day <= timezone.localdate():
            self.add_error("review_on", "Give a day that is still to come")
        return given


class PromoteForm(OpensMatter, ReasonForm):
    """About whom a matter is opened."""

    label = "Why a matter is opened"

    def __init__(self, report: IntelligenceReport, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(report, given)
        self.ask_about([(str(subject.pk), str(subject)) for subject in report.subjects.all()])


class NameForm(NamesStaff, ReasonForm):
    """Whom a report is about."""

    label = "How they were found to be the one"

    def __init__(self, report: IntelligenceReport, given: Mapping[str, Any] | None = None) -> None:
        super().__init__(report, given)
        self.ask_whom()


class LinkForm(ReasonForm):
    """What a report belongs with: one of what is known about the same people, or anything by its address."""

    label = "Why they belong together"

    def __init__(
        self, report: IntelligenceReport, given: Mapping[str, Any] | None = None, known: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__(report, given)
        offered = list(known)
        if offered:
            self.fields["to"] = fields.choice("About the same people", offered)
        self.fields["address"] = fields.words(
            "The address of a lead, a report or a matter", "Copy it from the browser", needed=""
        )
        self.order_fields(["to", "address", "why"])

    def clean(self) -> dict[str, Any]:
        """One of the two says what it is linked to."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("to") and not given.get("address"):
            self.add_error("address", "Say what the report is linked to")
        return given
