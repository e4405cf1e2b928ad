"""Why a row was refused and what would mend it: every reason, in words for the person who sent the file."""

from dataclasses import dataclass

from upstander.records.columns import Column


@dataclass(frozen=True)
class Reason:
    """What is wrong, and the remedy. Both may name {column}, {choices}, {least}, {most} and {encoding}."""

    says: str
    remedy: str


MAPPING = "or name it in a mapping (docs/feeds/mappings.md)"

REASONS: dict[str, Reason] = {
    "missing": Reason("{column} is empty", "Fill it in: a record without it cannot be used."),
    "too_long": Reason("an identifier longer than 64 characters", "Check that the columns have not slipped."),
    "control_character": Reason("an identifier with a line break or control character", "Take the character out."),
    "formula": Reason(
        "begins like a spreadsheet formula", "Export again from the system itself; an identifier is never a formula."
    ),
    "digits_lost": Reason(
        "a spreadsheet has shortened a long number (4.47701E+11), and its last digits are gone",
        "Export again without opening the file in a spreadsheet, or with this column as text.",
    ),
    "decimal_added": Reason(
        "a spreadsheet has turned an identifier into a number (ends in .0)",
        "Export again without opening the file in a spreadsheet, or with this column as text.",
    ),
    "not_whole": Reason("an identifier that is not a whole number", "Export this column as text."),
    "not_a_time": Reason(
        "not a time in ISO 8601 (2025-03-01T22:10:00Z or 2025-03-01T22:10:00+01:00)", f"Write it so, {MAPPING}: format."
    ),
    "no_time_zone": Reason("a time without its time zone", f"Add the offset or Z, {MAPPING}: time_zone."),
    "time_out_of_range": Reason(
        "a time before 1900 or after 2100", "Leave it empty if it stands for 'still open'; or name it under `empty`."
    ),
    "date_out_of_range": Reason("a date before 1900 or after 2100", "Leave it empty if it stands for 'still open'."),
    "clocks_forward": Reason(
        "a local time that never was: the clocks went forward over it",
        "Ask the supplier for times with their offset; the system's clock was not on the time zone named.",
    ),
    "clocks_back": Reason(
        "a local time that came twice: the clocks went back over it",
        'Ask for times with their offset; or set fold = "first" or "second" in the mapping if the supplier says which.',
    ),
    "serial_date": Reason(
        "a spreadsheet's day number instead of a date", "Export again without a spreadsheet, or with dates as text."
    ),
    "day_or_month_first": Reason(
        "a date whose day and month cannot be told apart", f"Write it as 2025-03-01, {MAPPING}: format."
    ),
    "month_first": Reason(
        "does not fit the format, but would with the month first (US style)", "Check the format in the mapping."
    ),
    "not_a_date": Reason("not a date in ISO 8601 (2025-03-01)", f"Write it so, {MAPPING}: format."),
    "not_the_format": Reason("does not fit the format that the mapping names", "Check the format in the mapping."),
    "not_a_number": Reason("not a number", "Write digits with a point before any fraction, and no thousands marks."),
    "decimal_comma": Reason("a number with a comma for its point", "Write a point before the fraction."),
    "out_of_range": Reason("outside {least} to {most}", "Check the unit and that the columns have not slipped."),
    "grid_reference": Reason(
        "looks like a national grid reference, not degrees", "Ask the supplier for WGS84 latitude and longitude."
    ),
    "not_whole_seconds": Reason("not a length of time in whole seconds", "Write 125 or 00:02:05."),
    "not_true_or_false": Reason("neither true nor false", "Write true or false (yes, no, 1 and 0 will do)."),
    "not_a_choice": Reason("not one of {choices}", f"Use one of them, {MAPPING}: codes."),
    "number_withheld": Reason("a withheld number", "Nothing: the network did not pass the number on."),
    "short_number": Reason("a short code or service number", "Nothing: it has no international form (E.164)."),
    "not_a_number_to_ring": Reason(
        "not a telephone number of the region", f"Write it as +447700900123, {MAPPING}: phone_region."
    ),
    "undecodable": Reason(
        "bytes that are not in the file's encoding",
        "Export it as UTF-8, or name its encoding in a mapping{encoding}.",
    ),
    "nul": Reason("a NUL byte", "The file was damaged on its way; send it again."),
    "too_few_fields": Reason("fewer fields than the header", "Check for a missing separator."),
    "too_many_fields": Reason("more fields than the header", "Put quotes round values that hold the separator."),
    "cut_off": Reason(
        "the last line has fewer fields than the header: the file was cut off", "Send the whole file again."
    ),
    "quote_not_closed": Reason(
        "a quotation mark is opened and never closed: what follows cannot be told apart",
        "Send the file again; it was cut off, or a quotation mark inside a value was not doubled.",
    ),
    "other_values": Reason(
        "a record with this key is already held with other values",
        "Records of this feed do not change. Find out which version is right; the first one stays.",
    ),
}


def worded(code: str, column: Column | None, encoding: str = "") -> Reason:
    """A reason with the names of its column filled in."""
    reason = REASONS[code]
    names = {
        "column": column.name if column else "the row",
        "choices": ", ".join(column.choices) if column else "",
        "least": f"{column.least:g}" if column and column.least is not None else "the least",
        "most": f"{column.most:g}" if column and column.most is not None else "the most",
        "encoding": f': it looks like encoding = "{encoding}"' if encoding else "",
    }
    return Reason(reason.says.format(**names), reason.remedy.format(**names))
