"""What every page needs to know: who is signed in, and where they may go."""

from django.http import HttpRequest

from upstander.access.asking import asker_of
from upstander.casework import policy


def layout(request: HttpRequest) -> dict[str, object]:
    """The name in the header and the places in the navigation; a place that is closed to somebody is not there."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"account": None, "places": []}
    asker = asker_of(user)
    places = [
        ("Leads", "leads", not policy.against_leads(asker)),
        ("Matters", "matters", not policy.against_matters(asker)),
        ("My ties", "ties", True),
    ]
    return {"account": user, "places": [(name, address) for name, address, may in places if may]}
