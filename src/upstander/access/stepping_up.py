"""Asking again for the second factor, before what is worst in wrong hands: reveals, exports, unsealing, accounts.

`asks_again` stands above a view. A page that is asked for leads to the proof and back. A form that is sent is held: the
page that asks carries every field of it, and what was typed goes on once the proof is given.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from upstander.access import passkeys, second_factor
from upstander.access.models import Account, Kind
from upstander.access.sessions import prove_again, recently_proved
from upstander.govuk import fields

PROOF = "proof"  # before the names of the proof's own fields, so that they meet no other form's
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]
WRONG = "Check the code: each works once, and a new one comes every 30 seconds"


class ProofForm(forms.Form):
    """A one-time code, a recovery code, or what a browser answers for a passkey."""

    code = fields.words("One-time code", "Six digits from your app, or one of your recovery codes", width="10")
    passkey = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def __init__(self, given: Any = None) -> None:
        super().__init__(given, prefix=PROOF)
        fields.asked(self.fields["code"], sometimes=True)
        self.fields["code"].widget.attrs["autocomplete"] = "one-time-code"

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = self.cleaned_data
        if not cleaned.get("code") and not cleaned.get("passkey"):
            self.add_error("code", "Enter the six digits that your app shows now, or a recovery code")
        return cleaned

    def proves(self, request: HttpRequest, account: Account) -> bool:
        """Whether what was given is the account's; where not, the form says what to do."""
        if not self.is_valid():
            return False
        right = second_factor.prove(request, account, **self.cleaned_data)
        if not right:
            self.add_error("code", WRONG)
        return right


def proof_shown(request: HttpRequest, account: Account, form: ProofForm) -> dict[str, Any]:
    """What a page that asks for a proof shows."""
    return {
        "form": form,
        "passkey_asked": passkeys.asked_to_prove(request, second_factor.factors_of(account, Kind.PASSKEY)),
    }


def asks_again(view: View[Given]) -> View[Given]:
    """A view that is reached only where the second factor was proved in the last five minutes."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if recently_proved(request):
            return view(request, *args, **kwargs)
        if request.method in {"GET", "HEAD"}:
            return redirect(f"{reverse('prove-again')}?{urlencode({'next': request.get_full_path()})}")
        return _held(request)

    return asked


def _held(request: HttpRequest) -> HttpResponse:
    """The page that asks and carries what was sent; where the proof came with it, the browser sends it once more.

    So the proof is kept whatever becomes of the form: each is a transaction of its own.
    """
    assert isinstance(request.user, Account)  # noqa: S101 - pages are reached by nobody else
    sent = f"{PROOF}-code" in request.POST
    form = ProofForm(request.POST if sent else None)
    if form.proves(request, request.user):
        prove_again(request)
        return redirect(request.get_full_path(), preserve_request=True)
    of_the_proof = {f"{PROOF}-{name}" for name in form.fields} | {"csrfmiddlewaretoken"}
    carried = [(name, value) for name, values in request.POST.lists() if name not in of_the_proof for value in values]
    shown = proof_shown(request, request.user, form) | {"carried": carried}
    return render(request, "access/prove_again.html", shown, status=422 if sent else 403)
