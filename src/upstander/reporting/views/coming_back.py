"""Coming back with the words of a receipt: what was answered, and one more message."""

import contextlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from upstander.reporting import store
from upstander.reporting.carried import TooOldError, carried, carry, new_page
from upstander.reporting.doors import CONTACT
from upstander.reporting.forms import Spoken, lines_of, message_form, return_form
from upstander.reporting.letters import MESSAGE, Letter, TooLargeError
from upstander.reporting.receipt import WORDS, NotAReceiptError, Receipt
from upstander.reporting.recipients import UNIT
from upstander.reporting.sending import goes_round, label_of, recipient_named
from upstander.reporting.views.not_there import too_much, words_of_limits
from upstander.reporting.views.shown import NO_ROOM, not_kept, shown, speaks_on
from upstander.reporting.words import Words, words


@dataclass(frozen=True)
class Inside:
    """What a receipt opens: its box, or None where there is none, the answers in it, and what a form carries on.

    All of it is asked, derived and sealed in either case, so that how long it took does not tell which it was.
    """

    receipt: Receipt
    held: store.Held | None
    answers: Sequence[store.Answer]
    carried: str
    goes_round: bool
    page: str = ""  # that the request came from

    @classmethod
    def of(cls, receipt: Receipt, page: str = "") -> "Inside":
        """As it is now, to be shown on a page of its own."""
        held, answers = store.box_of(receipt), store.replies(receipt)
        carries = carry({"receipt": receipt.words, "page": new_page()})
        return cls(receipt, held, answers, carries, goes_round(), page)


def coming_back(request: HttpRequest, language: str) -> HttpResponse:
    """The words are asked for; with them, the box is open for as long as its page."""
    said = words(language)
    if request.method != "POST":
        return _asks(request, said, return_form(said))
    if "carried" in request.POST:
        return _inside(request, said)
    if speaks_on(request):
        return _asks(request, said, return_form(said, initial=request.POST.dict()))
    return _opened(request, said, return_form(said, request.POST))


def _opened(request: HttpRequest, said: Words, form: Spoken) -> HttpResponse:
    """The box of the words that were typed, or what is wrong with them."""
    if not form.is_valid():
        return _asks(request, said, form)
    try:
        inside = Inside.of(Receipt.read(form.cleaned_data["receipt"]))
    except NotAReceiptError as error:
        for told in _told(said, error):
            form.add_error("receipt", told)
        return _asks(request, said, form)
    if inside.held is None:
        form.add_error("receipt", said["return.none"])
        return _asks(request, said, form)
    return _box(request, said, inside)


def _told(said: Words, error: NotAReceiptError) -> list[str]:
    told = []
    for typed, nearest in error.unknown:
        key = "return.unknown_word" if nearest else "return.unknown_word_no"
        told.append(said[key].format(typed=typed, nearest=nearest))
    if error.counted != WORDS:
        told.append(said["return.counted"].format(count=WORDS, counted=error.counted))
    return told


def _inside(request: HttpRequest, said: Words) -> HttpResponse:
    """Something done in an open box."""
    try:
        kept = carried(request.POST["carried"])
        receipt, page = Receipt(tuple(kept["receipt"])), str(kept["page"])
    except (TooOldError, KeyError):
        return _asks(request, said, return_form(said), problem=said["page.too_old"])
    inside = Inside.of(receipt, page)
    if inside.held is None:
        return _asks(request, said, return_form(said), problem=said["return.none"])
    if "take_away" in request.POST:
        with contextlib.suppress(ValueError):  # not an id of ours: nothing to remove
            store.take_away(receipt, uuid.UUID(request.POST["take_away"]))
        return _box(request, said, Inside.of(receipt), told=said["return.taken_away"])
    if too_much(request) or speaks_on(request):
        typed = message_form(said, initial=request.POST.dict())
        told, status = (words_of_limits(said, "page.too_large_kept"), 413) if too_much(request) else ("", 0)
        return _box(request, said, inside, form=typed, problem=told, status=status)
    return _written(request, said, inside, inside.held.recipient)


def _written(request: HttpRequest, said: Words, inside: Inside, recipient: str) -> HttpResponse:
    """One more message."""
    form = message_form(said, request.POST, request.FILES)
    if not form.is_valid():
        return _box(request, said, inside, form=form)
    letter = Letter(
        kind=MESSAGE,
        door="",
        language=said.language,
        danger=form.cleaned_data["danger"] == "yes",
        answers={"message": form.cleaned_data["message"]},
        keep_from=lines_of(form.cleaned_data["keep_from"]),
        contact={name: form.cleaned_data[name] for name in sorted(CONTACT) if form.cleaned_data[name]},
        files=form.cleaned_data["files"],
    )
    lacking = store.lacks_room(letter)
    if lacking:
        return _box(request, said, inside, form=form, problem=said[NO_ROOM[lacking]])
    try:
        store.take(inside.receipt, letter, recipient_named(recipient), inside.page)
    except (store.NotTakenError, TooLargeError):
        return _box(request, said, inside, form=form, problem=said["page.not_sent"])
    now = Inside.of(inside.receipt)
    return _box(request, said, now, told=said["return.sent"], in_danger=letter.danger)


def _asks(request: HttpRequest, said: Words, form: Spoken, problem: str = "") -> HttpResponse:
    return shown(request, "return", said, {"form": form, "problems": [problem] if problem else [], "carries_on": True})


def _box(
    request: HttpRequest,
    said: Words,
    inside: Inside,
    *,
    form: Spoken | None = None,
    problem: str = "",
    told: str = "",
    in_danger: bool = False,
    status: int = 0,
) -> HttpResponse:
    page = {
        "form": form or message_form(said),
        "standing": _standing(said, inside.held),
        "answers": _answers(said, inside.answers),
        "told": told,
        "goes_round": inside.held is not None and inside.held.recipient == UNIT and inside.goes_round,
        "in_danger": in_danger,
        "problems": [*([problem] if problem else []), *([] if told else not_kept(request, said))],
        "carried": inside.carried,
        "carries_on": True,
    }
    return shown(request, "box", said, page, status=status or (503 if problem else 200))


def _answers(said: Words, answers: Sequence[store.Answer]) -> list[tuple[store.Answer, str]]:
    """Every answer, and when it was written, in words."""
    on = said["return.answered_on"]
    return [(answer, on.format(day=f"{answer.written_on:%d/%m/%Y}")) for answer in answers]


def _standing(said: Words, held: store.Held | None) -> list[str]:
    """How far it has come, in sentences."""
    if held is None:
        return []
    round_about = [] if held.recipient == UNIT else [said["return.elsewhere"].format(label=label_of(held.recipient))]
    how = "closed" if held.closed_on else "read" if held.taken_on else "waiting"
    return [*round_about, said[f"return.{how}"]]
