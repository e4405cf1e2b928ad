"""`upstander rules`: the rules in force on a day for a kind of person, with source and status."""

import datetime as dt

import click

from upstander.casework.procedure import load_law
from upstander.casework.procedure.rule import KINDS, Rule


@click.command()
@click.option("--on", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day, as 2025-06-01.")
@click.option("--kind", required=True, type=click.Choice(KINDS), help="What kind of person the matter is about.")
@click.option("--came", type=click.DateTime(["%Y-%m-%d"]), help="When the matter came to attention, where earlier.")
def rules(*, day: dt.datetime, kind: str, came: dt.datetime | None) -> None:
    """Prints the rules in force on a day for a kind of person, with source and status."""
    if came and came > day:
        late = f"{came:%Y-%m-%d} is later than --on {day:%Y-%m-%d}: give the day it came, no later, or leave it out"
        raise click.BadParameter(late, param_hint="--came")
    held = load_law().in_force(kind, (came or day).date(), day.date())
    for rule in sorted(held, key=lambda rule: (rule.file, type(rule).__name__, rule.id)):
        click.echo(_told(rule))
    unchecked = sum(rule.to_be_checked for rule in held)
    click.echo(f"{len(held)} rules, of which {unchecked} are still to be checked against the text of the law.")


def _told(rule: Rule) -> str:
    since = f"from {rule.first}" if rule.first else "without a first day"
    until = f" until {rule.last}" if rule.last else ""
    kind = type(rule).__name__.lower()
    return f"{rule.file.removesuffix('.toml')} · {kind} · {rule.says}\n    {rule.source}; {rule.status}; {since}{until}"
