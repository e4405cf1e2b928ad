"""The eleven published cases, carried through the desk itself: each entry by who may make it, over the desk's own database.

What the tables tell stands in tests/casework; a case ends here as its source says, and is closed where it may be.
"""

import datetime as dt

import pytest

from tests.casework.drawing import drawn
from tests.casework.drawing import ended as ended_in
from tests.casework.test_cases import CASE_8, CASE_S004, CASES, LEGACY, REOPENED, D

LAST = dt.date(2021, 12, 31)


def carried(desk, kind, tables, attention=D):
    """A matter with every event of the tables entered by the account whose part it is, through the desk's actions."""
    from upstander.casework.actions import entries, matters  # noqa: PLC0415

    history = drawn(attention, kind, *tables)
    manager = desk.accounts["manager"]
    matter = matters.open_by_hand(
        subject_id="P-900", subject_name="Somebody", kind=kind, why="a report", day=history.history[0].day, by=manager
    )
    for part in ("investigator", "authority", "liaison"):
        matters.assign(matter=matter, to=desk.accounts[part], part=part, by=manager)
    for event in history.history[1:]:
        about = {"matter": matter, "what": event.what, "day": event.day, "details": event.details}
        if event.imported:
            entries.add(**about, by=manager, imported=True)
        else:
            entries.put(**about, by=desk.accounts[whose(event.what, event.detail("of"))])
    return matter


def whose(what, of=""):
    from upstander.casework.procedure.entry import wording  # noqa: PLC0415

    if what == "opinion given":
        return "authority" if of == "force" else "investigator"
    return min(wording().whose.get(what, {"investigator"}))


def standing_of(matter, day=LAST):
    from django.utils import timezone  # noqa: PLC0415

    from upstander.casework.actions.entries import law  # noqa: PLC0415
    from upstander.casework.procedure import standing  # noqa: PLC0415

    return standing(law(), matter.history(), max(day, timezone.localdate()))


@pytest.mark.parametrize("name", CASES)
def test_a_case_ends_on_the_desk_as_its_source_says_and_is_closed(desk, name):
    from upstander.casework.actions import entries  # noqa: PLC0415

    kind, before, end, after, _noticed = CASES[name]
    matter = carried(desk, kind, (*before, ended_in(*end), *after))
    now = standing_of(matter)
    assert [str(breach.reason) for breach in now.breaches] == []
    _form, finding, outcome = end
    assert [e.detail("finding") for e in now.events if e.what == "finding made"] == [finding]
    assert [e.detail("outcome") for e in now.events if e.what == "outcome imposed"] == [outcome]
    entries.put(matter=matter, what="matter closed", day=LAST, details={}, by=desk.accounts["investigator"])
    assert standing_of(matter).state("matter") == "closed"


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case[4]])
def test_what_a_source_contradicts_is_said_on_the_matters_page(desk, name):
    """Resigned and dismissed; misconduct says the IOPC, gross misconduct the force: both are kept, and both are told."""
    from upstander.casework.procedure import notices  # noqa: PLC0415

    kind, before, end, after, noticed = CASES[name]
    matter = carried(desk, kind, (*before, ended_in(*end), *after))
    told = [str(reason) for reason in notices(standing_of(matter)) if reason.rule.id in noticed]
    page = text_of(desk.asks("investigator", f"/matters/{matter.pk}"))
    assert len(told) == len(noticed)
    assert [words for words in told if words not in page] == []


def text_of(answer):
    """A page's words, as they are read."""
    import html  # noqa: PLC0415

    return html.unescape(answer.content.decode())


def test_case_3_the_earlier_meeting_is_kept_as_it_was_and_its_page_says_whose_account_was_missing(desk):
    matter = carried(desk, "officer", (LEGACY, REOPENED), "2014-03-03")
    page = text_of(desk.asks("manager", f"/matters/{matter.pk}"))
    assert "What departs from the rules" in page
    assert "no account from the affected person" in page
    assert standing_of(matter).state("matter") == "reopened"
    assert "Kept as it was done" in text_of(desk.asks("manager", f"/matters/{matter.pk}/history"))


@pytest.mark.parametrize(
    ("kind", "tables", "counts"),
    [
        ("pcso", CASE_8, {"1": "sentenced", "2": "sentenced", "sexual assault": "not progressed"}),
        ("officer", CASE_S004, dict.fromkeys(
            ["public office 1", "public office 2", "public office 3", "misuse 1", "misuse 2"], "sentenced"
        )),
    ],
    ids=["8", "S004"],
)  # fmt: skip
def test_a_case_whose_source_tells_no_conduct_outcome_ends_in_its_sentences_and_stays_open(desk, kind, tables, counts):
    matter = carried(desk, kind, tables)
    now = standing_of(matter)
    assert now.states["criminal"] == counts
    assert now.state("matter") != "closed"
    answer = desk.asks("investigator", f"/matters/{matter.pk}/add", {"what": "matter closed", "day": "31/12/2021"})
    assert answer.status_code == 422


def test_only_the_manager_keeps_what_was_done_elsewhere_as_it_was_done(desk):
    matter = desk.matter("investigator")
    given = {"what": "matter closed", "day": "1/5/2025", "imported": "on"}
    assert desk.asks("investigator", f"/matters/{matter.pk}/add", given).status_code == 422
    assert desk.asks("manager", f"/matters/{matter.pk}/add", given).status_code == 302
    assert matter.entries.last().imported


def test_what_was_done_since_the_matter_was_opened_here_goes_by_the_rules(desk):
    """So that nobody skips a second signature by calling today's decision one of elsewhere."""
    matter = desk.matter()
    today = f"{matter.entries.get(number=1).day:%d/%m/%Y}"
    given = {"what": "matter closed", "day": today, "imported": "on"}
    answer = desk.asks("manager", f"/matters/{matter.pk}/add", given)
    assert (answer.status_code, matter.entries.count()) == (422, 1)
    assert "before the matter was opened here" in answer.content.decode()
