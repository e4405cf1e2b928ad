"""What a page says where what it rests on cannot be read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from upstander.workforce.held import NotHeld

View = Callable[..., HttpResponse]


def or_not_told(view: View) -> View:
    """A view that says why nothing can be told, where the force's own file of its registers cannot be used."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotHeld as answer:
            return render(request, "workforce/not_told.html", {"why": str(answer)}, status=409)

    return answered
