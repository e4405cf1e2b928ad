"""What every page of the door is shown with."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from upstander.reporting.arrangements import leads_away_to
from upstander.reporting.doors import Door, doors
from upstander.reporting.words import EASY, LANGUAGES, Words, words

ANOTHER_LANGUAGE = "language"  # what the buttons of the languages send as `go`
NO_ROOM = {"files": "page.files_full", "words": "page.nothing_taken"}  # by store.lacks_room: what is said


def shown(request: HttpRequest, page: str, said: Words, held: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page in a language, with the ways to the others.

    Where a page has a form that carries something on, these are buttons of that form: a link would lose it.
    """
    return render(request, f"reporting/{page}.html", held | around(request, said, held.get("door")), status=status)


def speaks_on(request: HttpRequest) -> bool:
    """Whether a form was sent to be read in another language, and for nothing else."""
    return request.POST.get("go") == ANOTHER_LANGUAGE


def not_kept(request: HttpRequest, said: Words) -> list[str]:
    """What is said on a page that follows a form with files in it: no page can be shown with a file in its form."""
    return [said["page.files_again"]] if request.FILES else []


def around(request: HttpRequest, said: Words, door: Door | None) -> dict[str, Any]:
    """What stands around every page."""
    path = _path_of(request)
    return {
        "said": said,
        "leave": leads_away_to(),
        "languages": [(one, words(one)["page.language"], way(one, path)) for one in (*LANGUAGES, EASY)],
        "another_language": ANOTHER_LANGUAGE,
        "return_to": way(said.language, "return"),
        "support_at": way(said.language, "support"),
        "start_at": way(said.language, "start"),
        "begin_at": way(said.language, ""),
        "paper_at": way(said.language, f"paper/{door.name}") if door else "",
        "doors": [(way(said.language, one.path), said.door(one.name)) for one in doors().values()],
    }


def _path_of(request: HttpRequest) -> str:
    """The path of a page without its language; where there is no such page, that of the first."""
    if request.resolver_match is None:
        return "start"
    path = request.path.lstrip("/")
    return next((path.removeprefix(f"{one}/") for one in (*LANGUAGES, EASY) if path.startswith(f"{one}/")), path)


def way(language: str, path: str) -> str:
    """The address of something in a language."""
    return f"/{path}" if language == "en" else f"/{language}/{path}"
