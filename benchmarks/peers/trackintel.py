"""Stops by trackintel: FILE DIAMETER_METRES MINIMUM_SECONDS. Prints what it took as JSON."""

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
import trackintel  # noqa: E402


def main(path: str, diameter: float, minimum: float) -> None:
    """Times the detection, after a call on a few pings."""
    frame = pd.read_parquet(path)
    places = gpd.points_from_xy(frame["lon"] / 1e6, frame["lat"] / 1e6)
    frame = gpd.GeoDataFrame(
        {"user_id": frame["device_id"], "tracked_at": pd.to_datetime(frame["at"], unit="us", utc=True)},
        geometry=places,
        crs="EPSG:4326",
    )
    fixes = trackintel.Positionfixes(frame)
    settings = {"dist_threshold": diameter / 2, "time_threshold": minimum / 60, "gap_threshold": 60}
    fixes.iloc[:500].generate_staypoints(**settings)
    began = time.process_time()
    _, found = fixes.generate_staypoints(**settings)
    took = time.process_time() - began
    print(json.dumps({"pings": len(frame), "cpu": took, "stops": len(found), "version": version("trackintel")}))


main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]))
