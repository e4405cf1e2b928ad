"""`upstander feeds`: what a force may load, and what to give a supplier."""

import json
from collections.abc import Callable
from pathlib import Path

import click

from upstander.records.catalogue import all_feeds
from upstander.records.feed import Feed
from upstander.records.mapping import shipped_mappings
from upstander.records.templates import csv_template, table_schema

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.option("--template", type=FOLDER, help="Write an empty CSV for each feed into this folder.")
@click.option("--schema", type=FOLDER, help="Write a Frictionless Table Schema for each feed into this folder.")
def feeds(template: Path | None, schema: Path | None) -> None:
    """Lists the feeds and the mappings that are shipped, or writes what suppliers need."""
    if template:
        _write(template, ".csv", csv_template)
    if schema:
        _write(schema, ".schema.json", lambda feed: json.dumps(table_schema(feed), indent=2) + "\n")
    if not (template or schema):
        _list()


def _write(folder: Path, ending: str, made: Callable[[Feed], str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, feed in all_feeds().items():
        (folder / f"{name}{ending}").write_text(made(feed), encoding="utf-8", newline="")
    click.echo(f"{len(all_feeds())} files written to {folder}")


def _list() -> None:
    for name, feed in all_feeds().items():
        click.echo(f"{name:<20} {feed.title}: {feed.meaning}")
    click.echo("\nMappings that are shipped, for `upstander load --mapping`:")
    for name, title in shipped_mappings().items():
        click.echo(f"{name:<20} {title}")
