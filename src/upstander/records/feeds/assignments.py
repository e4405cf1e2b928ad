"""Who is responsible."""

from upstander.records.columns import choice, identifier, instant
from upstander.records.feed import Feed, Keep, Volume

assignments = Feed(
    name="assignments",
    title="Who is responsible",
    meaning="Who had charge of, or a part in, an incident's work over time.",
    columns=(
        identifier("incident_id", "the incident"),
        identifier("staff_id", "the member of staff"),
        choice(
            "role",
            "the part",
            "officer_in_case",
            "investigator",
            "supervisor",
            "call_handler",
            "radio_operator",
            "victim_liaison",
            "neighbourhood",
            "enquiry_desk",
            "custody",
        ),
        instant("from_at", "since"),
        instant("to_at", "until; empty = while the incident is open", nullable=True),
    ),
    key=("incident_id", "staff_id", "role", "from_at"),
    keep=Keep(months=84, authority="Management of Police Information (MoPI) review periods"),
    volume=Volume(least=0.5, most=3000),
    time="from_at",
    revisable=True,
)
