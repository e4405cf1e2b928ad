"""`upstander restore`: a desk from a backup, once all of that was found whole."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import psycopg
from nacl.public import PrivateKey
from nacl.signing import VerifyKey

from upstander.audit import Finding, KeyFileError, read_public_key
from upstander.audit.finding import Findings
from upstander.audit.sinks import TooFewFoldersError, read_folders
from upstander.cli._desk import progress
from upstander.cli.audit_verify import found
from upstander.reporting.sealed_stream import DamagedError
from upstander.website import addresses
from upstander.website.addresses import DATABASE, OWNER, VERIFIER
from upstander.website.backup import restoring
from upstander.website.backup.checking import RolledBackError, check, check_not_rolled_back
from upstander.website.backup.keys import BackupKeyError, read_private
from upstander.website.backup.manifest import Manifest
from upstander.website.backup.taking import BackupError
from upstander.website.roles import TooOldError, make_roles
from upstander.website.serving import connect_django, embedded

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TOLD = (BackupKeyError, BackupError, KeyFileError, TooFewFoldersError, TooOldError, OSError, psycopg.Error)


@dataclass(frozen=True)
class Source:
    """A backup that was checked, and the key that opens it."""

    file: Path
    key: PrivateKey
    manifest: Manifest


@dataclass(frozen=True)
class Place:
    """Where it goes: the desk's folder; and a force's own server, or None for the embedded one."""

    folder: Path
    administrator: str | None
    kept: Path | None
    database: str


@dataclass(frozen=True)
class Signed:
    """What is known outside of the log: folders of checkpoints, and whose signature counts."""

    sinks: Sequence[Path]
    keys: Sequence[VerifyKey]


@click.command()
@click.argument("file", type=FILE)
@click.argument("folder", type=FOLDER)
@click.option("--key", "private", required=True, type=FILE, help="The private key; `upstander backup-key` made it.")
@click.option(
    "--checkpoints", "sinks", multiple=True, type=FOLDER,
    help="Folders of checkpoints: a backup older than the last of them is refused.",
)  # fmt: skip
@click.option("--public-key", "signers", multiple=True, type=FILE, help="Whose signature on checkpoints counts.")
@click.option("--although-older", is_flag=True, help="Restore it although checkpoints know of more.")
@click.option("--administrator", envvar="UPSTANDER_ADMINISTRATOR", help="As in `prepare`; else the server is embedded.")
@click.option("--addresses", "kept", envvar="UPSTANDER_ADDRESSES", type=FOLDER, help="As in `prepare`.")
@click.option("--database", default=DATABASE, show_default=True, help="As in `prepare`.")
@click.pass_context
def restore(
    ctx: click.Context,
    file: Path,
    folder: Path,
    *,
    private: Path,
    sinks: tuple[Path, ...],
    signers: tuple[Path, ...],
    although_older: bool,
    administrator: str | None,
    kept: Path | None,
    database: str,
) -> None:
    """Restores the backup FILE into FOLDER, which holds no desk. Nothing is made before FILE was found whole.

    Broken off, it is run again. Exit status: 0 restored, 1 not restored, or restored with something found in its log.
    """
    if administrator and kept is None:
        raise click.UsageError("name the folder where the roles' addresses are to be written: --addresses")
    try:
        restoring.check_empty(folder)
        signed = Signed(sinks, [read_public_key(one) for one in signers])
        source = _checked(file, read_private(private))
        if sinks and not although_older:
            check_not_rolled_back(source.manifest, read_folders(sinks, signed.keys, Findings()))
        findings = _restored(source, Place(folder, administrator, kept, database), signed)
    except (DamagedError, RolledBackError) as problem:
        raise click.ClickException(f"{file} is not restored: {problem}.") from problem
    except TOLD as problem:
        raise click.ClickException(str(problem)) from problem
    _tell(source.manifest, findings, sinks)
    ctx.exit(1 if findings else 0)


def _checked(file: Path, key: PrivateKey) -> Source:
    with progress("Checking the backup") as read:
        return Source(file, key, check(file, key, read))


def _restored(source: Source, place: Place, signed: Signed) -> Sequence[Finding]:
    """Puts everything back, builds the walls again, and gives what does not fit in the log."""
    if place.administrator:
        begun = (place.folder / restoring.UNFINISHED).exists()
        restoring.check_server(place.administrator, place.database, source.manifest, begun=begun)
    with restoring.unfinished(place.folder) as begun, _server(place) as superuser:
        if not place.administrator:
            restoring.check_server(superuser, place.database, source.manifest, begun=begun)
        given = _roles(place, superuser)
        with progress("Restoring") as read:
            target = restoring.Target(superuser, place.database, place.folder)
            restoring.restore(source.file, source.key, target, read)
        _prepared(place, given[OWNER], superuser)
        return restoring.log_findings(given[VERIFIER], source.manifest, signed.sinks, signed.keys)


def _roles(place: Place, superuser: str) -> Mapping[str, str]:
    if place.administrator and place.kept:
        given = addresses.made(superuser, place.database, place.folder, place.kept)
        make_roles(superuser, place.database, given)
        return given
    make_roles(superuser, place.database)
    return addresses.trusted(superuser, place.database)


@contextmanager
def _server(place: Place) -> Iterator[str]:
    if place.administrator:
        yield place.administrator
        return
    with embedded(place.folder) as url:
        yield url


def _prepared(place: Place, owner: str, superuser: str) -> None:
    connect_django(place.folder, owner)
    from django.contrib.sessions.models import Session  # noqa: PLC0415 - needs Django set up

    from upstander.access.sealed import WrongKeyError  # noqa: PLC0415 - as above
    from upstander.website.preparing import prepare  # noqa: PLC0415 - as above

    try:
        prepare(superuser, place.database)
    except WrongKeyError as error:
        raise BackupError(f"its key file does not open what it holds: {error}") from error
    Session.objects.all().delete()  # one that was ended since would go on: everybody signs in again


def _tell(manifest: Manifest, findings: Sequence[Finding], sinks: Sequence[Path]) -> None:
    for finding in findings:
        click.echo(found(finding))
    click.echo(f"Restored as it was at {manifest.at}, up to event {manifest.events:,} of its audit log.")
    if not sinks:
        click.echo("No checkpoint was compared: whether it is the last backup, nothing here can tell.")
