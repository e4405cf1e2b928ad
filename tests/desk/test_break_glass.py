"""Breaking the glass takes two people, opens one part for four hours, never opens what a tie shuts, and is looked at."""

import datetime as dt

import pytest

WHY = "she rang the desk at night and the liaison officer cannot be reached"


@pytest.fixture
def person(desk):
    """Somebody affected, whom the liaison alone can reach."""
    from upstander.casework.actions import care  # noqa: PLC0415

    matter = desk.matter("investigator", "authority", "liaison")
    made = care.name(matter=matter, words="somebody", by=desk.accounts["liaison"])
    care.keep_contact_detail(
        person=made, way="Telephone", reached_at="07700 900123", rules="", by=desk.accounts["liaison"]
    )
    return made


def asked(desk, person, who="investigator", part="liaison"):
    return desk.asks(who, f"/matters/{person.matter_id}/break-glass", {"part": part, "why": WHY})


def answered(desk, person, who, allowed="yes"):
    from upstander.casework.models import BreakGlass  # noqa: PLC0415

    made = BreakGlass.objects.first()
    return desk.asks(who, f"/matters/{person.matter_id}/break-glass/{made.pk}", {"allowed": allowed})


def reaches(desk, person, who="investigator"):
    path = f"/matters/{person.matter_id}/people/{person.pk}/reach"
    shown = "07700 900123" in desk.asks(who, path, {"purpose": "she rang and asked to be rung back"}).content.decode()
    assert bool(desk.sees(who, "SELECT id FROM casework_contactdetail")) == shown
    return shown


def test_two_people_open_one_part_and_both_walls_open_with_it(desk, person):
    assert not reaches(desk, person)
    assert asked(desk, person).status_code == 302
    assert not reaches(desk, person)
    assert answered(desk, person, "manager").status_code == 302
    assert reaches(desk, person)
    assert [line[3]["to"] for line in desk.log("break-glass allowed")] == [str(desk.accounts["investigator"].pk)]


def test_it_ends_by_itself_after_four_hours(desk, person):
    from upstander.casework.models import BreakGlassAnswer  # noqa: PLC0415

    asked(desk, person)
    answered(desk, person, "manager")
    desk.run("SET LOCAL session_replication_role = replica")  # moves the time back, which no trigger would allow
    later = BreakGlassAnswer.objects.get().at - dt.timedelta(hours=4, minutes=1)
    BreakGlassAnswer.objects.update(at=later)
    desk.run("SET LOCAL session_replication_role = origin")
    assert not reaches(desk, person)


def test_nobody_breaks_the_glass_alone(desk, person):
    asked(desk, person, "manager")
    answer = answered(desk, person, "manager")
    assert (answer.status_code, "takes two" in answer.content.decode()) == (409, True)
    assert not reaches(desk, person, "manager")


def test_who_is_not_allowed_sees_nothing_more(desk, person):
    asked(desk, person)
    answered(desk, person, "authority", allowed="no")
    assert not reaches(desk, person)
    assert answered(desk, person, "manager").status_code == 409


@pytest.mark.parametrize(
    "who", ["investigator", "liaison", "analyst", "auditor", "administrator", "a friend", "the subject"]
)
def test_it_is_answered_by_a_manager_or_an_authority_of_the_matter_alone(desk, person, who):
    asked(desk, person, "investigator" if who != "investigator" else "authority")
    assert answered(desk, person, who).status_code == 404
    assert not reaches(desk, person, "investigator")


@pytest.mark.parametrize("who", ["analyst", "administrator", "auditor", "a friend", "the subject"])
def test_nobody_asks_who_does_not_work_on_the_matter(desk, person, who):
    assert asked(desk, person, who).status_code == 404


def test_a_tie_shuts_out_whoever_broke_the_glass(desk, person):
    asked(desk, person)
    answered(desk, person, "manager")
    desk.shut_out("investigator", "P-41")
    assert not reaches(desk, person)


