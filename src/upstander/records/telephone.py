"""Telephone numbers in every form that people write them, brought to E.164 by the phonenumbers library."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
WITHHELD = re.compile(r"(?i)withheld|private|unknown|anonymous|unavailable|no caller id")


def normalise(written: str, region: str) -> tuple[str | None, str | None]:
    """The E.164 form of a number, or None and the code of the reason why there is none (see `refusals.REASONS`).

    `region` is the country of numbers without an international prefix ("GB"). A leading zero that a spreadsheet took
    is put back, because in most numbering plans only one number can be meant; so is a trailing ".0" taken away.
    """
    written = re.sub(r"\.0$", "", written.strip())
    if SCIENTIFIC.fullmatch(written):
        return None, "digits_lost"
    if WITHHELD.fullmatch(written):
        return None, "number_withheld"
    return _parsed(written, region)


def _parsed(written: str, region: str) -> tuple[str | None, str | None]:
    try:
        number = phonenumbers.parse(written, region)
    except NumberParseException:
        return None, "not_a_number_to_ring"
    if not phonenumbers.is_possible_number(number):
        return None, "short_number" if len(str(number.national_number)) < 7 else "not_a_number_to_ring"
    if len(str(number.national_number)) < 7:
        return None, "short_number"
    return phonenumbers.format_number(number, PhoneNumberFormat.E164), None
