"""One transaction for each request, in the name of who asks; what was refused is written down after it is undone."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from upstander.access.asking import AskedFirst, Unseen, name_to_the_database
from upstander.access.trace import leave

Answer = Callable[[HttpRequest], HttpResponse]


class InOneTransaction:
    """Everything that a request reads and writes, the log's line included, is kept together or not at all."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers inside one transaction; an answer that failed leaves nothing."""
        with transaction.atomic():
            account = request.user
            name_to_the_database(str(account.pk) if account.is_authenticated else "")
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse:
        """The view's answer; what may not be seen is answered as what does not exist, and the attempt is kept."""
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except Unseen as unseen:
            leave(request.user, "asked", unseen.kind, unseen.asked, outcome="refused", reason=unseen.reason)
            return not_there(request)
        except AskedFirst as first:
            return redirect(first.address)
        except IntegrityError:
            # The database holds what may be only once: somebody else was quicker in the same moment.
            leave(request.user, "asked", "page", "", outcome="refused", reason="somebody else was quicker")
            return render(request, "website/quicker.html", status=409)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's form
    """The one page for what does not exist and for what may not be seen: the same to the byte."""
    return render(request, "website/not_there.html", status=404)
