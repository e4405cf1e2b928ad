"""Simulated tracks of vehicles whose true stops are known: drives, traffic lights, slow queues, bad pings, silence."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SECONDS_A_PING = 10
PINGS_A_DEVICE = 50_000
NOISE_METRES = 8.0
BAD_PINGS = 0.001
METRES_A_MICRODEGREE = 0.111195
BEGIN = 1_735_689_600  # 2025-01-01
DRIVE, LIGHT, QUEUE, STOP = range(4)
SPEEDS = np.array([11.0, 0.0, 1.5, 0.0])  # metres a second
SHARES = [0.40, 0.28, 0.04, 0.28]
SECONDS = np.array([[60, 900], [15, 100], [120, 600], [240, 3600]])  # least and most of each


@dataclass(frozen=True)
class Tracks:
    """Positions as the store keeps them, by device and time, and the true stops (device_id, start_at, end_at)."""

    positions: pa.Table
    stops: pa.Table


def simulate(rows: int, seed: int = 1) -> Tracks:
    """About so many positions, of as many devices as that takes."""
    chance = np.random.default_rng(seed)
    devices = [_device(f"vehicle {n:05}", chance) for n in range(max(1, rows // PINGS_A_DEVICE))]
    return Tracks(pa.concat_tables([d.positions for d in devices]), pa.concat_tables([d.stops for d in devices]))


def write_store(tracks: Tracks, folder: Path, files: int = 6) -> list[Path]:
    """Files as the store keeps them: each a length of time, sorted by device and time, row groups of 120,000."""
    at = tracks.positions["at"].to_numpy()
    borders = np.linspace(at.min(), at.max() + 1, files + 1).astype(np.int64)
    paths = []
    for number in range(files):
        part = tracks.positions.filter(pa.array((at >= borders[number]) & (at < borders[number + 1])))
        path = folder / f"{number:02}.parquet"
        pq.write_table(part, path, compression="zstd", row_group_size=120_000)
        paths.append(path)
    return paths


def _device(name: str, chance: np.random.Generator) -> Tracks:
    kinds, pings = _phases(chance)
    ends = np.cumsum(pings)
    kind = np.repeat(kinds, pings)
    heading = np.repeat(chance.uniform(0, 2 * np.pi, len(kinds)), pings)
    step = SPEEDS[kind] * SECONDS_A_PING
    north, east = np.cumsum(step * np.cos(heading)), np.cumsum(step * np.sin(heading))
    seconds = BEGIN + np.arange(len(kind)) * SECONDS_A_PING
    begins, last = ends[kinds == STOP] - pings[kinds == STOP], ends[kinds == STOP] - 1
    heard = _heard(begins, last, len(kind), chance)
    stops = {
        "device_id": [name] * len(begins),
        "start_at": seconds[begins] * 1_000_000,
        "end_at": seconds[last] * 1_000_000,
    }
    noisy = _noisy(north, east, chance)
    columns = {
        "device_id": pa.array([name]).take(pa.array(np.zeros(int(heard.sum()), np.int32))),
        "at": seconds[heard] * 1_000_000,
        "lat": (53_700_000 + noisy[0][heard]).astype(np.int32),
        "lon": (-1_500_000 + noisy[1][heard]).astype(np.int32),
        "speed_kmh": (step[heard] * 3.6 / SECONDS_A_PING + chance.normal(0, 2, int(heard.sum()))).clip(0),
    }
    return Tracks(pa.table(columns), pa.table(stops))


def _phases(chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Kinds and lengths in pings; a stop is always followed by a drive, and a stop or a light never by another."""
    count = PINGS_A_DEVICE // 40
    kinds = chance.choice(4, count, p=SHARES)
    kinds[::2] = DRIVE
    least, most = SECONDS[kinds].T
    seconds = least + (most - least) * chance.random(count) ** 2
    return kinds, np.maximum(1, seconds // SECONDS_A_PING).astype(np.int64)


def _heard(begins: np.ndarray, last: np.ndarray, pings: int, chance: np.random.Generator) -> np.ndarray:
    """One vehicle in four sleeps while the engine is off: only the first two minutes and the waking are heard."""
    heard = np.ones(pings, bool)
    if chance.random() < 0.25:
        for begin, end in zip(begins, last, strict=True):
            heard[begin + 12 : end] = False
    return heard


def _noisy(north: np.ndarray, east: np.ndarray, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Micro-degrees with the error of a receiver; a few pings are far off. Folded into a square of 60 km."""
    bad = (chance.random(len(north)) < BAD_PINGS) * chance.uniform(300, 2000, len(north))
    wide = np.cos(np.radians(53.7))
    folded = [np.abs((metres + 30_000) % 120_000 - 60_000) for metres in (north, east)]
    noisy = [metres + bad + chance.normal(0, NOISE_METRES, len(north)) for metres in folded]
    return noisy[0] / METRES_A_MICRODEGREE, noisy[1] / (METRES_A_MICRODEGREE * wide)
