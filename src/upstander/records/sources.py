"""Which files a source holds, and which feeds each of them becomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from upstander.records.catalogue import all_feeds
from upstander.records.headers import UnreadableError
from upstander.records.rules import Mapping

SUFFIXES = {".parquet", ".csv"}


@dataclass(frozen=True)
class SourceFile:
    """One file to load: a feed by its name, or whatever the mapping makes of it."""

    path: Path
    shown: str
    feed: str | None = None


def source_files(source: Path, mapping: Mapping | None) -> tuple[list[SourceFile], list[str]]:
    """The files of a source in name order, and a warning for each left aside; raises UnreadableError if none."""
    if not source.exists():
        raise UnreadableError(f"there is no file or folder {source}")
    found = list(_mapped(source, mapping) if mapping else _plain(source))
    files = [file for file in found if isinstance(file, SourceFile)]
    if not files:
        raise UnreadableError(_nothing(source, mapping))
    return files, [warning for warning in found if isinstance(warning, str)]


def _nothing(source: Path, mapping: Mapping | None) -> str:
    if mapping:
        return f"{source} holds no file that the mapping {mapping.name} reads ({', '.join(mapping.files)})"
    return (
        f"{source} holds no feed: files are named as the feed they hold (staff.parquet, staff/*.parquet, staff.csv; "
        "`upstander feeds` lists them), or a mapping says what they are"
    )


def _mapped(source: Path, mapping: Mapping) -> Iterator[SourceFile | str]:
    if source.is_file():
        yield SourceFile(source, source.name)
        return
    for path in sorted(p for p in source.rglob("*") if p.is_file()):
        if mapping.rules_for(path):
            yield SourceFile(path, str(path.relative_to(source)))
        else:
            yield f"{path.relative_to(source)} is left aside: the mapping {mapping.name} does not read it"


def _plain(source: Path) -> Iterator[SourceFile | str]:
    if source.is_file():
        fitting = [name for name in (source.stem, source.parent.name) if name in all_feeds()]
        if fitting:
            yield SourceFile(source, source.name, fitting[0])
        return
    for path in sorted(p for p in source.rglob("*") if p.is_file() and not p.name.startswith(".")):
        inside = path.relative_to(source)
        named = inside.parts[0] if len(inside.parts) > 1 else path.stem
        if path.suffix.lower() in SUFFIXES and named in all_feeds():
            yield SourceFile(path, str(inside), named)
        else:
            yield (
                f"{inside} is left aside: no feed is called {named}"
                if path.suffix in SUFFIXES
                else f"{inside} is left aside"
            )
