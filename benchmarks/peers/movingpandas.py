"""Stops by movingpandas: FILE DIAMETER_METRES MINIMUM_SECONDS. Prints what it took as JSON."""

import json
import sys
import time
import warnings
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

sys.path.remove(str(Path(__file__).parent))  # this file has the name of the library
warnings.simplefilter("ignore")

import geopandas as gpd  # noqa: E402
import movingpandas as mpd  # noqa: E402
import pandas as pd  # noqa: E402


def main(path: str, diameter: float, minimum: float) -> None:
    """Times the detection, after a call on a few pings."""
    frame = pd.read_parquet(path)
    places = gpd.points_from_xy(frame["lon"] / 1e6, frame["lat"] / 1e6)
    data = gpd.GeoDataFrame(
        {"device_id": frame["device_id"], "t": pd.to_datetime(frame["at"], unit="us")}, geometry=places, crs="EPSG:4326"
    )
    settings = {"min_duration": timedelta(seconds=minimum), "max_diameter": diameter}

    def detect(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        tracks = mpd.TrajectoryCollection(rows, "device_id", t="t")
        return mpd.TrajectoryStopDetector(tracks).get_stop_points(**settings)

    detect(data.iloc[:300])
    began = time.process_time()
    found = detect(data)
    took = time.process_time() - began
    print(json.dumps({"pings": len(frame), "cpu": took, "stops": len(found), "version": version("movingpandas")}))


main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]))
