"""The part of `docs/trials.md` that says how many contacts are explained, and how many explanations are true."""

from collections.abc import Sequence

from upstander.trials.explanations import Verdict
from upstander.trials.markdown import as_table
from upstander.trials.measures import Result, Share

VERDICTS = (Verdict.TRUE, Verdict.OTHER_WORK, Verdict.NOBODY, Verdict.CURIOSITY)
QUALITIES = ("good", "fair", "poor")  # how well a force of the trial records


def explanations(results: Sequence[Result]) -> str:
    """Tables over all forces that were judged; in words where none was."""
    judged = [result for result in results if result.get("explanations")]
    if not judged:
        return "## Whether explanations are true\n\nNot measured in this run."
    kinds = sorted({str(row["kind"]) for result in judged for row in result["explanations"]})
    rows = [_row(kind, judged) for kind in kinds]
    recording = [_by_quality(quality, [r for r in judged if r["plan"]["quality"] == quality]) for quality in QUALITIES]
    return f"""## Whether explanations are true

Rows of the ledger about known people whose true cause the force knows. "Explained" is by somebody else's record; the
bars of the design are 94 % of look-ups explained and 97 % of explanations true. "Other work" names another piece of
work of the same two; "nobody met" is a halt by chance near a home; "curiosity" is what nobody had asked for.

{as_table(["kind", "contacts", "explained", *(f"of these {verdict}" for verdict in VERDICTS)], rows)}

How well a force writes down decides how much can be explained:

{as_table(["recording", "forces", "look-ups explained", "explanations of look-ups true"], recording)}

What offenders did outside any open work with the person, and what the ledger says of those records:
{_planted(judged)}"""


def _row(kind: str, results: Sequence[Result]) -> list[object]:
    total = _sum(kind, results)
    of_explained = [_per_cent(total[verdict], total["explained"]) for verdict in VERDICTS]
    return [kind.replace("_", " "), total["contacts"], _per_cent(total["explained"], total["contacts"]), *of_explained]


def _by_quality(quality: str, results: Sequence[Result]) -> list[object]:
    total = _sum("look_up", results)
    explained = _per_cent(total["explained"], total["contacts"])
    return [quality, len(results), explained, _per_cent(total[Verdict.TRUE], total["explained"])]


def _sum(kind: str, results: Sequence[Result]) -> dict[str, int]:
    rows = [row for result in results for row in result["explanations"] if row["kind"] == kind]
    return {name: sum(int(row[name]) for row in rows) for name in ("contacts", "explained", *VERDICTS)}


def _planted(results: Sequence[Result]) -> str:
    counts: dict[str, int] = {}
    for result in results:
        for answer, count in result["planted"].items():
            counts[answer] = counts.get(answer, 0) + count
    whole = sum(counts.values())
    return "; ".join(f"{answer} {Share(count, whole)}" for answer, count in sorted(counts.items())) + "."


def _per_cent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "none"
