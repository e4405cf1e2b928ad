"""A door on paper, and as what somebody reads out by telephone: the same questions, in the same words.

On paper stands no question whose promise paper cannot keep: a name is sealed, and what is about the unit goes round it,
by the form alone. By telephone the form is filled in by whoever asks; they ask for no name.
"""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from upstander.reporting.doors import Door, doors, kind
from upstander.reporting.sending import offered
from upstander.reporting.views.shown import shown
from upstander.reporting.words import words

ON_PAPER_NOT = frozenset({"files", "name", "about_unit"})
SAID_NOT = frozenset({"files", "name"})
ROOM = {"what": "long", "line": "line"}  # to write in, by the question or its kind


def paper(request: HttpRequest, language: str, path: str) -> HttpResponse:
    """The questions with room to write."""
    door, said = doors()[path], words(language)
    asked = [(said.question(name, door.name), _room(name)) for name in _questions(door, ON_PAPER_NOT)]
    not_locked = any(door.asks(name) for name in ON_PAPER_NOT)
    told = {"door": door, "asked": asked, "its": said.door(door.name), "not_locked": not_locked}
    return shown(request, "paper", said, told)


def script(request: HttpRequest, language: str, path: str) -> HttpResponse:
    """The questions to be read out."""
    door, said = doors()[path], words(language)
    asked = [said.question(name, door.name) for name in _questions(door, SAID_NOT)]
    return shown(request, "script", said, {"door": door, "asked": asked, "its": said.door(door.name)})


def _questions(door: Door, left_out: frozenset[str]) -> Iterator[str]:
    return (name for names in door.pages for name in names if name not in left_out and offered(name))


def _room(name: str) -> str:
    return ROOM.get(name) or ROOM.get(kind(name), "")
