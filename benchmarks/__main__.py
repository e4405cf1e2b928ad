"""Runs benchmarks by name: `python -m benchmarks stops`; with no name, all. Finds them by looking in the folder.

A benchmark is a file here with a function `measure(options)` that gives tables (see `report.Table`).
"""

import argparse
import ast
import importlib
import sys
from pathlib import Path

from benchmarks.report import write

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The files of this folder that define `measure`, found without importing them."""
    return sorted(path.stem for path in FOLDER.glob("[a-z]*.py") if "measure" in _functions(path))


def _functions(path: Path) -> set[str]:
    return {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)}


def main() -> None:
    """Reads the command line, measures, prints and writes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of: {', '.join(names())}")
    parser.add_argument("--rows", type=int, help="rows to simulate (each benchmark has its own default)")
    parser.add_argument("--repeats", type=int, default=3, help="how often each thing is measured; the median counts")
    parser.add_argument(
        "--data", type=Path, help="folder of real data (gps/, bandicoot-demo/); left out: simulated only"
    )
    parser.add_argument("--peers", type=Path, help="folder of the peers' environments; left out: no peers")
    options = parser.parse_args()
    for name in options.names or names():
        module = importlib.import_module(f"benchmarks.{name}")
        write(name, module.__doc__, module.measure(options), ["python", "-m", "benchmarks", *sys.argv[1:]])


if __name__ == "__main__":
    main()
