"""`upstander take-in-bag`: takes in what another desk packed."""

from pathlib import Path

import click

from upstander.cli._bags import FOLDER, desk_of
from upstander.cli._today import today
from upstander.reporting.bag_files import LETTERS
from upstander.reporting.recipients import fingerprint


@click.command("take-in-bag")
@click.argument("folder", type=FOLDER)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--addresses", "kept", envvar="UPSTANDER_ADDRESSES", type=FOLDER, help="As in `prepare`.")
def take_in_bag(folder: Path, file: Path, *, kept: Path | None) -> None:
    """Takes the bag FILE in at the desk of FOLDER, whole or not at all; a second time does nothing.

    Letters become letters to this unit, and are counted. Replies go back into the door's boxes, and are not: how many
    wrote about the unit is nobody's business here.
    """
    with desk_of(folder, kept, file, "bag taken in") as key, file.open("rb") as stream:
        from upstander.reporting.bags import take_in  # noqa: PLC0415 - models need Django, which is set up now

        bag = take_in(stream, key, on=today())
    whose = f"from the desk: {fingerprint(bag.back_to)}"
    if bag.kind == LETTERS:
        click.echo(f"A bag of letters, {bag.new} new and {bag.known} that were there before, {whose}")
    else:
        click.echo(f"A bag of replies, with or without anything in it, {whose}")
