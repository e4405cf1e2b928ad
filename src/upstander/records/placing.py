"""Puts the files of a load in place all together or not at all.

A load writes under STORE/loading/<load>/ and then a plan of what goes where. Once the plan is there the load is
decided, and whoever comes next finishes it; before that, what it wrote is thrown away.
"""

import json
import shutil
from pathlib import Path
from typing import Any

PLAN = "plan.json"


class Placing:
    """The files of one load on their way into the store."""

    def __init__(self, store: Path, load: str) -> None:
        self._store, self._folder = store, store / "loading" / load
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self._moves: dict[str, str] = {}
        self._removed: list[str] = []

    def new(self, final: Path) -> Path:
        """Where to write a file that will stand at `final`."""
        staged = self._folder / f"{len(self._moves)}{final.suffix}"
        self._moves[str(staged.relative_to(self._store))] = str(final.relative_to(self._store))
        return staged

    def remove(self, old: Path) -> None:
        """Takes a file out of the store when the rest goes in."""
        self._removed.append(str(old.relative_to(self._store)))

    def write_note(self, final: Path, note: dict[str, Any]) -> None:
        """Adds a note in JSON; it goes in last if it is added last."""
        self.new(final).write_text(json.dumps(note, indent=1, ensure_ascii=False))

    def commit(self) -> None:
        """Decides the load and puts everything in place."""
        draft = self._folder / "draft.json"
        draft.write_text(json.dumps({"moves": self._moves, "removed": self._removed}))
        draft.replace(self._folder / PLAN)
        _carry_out(self._store, self._folder)


def finish_stopped_loads(store: Path) -> None:
    """Finishes loads that were decided and stopped, and throws away what others had begun to write."""
    for folder in sorted((store / "loading").glob("*")):
        if (folder / PLAN).exists():
            _carry_out(store, folder)
        shutil.rmtree(folder, ignore_errors=True)


def is_unfinished(store: Path) -> bool:
    """Whether a decided load has not yet put all its files in place."""
    return any((store / "loading").glob(f"*/{PLAN}"))


def _carry_out(store: Path, folder: Path) -> None:
    plan = json.loads((folder / PLAN).read_text())
    for old in plan["removed"]:
        (store / old).unlink(missing_ok=True)
    for staged, final in plan["moves"].items():
        if (store / staged).exists():
            (store / final).parent.mkdir(parents=True, exist_ok=True)
            (store / staged).replace(store / final)
    shutil.rmtree(folder)
