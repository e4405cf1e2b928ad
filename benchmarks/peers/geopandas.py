"""Stops near addresses by GeoPandas: STOPS ADDRESSES METRES. Prints what it took as JSON."""

import json
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

sys.path.remove(str(Path(__file__).parent))  # this file has the name of the library
warnings.simplefilter("ignore")

import geopandas as gpd  # noqa: E402
import pandas as pd  # noqa: E402

BRITISH_GRID = "EPSG:27700"


def points(path: str) -> gpd.GeoDataFrame:
    """The rows of a file as points in metres."""
    frame = pd.read_parquet(path)
    places = gpd.points_from_xy(frame["lon"] / 1e6, frame["lat"] / 1e6, crs="EPSG:4326")
    return gpd.GeoDataFrame(frame[["staff_id"]], geometry=places).to_crs(BRITISH_GRID)


def main(stops: str, addresses: str, metres: float) -> None:
    """Times the join, and keeping the pairs of one member of staff."""
    left, right = points(stops), points(addresses)
    gpd.sjoin(left.iloc[:100], right.iloc[:100], predicate="dwithin", distance=metres)
    began = time.process_time()
    pairs = gpd.sjoin(left, right, predicate="dwithin", distance=metres)
    every = time.process_time()
    own = pairs[pairs["staff_id_left"] == pairs["staff_id_right"]]
    ended = time.process_time()
    answer = {"all_pairs": len(pairs), "all_cpu": every - began, "pairs": len(own), "cpu": ended - began}
    print(json.dumps(answer | {"version": version("geopandas")}))


main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
