"""What every page needs to know: who is signed in, and where they may go."""

from django.http import HttpRequest

from upstander.access.actions import against_administering
from upstander.access.asking import asker_of
from upstander.casework import policy
from upstander.learning import policy as learning
from upstander.workforce import policy as workforce


def layout(request: HttpRequest) -> dict[str, object]:
    """The name in the header and the places in the navigation; a place that is closed to somebody is not there."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"account": None, "places": []}
    asker = asker_of(user)
    places = [
        ("Leads", "leads", not policy.against_leads(asker)),
        ("Reports", "reports", not policy.against_door(asker)),
        ("Intelligence", "intelligence", not policy.against_intelligence(asker)),
        ("Matters", "matters", not policy.against_matters(asker)),
        ("Oversight", "oversight", not policy.against_oversight(asker)),
        ("Watchlist", "watchlist", not workforce.against_watchlist(asker)),
        ("Workforce", "workforce", not workforce.against_workforce(asker)),
        ("Partners", "partners", not workforce.against_partners(asker)),
        ("Partners", "partner-counts", workforce.counts_partners_alone(asker)),
        ("Youth schemes", "schemes", not workforce.against_schemes(asker)),
        ("Checklist", "checklist", not learning.against_checklist(asker)),
        ("Library", "library", True),
        ("Your training", "your-training", True),
        ("Declarations", "declarations", True),
        ("My ties", "ties", True),
        ("People of the desk", "desk-people", not against_administering(user, None)),
    ]
    return {"account": user, "places": [(name, address) for name, address, may in places if may]}
