"""Writes `docs/trials.md`: what the trial measured, in tables with their intervals, and charts of the same."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from upstander.trials.charts import draw_recall, draw_stated
from upstander.trials.drawn.generations import FIRST
from upstander.trials.drawn.truth import LEAST_DAYS, LEAST_RECORDS
from upstander.trials.explanations_report import explanations
from upstander.trials.markdown import as_table
from upstander.trials.measures import (
    BUDGETS,
    NAMES,
    Result,
    Share,
    days_gained,
    look_alikes_raised,
    offenders,
    people_stated_and_realised,
    poisson_interval,
    precision_at,
    raised,
    recall_at,
    recall_at_names,
    stated_and_realised,
    traceable,
)

Person = dict[str, Any]
FAMILIES = {"A": "systems", "B": "phone", "C": "place", "D": "duty", "E": "words", "F": "the person"}
PREVALENCES = (0.3, 1.0, 3.0)  # offenders per 1,000 staff
TARGETS = {1: "trials-first", 2: "trials"}  # what makes the page of each generation
STANDS = {
    1: """**First generation of offenders and look-alikes (seeds 901 to 924).** Its kinds and its results have been seen
by the builders of the signs since: it is no longer an unseen trial, and is kept for comparison.""",
    2: """**Second generation of offenders and look-alikes (seeds from 5001)**, whose kinds were written blind by
another hand when the builders of the signs had seen the first
([decision 20](decisions/0020-a-second-generation-of-the-trial.md)). Its kinds are known to them by now, and so are the
forces with seeds 2001 to 2132, 2301 to 2412, 3001 to 3026 and 4001 to 4026; these were drawn when signs and
weights stood as they are ([decision 54](decisions/0054-a-trial-on-forces-not-seen.md),
[decision 64](decisions/0064-a-weight-is-counted-once-more-among-everybody.md)). Once a sign has been changed
by somebody who read this page, these count as seen too. `make trials-first` runs the first generation (seeds 901 to
924).""",
}
CHOICES = {  # in what offenders of each generation differ, as the page tells them apart
    1: ("channel", "way", "pace", "role", "care"),
    2: ("talk", "presence", "looks", "way", "pace", "rhythm", "people", "hours", "name", "excuses", "role", "moved"),
}


def write_report(results: Sequence[Result], target: Path) -> None:
    """The page and its charts, named after it. ValueError where there are no results, or those of two generations."""
    if not results:
        raise ValueError("there are no results to report")
    if len(_generations(results)) > 1:
        raise ValueError(
            "results of two generations of the trial lie in one folder: report each from a folder of its own"
        )
    recall, stated = (target.with_name(f"{target.stem}-{chart}.svg") for chart in ("recall", "expected-false"))
    draw_recall(results, _orders(results), recall)
    draw_stated(results, stated)
    shares, innocent = partial(_recall, recall.name), partial(_false, stated.name)
    parts: list[Callable[[Sequence[Result]], str]] = [
        _head, shares, _precision, _families, _missed, _look_alikes, innocent, explanations, _ablation, _forces,
    ]  # fmt: skip
    target.write_text("\n\n".join(part(results) for part in parts) + "\n", "utf-8")


def _generations(results: Sequence[Result]) -> set[int]:
    return {result["plan"].get("generation", FIRST) for result in results}


def _orders(results: Sequence[Result]) -> list[str]:
    """The fused list, then what is run beside it."""
    run = {name for result in results for name, order in result["orders"].items() if order}
    return ["fused", *sorted(name for name in run if name.startswith("peer"))]


def _head(results: Sequence[Result]) -> str:
    everybody = sum(len(offenders(result)) for result in results)
    could = sum(len(traceable(result)) for result in results)
    staff = sum(result["employed"] for result in results)
    (generation,) = _generations(results)
    return f"""# Trials

Made by `make {TARGETS[generation]}` from {len(results)} simulated forces with {staff} staff; change it there.

{STANDS[generation]}

{everybody} offenders were planted, {could} of them traceable: what they did left at least {LEAST_RECORDS}
records on at least {LEAST_DAYS} days in the feeds that their force hands over. The rest left less and are in no
figure of recall. They and the look-alikes are drawn from independent choices, and were written before any sign
was read ([decision 12](decisions/0012-a-trial-of-our-own.md)). **These are simulated forces. The figures compare
methods with one another on the same records; they do not say what would be found in a real force.** Shares stand
with their 95 % interval. The words of keyword hits and the texts of the offenders are by one hand, which flatters
that method. Forces are small: fifty names are a quarter of an average one, so a draw finds a quarter there.
Each subject is ranked among the innocent of their force alone, as if they were its only offender."""


def _recall(chart: str, results: Sequence[Result]) -> str:
    rows = [[name.removeprefix("peer: "), *(recall_at(results, name, b) for b in BUDGETS)] for name in _orders(results)]
    gained = days_gained(results)
    told = f"a median of {median(gained):.0f} days, over {len(gained)} subjects" if gained else "nobody, so not known"
    return f"""## Recall of traceable subjects, by the share of staff who are read

![Recall by budget for each method]({chart})

{as_table(["method", *(f"{b:g} % of staff" for b in BUDGETS)], rows)}

Days gained, where both the scan raised a subject and the force of the trial found out: {told}."""


def _precision(results: Sequence[Result]) -> str:
    rows = []
    for name in _orders(results):
        cells = [f"{precision_at(results, name, 1.0, prevalence):.2%}" for prevalence in PREVALENCES]
        rows.append([name.removeprefix("peer: "), *cells])
    return f"""## Precision when 1 % of staff are read, by how many offend

