"""People known to the police."""

from upstander.records.columns import PERSONAL, choice, date, identifier, text
from upstander.records.feed import Feed, Keep, Volume

nominals = Feed(
    name="nominals",
    title="People known to the police",
    meaning="Members of the public who have a record.",
    columns=(
        identifier("nominal_id", "the member of the public", sensitivity=PERSONAL),
        text("name", "full name"),
        date("born_on", "date of birth", nullable=True, sensitivity=PERSONAL),
        choice(
            "sex",
            "as recorded; ranks harm, never evidence",
            "female",
            "male",
            "other",
            nullable=True,
            sensitivity=PERSONAL,
        ),
    ),
    key=("nominal_id",),
    keep=Keep(months=72, authority="Management of Police Information (MoPI) review periods"),
    volume=Volume(least=0, most=5000),
    revisable=True,
)
