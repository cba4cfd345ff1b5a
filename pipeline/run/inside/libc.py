"""The few calls of the C library that Python has no names for."""

import ctypes
import os
import struct

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
CAPABILITY_VERSION = 0x20080522

_LIBC = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, value: int = 0, pointer: ctypes.Array[ctypes.c_char] | None = None) -> None:
    """Change something about this process; raises `OSError` where the kernel refuses."""
    third = ctypes.c_ulong(0) if pointer is None else pointer
    _checked(_LIBC.prctl(option, ctypes.c_ulong(value), third, 0, 0))


def syscall(number: int, *arguments: object) -> int:
    """Call the kernel by number; raises `OSError` where it refuses."""
    return _checked(int(_LIBC.syscall(number, *arguments)))


def drop_capabilities() -> None:
    """Give up all that root may do and others may not; raises `OSError` where that fails.

    The structures are those of capget(2), version 3.
    """
    header = struct.pack("Ii", CAPABILITY_VERSION, 0)
    _checked(_LIBC.capset(header, struct.pack("6I", *[0] * 6)))


def _checked(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
