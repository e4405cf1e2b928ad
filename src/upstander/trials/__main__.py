"""`python -m upstander.trials RESULTS PAGE`: tries every force whose result is not in RESULTS yet, then writes PAGE.

With `--report-only`, writes the page of what is there. With `--first`, tries the first generation of offenders and
look-alikes, which the builders of the signs have seen by now, in place of the latest (decision 20).
"""

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from upstander.trials.drawn.generations import FIRST, LATEST
from upstander.trials.drawn.plan import ENRICHED, Plan, draw_plan
from upstander.trials.measures import Result
from upstander.trials.one_force import try_force
from upstander.trials.report import write_report

FIRST_SEED = {1: 901, 2: 5001}  # of each generation; those of the second that were seen are in decisions 54 and 64
# By turns: most forces hold more offenders than life does, so that recall can be measured; the others as life does.
PREVALENCES = (ENRICHED, ENRICHED, ENRICHED, ENRICHED, 3.0, ENRICHED, ENRICHED, 1.0, ENRICHED, ENRICHED, ENRICHED, 0.3)
FORCES = 24
LARGE = (ENRICHED, 3.0)  # prevalence of each large force: in a small one, one in a hundred is two or three people
LARGE_STAFF, LARGE_DAYS = 800, 150
ABLATED_EVERY = 12  # scanning a force again without each feed takes nine times as long; large ones are spared it


def plans(generation: int = LATEST) -> list[Plan]:
    """The forces of the trial, small ones first."""
    first = FIRST_SEED[generation]
    small = [draw_plan(first + n, PREVALENCES[n % len(PREVALENCES)], generation) for n in range(FORCES)]
    if generation == FIRST:
        return small
    large = [draw_plan(first + FORCES + n, prevalence, generation) for n, prevalence in enumerate(LARGE)]
    return [*small, *(replace(plan, staff=LARGE_STAFF, days=LARGE_DAYS) for plan in large)]


def run(folder: Path, generation: int = LATEST) -> None:
    """Tries every force that has no result yet; a stopped run goes on where it was."""
    folder.mkdir(parents=True, exist_ok=True)
    left = [(n, plan) for n, plan in enumerate(plans(generation)) if not _file(folder, plan).exists()]
    began = time.monotonic()
    for done, (number, plan) in enumerate(left):
        each = (time.monotonic() - began) / done if done else 60.0
        minutes = each * (len(left) - done) / 60
        print(f"{plan.name}: {plan.staff} staff, {plan.days} days; about {minutes:.0f} min left", flush=True)
        part = _file(folder, plan).with_suffix(".part")
        part.write_text(json.dumps(try_force(plan, ablate=_ablated(number))), "utf-8")
        part.rename(_file(folder, plan))


def read(folder: Path) -> list[Result]:
    """The results of a folder, in the order of seeds."""
    results = [json.loads(file.read_text("utf-8")) for file in folder.glob("force-*.json")]
    return sorted(results, key=lambda result: int(result["plan"]["seed"]))


def _ablated(number: int) -> bool:
    return number < FORCES and number % ABLATED_EVERY == ABLATED_EVERY - 2


def _file(folder: Path, plan: Plan) -> Path:
    return folder / f"{plan.name}.json"


def main(arguments: list[str]) -> None:
    """Runs what is missing and writes the page."""
    folder, page = (Path(argument) for argument in arguments if not argument.startswith("--"))
    if "--report-only" not in arguments:
        run(folder, FIRST if "--first" in arguments else LATEST)
    write_report(read(folder), page)


if __name__ == "__main__":
    main(sys.argv[1:])
