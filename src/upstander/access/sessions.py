"""Sessions: half a sign-in, a whole one, how long it lasts, and when the second factor was last proved in it.

Half: the password was right. Nobody is signed in then, to Django or to the database.
"""

import time
from collections.abc import Callable

from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from upstander.access.asking import let_prove_to_the_database, name_to_the_database
from upstander.access.models import Account
from upstander.access.trace import leave

HALF_LASTS = 15 * 60  # seconds; time to install an app
IDLE_LASTS = 30 * 60
SESSION_LASTS = 8 * 60 * 60  # a shift
PROOF_LASTS = 5 * 60
HALF, THEN = "half", "then"
BEGAN, SEEN, PROVED = "began", "seen", "proved"


def begin_half(request: HttpRequest, account: Account, then: str) -> None:
    """Keeps that a password was right, and where its person wanted to go. The session gets a new key."""
    request.session.flush()
    request.session[HALF] = [str(account.pk), account.session_round.hex, time.time()]
    request.session[THEN] = then
    leave(None, "password given", "account", str(account.pk), outcome="done")


def half_signed_in(request: HttpRequest) -> Account | None:
    """Whose password was right in this session, not long ago and not revoked since. They prove to the database."""
    key, session_round, at = request.session.get(HALF, ("", "", 0))
    if not key or not _fresh(at, HALF_LASTS):
        return None
    account = Account.objects.filter(pk=key, is_active=True, session_round=session_round).first()
    if account is not None:
        let_prove_to_the_database(key)
    return account


def finish(request: HttpRequest, account: Account) -> str:
    """Signs somebody in whose second factor is proved, under a new key of the session; gives where they want to go."""
    then = str(request.session.get(THEN, ""))
    request.session.flush()
    login(request, account, backend="upstander.access.passwords.ByPassword")
    begin(request.session)
    name_to_the_database(str(account.pk))
    return then


def begin(session: SessionBase) -> None:
    """Marks a session as begun, and its second factor as proved, now."""
    session[BEGAN] = session[SEEN] = session[PROVED] = time.time()


def prove_again(request: HttpRequest) -> None:
    """Marks the second factor as proved once more, under a new key of the session."""
    request.session.cycle_key()
    request.session[PROVED] = time.time()


def recently_proved(request: HttpRequest) -> bool:
    """Whether the second factor was proved in this session within the last five minutes."""
    return request.user.is_authenticated and _fresh(request.session.get(PROVED, 0), PROOF_LASTS)


def _fresh(at: float, lasts: float) -> bool:
    """Whether a moment is not past by more than that; one that is still to come is not fresh either."""
    return 0 <= time.time() - at < lasts


def _over(session: SessionBase) -> str:
    """Why a session is over; empty where it goes on."""
    if PROVED not in session:
        return "no second factor"
    if not _fresh(session.get(SEEN, 0), IDLE_LASTS):
        return "idle"
    return "" if _fresh(session.get(BEGAN, 0), SESSION_LASTS) else "too long"


class InItsTime:
    """Ends a session that was idle, or lasted too long, or in which no second factor was proved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, to nobody where the session is over."""
        if request.user.is_authenticated:
            over = _over(request.session)
            if over:
                leave(request.user, "session ended", "account", str(request.user.pk), outcome="done", reason=over)
                request.session.flush()
                request.user = AnonymousUser()
            else:
                request.session[SEEN] = time.time()
        return self.get_response(request)
