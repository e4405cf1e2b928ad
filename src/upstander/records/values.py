"""What a value of each kind is, whatever a supplier wrote, in SQL: the value itself, and why there is none.

A value that cannot be read is null; the reasons are looked for only in the rows where that happened, so that clean
files cost little. `given` is a column in SQL and `kind` its DuckDB type: "VARCHAR" from text, the file's own types from
Parquet. The store's own types are read as they are: an int32 of micro-degrees, an int64 of microseconds.
"""

from collections.abc import Callable

from upstander.records.clocks import Problem, date_problems, date_value, instant_problems, instant_value
from upstander.records.columns import Column, Kind
from upstander.records.rules import ColumnRule
from upstander.records.sql import matches, quoted, within

FORMULA = r"([=@\t\r]|[+-].*[^0-9 ]).*"
SCIENTIFIC = r"\d(\.\d+)?[eE]\+\d+"
PLAIN = "[0-9A-Za-z][0-9A-Za-z _/:|-]{0,63}"  # what nearly every identifier is; the others are looked at closely
WHOLE_SECONDS = r"\d{1,9}(\.0+)?"
CLOCK_SECONDS = r"\d{1,4}:[0-5]\d:[0-5]\d"
NUMBERS = {
    "DOUBLE",
    "FLOAT",
    "BIGINT",
    "INTEGER",
    "SMALLINT",
    "TINYINT",
    "UBIGINT",
    "UINTEGER",
    "USMALLINT",
    "UTINYINT",
}
FRACTIONS = {"DOUBLE", "FLOAT"}


def value_of(column: Column, given: str, kind: str, rule: ColumnRule) -> str:
    """SQL for a column's value in the store's type; null where it cannot be read. Telephone numbers are looked up
    in a table of those already normalised, so theirs is another column (see `checking`).
    """
    return VALUES[column.kind](column, given, kind, rule)


def problems_of(column: Column, given: str, kind: str, rule: ColumnRule) -> list[Problem]:
    """Conditions in SQL under which a value has no reading, each with the code of its reason; the last always holds."""
    return PROBLEMS[column.kind](column, given, kind, rule)


def _identifier(_: Column, given: str, kind: str, __: ColumnRule) -> str:
    if kind in FRACTIONS:
        return f"CASE WHEN {given} = trunc({given}) AND abs({given}) < 1e15 THEN {given}::BIGINT::VARCHAR END"
    if kind != "VARCHAR":
        return f"{given}::VARCHAR"
    bad = " OR ".join(condition for condition, _ in _identifier_conditions(given))
    return f"CASE WHEN {matches(given, PLAIN)} THEN {given} WHEN NOT ({bad}) THEN {given} END"


def _identifier_conditions(given: str) -> list[Problem]:
    return [
        (f"length({given}) > 64", "too_long"),
        (f"regexp_matches({given}, '[[:cntrl:]]')", "control_character"),
        (
            f"NOT {given}[1:1] BETWEEN '0' AND 'z' AND {matches(given, FORMULA)} OR {given}[1:1] IN ('=', '@')",
            "formula",
        ),
        (f"contains({given}, '+') AND {matches(given, SCIENTIFIC)}", "digits_lost"),
        (f"ends_with({given}, '.0') AND {matches(given, r'[0-9]+[.]0')}", "decimal_added"),
    ]


def _identifier_problems(_: Column, given: str, kind: str, __: ColumnRule) -> list[Problem]:
    return [("true", "not_whole")] if kind in FRACTIONS else _identifier_conditions(f"CAST({given} AS VARCHAR)")


def _text(_: Column, given: str, __: str, ___: ColumnRule) -> str:
    return f"{given}::VARCHAR"


def _degrees(column: Column, given: str, kind: str, _: ColumnRule) -> str:
    if kind == "INTEGER":
        return within(given, int((column.least or 0) * 1e6), int((column.most or 0) * 1e6))
    degrees = f"TRY_CAST({given} AS DOUBLE)"
    return f"CASE WHEN {_inside(column, degrees)} THEN round({degrees} * 1e6)::INTEGER END"


