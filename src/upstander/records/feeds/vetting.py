"""Vetting."""

from upstander.records.columns import choice, date, identifier, truth
from upstander.records.feed import Feed, Keep, Volume

vetting = Feed(
    name="vetting",
    title="Vetting",
    meaning="Clearance held and until when.",
    columns=(
        identifier("staff_id", "the member of staff"),
        choice("level", "level of clearance", "recruitment", "management", "national_security", "non_police"),
        date("granted_on", "granted"),
        date("expires_on", "runs out"),
        truth("designated_post", "whether the post is one with access to vulnerable people or sensitive records"),
    ),
    key=("staff_id", "level", "granted_on"),
    keep=Keep(months=120, authority="Police (Vetting) Regulations 2025; College of Policing vetting practice"),
    volume=Volume(least=0, most=3),
    known_at="granted_on",
    revisable=True,
)
