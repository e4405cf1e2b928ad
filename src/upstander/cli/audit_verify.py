"""`upstander audit-verify`: whether the audit log is as it was written, without the web application."""

from collections.abc import Sequence
from pathlib import Path

import click
import psycopg

from upstander.audit import Finding, KeyFileError, Report, read_public_key, verify_database, verify_export
from upstander.audit.event import told
from upstander.audit.sinks import TooFewFoldersError
from upstander.audit.verified import keep

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SECOND = 1_000_000


class CannotVerify(click.ClickException):
    """Nothing was verified. Told apart from "something was found", which is exit status 1."""

    exit_code = 2


@click.command("audit-verify")
@click.option("--database", envvar="DATABASE_URL", help="Address of the database; else DATABASE_URL.")
@click.option("--export", "export", type=FILE, help="An export of the log, to verify instead of a database.")
@click.option(
    "--checkpoints", "folders", multiple=True, required=True, type=click.Path(file_okay=False, path_type=Path),
    help="A folder of checkpoints outside the database; name every one, two at least.",
)  # fmt: skip
@click.option("--public-key", "keys", multiple=True, required=True, type=FILE, help="Whose signature counts.")
@click.option("--tolerance", default=120, show_default=True, help="How far clocks may differ, in seconds.")
@click.pass_context
def audit_verify(
    ctx: click.Context,
    *,
    database: str | None,
    export: Path | None,
    folders: tuple[Path, ...],
    keys: tuple[Path, ...],
    tolerance: int,
) -> None:
    """Tells what in the audit log does not fit. Exit status: 0 nothing found, 1 something found, 2 not verified."""
    try:
        known = [read_public_key(file) for file in keys]
        if export:
            report = verify_export(export, folders, known, tolerance=tolerance * SECOND)
        elif database:
            report = verify_database(database, folders, known, tolerance=tolerance * SECOND)
            kept(database, report.events, report.findings)
        else:
            raise click.UsageError("name the log: --database (or DATABASE_URL), or --export")
    except (KeyFileError, TooFewFoldersError, OSError, psycopg.Error) as problem:
        raise CannotVerify(str(problem)) from problem
    for finding in report.findings:
        click.echo(found(finding))
    click.echo(_summary(report))
    ctx.exit(1 if report.findings else 0)


def kept(database: str, events: int, findings: Sequence[Finding]) -> None:
    """Keeps what was found where the desk reads it, and says where it could not: what was found counts all the same."""
    try:
        keep(database, events, findings)
    except psycopg.Error as problem:
        click.echo(f"What was found could not be kept for the desk to read: {problem}", err=True)


def found(finding: Finding) -> str:
    """A finding in three lines: what and where, what it means, what to do."""
    return f"{finding.kind}: {finding.where}\n    {finding.what}\n    {finding.do}"


def _summary(report: Report) -> str:
    what = f"{len(report.findings)} findings" if report.findings else "Nothing found"
    said = f"{what} in {report.events:,} events against {report.checkpoints:,} checkpoints."
    since = f" since the checkpoint of {told(report.signed.at)}" if report.signed else ""
    return said + (f" No checkpoint vouches for the {report.unsigned:,} events{since}." if report.unsigned else "")
