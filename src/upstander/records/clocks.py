"""Times and dates as suppliers write them, to microseconds and days since 1970, in SQL.

A time on a local clock is brought to UTC with the time zone that the mapping names. Over the hour that the clocks skip
there is no such time, and it is refused. Over the hour that comes twice it is refused too, unless the mapping's `fold`
says which is meant: guessing an hour wrong would put an officer off duty who was on it. An hour is what every European
zone moves by; zones that move by another amount are not resolved.
"""

from upstander.records.rules import ColumnRule
from upstander.records.sql import matches, quoted, within

HOUR = 3_600_000_000
EARLIEST, LATEST = -2_208_988_800_000_000, 4_102_444_800_000_000  # 1900-01-01 and 2100-01-01
FIRST_DAY, LAST_DAY = -25_567, 47_482
TIME = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?"
WITH_OFFSET = rf"{TIME}\s?(Z|z|[+-]\d\d(:?\d\d)?)"
SLASHED = r"\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d\d)([ T].*)?"
SERIAL = r"[2-7]\d{4}([.]\d+)?"

Problem = tuple[str, str]  # a condition in SQL, and the code of the reason it stands for


def instant_value(given: str, kind: str, rule: ColumnRule) -> str:
    """SQL for the microseconds since 1970 UTC of a value of a DuckDB type; null where it cannot be read."""
    return within(_instant(given, kind, rule), EARLIEST, LATEST)


def _instant(given: str, kind: str, rule: ColumnRule) -> str:
    if kind.startswith("TIMESTAMP WITH"):
        return f"epoch_us({given})"
    if kind in {"BIGINT", "HUGEINT"}:
        return f"{given}::BIGINT"
    if kind.startswith("TIMESTAMP"):
        return resolved(f"{given}::TIMESTAMP", rule) if rule.time_zone else "NULL::BIGINT"
    written = _written_instant(f"{given}::VARCHAR", rule)
    local = local_time(f"{given}::VARCHAR", rule)
    return f"coalesce({written}, {resolved(local, rule)})" if rule.time_zone else written


def _written_instant(text: str, rule: ColumnRule) -> str:
    zoned = [form for form in rule.formats if "%z" in form]
    if zoned:
        return f"epoch_us(try_strptime({text}, [{', '.join(map(quoted, zoned))}]))"
    if rule.formats:
        return "NULL::BIGINT"
    tidy = f"replace({text}, ',', '.')"
    return f"CASE WHEN {matches(text, WITH_OFFSET)} THEN epoch_us(TRY_CAST({tidy} AS TIMESTAMPTZ)) END"


def local_time(text: str, rule: ColumnRule) -> str:
    """SQL for the time on the wall of a text without an offset."""
    forms = [form for form in rule.formats if "%z" not in form]
    if forms:
        return f"try_strptime({text}, [{', '.join(map(quoted, forms))}])"
    return f"CASE WHEN {matches(text, TIME)} THEN TRY_CAST(replace({text}, ',', '.') AS TIMESTAMP) END"


def resolved(local: str, rule: ColumnRule) -> str:
    """SQL for the instant of a time on the wall; null in the hour skipped, and in the doubled one without fold."""
    instant = f"epoch_us(timezone({quoted(rule.time_zone or 'UTC')}, {local}))"
    exists = f"{_wall(instant, rule)} = {local}"
    earlier = f"{_wall(f'{instant} - {HOUR}', rule)} = {local}"
    later = f"{_wall(f'{instant} + {HOUR}', rule)} = {local}"
    chosen = {
        "first": f"CASE WHEN {earlier} THEN {instant} - {HOUR} ELSE {instant} END",
        "second": f"CASE WHEN {later} THEN {instant} + {HOUR} ELSE {instant} END",
        "refuse": f"CASE WHEN NOT ({earlier}) AND NOT ({later}) THEN {instant} END",
    }[rule.fold]
    return f"CASE WHEN {exists} THEN {chosen} END"


