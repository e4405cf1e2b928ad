"""What makes a person vulnerable."""

from upstander.records.columns import PERSONAL, SPECIAL, choice, identifier, instant
from upstander.records.feed import Feed, Keep, Volume

vulnerabilities = Feed(
    name="vulnerabilities",
    title="What makes a person vulnerable",
    meaning="Factors recorded for a member of the public; they rank harm and never count as evidence by themselves.",
    columns=(
        identifier("nominal_id", "the member of the public", sensitivity=PERSONAL),
        choice(
            "factor",
            "the factor",
            "domestic_abuse",
            "sexual_offence_victim",
            "stalking_harassment",
            "mental_health",
            "self_harm_suicide",
            "learning_difficulty",
            "autism",
            "physical_health",
            "substance_dependency",
            "missing",
            "young_person",
            "trafficked",
            "financial_exploitation",
            "isolated",
            "bereaved",
            "in_custody",
            "repeat_victim",
            "other",
            sensitivity=SPECIAL,
        ),
        instant("recorded_at", "when it was written down"),
        identifier("incident_id", "the incident, where one is named", nullable=True),
    ),
    key=("nominal_id", "factor", "recorded_at"),
    keep=Keep(months=72, authority="Management of Police Information (MoPI) review periods"),
    volume=Volume(least=0, most=2000),
    known_at="recorded_at",
)
