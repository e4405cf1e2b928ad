"""A source of files, a store to load them into, and what the store then holds."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from upstander.engines import DuckDBEngine
from upstander.records.loading import load_source
from upstander.records.mapping import parse_mapping
from upstander.records.report import LoadReport
from upstander.records.store import files_of

Content = str | bytes | pa.Table


class Store:
    """A store in a temporary folder, and what is loaded into it."""

    def __init__(self, folder: Path, engine: DuckDBEngine) -> None:
        self.folder, self.path, self.engine, self.sources = folder, folder / "store", engine, 0

    def write(self, files: Mapping[str, Content]) -> Path:
        """A new source folder of these files."""
        self.sources += 1
        source = self.folder / f"source {self.sources}"
        for name, content in files.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, pa.Table):
                pq.write_table(content, path)
            else:
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        return source

    def load(self, files: Mapping[str, Content], mapping: str | None = None) -> LoadReport:
        """Loads these files, with a mapping in TOML if one is given."""
        chosen = parse_mapping("test", mapping) if mapping else None
        return load_source(self.write(files), self.path, self.engine, chosen)

    def rows(self, feed: str) -> list[dict[str, Any]]:
        """What the store holds of a feed, in the order of its key."""
        rows = [row for file in files_of(self.path, feed) for row in pq.ParquetFile(file).read().to_pylist()]
        return sorted(rows, key=lambda row: str(list(row.values())))

    def refused(self, feed: str) -> list[dict[str, Any]]:
        """What was refused of a feed, in the order of rows."""
        files = sorted((self.path / "refused" / feed).glob("*.parquet"))
        return sorted((r for f in files for r in pq.ParquetFile(f).read().to_pylist()), key=lambda r: r["row"])

    def files(self) -> dict[str, bytes]:
        """Every file of the store but the lock, with what it holds."""
        return {
            str(p.relative_to(self.path)): p.read_bytes()
            for p in sorted(self.path.rglob("*"))
            if p.is_file() and p.name != "lock"
        }


@pytest.fixture
def store(tmp_path: Path, engine: DuckDBEngine) -> Store:
    return Store(tmp_path, engine)


@pytest.fixture
def refusal(store: Store) -> Callable[..., tuple[str, str]]:
    """The column and code for which the only row of a file is refused."""

    def reason(name: str, content: Content, mapping: str | None = None) -> tuple[str, str]:
        report = store.load({name: content}, mapping)
        feed = report.feeds[0]
        (row,) = store.refused(feed)
        assert (report.total("read"), report.total("refused")) == (1, 1), report
        assert row["remedy"]
        return row["column"], row["code"]

    return reason