def _wall(instant: str, rule: ColumnRule) -> str:
    return f"timezone({quoted(rule.time_zone or 'UTC')}, make_timestamptz({instant}))"


def instant_problems(given: str, kind: str, rule: ColumnRule) -> list[Problem]:
    """Why a value is not an instant, the closest reason first."""
    if kind.startswith("TIMESTAMP") and not kind.startswith("TIMESTAMP WITH"):
        if rule.time_zone is None:
            return [("true", "no_time_zone")]
        return [*_clock_problems(f"{given}::TIMESTAMP", rule), ("true", "time_out_of_range")]
    if kind != "VARCHAR":
        return [("true", "time_out_of_range" if kind in {"BIGINT", "TIMESTAMP WITH TIME ZONE"} else "not_a_time")]
    local = local_time(given, rule)
    zoned = _clock_problems(local, rule) if rule.time_zone else [(f"{local} IS NOT NULL", "no_time_zone")]
    out = (f"{_written_instant(given, rule)} IS NOT NULL OR {local} IS NOT NULL", "time_out_of_range")
    return [*zoned, out, *_date_problems(given, rule), ("true", "not_the_format" if rule.formats else "not_a_time")]


def _clock_problems(local: str, rule: ColumnRule) -> list[Problem]:
    instant = f"epoch_us(timezone({quoted(rule.time_zone or 'UTC')}, {local}))"
    twice = [f"{_wall(f'{instant} {sign} {HOUR}', rule)} = {local}" for sign in "-+"]
    return [(f"{_wall(instant, rule)} <> {local}", "clocks_forward"), (" OR ".join(twice), "clocks_back")]


def date_value(given: str, kind: str, rule: ColumnRule) -> str:
    """SQL for the days since 1970 of a value of a DuckDB type; null where it cannot be read."""
    day = {"DATE": given, "VARCHAR": _written_date(given, rule)}.get(kind)
    if kind.startswith("TIMESTAMP") and not kind.startswith("TIMESTAMP WITH"):
        day = f"CASE WHEN {given} = date_trunc('day', {given}) THEN {given}::DATE END"
    number = f"{given}::INTEGER" if kind == "INTEGER" else f"date_diff('day', DATE '1970-01-01', {day})::INTEGER"
    return "NULL::INTEGER" if day is None and kind != "INTEGER" else within(number, FIRST_DAY, LAST_DAY)


def _written_date(text: str, rule: ColumnRule) -> str:
    if rule.formats:
        return f"try_strptime({text}, [{', '.join(map(quoted, rule.formats))}])::DATE"
    iso = r"\d{4}-\d\d-\d\d([T ]00:00(:00(\.0+)?)?)?"
    return f"CASE WHEN {matches(text, iso)} THEN TRY_CAST({text}[1:10] AS DATE) END"


def date_problems(given: str, kind: str, rule: ColumnRule) -> list[Problem]:
    """Why a value is not a date, the closest reason first."""
    if kind != "VARCHAR":
        return [("true", "date_out_of_range" if kind in {"DATE", "INTEGER"} else "not_a_date")]
    out = (f"{_written_date(given, rule)} IS NOT NULL", "date_out_of_range")
    return [out, *_date_problems(given, rule), ("true", "not_the_format" if rule.formats else "not_a_date")]


def _date_problems(given: str, rule: ColumnRule) -> list[Problem]:
    serial = (matches(given, SERIAL), "serial_date")
    if not rule.formats:
        return [serial, (matches(given, SLASHED), "day_or_month_first")]
    swapped = [form.replace("%d", "%§").replace("%m", "%d").replace("%§", "%m") for form in rule.formats]
    forms = f"[{', '.join(map(quoted, swapped))}]"
    return [serial, (f"try_strptime({given}, {forms}) IS NOT NULL", "month_first")]
