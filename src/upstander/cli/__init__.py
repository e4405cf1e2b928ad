"""One thin command per job: each file in this folder defines the command of its name."""

import importlib
import pkgutil

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="upstander")
def main() -> None:
    """Finds the traces that abuse of position leaves in a force's records, and explains them."""


for _module in pkgutil.iter_modules(__path__):
    main.add_command(getattr(importlib.import_module(f"{__name__}.{_module.name}"), _module.name))
