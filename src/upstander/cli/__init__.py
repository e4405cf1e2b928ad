"""One thin command per job: each file defines the command of its name, with - for _; `_readings` is what some share."""

import importlib
import pkgutil

import click


class Folder(click.Group):
    """The commands of this folder, each read only when it is asked for: a list of them must not cost seconds."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """The names of the files in this folder, as commands are written."""
        return sorted(
            one.name.replace("_", "-") for one in pkgutil.iter_modules(__path__) if not one.name.startswith("_")
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command a file defines; None where there is no such file."""
        if cmd_name not in self.list_commands(ctx):
            return None
        file = cmd_name.replace("-", "_")
        command: click.Command = getattr(importlib.import_module(f"{__name__}.{file}"), file)
        return command


@click.group(cls=Folder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="upstander")
def main() -> None:
    """Finds the traces that abuse of position leaves in a force's records, and explains them."""
