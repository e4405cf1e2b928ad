"""What may be done with a report of the door: for each, its words, its form, and the action behind it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction

from upstander.access.asking import Asker, asker_of
from upstander.access.models import Account, Role
from upstander.casework import policy
from upstander.casework.actions import report_junk as junk
from upstander.casework.actions import report_links as links
from upstander.casework.actions import report_told as telling
from upstander.casework.actions import reports as actions
from upstander.casework.actions.handing_over import hand_over, outside
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms import report_intake as given_by_hand
from upstander.casework.forms import reports as given_by
from upstander.casework.models import IntelligenceReport, Matter, Report
from upstander.casework.report_history import seen
from upstander.casework.views.finding import key_in

Given = Mapping[str, Any] | None


@dataclass(frozen=True)
class Doing:
    """One thing that may be done: `moves` are those of MOVES that it can be, none where it may be done at any time.

    `reaches`: it leaves something for the reporter, so that the rules of reaching them stand above it. `typed_in`:
    it is for reports that were typed in alone, or for those of the door alone.
    """

    title: str
    form: Callable[[Report, Account, Given], forms.Form]
    act: Callable[[Report, dict[str, Any], Account], Any]
    moves: frozenset[str] = frozenset()
    managers: bool = False
    reaches: bool = False
    typed_in: bool | None = None

    def against(self, report: Report, asker: Asker) -> str:
        """Why it is not for somebody to do at all."""
        if self.typed_in is not None and self.typed_in != report.typed_in:
            return "it is not for a report that came in this way"
        return policy.against_deciding_door(asker, report.marks(), report.kept_from()) if self.managers else ""


def _plainly(form: Callable[[Report, Given], forms.Form]) -> Callable[..., forms.Form]:
    return lambda report, _account, given: form(report, given)


def _moved(what: str) -> Callable[[Report, dict[str, Any], Account], Any]:
    return lambda report, given, by: actions.move(report=report, what=what, why=given["why"], by=by)


def _keeping(report: Report, account: Account, given: Given) -> forms.Form:
    decides = not policy.against_deciding_door(asker_of(account), report.marks(), report.kept_from())
    away = {one.account_id for one in report.exclusions.all()}
    people = Account.objects.filter(is_active=True).exclude(pk__in=away).order_by("name")
    if account.role != Role.MANAGER:
        people = people.exclude(role__in=links.ANSWERS)
    return given_by.KeepFromForm(report, given, people, by=account, decides=decides)


def _keep(report: Report, given: dict[str, Any], by: Account) -> None:
    """All of it or nothing. The accounts come last: who decides may be among them."""
    asked = {"let_go": links.let_go, "settle_names": links.settle_names}
    done = [act for field, act in asked.items() if given.get(field)]
    with transaction.atomic():
        for act in done:
            act(report=report, why=given["why"], by=by)
        if given["accounts"] or not done:
            links.keep_from(report=report, accounts=given["accounts"], why=given["why"], by=by)


def _link(report: Report, given: dict[str, Any], by: Account) -> None:
    key = key_in(given["address"])
    end = _end(key, by) if key else None
    if end is None:
        raise NotNow("Nothing that you may link stands at this address: copy it from the page of what you mean.")
    links.link(report=report, to=end, why=given["why"], by=by)


def _end(key: uuid.UUID, by: Account) -> Matter | IntelligenceReport | Report | None:
    if key not in seen(asker_of(by), [(kind, key) for kind in ("matter", "report", "door")]):
        return None
    kinds = (Matter, IntelligenceReport, Report)
    return next((end for kind in kinds if (end := kind.objects.filter(pk=key).first())), None)


def _handing(report: Report, _account: Account, given: Given) -> forms.Form:
    receiver = outside(report)
    return given_by.HandOverForm(report, given, receiver.label if receiver else "")


def _open(report: Report, given: dict[str, Any], by: Account) -> Matter:
    subject = report.subjects.get(pk=given["subject"])
    return links.open_matter(
        report=report, subject=subject, kind=given["kind"], day=given["day"], why=given["why"], by=by
    )


DOINGS: Mapping[str, Doing] = {
    "safeguarding": Doing(
        "Somebody may be in danger: safeguarding, at once", _plainly(given_by.SafeguardingForm),
        _moved("safeguarding"), frozenset({"safeguarding"}),
    ),
    "triage": Doing("Triage the report", _plainly(given_by.TriageForm), _moved("triaged"), frozenset({"triaged"})),
    "reply": Doing(
        "Answer the reporter", _plainly(given_by.ReplyForm),
        lambda report, given, by: actions.reply(report=report, text=given["text"], awaits=given["awaits"], by=by),
        frozenset({"answered", "asked"}), reaches=True, typed_in=False,
    ),
    "told": Doing(
        "Write down what was told to whom", _plainly(given_by_hand.ToldForm),
        lambda report, given, by: telling.note(report=report, to=given["to"], words=given["words"], by=by),
        frozenset({"told"}), reaches=True, typed_in=True,
    ),
    "name": Doing(
        "Say whom it is about", _plainly(given_by.NameSubjectForm),
        lambda report, given, by: links.name_subject(
            report=report, number=given["number"], name=given["name"].strip(), why=given["why"], by=by
        ),
    ),
    "keep-from": Doing("Keep the report from somebody", _keeping, _keep),
    "to-intelligence": Doing(
        "Make an intelligence report of it", _plainly(given_by.WhyForm),
        lambda report, given, by: links.to_intelligence(report=report, why=given["why"], by=by),
        frozenset({"became intelligence"}),
    ),
    "open-matter": Doing(
        "Open a matter", _plainly(given_by.OpenMatterForm), _open, frozenset({"matter opened"}), managers=True
    ),
    "link": Doing(
        "Link the report", _plainly(given_by.LinkReportForm), _link, frozenset({"linked to a matter", "duplicate"})
    ),
    "signpost": Doing(
        "Signpost: it is not for the police", _plainly(given_by.SignpostForm), _moved("signposted"),
        frozenset({"signposted"}),
    ),
    "set-aside": Doing(
        "Set aside: it is plainly junk", _plainly(given_by.SetAsideForm),
        lambda report, given, by: junk.set_one_aside(report=report, why=given["why"], by=by),
        frozenset({junk.SET_ASIDE}),
    ),
    "bring-back": Doing(
        "Bring the report back into the queue", _plainly(given_by.WhyForm),
        lambda report, given, by: junk.bring_back(reports=[report], why=given["why"], by=by),
        frozenset({junk.BROUGHT_BACK}),
    ),
    "hand-over": Doing(
        "Hand it over outside the force", _handing,
        lambda report, given, by: hand_over(report=report, to=given.get("to", ""), why=given["why"], by=by),
        frozenset({"handed over"}), managers=True, reaches=True,
    ),
    "close": Doing(
        "Close with feedback", _plainly(given_by.CloseForm),
        lambda report, given, by: actions.close(report=report, feedback=given["feedback"], why=given["why"], by=by),
        frozenset({"closed"}), reaches=True, typed_in=False,
    ),
    "end": Doing(
        "Close with what was told to whom", _plainly(given_by_hand.CloseTypedInForm),
        lambda report, given, by: telling.close(report=report, by=by, **given),
        frozenset({"closed"}), reaches=True, typed_in=True,
    ),
    "open-again": Doing(
        "Open the report again", _plainly(given_by.WhyForm),
        lambda report, given, by: actions.open_again(report=report, why=given["why"], by=by),
        frozenset({"opened again"}),
    ),
    "destroy": Doing(
        "Destroy what it says", _plainly(given_by.DestroyForm),
        lambda report, given, by: actions.destroy(report=report, why=given["why"], by=by),
        frozenset({"destroyed"}), managers=True,
    ),
}  # fmt: skip


def doings_for(report: Report, asker: Asker) -> list[tuple[str, str]]:
    """What somebody may do with a report as it stands: the last part of its address, and its words."""
    now = set(actions.may_be_done(report))
    return [
        (slug, doing.title)
        for slug, doing in DOINGS.items()
        if (not doing.moves or doing.moves & now) and not doing.against(report, asker) and _has_whom(slug, report)
    ]


def _has_whom(slug: str, report: Report) -> bool:
    """A matter is about somebody."""
    return slug != "open-matter" or report.subjects.filter(kept_from=False).exists()
