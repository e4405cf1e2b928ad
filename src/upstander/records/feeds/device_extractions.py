"""What a handset still held."""

from upstander.records.columns import choice, identifier, instant, phone
from upstander.records.feed import Feed, Keep, Volume

device_extractions = Feed(
    name="device_extractions",
    title="What a handset still held",
    meaning="What a forensic download of a handset found, to set against its bill.",
    columns=(
        identifier("device_id", "the device"),
        instant("extracted_at", "when the download was made"),
        choice("kind", "what it was", "call", "sms", "mms"),
        choice("direction", "who began it", "out", "in"),
        phone("other_number", "the other party"),
        instant("at", "when it began"),
    ),
    key=("device_id", "kind", "direction", "other_number", "at"),
    keep=Keep(
        months=84, authority="Police (Complaints and Misconduct) Regulations 2020: complaint and conduct records"
    ),
    volume=Volume(least=0, most=1000),
    known_at="extracted_at",
)
