"""The receipt: shown, saved as a plain note, typed back, and then what happens next."""

from django.http import HttpRequest, HttpResponse

from upstander.reporting.arrangements import days_to_an_answer
from upstander.reporting.carried import TooOldError, carried, carry
from upstander.reporting.doors import CALL_HANDLER, Door
from upstander.reporting.receipt import WORDS, Receipt
from upstander.reporting.views.shown import shown, speaks_on, way
from upstander.reporting.words import Words

ASKED_BACK = (3, 8)  # which words are typed back, counted from one


def is_after(request: HttpRequest) -> bool:
    """Whether a form comes from a page that stands after the sending."""
    return "receipt_carried" in request.POST


def receipt(
    request: HttpRequest, door: Door, said: Words, held: Receipt, wrong: int = 0, *, in_danger: bool = False
) -> HttpResponse:
    """The words. `wrong`: which of those typed back was not right."""
    page = {
        "door": door,
        "numbered": list(enumerate(held.words, 1)),
        "asked_back": [(number, said["receipt.word"].format(number=number)) for number in ASKED_BACK],
        "wrong": said["receipt.wrong"].format(number=wrong) if wrong else "",
        "wrong_number": wrong,
        "why": said["receipt.why"].format(count=WORDS),
        "in_danger": in_danger,
        "carried": carry({"receipt": held.words, "in_danger": in_danger}),
        "carries_on": True,
    }
    return shown(request, "receipt", said, page)


def answer(request: HttpRequest, door: Door, said: Words) -> HttpResponse:
    """The note, the words again, or the end."""
    try:
        kept = carried(request.POST["receipt_carried"])
        held, in_danger = Receipt(tuple(kept["receipt"])), bool(kept["in_danger"])
    except (TooOldError, KeyError):
        return done(request, door, said)
    if speaks_on(request):
        return receipt(request, door, said, held, in_danger=in_danger)
    if request.POST.get("go") == "save":
        note = HttpResponse(str(held) + "\n", content_type="text/plain; charset=utf-8")
        note["Content-Disposition"] = 'attachment; filename="list.txt"'
        return note
    wrong = 0 if request.POST.get("go") == "skip" else _wrong(request, held)
    return receipt(request, door, said, held, wrong, in_danger=in_danger) if wrong else done(request, door, said)


def _wrong(request: HttpRequest, held: Receipt) -> int:
    """The number of the first word that was not typed back rightly, or nought."""
    for number in ASKED_BACK:
        if request.POST.get(f"word{number}", "").strip().lower() != held.words[number - 1]:
            return number
    return 0


def done(request: HttpRequest, door: Door, said: Words) -> HttpResponse:
    """What happens next, and when."""
    steps = [step.format(days=days_to_an_answer()) for step in said["done.steps"]]
    again = said.door(door.name)["again"] if door.name == CALL_HANDLER else ""
    held = {"door": door, "steps": steps, "again": again, "to": way(said.language, door.path), "carries_on": True}
    return shown(request, "done", said, held)


def nothing(request: HttpRequest, door: Door, said: Words) -> HttpResponse:
    """The end of a survey whose question was answered with no."""
    title = said.door(door.name)["nothing"]
    return shown(request, "nothing_here", said, {"door": door, "title": title, "told": ""})
