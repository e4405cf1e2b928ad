"""`python -m upstander.trials RESULTS PAGE`: tries every force whose result is not in RESULTS yet, then writes PAGE.

With `--report-only`, writes the page of what is there.
"""

import json
import sys
import time
from pathlib import Path

from upstander.trials.drawn.plan import ENRICHED, Plan, draw_plan
from upstander.trials.measures import Result
from upstander.trials.one_force import try_force
from upstander.trials.report import write_report

FIRST_SEED = 901
# By turns: most forces hold more offenders than life does, so that recall can be measured; the others as life does.
PREVALENCES = (ENRICHED, ENRICHED, ENRICHED, ENRICHED, 3.0, ENRICHED, ENRICHED, 1.0, ENRICHED, ENRICHED, ENRICHED, 0.3)
FORCES = 24
ABLATED_EVERY = 12  # scanning a force again without each feed takes nine times as long


def plans() -> list[Plan]:
    """The forces of the trial."""
    return [draw_plan(FIRST_SEED + n, PREVALENCES[n % len(PREVALENCES)]) for n in range(FORCES)]


def run(folder: Path) -> None:
    """Tries every force that has no result yet; a stopped run goes on where it was."""
    folder.mkdir(parents=True, exist_ok=True)
    left = [(n, plan) for n, plan in enumerate(plans()) if not _file(folder, plan).exists()]
    began = time.monotonic()
    for done, (number, plan) in enumerate(left):
        each = (time.monotonic() - began) / done if done else 60.0
        minutes = each * (len(left) - done) / 60
        print(f"{plan.name}: {plan.staff} staff, {plan.days} days; about {minutes:.0f} min left", flush=True)
        part = _file(folder, plan).with_suffix(".part")
        part.write_text(json.dumps(try_force(plan, ablate=number % ABLATED_EVERY == ABLATED_EVERY - 2)), "utf-8")
        part.rename(_file(folder, plan))


def read(folder: Path) -> list[Result]:
    """The results of a folder, in the order of seeds."""
    results = [json.loads(file.read_text("utf-8")) for file in folder.glob("force-*.json")]
    return sorted(results, key=lambda result: int(result["plan"]["seed"]))


def _file(folder: Path, plan: Plan) -> Path:
    return folder / f"{plan.name}.json"


def main(arguments: list[str]) -> None:
    """Runs what is missing and writes the page."""
    only = "--report-only" in arguments
    folder, page = (Path(argument) for argument in arguments if argument != "--report-only")
    if not only:
        run(folder)
    write_report(read(folder), page)


if __name__ == "__main__":
    main(sys.argv[1:])
