"""Which page of signing in comes next, and who may be on it."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from upstander.access import second_factor
from upstander.access.models import Account, Password
from upstander.access.sessions import half_signed_in
from upstander.access.stepping_up import asks_again

OfAccount = Callable[[HttpRequest, Account], HttpResponse]


def safe(request: HttpRequest, address: str) -> str:
    """An address of this desk to go on to; its start where the one given is not of this desk."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else "/"


def next_step(account: Account) -> str:
    """The page that comes next for somebody whose password was right."""
    if Password.objects.filter(account=account, starting=True).exists():
        return "own-password"
    return "proof" if second_factor.has_one(account) else "set-up"


def half_way(*pages: str) -> Callable[[OfAccount], Callable[[HttpRequest], HttpResponse]]:
    """A page of those names for who is half signed in; whoever is not there yet, or further, is led where they are."""

    def around(view: OfAccount) -> Callable[[HttpRequest], HttpResponse]:
        @login_not_required
        @wraps(view)
        def led(request: HttpRequest) -> HttpResponse:
            if request.user.is_authenticated:
                return redirect("start")
            account = half_signed_in(request)
            if account is None:
                return redirect("sign-in")
            step = next_step(account)
            return view(request, account) if step in pages else redirect(step)

        return led

    return around


def setting_up(view: OfAccount) -> Callable[[HttpRequest], HttpResponse]:
    """A page that gives somebody a second factor: their first, or, where they proved one just now, one more."""
    first = half_way("set-up")(view)

    @asks_again
    def one_more(request: HttpRequest) -> HttpResponse:
        assert isinstance(request.user, Account)  # noqa: S101 - tells the type checker what was asked just before
        return view(request, request.user)

    @login_not_required
    @wraps(view)
    def led(request: HttpRequest) -> HttpResponse:
        return one_more(request) if request.user.is_authenticated else first(request)

    return led
