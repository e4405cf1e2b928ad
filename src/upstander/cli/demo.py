"""The whole main job on a force that does not exist: simulate, load, scan, and tell the first lead."""

import json
import shutil
from pathlib import Path

import click
import polars as pl
from rich.console import Console

from upstander.cli.scan import scan_into
from upstander.engines import DuckDBEngine
from upstander.leads.settings import load_settings
from upstander.leads.telling.dossier import dossier_pdf
from upstander.leads.telling.evidence import evidence_of
from upstander.leads.telling.listing import print_list
from upstander.leads.telling.readings import lead_asked_for, leave_line, reading
from upstander.leads.telling.terminal import tell
from upstander.simulation import simulate

PURPOSE = "demonstration on a force that does not exist"
NOTE = "demo.json"


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--staff", default=300, show_default=True, type=click.IntRange(70), help="How many people work there.")
@click.option("--days", default=180, show_default=True, type=click.IntRange(28), help="How many days of records.")
@click.option("--seed", default=13, show_default=True, help="The same seed gives the same force.")
def demo(out: Path, staff: int, days: int, seed: int) -> None:
    """Finds what is planted in a simulated force, in OUT, and tells the first lead in full."""
    console = Console(highlight=False)
    _prepare(out, {"staff": staff, "days": days, "seed": seed})
    force, leads = out / "force", out / "leads"
    console.print(f"Making a force of {staff} officers and staff over {days} days. Nobody in it exists.")
    with console.status("beginning") as status:
        simulate(force, staff, days, seed, status.update)
    with DuckDBEngine() as engine:
        report = scan_into(force / "records", leads, engine, None, load_settings())
        print_list(leads, report)
        _tell_first(leads, out / "dossier.pdf", engine, console)
    _compare_with_truth(force / "truth" / "subjects.parquet", leads, console)


def _prepare(out: Path, asked: dict[str, int]) -> None:
    """An empty folder, or one that an earlier demonstration made; anything else is left alone."""
    if out.exists() and any(out.iterdir()):
        if not (out / NOTE).exists():
            raise click.ClickException(f"{out} holds files that no demonstration made: name another folder")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / NOTE).write_text(json.dumps(asked), encoding="utf-8")


def _tell_first(leads: Path, pdf: Path, engine: DuckDBEngine, console: Console) -> None:
    listed = pl.read_parquet(leads / "leads.parquet").sort("rank")
    if listed.is_empty():
        return
    asked = reading(PURPOSE, "demo")
    lead = lead_asked_for(leads, listed["lead_id"][0], asked)
    evidence = evidence_of(lead, engine)
    leave_line(leads, lead.lead_id, asked)
    console.rule("The first lead in full")
    tell(lead, evidence, console)
    pdf.write_bytes(dossier_pdf(lead, evidence, asked))
    console.print(f"\nThe same as a document to hand on: {pdf}")


def _compare_with_truth(truth: Path, leads: Path, console: Console) -> None:
    """Says what was planted and how much of it is on the list: the demonstration hides no miss."""
    planted = pl.read_parquet(truth)
    raised = set(pl.read_parquet(leads / "leads.parquet")["staff_id"])
    console.rule("What had been planted")
    for row in planted.select("case", "staff_id").unique(maintain_order=True).iter_rows(named=True):
        console.print(
            f"Case {row['case']}: {row['staff_id']} {'is' if row['staff_id'] in raised else 'is not'} on the list."
        )
    innocent = len(raised - set(planted["staff_id"]))
    console.print(f"{innocent} others are on it. This shows how the tool works; it proves nothing about real forces.")
