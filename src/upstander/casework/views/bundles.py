"""Bundles of a matter: choosing papers and their order, and a copy for each named recipient."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from upstander.access.asking import Unseen
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework.actions import bundles as actions
from upstander.casework.actions.entries import standing_now
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.bundles import BundleForm
from upstander.casework.models.bundle import Bundle
from upstander.casework.views.documents import ExportForm, as_file
from upstander.casework.views.finding import frame, signed_in
from upstander.casework.views.work import work_on

PROCEEDINGS = "papers of proceedings"


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """The bundles of a matter; choosing the papers of one more."""
    found, by = work_on(request, matter), signed_in(request)
    form = BundleForm(standing_now(found), actions.papers_held(found, by), request.POST or None)
    problems: list[str] = []
    if form.is_valid():
        try:
            made = actions.begin(matter=found, by=by, **form.begun)
        except NotNow as answer:
            problems = [str(answer)]
        else:
            return redirect("bundle", matter=found.pk, bundle=made.pk)
    held = list(Bundle.objects.filter(matter=found).select_related("by"))
    leave(by, "bundles listed", "matter", str(found.pk), purpose=PROCEEDINGS, outcome="allowed",
          ids=[str(one.pk) for one in held])  # fmt: skip
    shown = frame(request, found, "work") | {"form": form, "problems": problems, "bundles": held}
    return render(request, "casework/bundles.html", shown, status=409 if problems else 422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@asks_again
def one(request: HttpRequest, matter: uuid.UUID, bundle: uuid.UUID) -> HttpResponse:
    """A bundle in its order, the copies made of it, and making one more."""
    found = Bundle.objects.filter(matter=work_on(request, matter), pk=bundle).select_related("matter").first()
    if found is None:
        raise Unseen("bundle", str(bundle), "nothing of this id is shown to them by the database")
    form, by = ExportForm(request.POST or None), signed_in(request)
    problems: list[str] = []
    if form.is_valid():
        try:
            held = actions.make(bundle=found, by=by, **form.cleaned_data)
        except NotNow as answer:
            problems = [str(answer)]
        else:
            return as_file(held, "application/pdf", "bundle.pdf")
    leave(by, "bundle read", "bundle", str(found.pk), purpose=PROCEEDINGS, outcome="allowed")
    shown = frame(request, found.matter, "work") | {
        "bundle": found,
        "papers": actions.names_of(found, by),
        "against": actions.in_the_way(found),
        "copies": found.copies.select_related("by"),
        "form": form,
        "problems": problems,
    }
    return render(request, "casework/bundle.html", shown, status=409 if problems else 422 if form.is_bound else 200)
