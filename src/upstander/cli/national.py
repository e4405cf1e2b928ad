"""`upstander national`: the national picture, from what several forces share of their assessments of threats."""

import json
from pathlib import Path

import click
from rich.console import Console

from upstander.cli._today import today
from upstander.learning.national.picture import as_data, merged, read_shares
from upstander.learning.national.printing import as_pdf
from upstander.learning.national.share import ShareError

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.argument("files", nargs=-1, required=True, type=FILE)
def national(out: Path, files: tuple[Path, ...]) -> None:
    """Merges the FILES of at least three forces into OUT: picture.pdf to read, and picture.json.

    Each force downloads its file at its desk, from an assessment of threats that its chief officer adopted.
    """
    try:
        picture = merged(read_shares(files))
    except ShareError as error:
        raise click.ClickException(str(error)) from error
    out.mkdir(parents=True, exist_ok=True)
    (out / "picture.pdf").write_bytes(as_pdf(picture, today()))
    (out / "picture.json").write_text(json.dumps(as_data(picture), ensure_ascii=False, indent=1) + "\n", "utf-8")
    Console(highlight=False).print(
        f"{picture.forces} forces, {picture.first_day:%-d %B %Y} to {picture.last_day:%-d %B %Y}: {out / 'picture.pdf'}"
    )
