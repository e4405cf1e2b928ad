"""`upstander custodian-key`: makes the key of one custodian of reporters' identities."""

from pathlib import Path

import click

from upstander.reporting.custodian_keys import SHORTEST, CustodianKeyError, new_key
from upstander.reporting.identity import NotSealedError
from upstander.reporting.recipients import Recipients, written


@click.command("custodian-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", required=True, help="What requests call this custodian: letters, digits and hyphens.")
@click.option("--label", help="What reporters read, such as a job; else the name.")
def custodian_key(*, file: Path, name: str, label: str | None) -> None:
    """Makes in FILE a custodian's key, which a passphrase opens, and prints the table for recipients.toml.

    The custodian runs it, on a machine that is neither the desk's nor the door's. The passphrase is asked for twice; a
    few seconds and 1 GiB of memory are what each try of it takes. Nobody can replace a passphrase or FILE that is lost.
    """
    if file.exists():
        raise click.ClickException(f"{file} is there already: name another file.")
    passphrase = click.prompt(f"Passphrase, {SHORTEST} characters at least", hide_input=True, confirmation_prompt=True)
    try:
        made = new_key(file, name, label or name, passphrase)
    except (CustodianKeyError, NotSealedError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{file} opens half of an identity: keep two copies, away from the desk. For recipients.toml:\n")
    click.echo(written(Recipients({}, (made,))), nl=False)
