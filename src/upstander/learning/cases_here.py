"""The library as this desk has it: the shipped cases, and those of folders that `upstander library read` wrote."""

import datetime as dt
import os
from pathlib import Path

from django.conf import settings

from upstander.learning.files import CaseError
from upstander.learning.library import Library, open_library


def library_here(on: dt.date) -> tuple[Library, str]:
    """The library with the folders of UPSTANDER_CASES, and why they are left out where they cannot be used.

    A folder that somebody broke takes none of the published cases away. It names no path: everybody reads the library.
    """
    folders = [Path(one) for one in settings.UPSTANDER_CASES.split(os.pathsep) if one]
    try:
        return open_library(*folders, on=on), ""
    except CaseError:
        return open_library(on=on), "Cases that were read in for this desk cannot be used now, so they are not here."
