"""`upstander simulate`: writes the records of a force that does not exist."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from upstander.simulation import simulate as write_force


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--staff", default=300, show_default=True, type=click.IntRange(70), help="How many people work there.")
@click.option("--days", default=180, show_default=True, type=click.IntRange(28), help="How many days of records.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same force.")
def simulate(out: Path, staff: int, days: int, seed: int) -> None:
    """Write OUT/records, the records of a force that does not exist, and OUT/truth, what is planted in them.

    For demonstration, examples and tests of scale. It proves nothing about detection.
    """
    if out.exists() and any(out.iterdir()):
        raise click.ClickException(f"{out} is not empty: choose a new folder, or empty that one first")
    console = Console(stderr=True)
    with console.status("beginning") as status:
        written = write_force(out, staff, days, seed, status.update)
    table = Table("feed", "rows", title=f"A simulated force of {staff} staff over {days} days (seed {seed})")
    for feed, rows in written.items():
        table.add_row(feed, f"{rows:,}")
    Console().print(table)
