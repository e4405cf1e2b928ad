"""`upstander bag-letters`: packs what waits for somebody outside the unit, for the way to their desk."""

from pathlib import Path

import click

from upstander.cli._bags import FILE, FOLDER, desk_of, new_bag
from upstander.cli._today import today
from upstander.reporting.recipients import ELSEWHERE, NoRecipientError, fingerprint, read_recipients
from upstander.reporting.recipients import FILE as RECIPIENTS
from upstander.website.serving import DOOR_FOLDER


@click.command("bag-letters")
@click.argument("folder", type=FOLDER)
@click.argument("file", type=FILE)
@click.option("--for", "name", default=ELSEWHERE, show_default=True, help="Whom the door's recipients.toml calls so.")
@click.option("--recipients", type=FILE, help="The door's recipients.toml; else that in FOLDER/door.")
@click.option("--again", is_flag=True, help="Pack what was packed before, too: a bag was lost.")
@click.option("--addresses", "kept", envvar="UPSTANDER_ADDRESSES", type=FOLDER, help="As in `prepare`.")
def bag_letters(
    folder: Path, file: Path, *, name: str, recipients: Path | None, again: bool, kept: Path | None
) -> None:
    """Packs what is about the unit of FOLDER into FILE, which opens at the desk of whoever receives it alone.

    Pack on the same day of every week, whether or not anything is there: neither this command nor FILE tells.
    """
    try:
        to = read_recipients(recipients or folder / DOOR_FOLDER / RECIPIENTS).receiving.get(name)
    except NoRecipientError as error:
        raise click.ClickException(str(error)) from error
    if to is None:
        raise click.ClickException(f'the door has no recipient "{name}": `upstander recipient` names one.')
    with desk_of(folder, kept, file, "bag of letters packed") as key:
        from upstander.reporting.bags import pack_letters  # noqa: PLC0415 - models need Django, which is set up now

        with new_bag(file) as out:
            pack_letters(out, to=to, back_to=key.public_key, again=again, on=today())
    click.echo(f"{file} is packed, with or without anything in it, for {to.label}: {fingerprint(to.key)}")
    click.echo(f"This desk is told there by: {fingerprint(key.public_key)}")
