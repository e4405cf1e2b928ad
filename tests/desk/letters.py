"""Letters of the tests: sent as the door sends them, taken in as the post room takes them."""

from nacl.public import PrivateKey

from upstander.reporting.letters import MESSAGE, REPORT, Letter
from upstander.reporting.receipt import Receipt
from upstander.reporting.recipients import UNIT, Recipient

KEY = PrivateKey(bytes(range(32)))
TO = Recipient(UNIT, "The unit", KEY.public_key)
WHAT = "He came back to my house at night with no reason"
ANSWERS = {"what": WHAT, "where_when": "Mill Lane, in March"}


def sent(desk, receipt=None, number=0, to=TO, page="a page", **changed):
    """The receipt of a letter sent through the door, in the door's own role."""
    from upstander.reporting import store  # noqa: PLC0415 - Django is set up by the fixture

    receipt = receipt or Receipt.fresh()
    given = {"kind": MESSAGE if number else REPORT, "door": "public", "language": "en", "answers": ANSWERS} | changed
    desk.as_role(lambda: store.take(receipt, Letter(**given), to, page), role="upstander_door")
    return receipt


def taken_in(desk, tell=lambda _words: None, key=KEY):
    """How many letters the post room takes in, in its own role."""
    from upstander.casework.post import take_in  # noqa: PLC0415

    return desk.as_role(lambda: take_in(key, tell), role="upstander_post")


def report_from(desk, receipt=None, **changed):
    """A report of the door, sent and taken in."""
    from upstander.casework.models import Report  # noqa: PLC0415

    receipt = sent(desk, receipt, **changed)
    told: list[str] = []
    assert taken_in(desk, told.append), told
    return Report.objects.get(box=receipt.box)


def form_sent(desk, report, what, given, who="analyst"):
    """The answer to one of a report's forms."""
    return desk.asks(who, f"/reports/{report.pk}/{what}", given)
