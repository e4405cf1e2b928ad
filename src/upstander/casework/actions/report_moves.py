"""What may be done with a report of the door: from where, and where it then stands."""

from collections.abc import Mapping

from upstander.casework.models import Stage

_S = Stage
_DECIDED = frozenset({_S.LINKED, _S.INTELLIGENCE, _S.SIGNPOSTED, _S.DUPLICATE, _S.SET_ASIDE})
_READ = frozenset({_S.RECEIVED, _S.TRIAGED, _S.SAFEGUARDING, _S.AWAITING, _S.REPLIED})
_OPEN = _READ | _DECIDED

# What is done: where the report then stands (None: where it stood), and from where it may be done. What the reporter
# does, a letter, moves it to REPLIED from wherever it stands (post.py).
MOVES: Mapping[str, tuple[Stage | None, frozenset[Stage]]] = {
    "triaged": (_S.TRIAGED, frozenset({_S.RECEIVED, _S.SAFEGUARDING, _S.REPLIED})),
    "safeguarding": (_S.SAFEGUARDING, _OPEN - {_S.SAFEGUARDING}),
    "linked to a matter": (_S.LINKED, _OPEN),
    "matter opened": (_S.LINKED, _OPEN),
    "became intelligence": (_S.INTELLIGENCE, _OPEN),
    "linked to intelligence": (_S.INTELLIGENCE, _OPEN),
    "duplicate": (_S.DUPLICATE, _OPEN),
    "signposted": (_S.SIGNPOSTED, _OPEN),
    "set aside": (_S.SET_ASIDE, _READ - {_S.SAFEGUARDING}),
    "brought back": (_S.RECEIVED, frozenset({_S.SET_ASIDE})),
    "handed over": (_S.HANDED_OVER, _OPEN),
    "answered": (None, _OPEN),
    "asked": (_S.AWAITING, _OPEN),
    "told": (None, _OPEN),
    "closed": (_S.CLOSED, _DECIDED | {_S.AWAITING, _S.REPLIED}),
    "opened again": (_S.TRIAGED, frozenset({_S.CLOSED})),
    "destroyed": (_S.DESTROYED, frozenset({_S.CLOSED, _S.HANDED_OVER})),
}
# What is set aside may be closed as it stands; brought back, it is decided about like any other.
DECIDES = frozenset(what for what, (to, _leaves) in MOVES.items() if to in _DECIDED - {_S.SET_ASIDE})
NEEDS_WHY = frozenset(
    {
        "triaged",
        "safeguarding",
        "signposted",
        "set aside",
        "brought back",
        "handed over",
        "closed",
        "opened again",
        "destroyed",
    }
)
