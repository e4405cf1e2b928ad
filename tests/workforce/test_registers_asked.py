"""What a force asks of its registers is data with a source, and what cannot be used is refused with words."""

import pytest

from upstander.workforce.expected import ExpectedError
from upstander.workforce.registers import registers

OWN = """
[declared]
within_days = 7
source = "our policy 12"
status = "confirmed"

[in_touch]
every_days = 90
source = "our policy 12"
status = "confirmed"

[checked]
every_days = 30
source = "our policy 12"
status = "confirmed"

[[agency_kind]]
name = "hostel"
title = "Hostel"

[agency_kinds]
source = "our own list"
status = "confirmed"

[[standard]]
name = "two_adults"
title = "Two adults are always there"

[standards]
source = "our own list"
status = "confirmed"
"""


def test_every_period_of_ours_says_where_it_comes_from_and_that_it_is_to_be_checked():
    asked = registers()
    for period in (
        asked.declared, asked.in_touch, asked.checked, asked.transferee, asked.welfare_contact, asked.welfare_kept,
    ):  # fmt: skip
        assert period.days > 0
        assert period.source
        assert period.status.startswith("to be checked")


def test_what_a_force_s_own_file_is_too_old_to_name_is_ours_until_it_does(tmp_path):
    (tmp_path / "old.toml").write_text(OWN)
    ours, old = registers(), registers(tmp_path / "old.toml")
    assert (old.welfare_kept, old.transferee) == (ours.welfare_kept, ours.transferee)
    named = '[welfare_kept]\ndays = 30\nsource = "our policy 12"\nstatus = "confirmed"\n'
    (tmp_path / "new.toml").write_text(OWN + named)
    assert registers(tmp_path / "new.toml").welfare_kept.days == 30


def test_the_kinds_of_agencies_are_those_that_the_sources_name():
    named = {"prison", "probation", "adult_care", "child_care", "mental_health", "nhs", "ambulance", "domestic_abuse",
             "mash", "marac", "childrens_home", "residential_care", "source_unit"}  # fmt: skip
    assert named <= set(registers().agency_kinds.titles)


def test_a_force_has_a_file_of_its_own(tmp_path):
    file = tmp_path / "registers.toml"
    file.write_text(OWN, "utf-8")
    assert registers(file).declared.days == 7
    assert registers(file).agency_kinds.titles == {"hostel": "Hostel"}
    assert registers(file).standards.title("taken_out") == "Taken out"


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("within_days = 7", "within_days = 0", "within_days: 0 is no number of days above 0"),
        ("within_days = 7", "", "has no 'within_days'"),
        ('source = "our policy 12"', 'source = " "', "give its source and its status"),
        ('[[standard]]\nname = "two_adults"', '[[standard]]\nname = "two_adults"\ntitle = "x"\n[[standard]]\nname = "two_adults"',
         "a name stands more than once"),
        ("[declared]", "[declared", "registers.toml"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_words(tmp_path, wrong, right, told):
    file = tmp_path / "registers.toml"
    file.write_text(OWN.replace(wrong, right, 1), "utf-8")
    with pytest.raises(ExpectedError, match=told):
        registers(file)
