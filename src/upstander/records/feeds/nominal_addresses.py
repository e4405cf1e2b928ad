"""Addresses of the public."""

from upstander.records.columns import PERSONAL, identifier, instant, latitude, longitude, text
from upstander.records.feed import Feed, Keep, Volume

nominal_addresses = Feed(
    name="nominal_addresses",
    title="Addresses of the public",
    meaning="Where people have lived, with the time.",
    columns=(
        identifier("nominal_id", "the member of the public", sensitivity=PERSONAL),
        latitude(),
        longitude(),
        text("postcode", "postcode", nullable=True),
        instant("from_at", "first known", nullable=True),
        instant("to_at", "last known", nullable=True),
    ),
    key=("nominal_id", "lat", "lon", "from_at"),
    keep=Keep(months=72, authority="Management of Police Information (MoPI) review periods"),
    volume=Volume(least=0, most=5000),
    known_at="from_at",
    revisable=True,
)
