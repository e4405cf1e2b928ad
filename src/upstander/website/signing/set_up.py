"""Setting up a second factor: an app for one-time codes, which needs no script, or a passkey."""

import base64
import time

import qrcode
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage

from upstander.access import one_time_code, passkeys, second_factor
from upstander.access.models import Account, Kind
from upstander.access.sealed import seal, unseal
from upstander.access.sessions import finish
from upstander.website.signing.forms import CodeForm, PasskeyForm
from upstander.website.signing.steps import safe, setting_up

NEW_SECRET, COLUMN = "new secret", "session.new_secret"
NOT_THE_CODE = "This is not the code of the app now: check that the telephone's clock is right, and enter the next one"
NO_PASSKEY = "The browser's answer does not hold: try again, or set up an app for one-time codes"


@setting_up
def choose(request: HttpRequest, account: Account) -> HttpResponse:  # noqa: ARG001 - every such page is given it
    """Which kind to set up."""
    return render(request, "website/signing/set_up.html")


@setting_up
def code(request: HttpRequest, account: Account) -> HttpResponse:
    """Shows a new secret as a picture and as text, and asks for the code that the app makes of it."""
    secret, form = _new_secret(request), CodeForm(request.POST or None)
    if form.is_valid():
        step = one_time_code.step_of(secret, form.cleaned_data["code"].replace(" ", ""), time.time())
        if step is not None:
            second_factor.set_up(account=account, kind=Kind.CODE, held={"secret": secret}, used_up_to=step)
            return _done(request, account)
        form.add_error("code", NOT_THE_CODE)
    address = one_time_code.address_of(secret, account.username)
    shown = {"form": form, "secret": secret, "groups": _in_fours(secret), "picture": picture_of(address)}
    return render(request, "website/signing/set_up_code.html", shown, status=422 if form.is_bound else 200)


@setting_up
def passkey(request: HttpRequest, account: Account) -> HttpResponse:
    """Asks the browser to make a passkey."""
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        try:
            held, counter = passkeys.made(request, form.cleaned_data["passkey"])
        except passkeys.NotAPasskey:
            form.add_error(None, NO_PASSKEY)
        else:
            name = form.cleaned_data["name"]
            second_factor.set_up(account=account, kind=Kind.PASSKEY, held=held, used_up_to=counter, name=name)
            return _done(request, account)
    asked = passkeys.asked_to_make(request, account, second_factor.factors_of(account, Kind.PASSKEY))
    shown = {"form": form, "passkey_asked": asked}
    return render(request, "website/signing/set_up_passkey.html", shown, status=422 if form.is_bound else 200)


def _done(request: HttpRequest, account: Account) -> HttpResponse:
    """Signs in whose first it was, with recovery codes told this once; leads others back to their own page."""
    request.session.pop(NEW_SECRET, None)
    if request.user.is_authenticated:
        return redirect("your-sign-in")
    then = safe(request, finish(request, account))
    codes = second_factor.new_recovery_codes(account=account)
    return render(request, "website/signing/recovery_codes.html", {"codes": codes, "then": then})


def _new_secret(request: HttpRequest) -> str:
    """The secret of this set-up; it waits in the session, sealed."""
    if NEW_SECRET not in request.session:
        sealed = seal(one_time_code.new_secret().encode(), COLUMN)
        request.session[NEW_SECRET] = base64.b64encode(sealed).decode()
    return unseal(base64.b64decode(request.session[NEW_SECRET]), COLUMN).decode()


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def picture_of(address: str) -> SafeString:
    """A QR code as SVG, to stand in a page."""
    drawn: str = qrcode.make(address, image_factory=SvgPathImage).to_string(encoding="unicode")
    return mark_safe(drawn)  # noqa: S308 - drawn by the library; what it says is in the squares
