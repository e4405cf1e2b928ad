"""People of the desk: an administrator makes accounts, gives starting passwords, and ends what must end."""

import uuid
from collections.abc import Callable, Mapping

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access import actions
from upstander.access.asking import Unseen
from upstander.access.models import Account, Role
from upstander.access.sealed import mark
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields

Act = Callable[[Account, Account], object]
ACTS: Mapping[str, Act] = {
    "end-sessions": lambda account, by: actions.end_sessions(account=account, by=by),
    "take-second-factors": lambda account, by: actions.take_second_factors(account=account, by=by),
    "close": lambda account, by: actions.set_active(account=account, active=False, by=by),
    "open-again": lambda account, by: actions.set_active(account=account, active=True, by=by),
}


class AccountForm(forms.Form):
    """A new account."""

    name = fields.words("Name", "As colleagues know them", needed="Give their name", width="20")
    username = fields.words("User name", "What they type to sign in", needed="Give a user name", width="20")
    role = fields.choice("Role", Role.choices, needed="Choose what they do at the desk", few=len(Role))
    staff_id = fields.words(
        "Staff number", "Their own, so that nobody reads of themselves", needed="Give their staff number", width="10"
    )

    def clean_name(self) -> str:
        """A name that fits."""
        return _no_longer(self.cleaned_data["name"], 120, "the name")

    def clean_username(self) -> str:
        """A user name that nobody has."""
        username = _no_longer(self.cleaned_data["username"], 60, "the user name")
        if Account.objects.filter(username=username).exists():
            raise forms.ValidationError("Somebody has this user name: give another")
        return username

    def clean_staff_id(self) -> str:
        """A staff number for which there is no account, in any spelling."""
        staff_id: str = self.cleaned_data["staff_id"]
        if Account.objects.filter(mark=mark(staff_id)).exists():
            raise forms.ValidationError("There is an account with this staff number: each person has one")
        return staff_id


def _no_longer(words: str, most: int, what: str) -> str:
    if len(words) > most:
        raise forms.ValidationError(f"Make {what} {most} characters or fewer")
    return words


class RoleForm(forms.Form):
    """Another role for somebody."""

    role = fields.choice("Role", Role.choices, needed="Choose what they do at the desk", few=len(Role))


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account, or had one."""
    by = _administrator(request, None)
    leave(by, "accounts listed", "account", "", outcome="allowed")
    accounts = list(Account.objects.order_by("name"))
    shown = {"people": accounts, "waiting": any(not one.compared for one in accounts)}
    return render(request, "website/people/people.html", shown)


@require_http_methods(["GET", "POST"])
@asks_again
def new(request: HttpRequest) -> HttpResponse:
    """Makes an account; its starting password is on the answer, and nowhere else."""
    by = _administrator(request, None)
    form = AccountForm(request.POST or None)
    if not form.is_valid():
        return render(request, "website/people/new.html", {"form": form}, status=422 if form.is_bound else 200)
    account, password = actions.make_account(**form.cleaned_data, by=by)
    return _told(request, account, password)


@require_GET
def person(request: HttpRequest, account: uuid.UUID) -> HttpResponse:
    """One account, and what can be done with it; nothing with one's own."""
    found, by = _found(account), _administrator(request, None)
    shown = {"whose": found, "own": found.pk == by.pk, "form": RoleForm(initial={"role": found.role})}
    leave(by, "account read", "account", str(found.pk), outcome="allowed")
    return render(request, "website/people/person.html", shown)


@require_POST
@asks_again
def act(request: HttpRequest, account: uuid.UUID, what: str) -> HttpResponse:
    """Ends sessions, takes second factors away, closes or opens an account."""
    found = _found(account)
    by = _administrator(request, found)
    if what not in ACTS:
        raise Unseen("account", str(account), "there is no such act")
    ACTS[what](found, by)
    return redirect("desk-person", account=found.pk)


@require_POST
@asks_again
def give_role(request: HttpRequest, account: uuid.UUID) -> HttpResponse:
    """Gives somebody another role."""
    found = _found(account)
    by = _administrator(request, found)
    form = RoleForm(request.POST)
    if not form.is_valid():
        shown = {"whose": found, "own": False, "form": form}
        return render(request, "website/people/person.html", shown, status=422)
    actions.give_role(account=found, role=form.cleaned_data["role"], by=by)
    return redirect("desk-person", account=found.pk)


@require_POST
@asks_again
def starting_password(request: HttpRequest, account: uuid.UUID) -> HttpResponse:
    """Gives somebody a new starting password, which is on the answer and nowhere else."""
    found = _found(account)
    password = actions.give_starting_password(account=found, by=_administrator(request, found))
    return _told(request, found, password)


def _told(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    return render(request, "website/people/starting_password.html", {"whose": account, "password": password})


def _found(key: uuid.UUID) -> Account:
    found = Account.objects.filter(pk=key).first()
    if found is None:
        raise Unseen("account", str(key), "there is no such account")
    return found


def _administrator(request: HttpRequest, whose: Account | None) -> Account:
    by = signed_in(request)
    reason = actions.against_administering(by, whose)
    if reason:
        raise Unseen("account", str(whose.pk) if whose else "", reason)
    return by
