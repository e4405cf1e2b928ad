"""The process that a file is taken apart in: how it is started, handed the file once it is confined, and ended.

It is a new Python with an empty environment, in a session of its own, that says which confinements hold before it is
handed a byte. Whatever it does, it is killed when the time is over.
"""

import importlib.util
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from upstander.reporting.cleaning.wording import NEEDED, Confinement, Refused

LIBRARIES = ("upstander", "PIL", "pikepdf", "lxml", "pi_heif", "seccompy")
# -I -S: nothing of the environment, of this folder or of .pth files is run; where the libraries are is said outright.
START = "import sys; sys.path[:0] = sys.argv[3:]; from upstander.reporting.cleaning import inside; inside.main()"
LONGEST_WORD = 1024
MOST_BACK = 256 << 20  # of an answer, with the copy in it


@dataclass(frozen=True)
class Limits:
    """How much the confined process may take: seconds on the clock and of the processor, and bytes of memory."""

    seconds: float = 60
    processor_seconds: int = 30
    memory: int = 1536 << 20


class ProcessError(Exception):
    """No whole answer came; `why` says so in words."""

    def __init__(self, why: Refused) -> None:
        super().__init__(why.name)
        self.why = why


def answer_of(held: bytes, limits: Limits) -> bytes:
    """What the process says of a file. Raises ProcessError where it is not confined, stops or takes too long."""
    until = time.monotonic() + limits.seconds
    with _started(limits) as process:
        if not _word(process, until) >= NEEDED:
            raise ProcessError(Refused.NOT_CONFINED)
        said = _exchanged(process, held, until)
        process.wait(timeout=max(until - time.monotonic(), 1))
        if process.returncode:
            raise ProcessError(Refused.TOO_LONG if -process.returncode == signal.SIGXCPU else Refused.STOPPED)
    return said


def held_confinements(limits: Limits | None = None) -> frozenset[Confinement]:
    """The confinements that hold on this machine, tried out by a process that is handed nothing; none if it cannot."""
    limits = limits or Limits()
    try:
        with _started(limits) as process:
            return _word(process, time.monotonic() + limits.seconds)
    except ProcessError:
        return frozenset()


@contextmanager
def _started(limits: Limits) -> Iterator[subprocess.Popen[bytes]]:
    numbers = [str(limits.memory), str(limits.processor_seconds)]
    command = [sys.executable, "-I", "-S", "-B", "-c", START, *numbers, *folders()]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 (our own interpreter and our own words)
        command, stdin=pipe, stdout=pipe, stderr=nothing, env={}, cwd="/", start_new_session=True, bufsize=0
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def folders() -> list[str]:
    """Where our own package and each library are, in the order in which this process finds them."""
    found = (importlib.util.find_spec(name) for name in LIBRARIES)
    places = [Path(spec.origin).parent.parent for spec in found if spec and spec.origin]
    return list(dict.fromkeys(str(place.resolve()) for place in places))


def _word(process: subprocess.Popen[bytes], until: float) -> frozenset[Confinement]:
    """The confinements that hold: one line, which the process says before it is handed anything."""
    said = b""
    with selectors.DefaultSelector() as ready:
        ready.register(_pipe(process.stdout), selectors.EVENT_READ)
        while not said.endswith(b"\n") and len(said) < LONGEST_WORD:
            if not ready.select(max(until - time.monotonic(), 0)):
                raise ProcessError(Refused.TOO_LONG)
            part = os.read(_pipe(process.stdout).fileno(), LONGEST_WORD)
            if not part:
                raise ProcessError(Refused.NOT_STARTED)
            said += part
    named = said.decode("ascii", "replace").strip().split(",")
    return frozenset(one for one in Confinement if one.name in named)


def _exchanged(process: subprocess.Popen[bytes], held: bytes, until: float) -> bytes:
    """Hands the file over and takes the answer, at once: neither side waits for the other with a full pipe."""
    given, taken = _pipe(process.stdin), _pipe(process.stdout)
    os.set_blocking(given.fileno(), False)
    rest, parts, length = memoryview(held), list[bytes](), 0
    with selectors.DefaultSelector() as ready:
        ready.register(given, selectors.EVENT_WRITE)
        ready.register(taken, selectors.EVENT_READ)
        while True:
            events = ready.select(max(until - time.monotonic(), 0))
            if not events:
                raise ProcessError(Refused.TOO_LONG)
            for key, _ in events:
                if key.fileobj is given:
                    rest = _handed(given, rest, ready)
                    continue
                part = os.read(taken.fileno(), 1 << 20)
                parts.append(part)
                length += len(part)
                if length > MOST_BACK:
                    raise ProcessError(Refused.TOO_LARGE)
                if not part:
                    return b"".join(parts)


def _handed(given: IO[bytes], rest: memoryview, ready: selectors.BaseSelector) -> memoryview:
    try:
        written = os.write(given.fileno(), rest[: 1 << 16])
    except BlockingIOError:
        return rest
    except BrokenPipeError:  # it ended before it read all: its answer, or none, says why
        written = len(rest)
    rest = rest[written:]
    if not rest:
        ready.unregister(given)
        given.close()
    return rest


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ProcessError(Refused.NOT_STARTED)
    return pipe
