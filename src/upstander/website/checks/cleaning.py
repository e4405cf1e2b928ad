"""Whether the files that reporters send can be read on this machine."""

from collections.abc import Iterator

from upstander.reporting.cleaning.confined_process import held_confinements
from upstander.reporting.cleaning.wording import NEEDED, Refused
from upstander.website.checks.desk import Desk, Unsafe


def files_can_be_cleaned(desk: Desk) -> Iterator[Unsafe]:  # noqa: ARG001 - it is about the machine
    """The process that takes files apart can be held away from everything else: it is tried out."""
    missing = sorted(NEEDED - held_confinements())
    if missing:
        yield Unsafe(
            f"no file that a reporter sends can be cleaned on this machine: it does not hold that {', '.join(missing)}",
            f"{Refused.NOT_CONFINED.value} Somebody may come to open an original instead.",
            "Run the desk on such a kernel; in a container, let its profile permit seccomp, and check again.",
        )
