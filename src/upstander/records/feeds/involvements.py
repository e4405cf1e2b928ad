"""People in incidents."""

from upstander.records.columns import PERSONAL, choice, identifier, instant
from upstander.records.feed import Feed, Keep, Volume

involvements = Feed(
    name="involvements",
    title="People in incidents",
    meaning="Who was part of an incident and how.",
    columns=(
        identifier("incident_id", "the incident"),
        identifier("nominal_id", "the member of the public", sensitivity=PERSONAL),
        choice(
            "role",
            "part played",
            "caller",
            "victim",
            "witness",
            "suspect",
            "detainee",
            "missing_person",
            "complainant",
            "relative",
            "other",
            sensitivity=PERSONAL,
        ),
        instant("from_at", "since when"),
    ),
    key=("incident_id", "nominal_id", "role"),
    keep=Keep(months=84, authority="Management of Police Information (MoPI) review periods"),
    volume=Volume(least=0.5, most=4000),
    time="from_at",
    revisable=True,
)
