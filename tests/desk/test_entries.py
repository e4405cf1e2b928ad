"""Entering what happened in a matter: a field for each detail the law reads, refusals explained, corrections kept."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from tests.desk.days import as_typed
from tests.desk.recorded import RECORDED


def added(desk, matter, what, who="manager", day=None, **details):
    given = {f"detail-{name}": value for name, value in details.items()}
    return desk.asks(
        who, f"/matters/{matter.pk}/add", {"what": what, "day": as_typed() if day is None else day} | given
    )


def form_of(desk, matter, what, who="authority"):
    return desk.asks(who, f"/matters/{matter.pk}/add?what={what}").content.decode()


def test_an_entry_that_the_law_allows_is_added(desk):
    matter = desk.matter("investigator")
    answer = added(desk, matter, "matter recorded", "investigator", **RECORDED)
    assert answer.status_code == 302
    entry = matter.entries.last()
    assert (entry.what, entry.by, entry.details) == (
        "matter recorded", "The investigator", RECORDED
    )  # fmt: skip


@pytest.mark.parametrize("what", ["matter closed", "investigation report submitted"])
def test_an_entry_that_a_rule_is_against_is_refused_with_the_rule_and_kept_out(desk, what):
    matter = desk.matter()
    answer = added(desk, matter, what, note="typed before")
    page = answer.content.decode()
    assert (answer.status_code, matter.entries.count()) == (422, 1)
    assert [words for words in ("There is a problem", "S003", "typed before") if words not in page] == []
    assert desk.log("entry")[0][1] == "refused"
    assert desk.log("entry")[0][3]["rules"]
    assert len(desk.log("matter read")) == 1


@pytest.mark.parametrize(
    ("day", "said"),
    [("31/02/2025", "Give the day as in the example"), ("01/01/2125", "has not come"), ("", "Give the day on which")],
)
def test_a_day_that_cannot_be_read_is_said_beside_its_field_and_what_was_typed_stays(desk, day, said):
    matter = desk.matter()
    answer = added(desk, matter, "matter recorded", day=day, **RECORDED)
    page = answer.content.decode()
    assert (answer.status_code, matter.entries.count()) == (422, 1)
    assert page.count(said) == 2  # above the form, as a link to the field, and beside the field
    assert '<a href="#id_day">' in page
    assert 'value="something else"' in page


def test_an_event_that_no_rule_knows_is_not_entered(desk):
    matter = desk.matter()
    assert added(desk, matter, "burnt").status_code == 422
    assert desk.asks("manager", f"/matters/{matter.pk}/add").status_code == 422
    assert matter.entries.count() == 1


# what happens                | fields its form has | what may be chosen
FORMS = [
    ("mode determined", ["mode"], ["independent", "directed", "local", "returned"]),
    ("severity assessed", ["level"], ["gross misconduct", "misconduct", "no breach"]),
    ("suspension considered", ["decision", "reason"], ["suspended", "restricted", "not imposed"]),
    ("notice withheld", ["ground", "review"], ["(f) the welfare and safety of an informant or witness"]),
    ("opinion given", ["allegation", "of", "level", "reasons"], ["IOPC", "force", "investigator"]),
]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_asks_for_what_the_law_reads_and_offers_what_it_allows(desk, form):
    what, fields, values = form
    page = form_of(desk, desk.matter("authority"), what)
    assert [name for name in fields if f'name="detail-{name}"' not in page] == []
    assert [value for value in values if value not in page and value.capitalize() not in page] == []
    assert "What is checked" in page or what == "mode determined"


def test_a_value_that_the_law_does_not_offer_is_refused_beside_its_field(desk):
    matter = desk.matter("authority")
    answer = added(desk, matter, "severity assessed", "authority", level="dreadful")
    assert (answer.status_code, "Choose one of those offered" in answer.content.decode()) == (422, True)
    assert matter.entries.count() == 1


def test_what_the_law_allows_is_that_of_the_persons_kind(desk):
    """A PCSO is no officer: severity in the Conduct Regulations' levels of 2025 is not offered to staff."""
    page = form_of(desk, desk.matter("authority"), "severity assessed")
    assert "Refer under the Vetting Regulations" not in page


