"""From observations to leads: what must be raised, what must not, and what is said of chance."""

import datetime as dt

import pytest

from tests.leads.ordinary_force import AS_OF, CALLS, LOOK_UPS, VISITS, OrdinaryForce, sign_of
from upstander.detection import ContactKind, Family
from upstander.leads.raising import Standing
from upstander.leads.scan import scan_known
from upstander.leads.settings import load_settings

SIGNS = (LOOK_UPS, VISITS, CALLS)


@pytest.fixture(scope="module")
def settings():
    return load_settings()


@pytest.fixture
def scanned(engine, settings):
    def scan(force, signs=SIGNS):
        return scan_known(force.known(engine), engine, signs, settings)

    return scan


def spread(force, staff_id, nominal_id, **counts):
    for kind, count in counts.items():
        for number in range(count):
            force.add(staff_id, nominal_id, kind, 100 - 3 * number)


def test_a_pair_that_stands_out_in_two_families_is_a_lead_and_the_first_to_read(scanned):
    force = OrdinaryForce()
    spread(force, "S7", "Ms A", look_up=9, visit=6)
    found = scanned(force).raised
    assert found[0].pair == ("S7", "Ms A")
    assert found[0].standing is Standing.LEAD
    assert [one.pair for one in found if one.standing is Standing.LEAD] == [("S7", "Ms A")]


def test_a_pair_that_stands_out_in_one_family_is_never_a_lead(scanned):
    force = OrdinaryForce()
    spread(force, "S7", "Ms A", look_up=40)
    assert {one.standing for one in scanned(force).raised} <= {Standing.CHECK}


def test_two_signs_of_one_family_are_one_family(scanned):
    force = OrdinaryForce()
    spread(force, "S7", "Ms A", look_up=9, visit=6)
    same = (LOOK_UPS, sign_of(Family.SYSTEMS, ContactKind.VISIT))
    assert Standing.LEAD not in {one.standing for one in scanned(force, same).raised}


def test_an_ordinary_force_raises_no_lead(scanned):
    raised = [one for seed in range(3) for one in scanned(OrdinaryForce(seed=seed)).raised]
    assert not [one for one in raised if one.standing is Standing.LEAD]


def test_somebody_whose_every_pair_looks_like_that_is_no_lead(scanned):
    """The person's own history is a null of its own: a desk whose work nobody records shows it everywhere."""
    force = OrdinaryForce()
    for pair in range(40):
        spread(force, "S7", f"N7-{pair}", look_up=6, visit=4)
    assert not [one for one in scanned(force).raised if one.pair[0] == "S7"]


def test_words_alone_raise_nothing(scanned):
    force = OrdinaryForce()
    spread(force, "S7", "Ms A", message=30)
    assert not scanned(force, (sign_of(Family.WORDS, ContactKind.MESSAGE),)).raised


def test_what_is_known_of_a_person_alone_is_no_lead(scanned):
    force = OrdinaryForce()
    spread(force, "S7", "Ms A", call=30, look_up=1)
    signs = (sign_of(Family.PERSON, ContactKind.CALL), sign_of(Family.WORDS, ContactKind.LOOK_UP, least=1))
    assert Standing.LEAD not in {one.standing for one in scanned(force, signs).raised}


def test_the_first_day_is_the_first_on_which_the_records_so_far_would_have_shown_it(scanned):
    force = OrdinaryForce()
    spread(force, "S7", "Ms A", look_up=9, visit=6)
    scan = scanned(force)
    day = scan.first_raised["S7", "Ms A"]
    last = dt.datetime.fromtimestamp(AS_OF / 1e6, tz=dt.UTC).date() - dt.timedelta(days=100 - 3 * 8)
    first = dt.datetime.fromtimestamp(AS_OF / 1e6, tz=dt.UTC).date() - dt.timedelta(days=100)
    assert first < day < last


def test_contacts_before_the_window_are_not_counted(scanned):
    force = OrdinaryForce()
    for number in range(9):
        force.add("S7", "Ms A", "look_up", 400 + number)
        force.add("S7", "Ms A", "visit", 400 + number)
    assert not [one for one in scanned(force).raised if one.pair[0] == "S7"]


def test_expected_false_grows_down_the_list_by_the_chance_of_innocence(scanned):
    force = OrdinaryForce()
    spread(force, "S7", "Ms A", look_up=9, visit=6)
    spread(force, "S30", "Ms B", look_up=8, visit=7)
    raised = scanned(force).raised
    total = 0.0
    for one in raised:
        total += one.chance_innocent
        assert one.expected_false == pytest.approx(total)
    assert len(raised) >= 2


def test_a_sign_that_cannot_be_asked_is_said_and_counts_for_nothing(scanned):
    force = OrdinaryForce()
    spread(force, "S7", "Ms A", look_up=9, visit=6)
    deaf = sign_of(Family.PLACE, ContactKind.VISIT, needs=("positions",))
    scan = scanned(force, (LOOK_UPS, deaf))
    assert [(one.sign.name, one.because) for one in scan.assessment.not_assessed] == [
        ("sees_visit", "no records of positions")
    ]
    assert Standing.LEAD not in {one.standing for one in scan.raised}


def test_another_pair_of_the_same_person_adds_weight_but_never_by_volume(scanned, settings):
    alone = OrdinaryForce()
    spread(alone, "S7", "Ms A", look_up=9, visit=6)
    several = OrdinaryForce()
    for name in ("Ms A", "Ms B", "Ms C"):
        spread(several, "S7", name, look_up=9, visit=6)

    def weight(force):
        return scanned(force).raised[0].bans

    assert weight(several) <= weight(alone) + settings["most_other_pairs"]


def test_one_record_is_evidence_once_however_many_signs_rest_on_it(scanned):
    force = OrdinaryForce()
    spread(force, "S7", "Ms A", look_up=12)
    told_twice = (LOOK_UPS, sign_of(Family.DUTY, ContactKind.LOOK_UP, name="sees_them_again"))
    found = [one for one in scanned(force, told_twice).raised if one.pair == ("S7", "Ms A")]
    assert {one.standing for one in found} == {Standing.CHECK}
    assert [len(one.strands) for one in found] == [1]


def test_a_sign_that_reads_the_same_records_in_the_light_of_another_feed_says_something_new(scanned):
    force = OrdinaryForce()
    spread(force, "S7", "Ms A", look_up=12)
    told_not_to = sign_of(
        Family.DUTY, ContactKind.LOOK_UP, name="after_an_instruction", in_the_light_of=("instructions",)
    )
    found = [one for one in scanned(force, (LOOK_UPS, told_not_to)).raised if one.pair == ("S7", "Ms A")]
    assert [len(one.strands) for one in found] == [2]


def test_a_sign_whose_chance_model_fails_on_the_records_counts_for_nothing(scanned, settings, engine, tmp_path):
    """Four pairs lie in the tail of the held-out months; a force that forbids it lets such a sign only advise."""
    strict = tmp_path / "force.toml"
    strict.write_text("[numbers]\nmost_unhealthy = 0\n")
    force = OrdinaryForce()
    for number in range(4):
        spread(force, f"S{7 + number}", f"Ms {number}", look_up=20, visit=12)
    assert {strand.sign for one in scanned(force).raised for strand in one.strands} >= {"sees_look_up", "sees_visit"}
    strictly = scan_known(force.known(engine), engine, SIGNS, load_settings(strict))
    demoted = {scale.sign.name for scale in strictly.scales if scale.health.advisory}
    assert demoted >= {"sees_look_up", "sees_visit"}
    assert {strand.sign for one in strictly.raised for strand in one.strands} <= {"sees_call"} - demoted
