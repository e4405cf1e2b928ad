"""A matter held for criminal proceedings, at the desk: the authority holds it, its page says why and until when, and what waits."""

import datetime as dt

import pytest
from django.utils import timezone

HOLD = "held for criminal proceedings"
GIVEN = {
    "detail-scope": "proceedings",
    "detail-reason": "the same witnesses are to be heard in court",
    "detail-prosecutor": "asked us to wait",
    "detail-review": "1/6/2030",
}


@pytest.fixture
def matter(desk):
    """A matter about an officer whose notice of proceedings was given before it was opened here."""
    from upstander.casework.models import MatterEntry  # noqa: PLC0415

    found = desk.matter("authority", "investigator")
    day = found.entries.get(number=1).day
    found.kind = "officer"
    desk.run("SET LOCAL session_replication_role = replica")
    type(found).objects.filter(pk=found.pk).update(kind="officer")
    desk.run("SET LOCAL session_replication_role = origin")
    told = {"form": "misconduct hearing", "proceedings": "h1"}
    MatterEntry.objects.create(matter=found, number=2, what="notice of proceedings given", details=told, day=day,
                               recorded=day, by="DCC 7", writer=desk.accounts["manager"])  # fmt: skip
    return found


def enters(desk, matter, what, who="authority", **details):
    day = f"{matter.entries.last().day:%d/%m/%Y}"
    return desk.asks(who, f"/matters/{matter.pk}/add", {"what": what, "day": day, **details})


def page_of(desk, matter):
    return desk.asks("investigator", f"/matters/{matter.pk}").content.decode()


def test_the_page_says_since_when_why_and_until_when_it_is_held_and_which_clock_waits(desk, matter):
    before = page_of(desk, matter)
    assert ("Held since" in before, ">Held</strong>" in before, "subject replies" in before) == (False, False, True)
    assert enters(desk, matter, HOLD, **GIVEN).status_code == 302
    page = page_of(desk, matter)
    said = (
        "Held since",
        "the same witnesses are to be heard in court",
        "1 June 2030",
        "What does not wait",
        ">Held</strong>",
    )
    assert [words for words in said if words not in page] == []
    assert "The matter is held for criminal proceedings, and the hold has not been ended." in page  # bars its close
    assert enters(desk, matter, "hold ended", **{"detail-reason": "sentenced"}).status_code == 302
    after = page_of(desk, matter)
    assert ("Held since" in after, ">Held</strong>" in after) == (False, False)


def test_only_the_authority_holds_a_matter_and_lets_it_go_on(desk, matter):
    assert enters(desk, matter, HOLD, "investigator", **GIVEN).status_code == 422
    assert enters(desk, matter, HOLD, **GIVEN).status_code == 302
    assert enters(desk, matter, "hold ended", "investigator", **{"detail-reason": "sentenced"}).status_code == 422


@pytest.mark.parametrize("left_out", ["detail-reason", "detail-prosecutor", "detail-review", "detail-scope"])
def test_a_hold_that_does_not_say_all_is_refused(desk, matter, left_out):
    given = {name: value for name, value in GIVEN.items() if name != left_out}
    assert (enters(desk, matter, HOLD, **given).status_code, matter.entries.count()) == (422, 2)


def test_over_all_matters_a_clock_that_waits_stands_apart_from_what_is_late(desk, matter):
    def due():
        page = desk.asks("investigator", "/matters/due").content.decode()
        late, _, held = page.partition("Held: these clocks wait")
        return "subject replies" in late, "subject replies" in held

    assert due() == (True, False)
    enters(desk, matter, HOLD, **GIVEN)
    assert due() == (False, True)


def test_the_day_on_which_a_hold_is_looked_at_again_is_due_and_late_until_it_is_kept_anew_or_ended(desk, matter):
    def late(who):
        page = desk.asks(who, "/matters/due").content.decode().partition("Due within four weeks")[0]
        return "A hold is looked at again" in page

    yesterday = f"{timezone.localdate() - dt.timedelta(1):%d/%m/%Y}"
    assert enters(desk, matter, HOLD, **GIVEN | {"detail-review": yesterday}).status_code == 302
    assert (late("authority"), late("manager"), late("liaison")) == (True, True, False)
    assert enters(desk, matter, HOLD, **GIVEN | {"detail-reason": "still to be heard"}).status_code == 302
    assert not late("authority")
