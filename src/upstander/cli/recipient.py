"""`upstander recipient`: names in the door's file to whom it seals."""

import base64
from pathlib import Path

import click
from nacl.exceptions import CryptoError
from nacl.public import PublicKey

from upstander.reporting.appointing import NotARecipientError, with_custodian, with_recipient
from upstander.reporting.recipients import (
    FILE,
    UNIT,
    NoRecipientError,
    Recipient,
    Recipients,
    fingerprint,
    read_recipients,
    written,
)
from upstander.website.addresses import write_privately


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--name", required=True, help='"elsewhere", who receives what is about the unit; "unit"; or a custodian.')
@click.option("--label", required=True, help="What reporters read.")
@click.option("--key", required=True, help="The public key, in base64, as `recipient-of` or `custodian-key` gave it.")
@click.option("--custodian", is_flag=True, help="A custodian of names.")
def recipient(folder: Path, *, name: str, label: str, key: str, custodian: bool) -> None:
    """Adds or replaces whom the door of FOLDER seals to, in its recipients.toml, and shows the key's fingerprint.

    Compare the fingerprint by telephone with whoever made the key, at a number that you know from elsewhere.
    """
    file = folder / FILE
    try:
        one = Recipient(name, label, PublicKey(base64.b64decode(key, validate=True)))
    except (TypeError, ValueError, CryptoError) as error:
        raise click.ClickException(f"--key is no public key ({error}): 32 bytes in base64 are one.") from error
    try:
        held = Recipients({}, ()) if name == UNIT and not file.exists() else read_recipients(file)
        new = with_custodian(held, one) if custodian else with_recipient(held, one)
        write_privately(file, written(new))
    except NotARecipientError as error:
        raise click.ClickException(f"{file} stays as it is: {error}.") from error
    except (NoRecipientError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file} names {name}. Compare by telephone: {fingerprint(one.key)}")
    click.echo("The door seals to it from the next page on.")