def _inside(column: Column, number: str) -> str:
    least = column.least if column.least is not None else -1.7e308
    most = column.most if column.most is not None else 1.7e308
    return f"{number} BETWEEN {least} AND {most}"


def _number_problems(column: Column, given: str, kind: str, _: ColumnRule) -> list[Problem]:
    number = f"TRY_CAST({given} AS DOUBLE)"
    found: list[Problem] = [(f"isfinite({number}) AND NOT {_inside(column, number)}", "out_of_range")]
    if column.kind is Kind.DEGREES and kind != "INTEGER":
        found.insert(0, (f"isfinite({number}) AND {number} BETWEEN 1000 AND 1400000", "grid_reference"))
    if kind == "VARCHAR":
        found.append((matches(given, r"-?[0-9]+,[0-9]+"), "decimal_comma"))
    return [*found, ("true", "not_a_number")]


def _number(column: Column, given: str, _: str, __: ColumnRule) -> str:
    number = f"TRY_CAST({given} AS DOUBLE)"
    return f"CASE WHEN isfinite({number}) AND {_inside(column, number)} THEN {number} END"


def _whole(column: Column, given: str, kind: str, _: ColumnRule) -> str:
    if kind != "VARCHAR":
        number = f"CASE WHEN {given} = trunc({given}) THEN TRY_CAST({given} AS INTEGER) END"
        return within(number, column.least or 0, int(column.most or 2**31 - 1))
    spoken = [f"split_part({given}, ':', {part})::INTEGER * {size}" for part, size in ((1, 3600), (2, 60), (3, 1))]
    return f"""CASE WHEN {matches(given, WHOLE_SECONDS)} THEN split_part({given}, '.', 1)::INTEGER
        WHEN {matches(given, CLOCK_SECONDS)} THEN {" + ".join(spoken)} END"""


def _truth(_: Column, given: str, kind: str, __: ColumnRule) -> str:
    if kind == "BOOLEAN":
        return given
    word = f"lower({given}::VARCHAR)"
    yes, no = "('true', 't', 'yes', 'y', '1')", "('false', 'f', 'no', 'n', '0')"
    return f"CASE WHEN {word} IN {yes} THEN true WHEN {word} IN {no} THEN false END"


def _choice(column: Column, given: str, _: str, __: ColumnRule) -> str:
    word = f"replace(replace(lower({given}::VARCHAR), ' ', '_'), '-', '_')"
    return f"CASE WHEN {word} IN ({', '.join(map(quoted, column.choices))}) THEN {word} END"


def _always(code: str) -> Callable[[Column, str, str, ColumnRule], list[Problem]]:
    return lambda column, given, kind, rule: [("true", code)]  # noqa: ARG005 - every kind is asked alike


VALUES: dict[Kind, Callable[[Column, str, str, ColumnRule], str]] = {
    Kind.ID: _identifier,
    Kind.TEXT: _text,
    Kind.INSTANT: lambda _, given, kind, rule: instant_value(given, kind, rule),
    Kind.DATE: lambda _, given, kind, rule: date_value(given, kind, rule),
    Kind.DEGREES: _degrees,
    Kind.SECONDS: _whole,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.TRUTH: _truth,
    Kind.CHOICE: _choice,
}

PROBLEMS: dict[Kind, Callable[[Column, str, str, ColumnRule], list[Problem]]] = {
    Kind.ID: _identifier_problems,
    Kind.TEXT: _always("missing"),
    Kind.INSTANT: lambda _, given, kind, rule: instant_problems(given, kind, rule),
    Kind.DATE: lambda _, given, kind, rule: date_problems(given, kind, rule),
    Kind.DEGREES: _number_problems,
    Kind.SECONDS: _always("not_whole_seconds"),
    Kind.WHOLE: _number_problems,
    Kind.NUMBER: _number_problems,
    Kind.TRUTH: _always("not_true_or_false"),
    Kind.CHOICE: _always("not_a_choice"),
}
