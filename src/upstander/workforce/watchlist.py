"""Where an entry of the watchlist stands on a day: read from what people wrote, and kept nowhere."""

import datetime as dt
from enum import StrEnum

from upstander.workforce.models import WatchlistEntry

LONGEST = 90  # days (casework specification, watchlist entry); after that somebody decides again


class Stands(StrEnum):
    """Where an entry stands."""

    PROPOSED = "put forward"
    REFUSED = "not allowed"
    ON = "on the list"
    LAPSED = "lapsed: nobody renewed it"
    REMOVED = "taken off"


def until(entry: WatchlistEntry) -> dt.date | None:
    """The last day for which a second person allowed it; none where nobody did."""
    allowed = [answer.until for answer in entry.answers.all() if answer.allowed]
    return allowed[-1] if allowed else None


def stands(entry: WatchlistEntry, day: dt.date) -> Stands:
    """Where an entry stands on a day."""
    if hasattr(entry, "removal"):
        return Stands.REMOVED
    answers = list(entry.answers.all())
    if not answers:
        return Stands.PROPOSED
    last = until(entry)
    if last is None:
        return Stands.REFUSED
    return Stands.ON if day <= last else Stands.LAPSED


def not_looked_at(entry: WatchlistEntry) -> list[str]:
    """The tactics that were allowed and under which nobody has looked yet, in words."""
    looked = {look.tactic for look in entry.looks.all()}
    told = zip(entry.tactics, entry.tactics_in_words(), strict=True)
    return [words for tactic, words in told if tactic not in looked]
