"""How grave or near harm may be stands apart from how likely a lead is, and orders the list; scans leave their history."""

import datetime as dt

import pytest

from tests.desk.conftest import DAY
from tests.leads.telling.scans import CASE_2_EVIDENCE, case_2, write_scan, write_store

AS_OF = dt.date(2025, 5, 1)


def at(day):
    return (day - dt.date(1970, 1, 1)).days * 86_400_000_000


def told(**changed):
    """A lead about which nothing makes harm grave or near, but for what a test changes."""
    plain = {"affected": {"vulnerable": []}, "contacts": [], "strands": []}
    return plain | changed


def contact(kind="call", days=3, answer="unexplained"):
    return {"kind": kind, "answer": answer, "at": at(AS_OF - dt.timedelta(days))}


# what the telling shows | what is said of harm
FACTORS = [
    (told(), []),
    (told(affected={"vulnerable": ["mental_health"]}), ["recorded as vulnerable"]),
    (told(affected={"vulnerable": ["a", "b"]}), ["recorded as vulnerable", "vulnerable in more than one way"]),
    (told(affected=None), []),
    (told(contacts=[contact(days=27)]), ["unexplained contact in the last 28 days of the records"]),
    (told(contacts=[contact(days=29)]), []),
    (told(contacts=[contact(answer="explained")]), []),
    (told(contacts=[contact("visit", days=90)]), ["they met, with no task on record"]),
    (told(contacts=[contact("visit", days=90, answer="explained")]), []),
    (told(strands=[{"sign_id": "contact_after_being_told_not_to"}]), ["contact after being told to have none"]),
]


@pytest.mark.parametrize("row", FACTORS, ids=[str(n) for n in range(len(FACTORS))])
def test_each_factor_counts_once_and_only_where_records_show_it(row):
    from upstander.casework.harm import harm_of  # noqa: PLC0415

    telling, words = row
    assert harm_of(telling, AS_OF) == words


def test_every_factor_has_a_source_and_something_that_asks_for_it():
    from upstander.casework.harm import HOLDS, factors  # noqa: PLC0415

    assert set(factors()) == set(HOLDS)
    assert [name for name, factor in factors().items() if not factor["source"].startswith("S00")] == []


def test_the_list_stands_by_harm_and_by_the_scans_rank_where_that_is_asked_for(desk):
    from upstander.casework.models import Lead  # noqa: PLC0415

    other = desk.lead("P-77")
    Lead.objects.filter(pk=other.pk).update(harm=5)
    by_harm = desk.asks("analyst", "/leads").content.decode()
    by_rank = desk.asks("analyst", "/leads?order=strength").content.decode()
    assert by_harm.index("Other Canary") < by_harm.index("Ashby Rourke")
    assert by_rank.index("Ashby Rourke") < by_rank.index("Other Canary")


def test_a_lead_says_what_harm_rests_on_and_that_it_is_not_how_likely_it_is(desk):
    from upstander.casework.models import Lead  # noqa: PLC0415

    lead = desk.lead()
    Lead.objects.get(pk=lead.pk)
    lead.harm_words = ["recorded as vulnerable"]
    lead.save(update_fields=["harm_words"])
    page = desk.asks("analyst", f"/leads/{lead.pk}").content.decode()
    assert "recorded as vulnerable" in page
    assert "not how likely" in page


def test_each_scan_that_was_taken_in_leaves_how_it_saw_the_lead(desk, scan, tmp_path):
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    assert "How earlier scans saw it" not in desk.asks("analyst", f"/leads/{desk.lead().pk}").content.decode()
    store = write_store(tmp_path / "store")
    later = write_scan(tmp_path / "leads", {"L-1": case_2()}, {"L-1": CASE_2_EVIDENCE}, store=str(store))
    for day in (DAY + dt.timedelta(1), DAY + dt.timedelta(1), DAY + dt.timedelta(2)):
        take_in(later, day)
    assert desk.lead().seen.count() == 3
    assert "How earlier scans saw it" in desk.asks("analyst", f"/leads/{desk.lead().pk}").content.decode()


def test_who_saves_may_go_on_to_the_next_lead_that_nobody_works_on(desk):
    first, second = desk.lead(), desk.lead("P-77")
    saved = {"what": "claimed", "then": "next"}
    assert desk.asks("analyst", f"/leads/{first.pk}/move", saved)["Location"] == f"/leads/{second.pk}"
    assert desk.asks("analyst", f"/leads/{second.pk}/move", saved)["Location"] == "/leads"
    assert desk.asks("analyst", f"/leads/{first.pk}/move", {"what": "let go"})["Location"] == f"/leads/{first.pk}"
