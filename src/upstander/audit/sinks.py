"""The folders outside the database that keep checkpoints, read and compared with one another."""

import os
from collections.abc import Sequence
from pathlib import Path

from nacl.signing import VerifyKey

from upstander.audit.checkpoint import NONE_BEFORE, Checkpoint, CheckpointError, digest_of_line, read_checkpoint
from upstander.audit.finding import Findings

FILE = "checkpoints.jsonl"


class TooFewFoldersError(Exception):
    """Fewer than two folders, or the same one twice: whoever edits it would be believed."""


def lines_of(folder: Path) -> list[str]:
    """The lines of a folder's file; none where there is no file. What is not text is kept as marks of damage."""
    try:
        text = (folder / FILE).read_bytes().decode(errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return []
    return text.removesuffix("\n").split("\n") if text else []


def add_line(folder: Path, line: str) -> None:
    """Adds a line for good: it is on the disk when this returns."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("ab") as stream:
        stream.write(line.encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


def check_folders(folders: Sequence[Path]) -> None:
    """Raises TooFewFoldersError unless there are two or more folders, each of its own."""
    if len({folder.resolve() for folder in folders}) < max(2, len(folders)):
        raise TooFewFoldersError("name two or more folders of checkpoints, each one once and on machines of their own")


def read_folders(folders: Sequence[Path], keys: Sequence[VerifyKey], findings: Findings) -> list[Checkpoint]:
    """The checkpoints rightly signed in any of the folders, the shortest log first; tells what does not fit."""
    check_folders(folders)
    held = {folder: lines_of(folder) for folder in folders}
    if not any(held.values()):
        findings.add("no checkpoint", _named(folders), "no folder holds any checkpoint: nothing vouches for the log")
        return []
    _compare(held, findings)
    good: dict[str, Checkpoint | None] = {}
    for folder, lines in held.items():
        _check_lines(folder, lines, keys, good, findings)
    return sorted((one for one in good.values() if one), key=lambda one: (one.events, one.at))


def _check_lines(
    folder: Path, lines: list[str], keys: Sequence[VerifyKey], good: dict[str, Checkpoint | None], findings: Findings
) -> None:
    before = NONE_BEFORE
    for number, line in enumerate(lines, start=1):
        place = f"{folder}, line {number}"
        if line not in good or good[line] is None:
            good[line] = _checked(line, place, keys, findings)
        read = good[line]
        if read and read.previous != before:
            findings.add("checkpoints out of order", place, "a line before it was removed, added, moved or changed")
        before = digest_of_line(line)


def _checked(line: str, place: str, keys: Sequence[VerifyKey], findings: Findings) -> Checkpoint | None:
    try:
        read = read_checkpoint(line)
    except CheckpointError as problem:
        findings.add("checkpoint edited", place, f"no checkpoint can be read there ({problem})")
        return None
    if not read.is_signed():
        findings.add("checkpoint edited", place, "the signature does not fit: the line was changed after it was signed")
        return None
    if read.key not in {bytes(key) for key in keys}:
        findings.add("another key", place, f"signed by another key than was named, {read.key.hex()}")
        return None
    return read


def _compare(held: dict[Path, list[str]], findings: Findings) -> None:
    """Tells of folders that lack what another has, or have something else."""
    fullest = max(held, key=lambda folder: len(held[folder]))
    for folder, lines in held.items():
        differs = next(
            (n for n, pair in enumerate(zip(lines, held[fullest], strict=False), 1) if len(set(pair)) > 1), None
        )
        if not lines:
            findings.add(
                "checkpoints missing", str(folder), f"deleted or never written; {fullest} holds {len(held[fullest])}"
            )
        elif differs:
            findings.add("checkpoints disagree", f"{folder}, line {differs}", f"{fullest} has another line there")
        elif len(lines) < len(held[fullest]):
            lacks = f"ends after line {len(lines)}; {fullest} has {len(held[fullest])} lines: cut short, or not written"
            findings.add("checkpoints disagree", str(folder), lacks)


def _named(folders: Sequence[Path]) -> str:
    return " and ".join(str(folder) for folder in folders)
