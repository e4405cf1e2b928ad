"""What a scan says it could not ask, and what a force might hand over next."""

from dataclasses import replace

from tests.leads.ordinary_force import CALLS, LOOK_UPS, VISITS, OrdinaryForce, sign_of
from upstander.detection import ContactKind, Family
from upstander.detection.run import Choices, NotAssessed, assess
from upstander.leads.report import feeds_worth_adding


def missing(sign, *feeds):
    return NotAssessed(sign, "no records", feeds)


def test_feeds_are_named_together_by_how_many_signs_each_of_them_lets_be_asked():
    backbone = ("incidents", "involvements")
    said = feeds_worth_adding([
        missing(LOOK_UPS, *backbone), missing(VISITS, *backbone), missing(CALLS, *backbone),
        missing(LOOK_UPS, *backbone, "shifts"), missing(CALLS, "positions"), missing(VISITS, *backbone, "positions"),
    ])  # fmt: skip
    assert said == [
        {"feeds": ["incidents", "involvements", "positions"], "signs": 5},
        {"feeds": ["incidents", "involvements"], "signs": 3},
        {"feeds": ["incidents", "involvements", "shifts"], "signs": 4},
    ]


def test_where_every_sign_was_asked_nothing_is_worth_adding():
    assert feeds_worth_adding([]) == []


def test_signs_that_words_keep_off_are_not_promised_to_a_feed(engine):
    words = sign_of(Family.WORDS, ContactKind.MESSAGE, content=True, needs=("messages",))
    deaf = sign_of(Family.PLACE, ContactKind.VISIT, needs=("positions", "staff"))
    found = assess((words, deaf, LOOK_UPS), OrdinaryForce(people=40).known(engine), engine, Choices(365, {}))
    assert {one.sign.name: one.missing for one in found.not_assessed} == {words.name: (), deaf.name: ("positions",)}
    allowed = replace(Choices(365, {}), content_authority="Deputy Chief Constable")
    found = assess((words,), OrdinaryForce(people=40).known(engine), engine, allowed)
    assert [one.missing for one in found.not_assessed] == [("messages",)]
