"""Signing in and out: the password, a password of one's own in place of a starting one, and the second factor."""

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from upstander.access import actions
from upstander.access.models import Account
from upstander.access.sessions import THEN, begin_half, finish
from upstander.access.stepping_up import ProofForm, proof_shown
from upstander.website.signing.forms import OwnPasswordForm
from upstander.website.signing.steps import half_way, next_step, safe


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Asks for the password. Whatever is wrong, or locked, or not there: the answer is the same."""
    if request.user.is_authenticated:
        return redirect("start")
    then = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "GET":
        return render(request, "website/sign_in.html", {"next": then})
    account = authenticate(request, username=_name(request), password=request.POST.get("password", ""))
    if not isinstance(account, Account):
        return render(request, "website/sign_in.html", {"next": then, "wrong": True}, status=422)
    begin_half(request, account, then)
    return redirect(next_step(account))


def _name(request: HttpRequest) -> str:
    """The user name typed; none where it holds what the database cannot compare."""
    typed = request.POST.get("username", "")
    return "" if "\x00" in typed else typed


class SignOut(LogoutView):
    """Ends this session, and lets the browser keep nothing of it."""

    next_page = "sign-in"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The way back to the first page."""
        answer: HttpResponse = super().post(request, *args, **kwargs)
        answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer


@half_way("own-password")
def own_password(request: HttpRequest, account: Account) -> HttpResponse:
    """Asks for a password of one's own, where the one that was right was given by somebody else."""
    form = OwnPasswordForm(account, request.POST or None)
    if not form.is_valid():
        return render(
            request, "website/signing/own_password.html", {"form": form}, status=422 if form.is_bound else 200
        )
    actions.choose_password(words=form.cleaned_data["password"], by=account)
    begin_half(request, account, request.session.get(THEN, ""))
    return redirect(next_step(account))


@half_way("proof")
def proof(request: HttpRequest, account: Account) -> HttpResponse:
    """Asks for the second factor; with it, the sign-in is whole."""
    form = ProofForm(request.POST or None)
    if form.proves(request, account):
        return redirect(safe(request, finish(request, account)))
    shown = proof_shown(request, account, form)
    return render(request, "website/signing/proof.html", shown, status=422 if form.is_bound else 200)
