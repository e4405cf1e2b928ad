"""Calls from the public."""

from upstander.records.columns import PERSONAL, SPECIAL, choice, identifier, instant, phone, seconds, text, truth
from upstander.records.feed import Feed, Keep, Volume

public_calls = Feed(
    name="public_calls",
    title="Calls from the public",
    meaning="Calls that staff answered on the force's lines.",
    columns=(
        identifier("call_id", "the call"),
        identifier("staff_id", "who answered"),
        phone("other_number", "who rang, where known", nullable=True),
        identifier("nominal_id", "the member of the public, where known", nullable=True, sensitivity=PERSONAL),
        identifier("incident_id", "the incident, where one is named", nullable=True),
        instant("start_at", "when"),
        seconds("duration_s", "length"),
        choice("line", "which line", "999", "101", "direct", "enquiry_desk"),
        truth("recorded", "whether the line is recorded"),
        text("transcript", "the words, where transcribed", nullable=True, sensitivity=SPECIAL),
    ),
    key=("call_id",),
    keep=Keep(months=24, authority="Force monitoring policy (SI 2018/356); needs a recorded authority"),
    volume=Volume(least=0, most=20000),
    time="start_at",
)