Reckoned from recall: the share of those read who are traceable offenders.

{as_table(["method", *(f"{p:g} in 1,000" for p in PREVALENCES)], rows)}"""


def _families(results: Sequence[Result]) -> str:
    names = [name for name in FAMILIES if any(name in result["orders"] for result in results)]
    rows = [[_family(name), *(recall_at_names(results, name, n) for n in NAMES)] for name in ["fused", *names]]
    best = [max(recall_at_names(results, name, n).part for name in names) for n in NAMES]
    fused = [recall_at_names(results, "fused", n).part for n in NAMES]
    verdict = "; ".join(f"at {n} names {_against(f, b)}" for n, f, b in zip(NAMES, fused, best, strict=True))
    return f"""## All families together, and each alone

{as_table(["list", *(f"{n} names" for n in NAMES)], rows)}

The fused list against its best single family: {verdict}."""


def _family(name: str) -> str:
    return f"{name}, {FAMILIES[name]}" if name in FAMILIES else name


def _against(fused: int, best: int) -> str:
    return "it is level" if fused == best else "it is ahead" if fused > best else "**it is behind**"


def _missed(results: Sequence[Result]) -> str:
    rows = []
    (generation,) = _generations(results)
    for name in CHOICES[generation]:
        counts: dict[str, list[int]] = {}
        for result in results:
            for person in traceable(result):
                for value in _drawn(person, name):
                    cell = counts.setdefault(value, [0, 0])
                    cell[0], cell[1] = cell[0] + _shown(person, result), cell[1] + 1
        rows += [[name, value, Share(*cell)] for value, cell in sorted(counts.items())]
    return f"""## Who is raised and who is missed, as they were drawn

Traceable subjects shown by name, as a lead or a check.

{as_table(["choice", "drawn", "raised"], rows)}"""


def _drawn(person: Person, name: str) -> list[str]:
    value = person["choices"][name]
    return [str(one) for one in value] or ["none"] if isinstance(value, list) else [str(value)]


def _shown(person: Person, result: Result) -> bool:
    return any(lead["staff_id"] == person["staff_id"] for lead in result["leads"])


def _look_alikes(results: Sequence[Result]) -> str:
    shares = look_alikes_raised(results)
    total = Share(sum(s.part for s in shares.values()), sum(s.whole for s in shares.values()))
    rows = [["all", total], *shares.items()]
    return f"## Look-alikes shown by name\n\n{as_table(['kind', 'raised'], rows)}"


def _false(chart: str, results: Sequence[Result]) -> str:
    rows = []
    for prevalence in sorted({result["plan"]["prevalence"] for result in results}):
        of = [result for result in results if result["plan"]["prevalence"] == prevalence]
        counted = [cell for count in (people_stated_and_realised, stated_and_realised) for cell in _both(of, count)]
        rows.append([f"{prevalence:g}", len(of), *counted])
    shown = []
    for standing in ("lead", "check"):
        people = raised(results, standing)
        shown.append([standing, Share(sum(guilty for *_, guilty in people), len(people))])
    return f"""## `expected_false` as stated and as it was

![Innocent leads stated and realised]({chart})

One person may be listed with several members of the public: the interval is that of people, who are few, and counts
of pairs are less certain than it says.

{as_table(["offenders in 1,000", "forces", "people stated", "people realised", "pairs stated", "pairs realised"], rows)}

Of the people shown by name, those who offend, in forces with the offenders planted here:

{as_table(["standing", "offend"], shown)}"""


def _both(of: Sequence[Result], count: Callable[[Result], tuple[float, int]]) -> list[str]:
    """What these forces state and hold in all, the second with its interval."""
    stated, real = (sum(cells) for cells in zip(*(count(result) for result in of), strict=True))
    low, high = poisson_interval(int(real))
    return [f"{stated:.1f}", f"{int(real)} ({low:.1f}-{high:.1f})"]


def _ablation(results: Sequence[Result]) -> str:
    asked = [result for result in results if result["without"]]
    if not asked:
        return "## What each feed is worth\n\nNot measured in this run: no force was scanned again without a feed."
    rows = [["all feeds", *(recall_at(asked, "fused", b) for b in BUDGETS)]]
    for feed in sorted({feed for result in asked for feed in result["without"]}):
        of = [result for result in asked if feed in result["without"]]
        rows.append([f"without {feed}", *(recall_at(of, feed, b, "without") for b in BUDGETS)])
    head = ["records", *(f"{b:g} % of staff" for b in BUDGETS)]
    return f"## What each feed is worth ({len(asked)} forces)\n\n{as_table(head, rows)}"


def _forces(results: Sequence[Result]) -> str:
    rows = []
    for result in results:
        plan = result["plan"]
        stated, real = stated_and_realised(result)
        rows.append([
            plan["seed"], result["employed"], plan["days"], f"{plan['prevalence']:g}", plan["quality"],
            ", ".join(plan["missing"]) or "none", len(traceable(result)), len(result["leads"]), f"{stated:.1f}", real,
        ])  # fmt: skip
    head = ["seed", "staff", "days", "in 1,000", "recording", "missing feeds", "traceable", "shown", "stated", "false"]
    return f"## The forces\n\n{as_table(head, rows)}"
