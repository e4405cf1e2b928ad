"""The list of reports asks the database which links are open: it answers as policy does, with no wall behind it."""

import itertools

import pytest

from tests.desk.conftest import SUBJECT
from tests.desk.letters import form_sent, report_from
from tests.desk.reports import the_report

WHY = {"why": "the same evening and the same street"}
ASKERS = ("analyst", "manager", "a friend", "the subject")


def stands_elsewhere(desk, who):
    """As the list asks, and as policy answers one report at a time, without the second wall: the owner's connection."""
    from upstander.access.asking import asker_of  # noqa: PLC0415 - Django is set up by the fixture, here and below
    from upstander.casework.actions.report_standing import LINKED, elsewhere, standings  # noqa: PLC0415
    from upstander.casework.models import Report  # noqa: PLC0415

    asker = asker_of(desk.accounts[who])
    linked = list(Report.objects.filter(state__in=LINKED))
    told = standings(linked, asker)
    return elsewhere(asker), {one.pk: told[one.pk].state for one in linked if told[one.pk].state != one.state}


def excluded(desk, report):
    from upstander.casework.models import ReportExclusion  # noqa: PLC0415

    ReportExclusion.objects.create(report=report, account=desk.accounts["analyst"], why="desk")


def about(_desk, report):
    from upstander.casework.models import ReportSubject  # noqa: PLC0415

    ReportSubject.objects.create(report=report, subject_id=SUBJECT)


def may_tell_of(desk, report):
    from upstander.casework.models import ReportName  # noqa: PLC0415

    ReportName.objects.create(report=report, subject_mark=desk.accounts["the subject"].mark, why="named")


def held(_desk, report):
    type(report).objects.filter(pk=report.pk).update(held=True)


def a_new_analyst(desk, _report):
    desk.accounts["analyst"].compared = False
    desk.accounts["analyst"].save()


def nothing(_desk, _report):
    """The other end is open to everybody who reads reports."""


HIDING = {  # what is done to the other end: who no longer sees that the first was linked to it
    nothing: set(),
    excluded: {"analyst"},
    about: {"a friend", "the subject"},
    may_tell_of: {"a friend", "the subject"},
    held: {"analyst"},
}


@pytest.mark.parametrize(("hide", "whose"), HIDING.items(), ids=[one.__name__ for one in HIDING])
def test_a_duplicate_stands_elsewhere_for_whom_its_double_is_not(desk, hide, whose):
    first, double = report_from(desk), report_from(desk)
    form_sent(desk, first, "link", WHY | {"address": f"/reports/{double.pk}"}, "manager")
    hide(desk, double)
    for who in ASKERS:
        assert stands_elsewhere(desk, who) == ({first.pk: "received"} if who in whose else {},) * 2


@pytest.mark.parametrize(("hide", "whose"), HIDING.items(), ids=[one.__name__ for one in HIDING])
def test_what_is_linked_to_what_was_made_of_a_report_stands_elsewhere_for_whom_that_is_not(desk, hide, whose):
    """About whom the other report is, or may be, goes into what is made of it by hand: it is not kept from them here."""
    from upstander.casework.models import Matter, ReportLink  # noqa: PLC0415

    first, second, source = report_from(desk), report_from(desk), report_from(desk)
    made = the_report(desk, "manager", subjects="")
    matter = Matter.objects.create(subject_id="S-999", subject_name="Somebody else", kind="officer")
    for end in ({"intelligence": made}, {"matter": matter}):
        ReportLink.objects.create(report=source, made=True, by=desk.accounts["manager"], **end)
    form_sent(desk, first, "link", WHY | {"address": f"/intelligence/{made.pk}"}, "manager")
    form_sent(desk, second, "link", WHY | {"address": f"/matters/{matter.pk}"}, "manager")
    hide(desk, source)
    for who in ASKERS:
        found, told = stands_elsewhere(desk, who)
        assert found == told
        assert (first.pk in told) is (who in whose and hide in (excluded, held))


def test_intelligence_and_matters_about_whom_somebody_is_tied_to_are_not_open(desk):
    first, second = report_from(desk), report_from(desk)
    form_sent(desk, first, "link", WHY | {"address": f"/intelligence/{the_report(desk, 'manager').pk}"}, "manager")
    form_sent(desk, second, "link", WHY | {"address": f"/matters/{desk.matter().pk}"}, "manager")
    assert stands_elsewhere(desk, "manager") == ({}, {})
    both = {first.pk: "received", second.pk: "received"}
    for who in ("a friend", "the subject"):
        assert stands_elsewhere(desk, who) == (both, both)


def test_to_who_is_new_and_not_compared_nothing_about_anybody_is_open(desk):
    first, double = report_from(desk), report_from(desk)
    form_sent(desk, first, "link", WHY | {"address": f"/reports/{double.pk}"}, "manager")
    about(desk, double)
    assert stands_elsewhere(desk, "analyst") == ({}, {})
    a_new_analyst(desk, double)
    assert stands_elsewhere(desk, "analyst") == ({first.pk: "received"},) * 2


@pytest.mark.parametrize("order", list(itertools.permutations(("hidden", "open", "hidden too"))), ids="/".join)
def test_of_several_links_in_whatever_order_the_list_answers_as_policy_does(desk, order):
    first = report_from(desk)
    for name in order:
        double = report_from(desk)
        form_sent(desk, first, "link", WHY | {"address": f"/reports/{double.pk}"}, "manager")
        (nothing if name == "open" else excluded)(desk, double)
    found, told = stands_elsewhere(desk, "analyst")
    assert found == told
    assert stands_elsewhere(desk, "manager") == ({}, {})


def test_whether_a_matter_is_open_to_those_who_need_an_assignment_is_not_answered_here(desk):
    from upstander.access.asking import asker_of  # noqa: PLC0415
    from upstander.casework.open_ends import open_links  # noqa: PLC0415

    first = report_from(desk)
    form_sent(desk, first, "link", WHY | {"address": f"/matters/{desk.matter().pk}"}, "manager")
    counts = [open_links("matter_id", asker_of(desk.accounts[who])).count() for who in ("manager", "investigator")]
    assert counts == [1, 0]
