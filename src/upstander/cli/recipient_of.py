"""`upstander recipient-of`: a desk's public key, for another force's door."""

from pathlib import Path

import click

from upstander.cli._bags import FOLDER
from upstander.reporting.fields import written_bytes
from upstander.reporting.recipients import ELSEWHERE, UNIT, Recipient, Recipients, fingerprint, written
from upstander.website.door_keys import reports_key


@click.command("recipient-of")
@click.argument("folder", type=FOLDER)
@click.option("--label", required=True, help="What reporters at that door read, such as the name of the unit.")
@click.option("--name", default=ELSEWHERE, show_default=True, type=click.Choice((ELSEWHERE, UNIT)))
def recipient_of(folder: Path, *, label: str, name: str) -> None:
    """Prints the table of the unit of the desk of FOLDER for another door's recipients.toml. It holds no secret."""
    one = Recipient(name, label, reports_key(folder).public_key)
    click.echo(written(Recipients({name: one}, ())))
    key = written_bytes(bytes(one.key))
    click.echo(f"# To add it there: upstander recipient DOOR --name {name} --label ... --key {key}")
    click.echo(f"# To be compared by telephone: {fingerprint(one.key)}")
