"""Samples, health checks, apps, notices, bulletins and guidance of an invented force: to try prevention by."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from upstander.access.models import Account, Role
from upstander.learning.articles import acting as articles
from upstander.learning.bulletins import acting as bulletins
from upstander.learning.cases_here import library_here
from upstander.learning.models import Notice
from upstander.workforce import app_decisions
from upstander.workforce.audience import Person
from upstander.workforce.integrity import keeping as integrity
from upstander.workforce.integrity.questions import questions
from upstander.workforce.integrity.written import Answer
from upstander.workforce.models import AppStanding, Sampled, Verdict
from upstander.workforce.sampling import keeping as samples
from upstander.workforce.sampling.draw import Candidate, Quarter, quarter_of

SAID = {  # by question, what was answered and in which words
    "since_then": Answer("", "Moved from response to neighbourhood work in spring, more visits on foot."),
    "met_through_work": Answer("no", "Was asked for a number at a call, gave the station's."),
    "social_media": Answer("", "One account under another name, closed to people not known. Nobody has written."),
    "alone_with_people": Answer("yes", "Goes alone to two addresses a week; the control room is told before."),
    "interests": Answer("yes", "Began to teach swimming on Saturdays. Not declared yet."),
    "guidance": Answer("", "Contact ends with the job. We read the part on accounts of one's own together."),
}
NOTICE = {
    "title": "An officer kept a number",
    "person": "Police officer",
    "found": "The officer kept the number of Ms A after a call, and wrote to her from their own telephone.",
    "outcome": "A final written warning.",
    "learned": "What you are told at work stays at work. Invented, to try the desk by.",
    "reach": "inside",
    "name": "",
}
ARTICLE = {
    "kind": "guidance",
    "title": "Before you reply: three things to ask",
    "standfirst": "For everybody who writes to people they met through work.",
    "by": "The prevent officer",
    "text": "Contact ends with the job. This was invented, to try the desk by.\n\n# Ask\n- Is it about the job?\n"
    "- Is it on a device of the force?\n- Would you show it to your supervisor?",
    "reach": "inside",
}
APPS = (  # app, what is decided, why, what cannot be seen, days until somebody looks again
    ("whatsapp", AppStanding.NOT_ALLOWED, "Words are not kept with the case.", "What was written, and to whom.", 180),
    ("signal", AppStanding.UNDER_REVIEW, "One team asks for it for calls abroad.", "Words, and that it was used.", 30),
)


def prevention_part_way(by_role: Mapping[str, Account]) -> None:
    """Something on each page of those who prevent, some of which waits to be seen to."""
    _sampled(by_role)
    _talked(by_role)
    for app, standing, why, unseen, days in APPS:
        review_on = timezone.localdate() + dt.timedelta(days=days)
        about: dict[str, Any] = {"why": why, "unseen": unseen, "review_on": review_on}
        app_decisions.decide(app=app, standing=standing, by=by_role[Role.PREVENT], **about)
    _told(by_role[Role.PREVENT])
    _written(by_role)


def _sampled(by_role: Mapping[str, Account]) -> None:
    """The quarter before, drawn and one call of it checked; this quarter, planned; a line that nobody records."""
    today, by = timezone.localdate(), by_role[Role.PREVENT]
    now, before = quarter_of(today), quarter_of(today).before
    there = [_call(number, before) for number in range(1, 13)]
    checkers = [by, by_role[Role.MANAGER]]
    plan = samples.plan(kind=Sampled.CALLS, quarter=before, many=2, by=by)
    samples.draw(plan=plan, candidates=there, checkers=checkers, until=today, by=by)
    found = samples.Found(Verdict.YES, Verdict.YES, "A clear call. What was asked for was written down.")
    samples.check(sampled=plan.sampled.all()[0], found=found, by=by)
    samples.plan(kind=Sampled.CASES, quarter=now, many=2, by=by)
    review_on = today + dt.timedelta(days=90)
    why = "Promised to those who ring it. A sign at the desk says so."
    samples.stand(name="Enquiry desk", recorded=False, why=why, review_on=review_on, by=by)


def _call(number: int, quarter: Quarter) -> Candidate:
    day = quarter.first + dt.timedelta(days=number)
    team, line = ("Invented East", "101") if number % 2 else ("Invented West", "direct")
    return Candidate(
        f"CALL-{number:04}", f"DESK-caller-{number}", f"Invented Caller {number}", team, day, line, line == "101"
    )


def _talked(by_role: Mapping[str, Account]) -> None:
    """A check that waits for whoever was asked, and one that was answered."""
    for of, by in ((Role.STAFF, Role.CHIEF), (Role.LIAISON, Role.CHIEF)):
        account, supervisor = by_role[of], by_role[by]
        who = Person(account.mark, account.name, team_id="Invented East")
        answers = {one.name: SAID.get(one.name, Answer("no", "")) for one in questions().asked}
        talked = integrity.Talked(who, account.staff_id, timezone.localdate(), answers)
        held = integrity.hold(talked=talked, asked=questions(), supervisor=supervisor.mark, by=supervisor)
        if of == Role.LIAISON:
            words = "I said that I go to three addresses, not two."
            integrity.reply(health_check=held, agrees=False, words=words, by=account)


def _written(by_role: Mapping[str, Account]) -> None:
    """A piece of guidance that is published, with a newer version that waits to be."""
    by, article = by_role[Role.PREVENT], uuid.uuid4()
    first = articles.write(article=article, after=0, words=ARTICLE, kept="", by=by)
    articles.approve(version=first, by=by_role[Role.AUTHORITY])
    newer = ARTICLE | {"title": "Before you reply: four things to ask", "text": f"{ARTICLE['text']}\n- Who else knows?"}
    articles.write(article=article, after=1, words=newer, kept="", by=by)


def _told(by: Account) -> None:
    """A notice, of no matter of this desk, and a bulletin with it and a case of the library."""
    today = timezone.localdate()
    last_day = today + dt.timedelta(days=59)
    notice = Notice.objects.create(id="notice-invented", first_day=today, last_day=last_day, words=NOTICE)
    library = library_here(today)[0]
    chosen = bulletins.Chosen("Contact after the job is done", "", [notice.pk], sorted(library.cases)[:1])
    bulletins.make(chosen=chosen, library=library, kept="", seen=(), by=by)
