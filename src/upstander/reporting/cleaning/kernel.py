"""The calls to the kernel that Python has no function for: giving up rights, for good and without asking for any.

Sources: https://docs.kernel.org/userspace-api/landlock.html and https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

import ctypes
import os
import signal

CREATE_RULESET, RESTRICT_SELF = 444, 446  # the same on every architecture
ASK_VERSION = 1
ALL_OF_FILES = {1: 1 << 13, 2: 1 << 14, 3: 1 << 15, 4: 1 << 15, 5: 1 << 16}  # rights by version: each adds to the last
TCP = 0b11  # bind and connect, since version 4
SCOPES = 0b11  # abstract sockets and signals of other processes, since version 6
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
SET_MODE_FILTER, FILTER_FLAG_TSYNC = 1, 1
BYTES_OF_A_STEP = 8

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _Program(ctypes.Structure):
    _fields_ = [("steps", ctypes.c_ushort), ("program", ctypes.c_char_p)]


def end_with_who_asked() -> None:
    """Ends this process when its parent ends, keeps others from reading its memory, and lets it gain no rights."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    _libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def give_up_files() -> bool:
    """Landlock: gives up every file, and TCP, for good; False where this kernel has none."""
    version = _libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ASK_VERSION)
    if version < 1:
        return False
    # A ruleset that handles every right and allows none.
    rules = _Ruleset(ALL_OF_FILES[min(version, 5)] - 1, TCP if version >= 4 else 0, SCOPES if version >= 6 else 0)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = _libc.syscall(CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    if ruleset < 0:
        return False
    try:
        return bool(_libc.syscall(RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def give_up_calls(program: bytes, seccomp: int) -> bool:
    """seccomp: from now on a program of the kernel's decides each system call; False where this kernel has none.

    `seccomp`: the number of the call on this architecture. Threads that a library started before are bound too.
    """
    steps = _Program(len(program) // BYTES_OF_A_STEP, program)
    return bool(_libc.syscall(seccomp, SET_MODE_FILTER, FILTER_FLAG_TSYNC, ctypes.byref(steps)) == 0)
