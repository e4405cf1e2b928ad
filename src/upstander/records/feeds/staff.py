"""Officers and staff."""

from upstander.records.columns import ROUTINE, choice, date, identifier, text
from upstander.records.feed import Feed, Keep, Volume

staff = Feed(
    name="staff",
    title="Officers and staff",
    meaning="Everybody who works for the force, officers and police staff alike, past and present.",
    columns=(
        identifier("staff_id", "the member of staff"),
        text("name", "as on the payroll"),
        choice("sex", "as on the payroll", "female", "male", "other", nullable=True),
        choice(
            "role",
            "what the person does, which sets what contact their work needs",
            "constable",
            "special_constable",
            "pcso",
            "detective",
            "sergeant",
            "inspector",
            "call_handler",
            "radio_operator",
            "custody_officer",
            "detention_officer",
            "safeguarding_officer",
            "family_liaison_officer",
            "schools_officer",
            "neighbourhood_officer",
            "enquiry_desk_officer",
            "analyst",
            "other",
        ),
        text("rank", "rank or grade", nullable=True, sensitivity=ROUTINE),
        identifier("team_id", "the team or unit", nullable=True),
        identifier("supervisor_id", "the staff_id of the line manager", nullable=True),
        date("started_on", "first day with the force"),
        date("left_on", "last day with the force", nullable=True),
    ),
    key=("staff_id",),
    keep=Keep(
        months=120, authority="Police (Conduct) and workforce records: NPCC retention schedule, employment records"
    ),
    volume=Volume(least=0, most=1.5),
    known_at="started_on",
    revisable=True,
)
