"""The charts of a trial, as SVG; the page holds each one's figures as a table."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from upstander.trials.measures import BUDGETS, Result, recall_at, stated_and_realised

MARKS = "os^Dv<>pP*hXd"


def draw_recall(results: Sequence[Result], orders: Sequence[str], target: Path) -> None:
    """Recall of traceable subjects by budget, a line for each method; told apart by mark as well as by colour."""
    figure = Figure(figsize=(9, 5))
    axes = figure.subplots()
    for number, name in enumerate(orders):
        shares = [recall_at(results, name, budget) for budget in BUDGETS]
        heights = [share.part / max(share.whole, 1) for share in shares]
        width, colour = (2.5, "black") if name == "fused" else (1.0, f"C{number % 10}")
        axes.plot(BUDGETS, heights, MARKS[number % len(MARKS)] + "-", label=name.removeprefix("peer: "), lw=width,
                  color=colour)  # fmt: skip
    axes.set(xlabel="per cent of staff read", ylabel="traceable subjects among them", ylim=(0, 1), xlim=(0, 5.2))
    axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), fontsize=8)
    _save(figure, target)


def draw_stated(results: Sequence[Result], target: Path) -> None:
    """Innocent pairs stated against innocent pairs realised, a mark for each force, and the line where they agree."""
    points = np.array([stated_and_realised(result) for result in results], dtype=float)
    figure = Figure(figsize=(5.5, 5))
    axes = figure.subplots()
    most = max(float(points.max()), 1.0) * 1.1
    axes.plot([0, most], [0, most], "--", color="grey", lw=1, label="as stated")
    prevalences = [result["plan"]["prevalence"] for result in results]
    for number, prevalence in enumerate(sorted(set(prevalences))):
        of = np.array([p == prevalence for p in prevalences])
        axes.plot(points[of, 0], points[of, 1], MARKS[number], label=f"{prevalence:g} in 1,000")
    axes.set(xlabel="innocent ones the list states", ylabel="innocent ones in the list")
    axes.legend(fontsize=8)
    _save(figure, target)


def _save(figure: Figure, target: Path) -> None:
    with mpl.rc_context({"svg.hashsalt": target.stem}):  # the same figures give the same bytes
        figure.savefig(target, format="svg", bbox_inches="tight", metadata={"Date": None})
