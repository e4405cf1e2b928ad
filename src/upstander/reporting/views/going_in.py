"""The way through a door: its pages one after another, sent as one letter, and then the receipt.

What was answered travels sealed inside the form (`carried`), with the receipt that the letter will have: sent twice, it
is there once. Each page has a receipt of its own: who gave somebody else a page to begin with does not know theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from upstander.reporting import store
from upstander.reporting.carried import TooOldError, carried, carry, new_page
from upstander.reporting.doors import ABOUT_UNIT, APART, CONTACT, PARTNER, ROUND, Door, doors, kind
from upstander.reporting.forms import Spoken, lines_of, page_form
from upstander.reporting.identity import IdentityError
from upstander.reporting.letters import REPORT, Enclosed, Letter, TooLargeError
from upstander.reporting.partner_contacts import contacts
from upstander.reporting.receipt import Receipt
from upstander.reporting.sending import offered, recipient_of, sealed_name
from upstander.reporting.unit_meant import means_who_leads, speaks_of_unit
from upstander.reporting.views import after_sending
from upstander.reporting.views.not_there import too_much, words_of_limits
from upstander.reporting.views.shown import NO_ROOM, not_kept, shown, speaks_on
from upstander.reporting.words import Words, words

WRITTEN = frozenset({"text", "line", "many"})  # kinds of answers whose words are kept as they are, on the way back


@dataclass
class Way:
    """Somebody on their way through a door. `answers`: by question, what was answered up to now."""

    door: Door
    said: Words
    page: int
    answers: dict[str, str]
    receipt: Receipt
    own: str = field(default_factory=new_page)

    @classmethod
    def begun(cls, door: Door, said: Words) -> "Way":
        """At the first page."""
        return cls(door, said, 0, {}, Receipt.fresh())

    @classmethod
    def read(cls, door: Door, said: Words, field: str) -> "Way":
        """As a form carried it. Raises TooOldError."""
        held = carried(field)
        page, receipt = min(held["page"], len(door.pages) - 1), Receipt(tuple(held["receipt"]))
        return cls(door, said, page, held["answers"], receipt, str(held["own"]))

    def carried(self) -> str:
        """For the form."""
        return carry({"page": self.page, "answers": self.answers, "receipt": self.receipt.words, "own": self.own})

    def turn_to(self, page: int) -> None:
        """Goes on to a page, or back to one."""
        self.page, self.receipt, self.own = page, Receipt.fresh(), new_page()

    @property
    def last(self) -> bool:
        """Whether the next step sends."""
        return self.page == len(self.door.pages) - 1

    @property
    def in_danger(self) -> bool:
        """Whether the page before this one was told of danger: help is shown before anything else is asked."""
        return self.page > 0 and "danger" in self.door.pages[self.page - 1] and self.answers["danger"] == "yes"

    @property
    def nothing_to_say(self) -> bool:
        """Whether a survey's question was answered with no: there is nothing to send."""
        return self.answers.get("felt_uneasy") == "no"

    @property
    def goes_round(self) -> bool:
        """Whether its reporter wants it to go to somebody outside the unit."""
        return "yes" in (self.answers.get(ABOUT_UNIT), self.answers.get(ROUND))

    @property
    def asks_round(self) -> bool:
        """Whether what was written up to now speaks of those who would read it, so that where it goes is asked."""
        asks = self.last and offered(ABOUT_UNIT) and self.answers.get(ABOUT_UNIT) != "yes"
        told = (held for name, held in self.answers.items() if name != "name")
        lines = self.answers.get("keep_from", "").splitlines()
        return asks and (speaks_of_unit(told) or any(map(means_who_leads, lines)))

    @property
    def asked(self) -> list[str]:
        """The questions of the page where they are. Whether to go round the unit is asked once."""
        names = [name for name in self.door.pages[self.page] if offered(name)]
        if not self.asks_round:
            return names
        asked = [ROUND if name == ABOUT_UNIT else name for name in names]
        return asked if ROUND in asked else [*asked, ROUND]

    def form(self, *given: Any, typed: Mapping[str, str] | None = None) -> Spoken:
        """The form of the page where they are. `typed`: what is shown in it again, not looked at yet."""
        initial = {} if given else {"initial": self.answers | dict(typed or {})}
        return page_form(self.said, self.door, self.asked, *given, **initial)

    def letter(self, files: tuple[Enclosed, ...]) -> Letter:
        """Everything as a letter."""
        answers = {name: held for name, held in self.answers.items() if held}
        return Letter(
            kind=REPORT,
            door=self.door.name,
            language=self.said.language,
            danger=answers.get("danger") == "yes",
            answers={name: held for name, held in answers.items() if name not in APART},
            keep_from=lines_of(answers.get("keep_from", "")),
            contact={name: held for name, held in answers.items() if name in CONTACT},
            identity=sealed_name(answers.get("name", ""), self.receipt.box),
            files=files,
        )


