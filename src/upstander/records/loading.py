"""Loads what a force exported into the store: reads, refuses with a reason, sets aside what is held already, writes.

Each file is one load, named by its content and its mapping: loading it again changes nothing, and a load that was
stopped is done again from the beginning of the file it had reached. See docs/decisions/0003.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from upstander.records.catalogue import all_feeds
from upstander.records.checking import Engine, Sieve
from upstander.records.delimited import TextFile
from upstander.records.encodings import Bytes, content_digest, examine
from upstander.records.headers import UnreadableError
from upstander.records.kept import keep_refused, summed
from upstander.records.locking import only_load
from upstander.records.placing import Placing, finish_stopped_loads
from upstander.records.reading import Opened, ParquetFile
from upstander.records.report import FeedReport, FileReport, LoadReport
from upstander.records.rules import FeedRule, Mapping, plain
from upstander.records.settling import Settling
from upstander.records.sources import SourceFile, source_files
from upstander.records.volumes import volume_warnings, volumes

Progress = Callable[[str, float], None]
READING_SHARE = 0.6  # of the time a file takes, the rest going to sorting and writing: only for the time left shown


def load_source(
    source: Path, store: Path, engine: Engine, mapping: Mapping | None, progress: Progress | None = None
) -> LoadReport:
    """Loads a file, or every file of a folder, into a store and says what became of each row.

    `progress` is told what is being done and the share of the whole that is done (0 to 1). Raises UnreadableError where
    the source holds nothing to load, and StoreBusyError while another process loads into the store.
    """
    files, warnings = source_files(source, mapping)
    total = sum(file.path.stat().st_size for file in files) or 1
    with only_load(store):
        finish_stopped_loads(store)
        reports, done = [], 0
        for file in files:
            size = file.path.stat().st_size
            step = _step(progress, file.shown, done / total, size / total)
            reports.append(_Load(file, store, engine, mapping, step).run())
            done += size
        held = volumes(store, engine)
        return LoadReport(store, tuple(reports), held, (*warnings, *volume_warnings(held)))


def _step(progress: Progress | None, shown: str, before: float, share: float) -> Callable[[float], None]:
    return lambda part: progress(shown, before + share * part) if progress else None


@dataclass
class _Load:
    """The load of one file."""

    file: SourceFile
    store: Path
    engine: Engine
    mapping: Mapping | None
    step: Callable[[float], None]

    def run(self) -> FileReport:
        """Loads the file unless it was loaded before; a file that cannot be read is reported and leaves nothing."""
        self.step(0.0)
        found = None if self._is_parquet else examine(self.file.path)
        load = self._name(found.digest if found else content_digest(self.file.path))
        if (self.store / "loads" / f"{load}.json").exists():
            return FileReport(self.file.shown, load, already=True)
        try:
            opened = self._open(found)
            return self._take(load, opened, self._rules(opened.columns))
        except UnreadableError as error:
            return FileReport(self.file.shown, load, unreadable=str(error))

    @property
    def _is_parquet(self) -> bool:
        return self.file.path.suffix.lower() == ".parquet"

    def _name(self, digest: str) -> str:
        said = self.mapping.digest if self.mapping else self.file.feed
        return hashlib.sha256(f"{digest} {said}".encode()).hexdigest()[:16]

    def _open(self, found: Bytes | None) -> Opened:
        if self._is_parquet:
            return ParquetFile(self.file.path, self._needed)
        if self.mapping is None:
            return TextFile(self.file.path, needed=self._needed, found=found)
        return TextFile(
            self.file.path,
            needed=self._needed,
            delimiter=self.mapping.delimiter,
            encoding=self.mapping.encoding,
            skip_lines=self.mapping.skip_lines,
            found=found,
        )

    @property
    def _needed(self) -> list[str]:
        if self.mapping is None:
            return [column.name for column in all_feeds()[self.file.feed or ""].columns]
        return [name for rule in self._mapped_rules(self.mapping) for name in rule.reads]

    def _mapped_rules(self, mapping: Mapping) -> tuple[FeedRule, ...]:
        return mapping.rules_for(self.file.path) or mapping.feeds

    def _rules(self, columns: tuple[str, ...]) -> tuple[FeedRule, ...]:
        """The feeds that the file becomes; raises UnreadableError where it has not the columns that it takes."""
        present = {name.casefold() for name in columns}
        if self.mapping is None:
            feed = all_feeds()[self.file.feed or ""]
            rules: tuple[FeedRule, ...] = (plain(feed, present),)
        else:
            rules = self._mapped_rules(self.mapping)
        missing = [name for rule in rules for name in rule.reads if name.casefold() not in present]
        if missing:
            by = f"the mapping {self.mapping.name} reads" if self.mapping else f"the feed {self.file.feed} needs"
            raise UnreadableError(
                f"{by} the column {', '.join(missing)}, and {self.file.shown} has only: {', '.join(columns)}"
            )
        return rules

    def _take(self, load: str, opened: Opened, rules: tuple[FeedRule, ...]) -> FileReport:
        sieves = [Sieve(self.engine, rule, self.mapping.empty if self.mapping else ()) for rule in rules]
        for sieve in sieves:
            sieve.prepare()
        read = self._sift(opened, sieves)
        placing = Placing(self.store, load)
        extra = self._extra(opened.columns, rules)
        feeds = tuple(
            self._settle(
                sieve,
                load=load,
                placing=placing,
                read=read[sieve.rule.feed.name],
                encoding=opened.encoding,
                extra=extra,
            )
            for sieve in {s.rule.feed.name: s for s in sieves}.values()
        )
        report = FileReport(self.file.shown, load, feeds, opened.notes)
        loaded_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        placing.write_note(self.store / "loads" / f"{load}.json", report.as_note() | {"loaded_at": loaded_at})
        placing.commit()
        self.step(1.0)
        return report

    def _sift(self, opened: Opened, sieves: list[Sieve]) -> dict[str, int]:
        """Sorts every row of the file into accepted and refused; rows that are broken count for the first feed."""
        read = dict.fromkeys((sieve.rule.feed.name for sieve in sieves), 0)
        for piece in opened.pieces():
            for sieve in sieves:
                read[sieve.rule.feed.name] += sieve.take(piece)
            read[sieves[0].rule.feed.name] += sieves[0].take_broken(piece.broken)
            self.step(READING_SHARE * opened.share)
        return read

    def _extra(self, columns: tuple[str, ...], rules: tuple[FeedRule, ...]) -> tuple[str, ...]:
        used = {name.casefold() for rule in rules for name in rule.reads}
        return tuple(name for name in columns if name.casefold() not in used)

    def _settle(
        self, sieve: Sieve, *, load: str, placing: Placing, read: int, encoding: str, extra: tuple[str, ...]
    ) -> FeedReport:
        counts = Settling(sieve, self.store, load, placing).settle()
        final = self.store / "refused" / sieve.rule.feed.name / f"{load}.parquet"
        kept = keep_refused(sieve, self.file.shown, encoding, placing, final)
        report = FeedReport(
            sieve.rule.feed.name,
            read,
            counts.accepted,
            counts.duplicates,
            counts.replaced,
            summed(kept),
            kept,
            str(final.relative_to(self.store)) if kept else None,
            extra,
            counts.earliest,
            counts.latest,
        )
        sieve.clear()
        return report


def load_notes(store: Path) -> Iterator[dict[str, object]]:
    """What every load into a store noted, in the order of their names."""
    for path in sorted((store / "loads").glob("*.json")):
        yield json.loads(path.read_text())


__all__ = ["Progress", "load_notes", "load_source"]
