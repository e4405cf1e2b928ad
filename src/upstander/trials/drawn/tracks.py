"""Stays that are told into the tracks of vehicles: the way there, the stay and the way back, in place of what was."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from upstander.trials.drawn.ground import MINUTE, SECOND

METRE = 9.0  # micro-degrees north; east is longer by 1 / cos(53.6°)
EAST = 1.69
SPEED = 8.5  # metres a second, in town
LONGEST_WAY = 15 * MINUTE
STANDS_EVERY, DRIVES_EVERY = 60 * SECOND, 40 * SECOND
JITTER = 7.0  # metres, as receivers have
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Stay:
    """A vehicle or terminal that stands at a place, in micro-degrees."""

    device: str
    start: int
    end: int
    lat: int
    lon: int


def away(draws: np.random.Generator, lat: int, lon: int, metres: float) -> tuple[int, int]:
    """A place so many metres off, in a direction drawn."""
    angle = draws.uniform(0, 2 * np.pi)
    north, east = metres * np.sin(angle) * METRE, metres * np.cos(angle) * METRE * EAST
    return int(lat + north), int(lon + east)


def with_stays(positions: pa.Table, stays: list[Stay], draws: np.random.Generator) -> pa.Table:
    """The positions of all devices with these stays told in."""
    names = positions["device_id"].combine_chunks().dictionary_encode()
    number = {name: code for code, name in enumerate(names.dictionary.to_pylist())}
    order = np.lexsort((positions["at"].to_numpy(), names.indices.to_numpy()))
    device, at = names.indices.to_numpy()[order], positions["at"].to_numpy()[order]
    lat, lon = positions["lat"].to_numpy()[order], positions["lon"].to_numpy()[order]
    keep, told = np.ones(len(order), dtype=bool), []
    for stay in sorted(stays, key=lambda s: (s.device, s.start)):
        # Of the type of the codes: of another, every search would first copy the codes of all positions.
        code = np.array([number[stay.device], number[stay.device] + 1], dtype=device.dtype)
        low, high = np.searchsorted(device, code)
        track = at[low:high]
        gone, back = _ways(stay, track, lat[low:high], lon[low:high])
        keep[low + np.searchsorted(track, gone[0]) : low + np.searchsorted(track, back[0], side="right")] = False
        told.append(_pings(stay, gone, back, draws))
    left = positions.take(pa.array(order[keep]))
    return pa.concat_tables([left, *(pings.cast(left.schema) for pings in told)])


def _ways(stay: Stay, at: Whole, lat: Whole, lon: Whole) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """When it left where for the stay, and when it came back to where: instants and micro-degrees."""
    before = max(int(np.searchsorted(at, stay.start - LONGEST_WAY)) - 1, 0)
    after = min(int(np.searchsorted(at, stay.end + LONGEST_WAY)), len(at) - 1)
    gone = stay.start - _time(stay, int(lat[before]), int(lon[before]))
    back = stay.end + _time(stay, int(lat[after]), int(lon[after]))
    return (gone, int(lat[before]), int(lon[before])), (back, int(lat[after]), int(lon[after]))


def _time(stay: Stay, lat: int, lon: int) -> int:
    metres = np.hypot((lat - stay.lat) / METRE, (lon - stay.lon) / METRE / EAST)
    return int(min(metres / SPEED * SECOND, LONGEST_WAY))


def _pings(stay: Stay, gone: tuple[int, int, int], back: tuple[int, int, int], draws: np.random.Generator) -> pa.Table:
    parts = [
        _line(gone[0], stay.start, gone[1:], (stay.lat, stay.lon), DRIVES_EVERY),
        _line(stay.start, stay.end, (stay.lat, stay.lon), (stay.lat, stay.lon), STANDS_EVERY),
        _line(stay.end, back[0], (stay.lat, stay.lon), back[1:], DRIVES_EVERY),
    ]
    at, lat, lon = (np.concatenate([part[n] for part in parts]) for n in range(3))
    seen = draws.random(len(at)) < 0.955
    at, lat, lon = at[seen], lat[seen], lon[seen]
    off = draws.normal(0, JITTER * METRE, (2, len(at)))
    stands = (at >= stay.start) & (at <= stay.end)
    columns = {
        "device_id": pa.array([stay.device] * len(at), pa.string()),
        "at": pa.array(at // SECOND * SECOND, pa.int64()),
        "lat": pa.array((lat + off[0]).astype(np.int32), pa.int32()),
        "lon": pa.array((lon + off[1] * EAST).astype(np.int32), pa.int32()),
        "speed_kmh": pa.array(np.where(stands, 0.0, 30.0), pa.float64()),
    }
    return pa.table(columns)


def _line(start: int, end: int, here: tuple[int, ...], there: tuple[int, ...], every: int) -> list[Whole]:
    at = np.arange(start + every // 3, end, every, dtype=np.int64)
    part = (at - start) / max(end - start, 1)
    return [at, *((here[n] + part * (there[n] - here[n])).astype(np.int64) for n in range(2))]
