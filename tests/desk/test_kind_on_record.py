"""What a matter is about is the kind of person that the force's staff record has, or what somebody chose with open eyes."""

import datetime as dt
import html
import re

import pytest

ROWS = """
    role                  | rank        | left       | on the day
    constable             |             |            | officer
    custody_officer       |             |            | officer
    special_constable     |             |            | special
    pcso                  |             |            | pcso
    analyst               |             |            | staff
    neighbourhood_officer | Constable   |            | officer
    neighbourhood_officer | PCSO        |            | pcso
    neighbourhood_officer |             |            |
    other                 | staff grade |            | staff
    detective             |             | 2025-05-31 | former officer
    special_constable     |             | 2025-05-31 | former officer
    pcso                  |             | 2025-05-31 | former staff
    pcso                  |             | 2025-06-01 | pcso
    other                 |             | 2025-05-31 |
    """


@pytest.mark.usefixtures("database")
def test_what_a_record_makes_somebody_on_a_day():
    from upstander.casework.on_record import OnRecord  # noqa: PLC0415

    for row in ROWS.strip().split("\n")[1:]:
        role, rank, left, kind = (cell.strip() for cell in row.split("|"))
        record = OnRecord(role, rank, dt.date.fromisoformat(left) if left else None)
        assert record.kind(dt.date(2025, 6, 1)) == kind, row


@pytest.mark.usefixtures("database")
def test_every_role_of_the_feed_is_of_one_kind_or_told_by_the_rank():
    from upstander.casework.on_record import BY_ROLE  # noqa: PLC0415
    from upstander.records.catalogue import all_feeds  # noqa: PLC0415

    several = {"safeguarding_officer", "family_liaison_officer", "schools_officer", "neighbourhood_officer", "other"}
    assert set(BY_ROLE) | several == set(all_feeds()["staff"].column("role").choices)
    assert not several & set(BY_ROLE)


def said_on(answer):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_a_lead_s_form_has_what_the_record_says_chosen_and_nobody_else_is_told_it(desk):
    path = f"/leads/{desk.lead().pk}"
    assert '<option value="pcso" selected>' in desk.asks("manager", path).content.decode()
    assert "selected>PCSO" not in desk.asks("analyst", path).content.decode()


def test_another_kind_than_the_record_s_is_asked_about_once_and_taken_when_confirmed(desk):
    from upstander.casework.models import Matter  # noqa: PLC0415

    path = f"/leads/{desk.lead().pk}/open-matter"
    given = {"kind": "officer", "day": "1/5/2025", "why": "four stops"}
    asked = desk.asks("manager", path, given)
    assert (asked.status_code, Matter.objects.count()) == (422, 0)
    assert "The force's staff record says PCSO (role pcso)" in said_on(asked)
    assert 'name="unlike_record"' in asked.content.decode()
    assert desk.asks("manager", path, given | {"unlike_record": "on"}).status_code == 302
    matter = Matter.objects.get()
    assert matter.kind == "officer"
    told = said_on(desk.asks("manager", f"/matters/{matter.pk}"))
    assert "The force's staff record says PCSO (role pcso). This matter was opened as: Officer." in told


def test_what_agrees_with_the_record_is_asked_nothing_and_its_page_warns_of_nothing(desk):
    page = said_on(desk.asks("manager", f"/matters/{desk.matter().pk}"))
    assert "staff record" not in page


BY_HAND = {"subject_id": "P-2", "subject_name": "Beech", "day": "1/5/2025", "why": "a call"}


def test_by_hand_the_record_is_compared_once_the_number_is_known_and_the_reading_is_logged(desk):
    from upstander.access.sealed import mark  # noqa: PLC0415

    unchosen = desk.asks("manager", "/matters/new", BY_HAND)
    assert '<option value="pcso" selected>' in unchosen.content.decode()
    assert "that is chosen now: check it" in said_on(unchosen)
    other = desk.asks("manager", "/matters/new", BY_HAND | {"kind": "officer"})
    assert (other.status_code, 'name="unlike_record"' in other.content.decode()) == (422, True)
    assert desk.asks("manager", "/matters/new", BY_HAND | {"kind": "pcso"}).status_code == 302
    assert [(line[0], line[1]) for line in desk.log("staff record compared")] == [(mark("P-2"), "allowed")] * 3


def test_the_record_of_nobody_is_asked_about_nothing(desk):
    given = BY_HAND | {"subject_id": "P-no-such", "kind": "officer"}
    assert desk.asks("manager", "/matters/new", given).status_code == 302
    assert desk.log("staff record compared") == []


def test_whom_somebody_may_not_know_of_has_no_record_for_them(desk):
    """A friend is a manager who is shut out: the form answers as it did before there were records."""
    answer = desk.asks("a friend", "/matters/new", BY_HAND | {"subject_id": "P-41", "kind": "officer"})
    assert (answer.status_code, "staff record" in said_on(answer)) == (404, False)
    assert desk.log("staff record compared") == []


def test_who_left_since_a_matter_was_opened_is_said(desk, monkeypatch):
    from upstander.casework import on_record  # noqa: PLC0415

    opened, matter = dt.date(2025, 6, 1), desk.matter()
    record = on_record.OnRecord("pcso", "", dt.date(2025, 6, 3))
    monkeypatch.setattr(on_record, "on_record", lambda _asker, _number: record)
    told = on_record.unlike_matter(None, matter, opened)
    assert told == "The force's staff record says that they left on 3 June 2025"


def test_the_demonstration_opens_its_matter_as_the_record_has_its_subject(desk):
    from upstander.access.models import Account  # noqa: PLC0415
    from upstander.website.demonstration import NAMES  # noqa: PLC0415
    from upstander.website.part_way import part_way  # noqa: PLC0415

    assert {role.value for role in NAMES} <= set(Account.objects.values_list("username", flat=True))
    matter = part_way()
    assert (matter.kind, matter.subject_id) == ("pcso", matter.lead.subject_id)
