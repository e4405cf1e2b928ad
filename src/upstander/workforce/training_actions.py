"""Every change that somebody makes to their own training: each in one transaction, with its line in the log."""

import datetime as dt
import secrets
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.workforce.models import Attempt, PageRead, Sitting, SittingAnswer
from upstander.workforce.modules import Module
from upstander.workforce.sittings import coarse, draw, marked

LEFT = dt.timedelta(days=1)  # a sitting that was left for so long is begun anew


@transaction.atomic
def read_page(*, module: Module, page: int, by: Account) -> None:
    """Keeps that somebody opened a page; once, however often they come back."""
    about = {"mark": by.mark, "module": module.id, "version": module.version, "page": page}
    if PageRead.objects.filter(by=by, module=module.id, version=module.version, page=page).exists():
        return
    PageRead.objects.create(by=by, **about)
    leave(by, "module read", "module", module.id, outcome="done", version=module.version, page=page)


@transaction.atomic
def begin(*, module: Module, by: Account) -> Sitting:
    """Draws questions for somebody, or gives those that they have not sent yet. Raises NotNow."""
    if pages_read(module, by) < len(module.pages):
        raise NotNow("Read every page first: the questions are about what they say.")
    theirs = Sitting.objects.filter(by=by, module=module.id, version=module.version)
    open_now = theirs.filter(attempt=None, at__gt=timezone.now() - LEFT).first()
    if open_now:
        return open_now
    last = Attempt.objects.filter(by=by, module=module.id).first()
    drawn = draw(module, secrets.SystemRandom(), first=last.wrong() if last else ())
    made = Sitting.objects.create(
        by=by, mark=by.mark, module=module.id, version=module.version,
        questions=[[one.question, list(one.order)] for one in drawn],
    )  # fmt: skip
    leave(by, "module sitting begun", "module", module.id, outcome="done", sitting=str(made.pk))
    return made


@transaction.atomic
def answer(*, sitting: Sitting, places: Mapping[str, int], by: Account) -> None:
    """Keeps answers before they are sent; they may be given anew. Raises NotNow."""
    _or_sent(sitting)
    before = answered(sitting)
    for question, place in places.items():
        if before.get(question) != place:
            SittingAnswer.objects.create(sitting=sitting, question=question, place=place, by=by)
    leave(by, "module answered", "module", sitting.module, outcome="done", sitting=str(sitting.pk))


@transaction.atomic
def send(*, module: Module, sitting: Sitting, by: Account) -> Attempt:
    """Sends a sitting in: from then on it is an attempt, with what was right. Raises NotNow."""
    _or_sent(sitting)
    if sitting.version != module.version:
        raise NotNow("This has changed since you began. Begin anew.")
    drawn, places = sitting.drawn(), answered(sitting)
    if any(one.question not in places for one in drawn):
        raise NotNow("Answer every question before you send them.")
    told = marked(module, drawn, places)
    given = [[one.question.id, one.question.choices.index(one.chosen), one.is_right] for one in told]
    try:
        with transaction.atomic():
            made = Attempt.objects.create(
                by=by, mark=by.mark, module=module.id, version=module.version, sitting=sitting,
                right=sum(one.is_right for one in told), asked=len(told), answers=given,
                seconds=coarse((timezone.now() - sitting.at).total_seconds()),
            )  # fmt: skip
    except IntegrityError as error:
        raise NotNow("These answers were sent already.") from error
    leave(by, "module attempt sent", "module", module.id, outcome="done", attempt=str(made.pk))
    return made


def answered(sitting: Sitting) -> dict[str, int]:
    """What was answered so far, the newest answer to each question."""
    return dict(sitting.answers.values_list("question", "place"))


def pages_read(module: Module, by: Account) -> int:
    """How many pages of this version somebody read."""
    return PageRead.objects.filter(by=by, module=module.id, version=module.version).count()


def _or_sent(sitting: Sitting) -> None:
    if hasattr(sitting, "attempt"):
        raise NotNow("These answers were sent already.")
