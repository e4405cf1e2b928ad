"""Somebody's own ties to members of staff, and declaring one."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from upstander.access.models import ShutOut
from upstander.casework.actions.ties import declare
from upstander.casework.views.finding import signed_in


class TieForm(forms.Form):
    """To whom, and what kind of tie."""

    subject_id = forms.CharField(max_length=60, error_messages={"required": "Give their staff number"})
    tie = forms.CharField(max_length=200, error_messages={"required": "Say what ties you to them"})


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The ties that somebody declared. Whether the other is in any matter is never told."""
    account = signed_in(request)
    form = TieForm(request.POST or None)
    if form.is_valid():
        declare(by=account, **form.cleaned_data)
        return redirect("ties")
    ties = ShutOut.objects.filter(account=account).order_by("made_at")
    return render(request, "casework/ties.html", {"form": form, "ties": ties}, status=422 if request.POST else 200)
