"""What pages of this room do alike: saying that nothing can be told, going from page to page, and files of rows."""

import csv
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from upstander.casework.views.documents import as_file
from upstander.workforce.held import NotHeld

View = Callable[..., HttpResponse]
RUN = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run


def not_told(request: HttpRequest, answer: NotHeld) -> HttpResponse:
    """Says why nothing can be told."""
    return render(request, "workforce/not_told.html", {"why": str(answer)}, status=409)


def or_not_told(view: View) -> View:
    """A view that says why nothing can be told, where what it rests on cannot be read."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotHeld as answer:
            return not_told(request, answer)

    return answered


def paged(request: HttpRequest, page: int) -> dict[str, Any]:
    """A page of a list with the queries of the one before and the next, under the filter that was asked for."""

    def at(number: int) -> str:
        given = request.GET.copy()
        given["page"] = str(number)
        return given.urlencode()

    return {"page": page, "earlier": at(page - 1), "later": at(page + 1)}


def as_rows(name: str, heading: Iterable[str], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A file of rows for a spreadsheet, which runs nothing that somebody typed."""
    answer = as_file(b"", "text/csv; charset=utf-8", name)
    writer = csv.writer(answer)
    writer.writerow(heading)
    writer.writerows([_unrun(str(cell)) for cell in row] for row in rows)
    return answer


def _unrun(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RUN) else cell
