"""Landlock: the kernel's own fence around files, TCP, signals and abstract sockets.

Numbers and structures are those of include/uapi/linux/landlock.h; they are the same on every
processor. See landlock(7).
"""

import ctypes
import os
import struct
from collections.abc import Iterable

from pipeline.run.inside.libc import PR_SET_NO_NEW_PRIVS, prctl, syscall

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION = 1
PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
TRUNCATE, IOCTL_DEV = 1 << 14, 1 << 15
READS = EXECUTE | READ_FILE | READ_DIR
# What may be said of a file that is no folder.
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
# How many kinds of access to files each version knows, from the first on.
KNOWN = {1: 13, 2: 14, 3: 15, 4: 15}
LATEST = 16
TCP_SINCE, SCOPES_SINCE = 4, 6
TCP = 0b11  # bind, connect
SCOPES = 0b11  # abstract sockets, signals


def version() -> int:
    """Return the version of Landlock that the kernel has, 0 for none."""
    try:
        return syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(VERSION))
    except OSError:
        return 0


def fence(readable: Iterable[str], writable: Iterable[str], *, tcp: bool = False) -> None:
    """Take all access from this process and its children but that to these files and folders.

    Paths that do not exist are passed over. Without `tcp` no TCP is left, from version 4 on; from
    version 6 on, signals and abstract sockets reach only what is behind the same fence. Raises
    `OSError` where the kernel has no Landlock.
    """
    known = version()
    every = (1 << KNOWN.get(known, LATEST)) - 1
    attributes = struct.pack("QQQ", every, 0 if tcp else TCP, SCOPES)
    size = 8 if known < TCP_SINCE else 16 if known < SCOPES_SINCE else 24
    ruleset = syscall(CREATE_RULESET, attributes[:size], ctypes.c_size_t(size), ctypes.c_uint(0))
    try:
        for path in readable:
            _allow(ruleset, path, READS & every)
        for path in writable:
            _allow(ruleset, path, every)
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        syscall(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        allowed = access if os.path.isdir(path) else access & OF_FILES  # noqa: PTH112
        rule = struct.pack("=Qi", allowed, place)
        number = ctypes.c_int(PATH_BENEATH)
        syscall(ADD_RULE, ctypes.c_int(ruleset), number, rule, ctypes.c_uint(0))
    finally:
        os.close(place)
