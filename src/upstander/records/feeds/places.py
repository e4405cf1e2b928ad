"""Places that matter."""

from upstander.records.columns import ROUTINE, choice, identifier, latitude, longitude, text
from upstander.records.feed import Feed, Keep, Volume

places = Feed(
    name="places",
    title="Places that matter",
    meaning="Schools, parks, refuges, stations and the like.",
    columns=(
        identifier("place_id", "the place"),
        choice(
            "kind",
            "what it is",
            "school",
            "park",
            "youth_club",
            "refuge",
            "hospital",
            "custody_suite",
            "police_station",
            "home_of_staff",
            "other",
        ),
        text("name", "its name", nullable=True, sensitivity=ROUTINE),
        latitude(),
        longitude(),
    ),
    key=("place_id",),
    keep=Keep(months=120, authority="No personal data"),
    volume=Volume(least=0, most=50),
    revisable=True,
)
