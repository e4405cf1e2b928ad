"""`upstander audit-key`: makes the key that signs checkpoints of the audit log."""

from pathlib import Path

import click

from upstander.audit import KeyFileError, new_key


@click.command("audit-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def audit_key(*, file: Path) -> None:
    """Makes a key in FILE, which its owner alone may read, and in FILE.pub the public key for whoever verifies."""
    try:
        public = new_key(file)
    except (KeyFileError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{file} signs: keep it away from the database. {public} checks: give it to whoever verifies.")
