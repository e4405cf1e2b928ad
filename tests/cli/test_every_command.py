"""Every file in the folder of commands is a command that says what it is for."""

import click
import pytest
from click.testing import CliRunner

from upstander.cli import main

COMMANDS = main.list_commands(click.Context(main))


@pytest.mark.parametrize("name", COMMANDS)
def test_it_says_what_it_is_for(name):
    said = CliRunner().invoke(main, [name, "--help"])
    assert said.exit_code == 0, said.exception
    assert f"{name} [OPTIONS]" in said.output


def test_all_are_listed_for_a_newcomer():
    said = CliRunner().invoke(main, ["--help"]).output
    assert [name for name in COMMANDS if f"  {name} " not in said] == []
