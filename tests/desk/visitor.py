"""Somebody at a browser, from the first page on: what they have to sign in with, and what they are answered."""

import time
from functools import cache

from tests.desk.conftest import browser
from upstander.access.one_time_code import code_at, new_secret

PASSWORD = "a long sentence of somebody"  # noqa: S105 - of nobody who exists


class Visitor:
    """A browser. What it asks for is answered by the role that the desk has in use."""

    def __init__(self, desk):
        self.desk, self.client = desk, browser()

    def gets(self, path):
        return self.desk.as_role(lambda: self.client.get(path))

    def sends(self, path, **given):
        return self.desk.as_role(
            lambda: self.client.post(path, {name.replace("__", "-"): it for name, it in given.items()})
        )

    def gives_password(self, who, password=PASSWORD, **given):
        return self.sends("/sign-in", username=who, password=password, **given)

    def gives_code(self, code):
        return self.sends("/sign-in/proof", proof__code=code)

    def signs_in(self, who, secret):
        self.gives_password(who)
        return self.gives_code(code_now(secret))

    def reads_leads(self):
        return self.gets("/leads").status_code == 200

    def moves_back(self, name, seconds):
        """Makes a moment that the session holds longer ago."""
        session = self.client.session
        session[name] -= seconds
        session.save()


@cache
def hashed():
    """The hash of the password of these tests, made once: it is meant to take long."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415

    return make_password(PASSWORD)


def has_password(desk, who, **given):
    """Gives somebody the password of these tests."""
    from upstander.access.models import Password  # noqa: PLC0415

    given = {"starting": False, "hash": hashed()} | given
    Password.objects.update_or_create(account=desk.accounts[who], defaults=given)


def has_app(desk, who):
    """Gives somebody the password and an app for one-time codes; its secret."""
    from upstander.access.models import Kind, SecondFactor  # noqa: PLC0415

    has_password(desk, who)
    secret = new_secret()
    SecondFactor.objects.create(account=desk.accounts[who], kind=Kind.CODE, held={"secret": secret})
    return secret


def code_now(secret, seconds_ago=0):
    return code_at(secret, time.time() - seconds_ago)


def another_code(secret):
    """A code that is wrong now, and was and will be wrong around now."""
    near = {code_now(secret, ago) for ago in (-60, -30, 0, 30, 60)}
    return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in near)
