"""What the unit found to explain a lead."""

from upstander.records.columns import PERSONAL, SPECIAL, identifier, instant, text
from upstander.records.feed import Feed, Keep, Volume

accepted_explanations = Feed(
    name="accepted_explanations",
    title="What the unit found to explain a lead",
    meaning="An explanation that two people of the unit accepted for contact of a member of staff with somebody; "
    "the desk writes it (`upstander desk-records`), so that what was explained does not come back.",
    columns=(
        identifier("explanation_id", "the explanation"),
        identifier("staff_id", "the member of staff"),
        identifier("nominal_id", "the person", sensitivity=PERSONAL),
        instant("from_at", "contact from then on is explained"),
        instant("to_at", "until then; the unit looks at it again before it ends"),
        identifier("accepted_by", "who accepted it, second after whoever dismissed the lead"),
        instant("accepted_at", "when"),
        text("text", "what explains it", nullable=True, sensitivity=SPECIAL),
    ),
    key=("explanation_id",),
    keep=Keep(
        months=84, authority="Police (Conduct) and workforce records: NPCC retention schedule, employment records"
    ),
    volume=Volume(least=0, most=1),
    known_at="accepted_at",
)
