"""`upstander custodian-open`: a custodian answers a request for a reporter's identity, or does not."""

from pathlib import Path

import click

from upstander.cli._today import today
from upstander.reporting.custodian_keys import CustodianKeyError, Locked, read_key_file
from upstander.reporting.custody import Request, answered, check_runs, check_turn, read_request, written_answer
from upstander.reporting.fields import FieldsError, text_of, write_new
from upstander.reporting.identity import FIRST, IdentityError

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("custodian-open")
@click.argument("request_file", metavar="REQUEST-FILE", type=FILE)
@click.option("--key", "key_file", required=True, type=FILE, help="The custodian's; `upstander custodian-key` made it.")
@click.option(
    "--to", type=click.Path(dir_okay=False, path_type=Path), help="The answer; else REQUEST-FILE with .answer after it."
)
def custodian_open(*, request_file: Path, key_file: Path, to: Path | None) -> None:
    """Shows what REQUEST-FILE asks for and why, and on a yes and the passphrase writes the answer for the desk.

    The answer shows nobody an identity: the first custodian's is for the second, the second's for whoever asked.
    """
    to = to or request_file.with_name(request_file.name + ".answer")
    if to.exists():
        raise click.ClickException(f"{to} is there already: name another file with --to.")
    try:
        request = read_request(text_of(request_file, "ask the desk to give it out again"), str(request_file))
        locked = read_key_file(key_file)
        _show(request)
        check_runs(request, today())
        check_turn(request, locked.name)
        click.confirm("Open your half of this identity?", abort=True)
        _answer(request, locked, to)
    except (FieldsError, IdentityError, CustodianKeyError, OSError) as problem:
        raise click.ClickException(f"No answer was written: {problem}") from problem


def _answer(request: Request, locked: Locked, to: Path) -> None:
    custodian = locked.opened(click.prompt("Passphrase", hide_input=True))
    write_new(to, written_answer(answered(request, by=custodian, on=today())))
    goes_on = f"{request.pair[1]} is asked next" if request.stage == FIRST else "whoever asked can then read it"
    click.echo(f"{to} goes to the desk; {goes_on}.")


def _show(request: Request) -> None:
    first, second = request.pair
    for what, told in (
        ("Request", str(request.id)),
        ("Asked by", request.asked_by),
        ("Reason", request.reason),
        ("Runs until", f"{request.until:%d %B %Y}"),
        ("Custodians", f"{first}, then {second}"),
        ("In words", request.words),
    ):
        click.echo(f"{what + ':':<12}{told}")
    click.echo("The desk and the other custodian read the same words out to you; where they do not, say no.")
