"""`upstander backup-key`: makes the pair of keys for backups."""

from pathlib import Path

import click

from upstander.website.backup.keys import BackupKeyError, new_pair


@click.command("backup-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup_key(*, file: Path) -> None:
    """Makes in FILE the key that opens backups, and in FILE.pub the key that seals them.

    Run it where backups are not taken. Without FILE no backup is ever opened: keep two copies, away from the desk.
    """
    try:
        public = new_pair(file)
    except (BackupKeyError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{file} opens backups: keep it away from the desk. {public} seals them: give it to `upstander backup`.")
