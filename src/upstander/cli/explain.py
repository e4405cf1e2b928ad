"""`upstander explain`: one lead, told in a terminal."""

from pathlib import Path

import click
from rich.console import Console

from upstander.cli._readings import told_on_the_command_line
from upstander.engines import DuckDBEngine
from upstander.leads.telling.evidence import evidence_of
from upstander.leads.telling.readings import lead_asked_for, leave_line, reading
from upstander.leads.telling.terminal import tell


@click.command()
@click.argument("lead_id")
@click.option("--in", "scan", required=True, type=click.Path(path_type=Path), help="The folder that a scan wrote.")
@click.option("--purpose", required=True, help="What you read this lead for; kept with your name.")
def explain(lead_id: str, scan: Path, purpose: str) -> None:
    """Tells one lead in full: what was expected and seen, what may explain it, and every record it rests on."""
    with told_on_the_command_line():
        asked = reading(purpose, "explain")
        lead = lead_asked_for(scan, lead_id, asked)
        leave_line(scan, lead_id, asked)
    with DuckDBEngine(memory="1GB") as engine:
        evidence = evidence_of(lead, engine)
    tell(lead, evidence, Console(highlight=False))
