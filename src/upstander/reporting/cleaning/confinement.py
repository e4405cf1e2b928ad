"""The confinement: what a process gives up, for good, before it is handed a byte that a stranger sent.

seccomp lets through the few system calls that reckoning in memory needs, and answers every other with "not permitted".
It binds root too, needs no right and no system package, and works inside containers. Landlock stands behind it where
the kernel has it. Each confinement is then tried out: it holds only where the kernel said no.
"""

import errno
import mmap
import os
import resource
import socket
from collections.abc import Callable
from functools import partial

from seccompy import Action, ArgCmp, CmpOp, Filter, UnsupportedError, syscall_nr

from upstander.reporting.cleaning.kernel import end_with_who_asked, give_up_calls, give_up_files
from upstander.reporting.cleaning.wording import Confinement

# What Python, Pillow and qpdf need once they are loaded. No call here names a file, an address or another process.
ALLOWED = (
    *("read", "write", "close", "fstat", "lseek"),
    *("brk", "munmap", "mremap", "madvise"),
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack"),
    *("futex", "sched_yield", "restart_syscall", "getrandom", "getpid", "gettid"),
    *("clock_gettime", "gettimeofday", "clock_nanosleep", "nanosleep"),
    *("exit", "exit_group"),
    # A thread of this process, which libheif decodes in, is bound by the same walls.
    *("set_robust_list", "rseq", "sched_getaffinity"),
)
MAPPING = ("mmap", "mprotect")  # allowed for memory that holds no code
CLONE_THREAD, CLONE_NAMESPACES = 0x10000, 0x7E020080
PROT_EXEC = 4
FAMILIES = (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX)


def confine(*, memory: int, seconds: int) -> frozenset[Confinement]:
    """Gives up files, network and processes, and takes limits of memory and time; the confinements that held.

    Everything that will be needed must be loaded before: afterwards no file can be opened.
    """
    end_with_who_asked()
    _limit(memory, seconds)
    second = {Confinement.SECOND_WALL} if give_up_files() else set()
    if not _give_up_calls():
        return frozenset(second)
    return frozenset(second | {name for name, attempt in ATTEMPTS.items() if _is_refused(attempt)})


def _give_up_calls() -> bool:
    try:
        return give_up_calls(_wall().program, syscall_nr("seccomp"))
    except UnsupportedError:  # an architecture whose calls we have no numbers of
        return False


def _limit(memory: int, seconds: int) -> None:
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 16,
    }
    for which, most in limits.items():
        resource.setrlimit(which, (most, most))
    # At the first number the signal says why it ends; at the second it is killed whatever it does.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _wall() -> Filter:
    wall = Filter(default=Action.ERRNO | errno.EPERM)
    for call in ALLOWED:
        wall.allow(call)
    for call in MAPPING:
        wall.allow(call, args=[ArgCmp(2, CmpOp.MASKED_EQ, 0, mask=PROT_EXEC)])
    threads = ArgCmp(0, CmpOp.MASKED_EQ, CLONE_THREAD, mask=CLONE_THREAD | CLONE_NAMESPACES)
    wall.allow("clone", args=[threads])
    # What clone3 is asked stands in memory, which a filter cannot read. Told there is none, the C library asks clone.
    wall.errno("clone3", errno.ENOSYS)
    return wall


def _is_refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError as error:
        return error.errno == errno.EPERM
    return False


def _open_sockets() -> None:
    if all(_is_refused(partial(socket.socket, family)) for family in FAMILIES):
        raise PermissionError(errno.EPERM, "no socket of any family")


def _start_process() -> None:
    if os.fork() == 0:
        os._exit(0)


ATTEMPTS: dict[Confinement, Callable[[], object]] = {
    Confinement.NETWORK: _open_sockets,
    Confinement.FILES: lambda: os.open(__file__, os.O_RDONLY),
    Confinement.WRITING: lambda: os.open(os.devnull, os.O_WRONLY),
    Confinement.PROCESSES: _start_process,
    Confinement.NEW_CODE: lambda: mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_EXEC),
}
