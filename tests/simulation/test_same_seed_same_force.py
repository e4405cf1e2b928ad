"""The same seed gives the same force, byte for byte; another seed gives another."""

from pathlib import Path

import pytest

from upstander.simulation import simulate

SMALL = {"staff": 80, "days": 28}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_seed_gives_byte_equal_files(tmp_path: Path) -> None:
    simulate(tmp_path / "one", seed=3, **SMALL)
    simulate(tmp_path / "two", seed=3, **SMALL)

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_another_seed_gives_other_records_in_every_large_feed(tmp_path: Path) -> None:
    simulate(tmp_path / "one", seed=3, **SMALL)
    simulate(tmp_path / "two", seed=4, **SMALL)
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")

    same = {path for path in one.keys() & two.keys() if one[path] == two[path]}
    assert same == {"truth/README.md"}


def test_it_tells_what_it_is_making_and_returns_the_rows_of_each_feed(tmp_path: Path) -> None:
    told: list[str] = []
    written = simulate(tmp_path / "force", seed=3, progress=told.append, **SMALL)

    assert "writing positions" in told
    assert written["staff"] == SMALL["staff"]


def test_a_force_too_small_to_have_every_unit_is_refused_with_the_smallest_size(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 70"):
        simulate(tmp_path / "force", staff=30, days=28, seed=1)
