"""The page that describes every feed, made from the feeds themselves."""

from upstander.records.catalogue import all_feeds
from upstander.records.columns import Column
from upstander.records.feed import Feed
from upstander.records.refusals import REASONS

OPENING = """# Feeds

Made from `src/upstander/records/feeds/` by `upstander pages`; change it there.

A feed is all records of one kind. A folder of records holds one file, or one sub-folder of files, for each feed:
`staff.parquet`, `staff/2025.parquet`, `staff.csv`. CSV is RFC 4180 in UTF-8 with a header row; an empty field means
nothing. A feed that a force does not have is left out: the signs that need it are reported as not assessed.
`upstander feeds --template DIR` writes an empty CSV for each feed, `upstander feeds --schema DIR` a Frictionless Table
Schema. Other forms are read with a mapping: see [mappings](feeds/mappings.md). What is refused, and why, is
[at the end](#what-is-refused).

How long records may be kept is a starting point, to be confirmed by a force's records manager.
"""

KINDS = {
    "id": "identifier, 1 to 64 characters",
    "text": "text",
    "instant": "time with its offset, ISO 8601",
    "date": "date, ISO 8601",
    "degrees": "degrees, WGS84",
    "seconds": "whole seconds, 0 or more",
    "whole": "whole number",
    "number": "number",
    "truth": "true or false",
    "phone": "telephone number, E.164",
}


def feeds_page() -> str:
    """The whole page, in Markdown."""
    feeds = all_feeds().values()
    contents = "\n".join(f"- [`{feed.name}`](#{feed.name}): {feed.title}" for feed in feeds)
    return f"{OPENING}\n{contents}\n\n" + "\n".join(_section(feed) for feed in feeds) + _refusals()


def _section(feed: Feed) -> str:
    rows = "\n".join(_row(feed, column) for column in feed.columns)
    return f"""## {feed.name}

**{feed.title}.** {feed.meaning}

| column | what it holds | what it means | may be empty | sensitivity |
| --- | --- | --- | --- | --- |
{rows}

{_facts(feed)}
"""


def _row(feed: Feed, column: Column) -> str:
    name = f"`{column.name}`" + (" (key)" if column.name in feed.key else "")
    empty = "yes" if column.nullable else "no"
    return f"| {name} | {_holds(column)} | {column.meaning} | {empty} | {column.sensitivity.value} |"


def _holds(column: Column) -> str:
    if column.choices:
        return "one of " + ", ".join(f"`{choice}`" for choice in column.choices)
    held = KINDS[column.kind.value]
    if column.kind.value == "number" and column.unit:
        held += f", {column.unit}"
    return held


def _facts(feed: Feed) -> str:
    changes = "a later load replaces an earlier record" if feed.revisable else "records do not change once written"
    known = f"`{feed.known_from}`" if feed.known_from else "not said: always known"
    status = "confirmed" if feed.keep.confirmed else "to be confirmed"
    return (
        f"Known to the force since: {known}. Changes: {changes}. "
        f"Kept for: {feed.keep.months} months ({feed.keep.authority}; {status}). "
        f"Usual: {feed.volume.least:g} to {feed.volume.most:g} a year for each member of staff."
    )


def _refusals() -> str:
    rows = "\n".join(
        f"| `{code}` | {_general(reason.says)} | {_general(reason.remedy)} |" for code, reason in REASONS.items()
    )
    return f"""
## What is refused

A row that cannot be used is kept in `STORE/refused/<feed>/<load>.parquet` with its file, row, column, value, reason,
remedy and the whole original row; the rows around it go on.

| code | what is wrong | remedy |
| --- | --- | --- |
{rows}
"""


def _general(words: str) -> str:
    """A sentence with its places named instead of filled in."""
    places = {
        "column": "the column",
        "choices": "the choices",
        "least": "the least",
        "most": "the most",
        "encoding": "",
    }
    return words.format(**places)
