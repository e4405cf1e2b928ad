"""Messages on force systems."""

from upstander.records.columns import SPECIAL, choice, identifier, instant, text
from upstander.records.feed import Feed, Keep, Volume

messages = Feed(
    name="messages",
    title="Messages on force systems",
    meaning="Texts, e-mails and chats that a force system holds with their words.",
    columns=(
        identifier("message_id", "the message"),
        identifier("staff_id", "the member of staff"),
        choice("channel", "how it was sent", "sms", "email", "teams", "whatsapp", "social", "other"),
        choice("direction", "who sent it", "out", "in"),
        text("other_party", "a telephone number, e-mail address or handle"),
        instant("at", "when"),
        text("text", "the words", sensitivity=SPECIAL),
    ),
    key=("message_id",),
    keep=Keep(months=12, authority="Force monitoring policy (SI 2018/356); needs a recorded authority"),
    volume=Volume(least=0, most=20000),
    time="at",
    sort=("staff_id", "other_party", "at"),
)