def test_the_auditor_sees_every_one_with_its_reason_and_reviews_it_once(desk, person):
    from upstander.casework.models import BreakGlass  # noqa: PLC0415

    asked(desk, person)
    answered(desk, person, "manager")
    page = desk.asks("auditor", "/oversight").content.decode()
    for words in (WHY, "The investigator", "Allowed by The manager"):
        assert words in page, words
    given = {"asked": str(BreakGlass.objects.get().pk), "words": "it was needed"}
    assert desk.asks("auditor", "/oversight", given | {"words": ""}).status_code == 422
    assert desk.asks("auditor", "/oversight", given).status_code == 302
    assert "it was needed" in desk.asks("auditor", "/oversight").content.decode()
    assert desk.asks("auditor", "/oversight", given).status_code == 422
    assert desk.asks("auditor", "/oversight", given | {"asked": "x"}).status_code == 404


def test_what_nobody_has_reviewed_stands_first(desk, person):
    from upstander.casework.models import BreakGlass, BreakGlassReview  # noqa: PLC0415

    asked(desk, person)
    asked(desk, person, "authority")
    newest, oldest = BreakGlass.objects.order_by("-at")
    desk.run("SET LOCAL session_replication_role = replica")
    BreakGlassReview.objects.create(asked=newest, words="it was needed", by=desk.accounts["auditor"])
    page = desk.asks("auditor", "/oversight").content.decode()
    assert page.index(str(oldest.pk)) < page.index("it was needed")


def test_the_auditor_reads_why_people_read_and_whose_matter_it_was_on_no_page(desk, person):
    reaches(desk, person, "liaison")
    page = desk.asks("auditor", "/oversight").content.decode()
    assert "she rang and asked to be rung back" in page
    assert person.matter.subject_name not in page


@pytest.mark.parametrize("who", ["analyst", "investigator", "manager", "administrator", "a friend"])
def test_oversight_is_the_auditors_alone(desk, who):
    assert desk.asks(who, "/oversight").status_code == 404
    assert "Oversight" not in desk.asks(who, "/ties").content.decode()


def test_an_auditor_is_not_told_of_a_glass_in_a_matter_about_themselves_or_a_friend(desk, person):
    from upstander.casework.actions import break_glass, matters  # noqa: PLC0415

    made = {
        "subject_name": "x",
        "kind": "officer",
        "why": "x",
        "day": dt.date(2025, 5, 1),
        "by": desk.accounts["manager"],
    }
    for staff_id in ("D-auditor", "P-friend"):
        about = matters.open_by_hand(subject_id=staff_id, **made)
        break_glass.ask(matter=about, part="liaison", why=f"canary of {staff_id}", by=desk.accounts["manager"])
    desk.shut_out("auditor", "P-friend")
    asked(desk, person)
    page = desk.asks("auditor", "/oversight").content.decode()
    assert (WHY in page, "canary" in page) == (True, False)
    assert desk.sees("auditor", "SELECT matter_id FROM casework_breakglass") == [person.matter_id]


@pytest.mark.parametrize("now", [{"role": "analyst"}, {"role": "administrator"}, {"is_active": False}])
def test_a_glass_gives_nothing_to_who_works_on_no_matter_by_now(desk, person, now):
    asked(desk, person)
    answered(desk, person, "manager")
    type(desk.accounts["investigator"]).objects.filter(pk=desk.accounts["investigator"].pk).update(**now)
    for table in ("affectedperson", "contactdetail", "task"):
        assert desk.sees("investigator", f"SELECT id FROM casework_{table}") == [], table


def test_who_has_another_role_by_now_has_their_part_no_more(desk, person):
    """A liaison who became the authority would read what a survivor told them, and decide about the subject."""
    assert reaches(desk, person, "liaison")
    type(desk.accounts["liaison"]).objects.filter(pk=desk.accounts["liaison"].pk).update(role="authority")
    assert not reaches(desk, person, "liaison")
