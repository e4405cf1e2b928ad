"""Telephone numbers of the public."""

from upstander.records.columns import PERSONAL, identifier, instant, phone
from upstander.records.feed import Feed, Keep, Volume

nominal_phones = Feed(
    name="nominal_phones",
    title="Telephone numbers of the public",
    meaning="Numbers people have used, with the time they held them: numbers change hands.",
    columns=(
        identifier("nominal_id", "the member of the public", sensitivity=PERSONAL),
        phone("number", "the number"),
        instant("from_at", "first known", nullable=True),
        instant("to_at", "last known", nullable=True),
    ),
    key=("nominal_id", "number", "from_at"),
    keep=Keep(months=72, authority="Management of Police Information (MoPI) review periods"),
    volume=Volume(least=0, most=5000),
    known_at="from_at",
    revisable=True,
)
