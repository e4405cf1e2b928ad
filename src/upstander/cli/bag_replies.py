"""`upstander bag-replies`: packs answers to letters that came by bag, for the way back."""

from pathlib import Path

import click

from upstander.cli._bags import FILE, FOLDER, desk_of, new_bag
from upstander.cli._today import today
from upstander.reporting.recipients import fingerprint


@click.command("bag-replies")
@click.argument("folder", type=FOLDER)
@click.argument("file", type=FILE)
@click.option(
    "--for", "beginning", default="", help="First words of its fingerprint, where bags of several desks came."
)
@click.option("--again", is_flag=True, help="Pack what was packed before, too: a bag was lost.")
@click.option("--addresses", "kept", envvar="UPSTANDER_ADDRESSES", type=FOLDER, help="As in `prepare`.")
def bag_replies(folder: Path, file: Path, *, beginning: str, again: bool, kept: Path | None) -> None:
    """Packs into FILE what the desk of FOLDER answered to another force's letters, and which of them it has.

    Pack as often as bags of letters come, whether or not anything was answered.
    """
    with desk_of(folder, kept, file, "bag of replies packed") as key:
        from upstander.reporting.bags import pack_replies, sender  # noqa: PLC0415 - models need Django, set up now

        to = sender(beginning)
        with new_bag(file) as out:
            pack_replies(out, to=to, own=key.public_key, again=again, on=today())
    click.echo(f"{file} is packed, with or without anything in it, for the desk: {fingerprint(to)}")
