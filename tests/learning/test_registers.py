"""Registers of what a force is asked to show: each line once, with its place, and nothing without a source."""

import dataclasses
import datetime as dt

import pytest

from upstander.learning.evidence import Known, shown, tells
from upstander.learning.registers import RegisterError, read, register_of, registers

NOTHING = Known(
    owned=0, lines=35, passed=lambda _course, _day, _marks: 0, talked=lambda _since: 0, decided={},
    partners=None, notices=(0, 0), transferees=lambda: (0, 0),
)  # fmt: skip
WHOLE = """
name = "one"
title = "One"
source = "S"
status = "confirmed"
[[section]]
name = "a"
title = "A"
[[line]]
name = "first"
section = "a"
words = "Something is done"
place = "S003:1"
"""


def test_the_checklist_has_every_line_of_the_source_and_the_nine_recommendations_are_nine():
    assert {name: len(register.lines) for name, register in registers().items()} == {
        "checklist": 35, "messaging_apps": 9, "national_recommendation": 3,
    }  # fmt: skip


def test_a_line_is_found_with_the_register_that_it_stands_in():
    found = register_of("apps_others")
    assert found is not None
    assert found.name == "messaging_apps"
    assert register_of("no_such_line") is None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ('source = "S"', "says nothing of its name, title, source or status"),
        ('place = "S003:1"', "does not say where it comes from"),
    ],
)
def test_what_has_no_source_is_refused(changed, told):
    with pytest.raises(RegisterError, match=told):
        read(WHOLE.replace(changed, changed.partition("=")[0] + '= ""'), "one.toml")


def test_a_line_stands_in_a_section_and_is_there_once():
    with pytest.raises(RegisterError, match="stands in b, which is no section"):
        read(WHOLE.replace('section = "a"', 'section = "b"'), "one.toml")
    with pytest.raises(RegisterError, match="has first more than once"):
        read(WHOLE + WHOLE.partition("[[line]]")[1] + WHOLE.partition("[[line]]")[2], "one.toml")


def test_what_cannot_be_read_is_refused_and_names_the_file():
    with pytest.raises(RegisterError, match=r"one\.toml cannot be read"):
        read("lines of no kind", "one.toml")


def test_every_kind_of_evidence_that_a_line_names_is_one_that_this_desk_tells():
    for register in registers().values():
        for line in register.lines.values():
            for name in line.evidence:
                assert tells(name), name


@pytest.mark.parametrize("name", ["nonsense", "training of_no_course", "records of_no_kind", "vetting"])
def test_evidence_of_no_kind_is_none(name):
    assert not tells(name)
    with pytest.raises(KeyError):
        shown(name, None, dt.date(2026, 11, 27), NOTHING)


@pytest.mark.parametrize("left_out", [field.name for field in dataclasses.fields(Known)])
def test_nothing_that_this_desk_knows_is_left_out_by_forgetting(left_out):
    """An assessment of threats once counted no talks and no decisions on apps, as its caller named neither."""
    given = {name: value for name, value in vars(NOTHING).items() if name != left_out}
    with pytest.raises(TypeError, match=left_out):
        Known(**given)
