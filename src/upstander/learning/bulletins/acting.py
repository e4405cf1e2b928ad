"""What people do with a bulletin: make one of what is shown now, and take it down. Each leaves a line in the log."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.learning import policy
from upstander.learning.bulletins import last_names
from upstander.learning.bulletins.printing import Sheet, ToldNotice, as_pdf, pages_of, sheet
from upstander.learning.could_tell import that_stay
from upstander.learning.library import Library
from upstander.learning.models import Bulletin, BulletinTakenDown, Notice
from upstander.learning.notices.acting import shown

KIND = "bulletin"


@dataclass(frozen=True)
class Chosen:
    """What somebody puts into a bulletin: a title, a line of own words, notices and cases by their ids."""

    title: str
    own: str
    notices: Sequence[str]
    cases: Sequence[str]


@transaction.atomic
def make(*, chosen: Chosen, library: Library, kept: str, seen: Collection[str], by: Account) -> Bulletin:
    """Makes a bulletin of today. `kept`: why the phrases of `seen` stay in its own words, in which no last name does.

    Raises Unseen, CouldTell, and NotNow where nothing is chosen, or what is chosen does not fit on one page.
    """
    if reason := policy.against_making_bulletins(asker_of(by)):
        raise Unseen(KIND, "", reason)
    now_up = up()
    held = Chosen(
        chosen.title, chosen.own, [one for one in chosen.notices if one in now_up],
        [one for one in chosen.cases if one in library.cases],
    )  # fmt: skip
    if not (held.notices or held.cases):
        raise NotNow("Choose at least one notice or case.")
    own = f"{held.title}\n{held.own}"
    flagged = that_stay(own, [], kept, seen, last_names.flags(own, last_names.here()))
    today = timezone.localdate()
    _or_too_long(_sheet(held, today, now_up, library))
    words = {"title": held.title, "own": held.own, "notices": list(held.notices), "cases": list(held.cases)}
    made = Bulletin.objects.create(day=today, words=words, flagged=flagged, kept=kept.strip(), by=by)
    leave(by, "bulletin made", KIND, str(made.pk), outcome="done", notices=words["notices"], cases=words["cases"])
    return made


@transaction.atomic
def take_down(*, bulletin: Bulletin, why: str, by: Account) -> BulletinTakenDown:
    """Takes a bulletin down. Raises Unseen and NotNow."""
    if reason := policy.against_making_bulletins(asker_of(by)):
        raise Unseen(KIND, str(bulletin.pk), reason)
    try:
        with transaction.atomic():
            made = BulletinTakenDown.objects.create(bulletin=bulletin, why=why, by=by)
    except IntegrityError as error:
        raise NotNow("This bulletin is down already.") from error
    leave(by, "bulletin taken down", KIND, str(bulletin.pk), outcome="done")
    return made


def as_it_stands(bulletin: Bulletin, library: Library) -> tuple[Sheet, int]:
    """A bulletin with what of it is still shown, and how many notices and cases that stood in it are not any more."""
    words = bulletin.words
    chosen = Chosen(words["title"], words["own"], words["notices"], words["cases"])
    made = _sheet(chosen, bulletin.day, up(), library)
    gone = len(words["notices"]) + len(words["cases"]) - len(made.notices) - len(made.cases)
    return made, gone


def up() -> dict[str, Notice]:
    """The notices that everybody reads today, by their ids."""
    return {one.pk: one for one in shown(timezone.localdate())}


def _sheet(chosen: Chosen, day: dt.date, up: dict[str, Notice], library: Library) -> Sheet:
    notices = [_told(up[one]) for one in chosen.notices if one in up]
    cases = [library.cases[one] for one in chosen.cases if one in library.cases]
    return sheet(title=chosen.title, own=chosen.own, day=day, notices=notices, cases=cases, library=library)


def _told(notice: Notice) -> ToldNotice:
    words = notice.words
    person = ", ".join(filter(None, (words["person"], words["name"])))
    return ToldNotice(
        words["title"], person, words["found"], words["outcome"], words["learned"],
        f"{notice.last_day:%-d %B %Y}", words["reach"] == "inside",
    )  # fmt: skip


def _or_too_long(made: Sheet) -> None:
    many = pages_of(as_pdf(made))
    if many > 1:
        raise NotNow(f"It is {many} pages long, and a bulletin is one: choose less.")