def door(request: HttpRequest, language: str, path: str) -> HttpResponse:
    """A door: its first page, or what follows from what was sent."""
    said, entered = words(language), doors()[path]
    if request.method != "POST":
        return _page(request, Way.begun(entered, said))
    if after_sending.is_after(request):
        return after_sending.answer(request, entered, said)
    try:
        way = Way.read(entered, said, request.POST.get("carried", ""))
    except (TooOldError, KeyError):
        return _page(request, Way.begun(entered, said), problem=said["page.too_old"])
    return _gone_on(request, way)


def _gone_on(request: HttpRequest, way: Way) -> HttpResponse:
    """What follows from a page that was sent: the same one, in other words or without its files, or another."""
    if too_much(request):
        again, told = way.form(typed=request.POST.dict()), words_of_limits(way.said, "page.too_large_kept")
        return _page(request, way, form=again, problem=told, status=413)
    if speaks_on(request):
        return _page(request, way, form=way.form(typed=request.POST.dict()))
    form = way.form(request.POST, request.FILES)
    if request.POST.get("go") == "back":
        return _back(request, way, form)
    return _on(request, way, form)


def _back(request: HttpRequest, way: Way, form: Spoken) -> HttpResponse:
    """The page before, with as much of this one kept as can be: it is looked at again on the way to the end."""
    form.full_clean()
    way.answers |= {name: held for name, held in form.cleaned_data.items() if name != "files"}
    way.answers |= {name: request.POST.get(name, "") for name in form.errors if kind(name) in WRITTEN}
    way.turn_to(max(0, way.page - 1))
    return _page(request, way)


def _on(request: HttpRequest, way: Way, form: Spoken) -> HttpResponse:
    """The next page, or the same with what is lacking, or the receipt."""
    if not form.is_valid():
        return _page(request, way, form=form)
    files: tuple[Enclosed, ...] = form.cleaned_data.pop("files", ())
    way.answers |= form.cleaned_data
    if way.nothing_to_say:
        return after_sending.nothing(request, way.door, way.said)
    if not way.last:
        way.turn_to(way.page + 1)
        return _page(request, way)
    if way.asks_round and ROUND not in form.fields:  # this page speaks of the unit, and was not known to
        return _page(request, way, form=way.form(request.POST), problem=way.said["page.files_again"] if files else "")
    return _sent(request, way, files)


def _sent(request: HttpRequest, way: Way, files: tuple[Enclosed, ...]) -> HttpResponse:
    """Seals and stores it. Whatever prevents that, the page is there again with all that was written."""
    try:
        told = _taken(way, files)
    except (store.NotTakenError, TooLargeError, IdentityError, DatabaseError):
        told = "page.not_sent"
    if told:
        return _page(request, way, problem=way.said[told], status=503)
    return after_sending.receipt(request, way.door, way.said, way.receipt, in_danger=way.answers["danger"] == "yes")


def _taken(way: Way, files: tuple[Enclosed, ...]) -> str:
    """Nothing where it was taken; else what is said."""
    lacking = store.lacks_room(way.letter(files))
    if lacking:
        return NO_ROOM[lacking]
    to = recipient_of(about_unit=way.goes_round)
    before = store.box_of(way.receipt)
    if before and before.recipient != to.name:  # sent once to somebody else: this is another report
        way.receipt = Receipt.fresh()
    store.take(way.receipt, way.letter(files), to, f"{way.own} {way.answers.get('name', '')}")
    return ""


def _page(
    request: HttpRequest,
    way: Way,
    *,
    form: Spoken | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    held = {
        "way": way,
        "door": way.door,
        "its": way.said.door(way.door.name),
        "form": form or way.form(),
        "problems": [*([problem] if problem else []), *not_kept(request, way.said)],
        "in_danger": way.in_danger,
        "contacts": contacts() if way.door.name == PARTNER and way.page == 0 else None,
        "not_round": ABOUT_UNIT in way.door.pages[way.page] and not offered(ABOUT_UNIT),
        "carried": way.carried(),
        "carries_on": True,
        "step": way.said["page.step"].format(number=way.page + 1, count=len(way.door.pages)),
    }
    return shown(request, "door", way.said, held, status=status)
