"""Purposes and traces are found by looking, and each says what a person needs to judge it."""

from upstander.contacts.catalogue import all_purposes, all_traces, purposes_of
from upstander.contacts.clock import UNITS
from upstander.contacts.join_up import work_names
from upstander.contacts.purpose import Form
from upstander.records.catalogue import all_feeds


def test_every_purpose_named_by_the_design_is_found():
    asked = {"deployment", "assignment", "call_taken", "custody_duty", "supervision", "team_briefing", "case_file_work"}
    asked |= {"declared_approach", "data_correction", "analyst_work", "wrong_name_result", "widely_known_incident"}
    assert asked <= {purpose.name for purpose in all_purposes()}


def test_every_purpose_says_who_records_it_and_what_it_protects():
    for purpose in all_purposes():
        assert purpose.title, purpose.name
        assert purpose.recorded_by, purpose.name
        assert purpose.innocent, purpose.name
        assert set(purpose.needs) <= set(all_feeds()), purpose.name


def test_every_limit_has_a_unit_and_a_reason():
    for purpose in all_purposes():
        for name, limit in purpose.limits.items():
            assert limit.value > 0, (purpose.name, name)
            assert limit.unit in UNITS or " " in limit.unit or limit.unit.endswith("s"), (purpose.name, name)
            assert len(limit.why) > 20, (purpose.name, name)


def test_only_work_with_the_person_counts_as_work():
    assert work_names() == {"deployment", "assignment", "call_taken", "custody_duty"}


def test_every_form_of_purpose_and_every_feed_of_traces_is_used():
    assert all(purposes_of(form) for form in Form)
    assert len({kind.feed for kind in all_traces()}) == len(all_traces())
