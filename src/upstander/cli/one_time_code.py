"""`upstander one-time-code`: the code of a secret now, for whoever tries the desk and has no app."""

import time

import click

from upstander.access.one_time_code import code_at


@click.command("one-time-code")
@click.argument("secret")
def one_time_code(secret: str) -> None:
    """Prints the code that an app would show now for SECRET, as `upstander serve --demonstration` prints it.

    For the demonstration only: a secret that stands in a terminal is no second factor.
    """
    try:
        click.echo(code_at(secret, time.time()))
    except ValueError as error:
        raise click.ClickException(f"This is not a secret: {error}.") from error
