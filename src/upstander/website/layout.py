"""What every page needs to know: who is signed in, and where they may go."""

from django.http import HttpRequest

from upstander.access.asking import asker_of
from upstander.website.places import top


def layout(request: HttpRequest) -> dict[str, object]:
    """The name in the header and the places in the navigation; a place that is closed to somebody is not there."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"account": None, "places": []}
    places = [(place.name, place.address) for place in top(asker_of(user), user)]
    return {"account": user, "places": places}