@pytest.mark.parametrize("who", ["investigator", "liaison", "manager"])
def test_a_decision_of_the_appropriate_authority_is_entered_by_nobody_else(desk, who):
    matter = desk.matter("authority", *({who} - {"manager"}))
    assert "You cannot enter this" in form_of(desk, matter, "severity assessed", who)
    answer = added(desk, matter, "severity assessed", who, level="misconduct", reasons="as alleged")
    assert (answer.status_code, matter.entries.count()) == (422, 1)
    assert "belongs to the part authority" in answer.content.decode()
    assert added(desk, matter, "severity assessed", "authority", level="misconduct").status_code == 302


def test_one_more_allegation_or_person_can_be_begun_when_there_is_one(desk):
    matter = desk.matter("authority")
    added(desk, matter, "opinion given", "authority", allegation="1", of="force", level="misconduct", reasons="r")
    page = desk.asks("manager", f"/matters/{matter.pk}").content.decode()
    assert ": another" in page


# ---- corrections


def test_a_correction_stands_in_place_of_an_entry_and_both_are_kept(desk):
    matter = desk.matter("investigator")
    added(desk, matter, "matter recorded", "investigator", **RECORDED)
    path = f"/matters/{matter.pk}/entries/2/correct"
    assert 'value="something else"' in desk.asks("investigator", path).content.decode()
    given = {"day": as_typed(), "detail-alleges": "improper emotional relationship", "detail-abuse_of_position": "yes"}
    assert "Say why" in desk.asks("investigator", path, given).content.decode()
    assert desk.asks("investigator", path, given | {"why": "I misread the account"}).status_code == 302
    page = desk.asks("investigator", f"/matters/{matter.pk}/history").content.decode()
    for words in ("something else", "improper emotional relationship", "I misread the account", "Corrected"):
        assert words in page, words
    last = matter.entries.last()
    assert (last.number, last.supersedes, last.why) == (3, 2, "I misread the account")


def test_an_entry_is_corrected_once_and_then_its_correction(desk):
    matter = desk.matter()
    given = {"day": as_typed(), "detail-note": "b", "why": "a slip"}
    assert desk.asks("manager", f"/matters/{matter.pk}/entries/1/correct", given).status_code == 302
    again = desk.asks("manager", f"/matters/{matter.pk}/entries/1/correct", given)
    assert (again.status_code, "supersede the correction instead" in again.content.decode()) == (409, True)
    assert desk.asks("manager", f"/matters/{matter.pk}/entries/2/correct", given).status_code == 302
    assert desk.asks("manager", f"/matters/{matter.pk}/entries/9/correct", given).status_code == 404


# ---- second signatures

UNREFERRED = {"decision": "not required", "question": "if substantiated", "reason": "no criterion would be met"}


@pytest.fixture
def proposed(desk):
    """A decision that the IOPC need not be told, which waits for somebody else."""
    matter = desk.matter("authority", "investigator")
    answer = added(desk, matter, "referral decided", "authority", **UNREFERRED, second_signature="My own hand")
    assert answer.status_code == 302
    return matter


def test_what_needs_a_second_signature_waits_for_it_and_changes_nothing(desk, proposed):
    assert proposed.entries.count() == 1
    page = desk.asks("investigator", f"/matters/{proposed.pk}").content.decode()
    for words in ("Waits for a second signature", "no criterion would be met", "proposed by The authority"):
        assert words in page, words
    assert "detail-second_signature" not in form_of(desk, proposed, "referral decided")


def test_somebody_else_signs_and_it_is_entered_with_both_names(desk, proposed):
    proposal = proposed.proposals.get()
    path = f"/matters/{proposed.pk}/proposals/{proposal.pk}/sign"
    assert desk.asks("manager", path, {"signed": "yes"}).status_code == 302
    entry = proposed.entries.last()
    assert (entry.what, entry.by, entry.details["second_signature"]) == (
        "referral decided", "The authority", "The manager"
    )  # fmt: skip
    assert desk.asks("manager", path, {"signed": "yes"}).status_code == 409


