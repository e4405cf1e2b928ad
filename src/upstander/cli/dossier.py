"""`upstander dossier`: one lead as an accessible PDF that can be handed on."""

import hashlib
from pathlib import Path

import click

from upstander.engines import DuckDBEngine
from upstander.leads.telling.dossier import dossier_pdf
from upstander.leads.telling.evidence import evidence_of
from upstander.leads.telling.lead import TellingError
from upstander.leads.telling.readings import lead_asked_for, leave_line, reading


@click.command()
@click.argument("lead_id")
@click.option("--in", "scan", required=True, type=click.Path(path_type=Path), help="The folder that a scan wrote.")
@click.option("--to", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The PDF to write.")
@click.option("--purpose", required=True, help="What you make this copy for; kept with your name and told in it.")
def dossier(lead_id: str, scan: Path, to: Path, purpose: str) -> None:
    """Makes the dossier on one lead: an accessible PDF with its evidence, its gaps and its innocent explanations."""
    try:
        asked = reading(purpose, "dossier")
        lead = lead_asked_for(scan, lead_id, asked)
    except TellingError as problem:
        raise click.UsageError(str(problem)) from problem
    with DuckDBEngine(memory="1GB") as engine:
        pdf = dossier_pdf(lead, evidence_of(lead, engine), asked)
    digest = hashlib.sha256(pdf).hexdigest()
    try:
        leave_line(scan, lead_id, asked, sha256=digest)
        to.write_bytes(pdf)
    except OSError as problem:
        raise click.ClickException(f"The dossier was not written: {problem}") from problem
    click.echo(f"{to}: {len(pdf):,} bytes, SHA-256 {digest}")
