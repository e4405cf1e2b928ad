"""A process that takes files apart: what it can no longer do once it is confined, whoever runs it, root included."""

import subprocess
import sys

import pytest

from tests.reporting.cleaning import corpus
from upstander.reporting.cleaning.cleaned import clean
from upstander.reporting.cleaning.confined_process import Limits, folders, held_confinements
from upstander.reporting.cleaning.wording import NEEDED, Refused

CONFINED = """
import sys
sys.path[:0] = sys.argv[3:]
import ctypes, mmap, os, signal, socket, threading
from upstander.reporting.cleaning.confinement import confine
from upstander.reporting.cleaning.kernel import give_up_files
attempt, key = sys.argv[1:3]
opened = open(key).read()  # which it may, until it is confined
if attempt.startswith("as an ordinary user: "):
    attempt = attempt.removeprefix("as an ordinary user: ")
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *given):
    if libc.syscall(number, *given) == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
if attempt.startswith("second wall: "):
    held, attempt = give_up_files(), attempt.removeprefix("second wall: ")
else:
    held = confine(memory=1 << 30, seconds=10)
try:
    said = str(eval(attempt))
except OSError as error:
    said = error.strerror
os.write(1, said.encode())
"""

# what it tries | as it is written in Python; `key` is a file that this process read a moment before
ATTEMPTS = {
    "to open a socket of the internet": "socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
    "to send one packet": "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "to reach a service of this machine": "socket.socket(socket.AF_UNIX)",
    "to read the key file": "open(key).read()",
    "to ask whether a file is there": "os.stat(key)",
    "to list a folder": "os.listdir('/')",
    "to read another process's memory": "open(f'/proc/{os.getppid()}/mem', 'rb')",
    "to write a file": "open(key + '.new', 'w')",
    "to write over a file": "open(key, 'r+')",
    "to remove a file": "os.remove(key)",
    "to make a file in memory": "os.memfd_create('a')",
    "to start a process": "os.fork()",
    "to become another program": "os.execv('/bin/true', ['true'])",
    "to spawn a program": "os.posix_spawn('/bin/true', ['true'], {})",
    "to end another process": "os.kill(os.getppid(), signal.SIGTERM)",
    "to bring in code": "mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)",
    "to queue work for the kernel (io_uring)": "call(425, 8, ctypes.create_string_buffer(120))",
    "to gain rights by a user namespace": "call({'x86_64': 272}.get(os.uname().machine, 97), 0x10000000)",
    "to lift a limit": "call({'x86_64': 302}.get(os.uname().machine, 261), 0, 7, ctypes.create_string_buffer(16), None)",
}


def tried(attempt, key):
    command = [sys.executable, "-I", "-S", "-B", "-c", CONFINED, attempt, str(key), *folders()]
    return subprocess.run(command, capture_output=True, check=True, env={}, timeout=60)  # noqa: S603 (our own words)


@pytest.fixture
def key(tmp_path):
    file = tmp_path / "keys"
    file.write_text("the key")
    return file


@pytest.mark.parametrize("what", ATTEMPTS)
def test_a_confined_process_is_not_permitted(what, key):
    answer = tried(ATTEMPTS[what], key)
    assert (answer.stdout, answer.stderr) == (b"Operation not permitted", b"")
    assert (key.read_text(), [file.name for file in key.parent.iterdir()]) == ("the key", ["keys"])


@pytest.mark.parametrize("what", ["to open a socket of the internet", "to start a process"])
def test_whoever_runs_it_needs_no_right(what, key):
    assert tried("as an ordinary user: " + ATTEMPTS[what], key).stdout == b"Operation not permitted"


def test_a_confined_process_can_still_reckon_in_a_thread(key):
    reckoned = "[box := [], (t := threading.Thread(target=lambda: box.append(6 * 7))).start(), t.join()] and box"
    assert tried(reckoned, key).stdout == b"[42]"


def test_the_second_wall_takes_files_away_by_itself_where_the_kernel_has_it(key):
    answer = tried("second wall: open(key).read() and held", key)
    assert answer.stdout in {b"Permission denied", b"False"}


def test_each_confinement_is_tried_out_and_told():
    assert held_confinements() >= NEEDED


UNCONFINABLE = """
import sys
sys.path[:0] = sys.argv[1:]
from seccompy import Filter
wall = Filter()
wall.errno("seccomp", 38)
wall.load()
from upstander.reporting.cleaning.cleaned import clean
from upstander.reporting.cleaning.confined_process import held_confinements
told = clean(b"A few words.", "words.txt")
print(told.copy, "/", told.why_not, "/", "it can open no file" in held_confinements())
"""


def test_nothing_is_opened_and_no_copy_made_where_a_machine_cannot_confine():
    """The real thing: a process for which the kernel has no seccomp, as an old or a locked-down one has none."""
    command = [sys.executable, "-I", "-B", "-c", UNCONFINABLE, *folders()]
    answer = subprocess.run(command, capture_output=True, check=True, text=True, timeout=60)  # noqa: S603 (our own words)
    assert answer.stdout.strip() == f"None / {Refused.NOT_CONFINED} / False"


def test_a_process_that_takes_too_long_is_killed():
    told = clean(corpus.jpeg(), "photo.jpg", limits=Limits(seconds=0.001))
    assert (told.copy, told.why_not, told.kind) == (None, Refused.TOO_LONG, "JPEG picture")


def test_a_process_that_works_too_much_is_stopped():
    told = clean(corpus.noise(7000, 7000), "noise.webp", limits=Limits(processor_seconds=1))  # it takes eight
    assert told.why_not == Refused.TOO_LONG


def test_a_process_that_takes_too_much_memory_is_stopped():
    assert clean(corpus.blank(7000, 7000), "large.png", limits=Limits(memory=300 << 20)).why_not == Refused.MEMORY