def test_nobody_signs_what_they_proposed(desk, proposed):
    path = f"/matters/{proposed.pk}/proposals/{proposed.proposals.get().pk}/sign"
    answer = desk.asks("authority", path, {"signed": "yes"})
    assert (answer.status_code, "somebody else" in answer.content.decode()) == (409, True)
    assert proposed.entries.count() == 1


def test_the_second_signature_is_of_a_senior_person(desk, proposed):
    path = f"/matters/{proposed.pk}/proposals/{proposed.proposals.get().pk}/sign"
    answer = desk.asks("investigator", path, {"signed": "yes"})
    assert (answer.status_code, "senior" in answer.content.decode()) == (409, True)
    assert "Do you sign this?" not in desk.asks("investigator", f"/matters/{proposed.pk}").content.decode()
    assert proposed.entries.count() == 1


def test_who_does_not_sign_says_why_and_nothing_is_entered(desk, proposed):
    path = f"/matters/{proposed.pk}/proposals/{proposed.proposals.get().pk}/sign"
    assert desk.asks("manager", path, {"signed": "no"}).status_code == 409
    assert desk.asks("manager", path, {"signed": "no", "why": "it is serious corruption"}).status_code == 302
    assert proposed.entries.count() == 1
    assert "it is serious corruption" in desk.asks("authority", f"/matters/{proposed.pk}/history").content.decode()


def test_a_second_signature_does_not_mend_what_else_a_rule_is_against(desk):
    matter = desk.matter("authority")
    answer = added(desk, matter, "referral decided", "authority", **UNREFERRED | {"reason": "the evidence is weak"})
    assert (answer.status_code, matter.proposals.count()) == (422, 0)


@pytest.mark.parametrize("who", ["liaison", "a friend", "the subject", "auditor"])
def test_a_proposal_is_signed_by_nobody_who_does_not_work_on_the_matter(desk, proposed, who):
    path = f"/matters/{proposed.pk}/proposals/{proposed.proposals.get().pk}/sign"
    assert desk.asks(who, path, {"signed": "yes"}).status_code == 404
    assert desk.sees(who, "SELECT id FROM casework_proposal") == []


@pytest.mark.parametrize("given", ["18 months", "0", "61", "-1"])
def test_how_long_a_warning_lasts_is_a_whole_number_of_months(given):
    from upstander.govuk import fields  # noqa: PLC0415 - Django is set up by the first test that needs it

    field = fields.whole_number("How many months", least=1, most=60)
    with pytest.raises(ValidationError, match="Give a whole number from 1 to 60"):
        field.clean(given)
    assert (field.clean("24"), field.clean("")) == (24, None)


@pytest.mark.parametrize(("who", "may"), [("investigator", False), ("liaison", False), ("authority", True)])
def test_that_abuse_of_position_is_alleged_is_taken_back_by_the_authority_alone(desk, who, may):
    matter = desk.matter("investigator", "liaison", "authority")
    added(desk, matter, "matter recorded", "investigator", **(RECORDED | {"abuse_of_position": "yes"}))
    said = {"day": as_typed(), "why": "typed wrongly", "detail-alleges": "x", "detail-abuse_of_position": "no"}
    desk.asks(who, f"/matters/{matter.pk}/entries/2/correct", said)
    assert (matter.entries.last().details["abuse_of_position"] == "no") is may


def test_a_matter_that_is_closed_as_done_elsewhere_has_a_line_of_its_own_in_the_log(desk):
    from upstander.casework.actions import entries  # noqa: PLC0415

    matter, day = desk.matter(), dt.date(2020, 1, 1)
    entries.add(matter=matter, what="matter closed", day=day, details={}, by=desk.accounts["manager"], imported=True)
    assert [event[0] for event in desk.log("matter closed as done elsewhere")] == [str(matter.pk)]
