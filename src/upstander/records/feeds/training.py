"""Training."""

from upstander.records.columns import ROUTINE, date, identifier, number, seconds, text, truth
from upstander.records.feed import Feed, Keep, Volume

training = Feed(
    name="training",
    title="Training",
    meaning="Courses completed, and whether understanding was tested.",
    columns=(
        identifier("staff_id", "the member of staff"),
        text("course", "the course", sensitivity=ROUTINE),
        date("completed_on", "completed"),
        truth("assessed", "whether understanding was tested"),
        number("score", "share of the test that was right", nullable=True, unit="0 to 1", least=0, most=1),
        seconds("seconds_spent", "time spent", nullable=True),
    ),
    key=("staff_id", "course", "completed_on"),
    keep=Keep(
        months=84, authority="Police (Conduct) and workforce records: NPCC retention schedule, employment records"
    ),
    volume=Volume(least=0, most=100),
    known_at="completed_on",
)
