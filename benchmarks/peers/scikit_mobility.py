"""Stops by scikit-mobility: FILE DIAMETER_METRES MINIMUM_SECONDS. Prints what it took as JSON."""

import json
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

sys.path.remove(str(Path(__file__).parent))  # files here have the names of libraries
warnings.simplefilter("ignore")

import pandas as pd  # noqa: E402
import skmob  # noqa: E402
from skmob.preprocessing import detection  # noqa: E402


def main(path: str, diameter: float, minimum: float) -> None:
    """Times the detection, after a call on a few pings."""
    frame = pd.read_parquet(path)
    frame["at"] = pd.to_datetime(frame["at"], unit="us")
    frame[["lat", "lon"]] /= 1e6
    tracks = skmob.TrajDataFrame(frame, latitude="lat", longitude="lon", datetime="at", user_id="device_id")
    settings = {"minutes_for_a_stop": minimum / 60, "spatial_radius_km": diameter / 2000, "leaving_time": True}
    detection.stay_locations(tracks.iloc[:200], **settings)
    began = time.process_time()
    found = detection.stay_locations(tracks, **settings)
    took = time.process_time() - began
    print(json.dumps({"pings": len(frame), "cpu": took, "stops": len(found), "version": version("scikit-mobility")}))


main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]))
