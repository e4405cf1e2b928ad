"""What somebody changes of their own sign-in, and the page that asks again for the second factor."""

import uuid
from typing import cast

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access import actions, second_factor
from upstander.access.models import Account, Kind
from upstander.access.sessions import prove_again
from upstander.access.stepping_up import ProofForm, asks_again, proof_shown
from upstander.website.signing.forms import OwnPasswordForm
from upstander.website.signing.steps import safe


@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Asks for the second factor, and leads back to where somebody came from."""
    account = _own(request)
    form = ProofForm(request.POST or None)
    if form.proves(request, account):
        prove_again(request)
        return redirect(safe(request, request.GET.get("next", "")))
    shown = proof_shown(request, account, form)
    return render(request, "access/prove_again.html", shown, status=422 if form.is_bound else 200)


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """What somebody signs in by."""
    account = _own(request)
    factors = second_factor.factors_of(account, Kind.CODE, Kind.PASSKEY)
    left = len(second_factor.factors_of(account, Kind.RECOVERY))
    return render(request, "website/signing/own.html", {"factors": factors, "recovery_codes_left": left})


@require_http_methods(["GET", "POST"])
@asks_again
def password(request: HttpRequest) -> HttpResponse:
    """A new password; this session goes on, all others end."""
    account = _own(request)
    form = OwnPasswordForm(account, request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "website/signing/own_password.html", {"form": form}, status=status)
    actions.choose_password(words=form.cleaned_data["password"], by=account)
    update_session_auth_hash(request, account)
    return redirect("your-sign-in")


@require_POST
@asks_again
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, told this once."""
    codes = second_factor.new_recovery_codes(account=_own(request))
    return render(request, "website/signing/recovery_codes.html", {"codes": codes, "then": "/your-sign-in"})


@require_POST
@asks_again
def take_away(request: HttpRequest, factor: uuid.UUID) -> HttpResponse:
    """Takes away one of several second factors; the last stays."""
    second_factor.take_away(account=_own(request), factor_id=factor)
    return redirect("your-sign-in")


@require_POST
def everywhere(request: HttpRequest) -> HttpResponse:
    """Ends every session of somebody's own."""
    actions.sign_out_everywhere(by=_own(request))
    request.session.flush()
    return redirect("sign-in")


def _own(request: HttpRequest) -> Account:
    return cast("Account", request.user)
