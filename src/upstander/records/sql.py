"""Pieces of DuckDB's SQL: literals, names, patterns and ranges."""


def quoted(text: str) -> str:
    """Text as a literal."""
    return "'" + text.replace("'", "''") + "'"


def named(column: str) -> str:
    """The name of a column, whatever stands in it."""
    return '"' + column.replace('"', '""') + '"'


def matches(given: str, pattern: str) -> str:
    """Whether text fits a pattern from end to end."""
    return f"regexp_full_match({given}, {quoted(pattern)})"


def within(value: str, least: float, most: float) -> str:
    """A value, or null outside a range."""
    return f"CASE WHEN {value} BETWEEN {least} AND {most} THEN {value} END"
