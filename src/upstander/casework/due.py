"""What is due in somebody's work, by its day: clocks of the law, tasks, promises, what was asked for on leads, and what
others wait for: a second signature, and an answer to who asks to break the glass.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from upstander.access.asking import Asker, asker_of
from upstander.access.models import Account
from upstander.casework import care, policy
from upstander.casework.actions import first_reading
from upstander.casework.actions.break_glass import assigned_to, parts_of_each
from upstander.casework.actions.entries import standing_now
from upstander.casework.listing import listed
from upstander.casework.models import BreakGlass, Lead, Matter, MoreAsked, Promise, Proposal, Task
from upstander.casework.models.lead import WORKING
from upstander.casework.procedure import clock_runs
from upstander.casework.procedure.rule import Rule

AHEAD = dt.timedelta(weeks=4)


@dataclass(frozen=True)
class Due:
    """One thing that is due: by which day, in which matter or lead, what, where it is done, and on what it rests.

    `called`: what the matter or the lead is called to whoever asks, where that is not its own name.
    `awaits`: the id of what somebody else asked, which waits for an answer of whoever reads this.
    """

    day: dt.date
    about: Matter | Lead
    kind: str
    says: str
    address: str
    source: str = ""
    held: bool = False
    called: str = ""
    awaits: uuid.UUID | None = None

    @property
    def title(self) -> str:
        """What the matter or the lead is called to whoever asks."""
        return self.called or str(self.about)

    @property
    def about_address(self) -> str:
        """Where the matter or the lead stands."""
        return reverse("lead" if isinstance(self.about, Lead) else "matter", args=[self.about.pk])


def due_in(matters: Collection[Matter], account: Account) -> Sequence[Due]:
    """What is late and what is due within four weeks, the longest late first. Each matter is one they may see."""
    unread = first_reading.unread(account)
    first = [_to_be_said(one) for one in matters if one.pk in unread]
    matters = [one for one in matters if one.pk not in unread]
    until, parts = timezone.localdate() + AHEAD, parts_of_each(matters, account)
    worked = [one for one in matters if not policy.against_work(account.role, parts[one])]
    cared = [one for one in matters if not care.against_logs(care.parts_of(account.role, parts[one]))]
    waiting = chain(_unsigned(matters, account), _unanswered(matters, account))
    found = chain(first, *map(_clocks, matters), _tasks(worked), _promises(cared), waiting)
    return in_order(one for one in found if one.day <= until)


def _to_be_said(matter: Matter) -> Due:
    """Nothing of a matter is told to who has not said yet whether they have a tie."""
    says = "say whether you have one, before you read the matter"
    return Due(timezone.localdate(), matter, "Your tie", says, reverse("matter-tie", args=[matter.pk]))


def due_on_leads(account: Account) -> Sequence[Due]:
    """What somebody asked for on leads, or what was asked for on leads that they hold, and has not come."""
    asker, until = asker_of(account), timezone.localdate() + AHEAD
    if policy.against_leads(asker):
        return ()
    theirs = Q(by=account) | Q(lead__holder=account)
    found = MoreAsked.objects.filter(theirs, answer=None, lead__state__in=WORKING, due__lte=until)
    seen = (one for one in found.select_related("lead") if not policy.against_lead(asker, one.lead.subject_mark))
    return in_order(_asked(one, account) for one in seen)


def _asked(one: MoreAsked, account: Account) -> Due:
    """A check is named to who holds it, and not to who asked once and let it go (decisions/0065)."""
    address, title = reverse("lead-asked", args=[one.lead_id, one.pk]), listed(one.lead, account).title
    return Due(one.due, one.lead, "Asked for", f"{one.records}, of {one.holder}", address, called=title)


def in_order(found: Iterable[Due]) -> Sequence[Due]:
    """The longest late first."""
    return sorted(found, key=lambda one: (one.day, one.title, one.says))


def _clocks(matter: Matter) -> Iterator[Due]:
    address = reverse("matter", args=[matter.pk])
    for run in clock_runs(standing_now(matter)):
        if run.state in {"running", "late", "held"}:
            whom = ", ".join(_named(name, value) for name, value in run.about.items() if value)
            says = f"{run.clock.says} ({whom})" if whom else run.clock.says
            yield Due(run.due, matter, "Rule", says, address, _source(run.clock), held=run.state == "held")


def _named(name: str, value: str) -> str:
    """ "Person A" is called so by itself; "h1" is of some proceedings."""
    return value if value.lower().startswith(name) else f"{name} {value}"


def _tasks(matters: Collection[Matter]) -> Iterator[Due]:
    by_key = {matter.pk: matter for matter in matters}
    for task in Task.objects.filter(matter__in=matters, result=None, due__isnull=False):
        address = reverse("work", args=[task.matter_id])
        yield Due(task.due or timezone.localdate(), by_key[task.matter_id], "Task", task.what, address)


def _promises(matters: Collection[Matter]) -> Iterator[Due]:
    by_key = {matter.pk: matter for matter in matters}
    for promise in Promise.objects.filter(person__matter__in=matters, kept=None).select_related("person"):
        matter = by_key[promise.person.matter_id]
        address = reverse("person", args=[matter.pk, promise.person_id])
        yield Due(promise.due, matter, "Promise", f"To {promise.person}: {promise.what}", address)


def _unsigned(matters: Collection[Matter], account: Account) -> Iterator[Due]:
    """What others proposed and this person may sign. It is due from the moment it was asked, so: today."""
    if policy.against_signing(account.role):
        return
    by_key, today = {matter.pk: matter for matter in matters}, timezone.localdate()
    waiting = Proposal.objects.filter(matter__in=by_key, signature=None).exclude(by=account)
    for one in waiting.select_related("by"):
        address = f"{reverse('matter', args=[one.matter_id])}#proposal-{one.pk}"
        says = f"{one.what}, proposed by {one.by} on {timezone.localtime(one.at):%-d %B %Y}"
        yield Due(today, by_key[one.matter_id], "Second signature", says, address, awaits=one.pk)


def _unanswered(matters: Collection[Matter], account: Account) -> Iterator[Due]:
    """Who asks to break the glass, where this person may answer. It holds for hours: it is due today."""
    asker, today = asker_of(account), timezone.localdate()
    by_key = {matter.pk: matter for matter in matters if not _against_answering(asker, matter)}
    if not by_key:
        return
    waiting = BreakGlass.objects.filter(matter__in=by_key, answer=None).exclude(by=account)
    for one in waiting.select_related("by"):
        address = f"{reverse('matter', args=[one.matter_id])}#asked-{one.pk}"
        says = f"{one.by} asks for the part {one.get_part_display().lower()}"
        yield Due(today, by_key[one.matter_id], "Break glass", says, address, awaits=one.pk)


def _against_answering(asker: Asker, matter: Matter) -> str:
    return policy.against_breaking_glass(asker, matter.subject_mark, assigned_to(matter), matter.kept_from())


def _source(rule: Rule) -> str:
    return f"{rule.source}{'; to be checked' if rule.to_be_checked else ''}"
