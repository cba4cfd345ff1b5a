"""A filter that takes system calls away: sockets, namespaces, other processes' memory.

No socket at all may be made: Landlock does not keep anybody from those that are files, and behind
one of these may be the whole machine. Pairs of connected sockets, which processes talk through,
are another call.

The program is classic BPF as seccomp(2) takes it: an instruction is (code, jump if true, jump if
false, operand), and the data are struct seccomp_data. Numbers are those of the kernel's tables.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterator

from pipeline.run.inside.libc import PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, prctl

MODE_FILTER = 2
LOAD, EQUAL, ANY_OF, RETURN = 0x20, 0x15, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # offsets into struct seccomp_data
ALLOW, ERRNO, KILL = 0x7FFF0000, 0x00050000, 0x80000000
NEW_NAMESPACES = 0x7E020080  # every CLONE_NEW… flag
X32 = 0x40000000  # a second table of calls behind the same architecture

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# On x86_64 and on the generic table that aarch64 has.
CALLS = {
    "x86_64": {
        "socket": 41, "ptrace": 101, "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161,
        "unshare": 272, "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311,
        "bpf": 321, "perf_event_open": 298, "add_key": 248, "request_key": 249, "keyctl": 250,
        "userfaultfd": 323, "io_uring_setup": 425, "open_tree": 428, "move_mount": 429,
        "fsopen": 430, "pidfd_getfd": 438, "mount_setattr": 442,
    },
    "aarch64": {
        "socket": 198, "ptrace": 117, "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51,
        "unshare": 97, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271,
        "bpf": 280, "perf_event_open": 241, "add_key": 217, "request_key": 218, "keyctl": 219,
        "userfaultfd": 282, "io_uring_setup": 425, "open_tree": 428, "move_mount": 429,
        "fsopen": 430, "pidfd_getfd": 438, "mount_setattr": 442,
    },
}  # fmt: skip
CLONE = {"x86_64": 56, "aarch64": 220}
CLONE3 = 435

Instruction = tuple[int, int, int, int]


def is_known() -> bool:
    """Tell whether the calls of this processor are known here."""
    return platform.machine() in CALLS


def refuse_calls() -> None:
    """Take the calls away from this process and its children.

    Raises `OSError` where the kernel has no seccomp, `KeyError` for an unknown processor.
    """
    program = b"".join(struct.pack("HBBI", *one) for one in _program(platform.machine()))
    code = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: how many instructions, and where they are.
    where = ctypes.addressof(code)
    header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, where))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, MODE_FILTER, header)


def _program(machine: str) -> Iterator[Instruction]:
    refused = (RETURN, 0, 0, ERRNO | errno.EPERM)
    yield (LOAD, 0, 0, ARCHITECTURE)
    yield (EQUAL, 1, 0, ARCHITECTURES[machine])
    yield (RETURN, 0, 0, KILL)
    yield (LOAD, 0, 0, NUMBER)
    if machine == "x86_64":
        yield (ANY_OF, 0, 1, X32)
        yield (RETURN, 0, 0, KILL)
    for number in CALLS[machine].values():
        yield (EQUAL, 0, 1, number)
        yield refused
    # What clone3 is asked for lies behind a pointer that no filter can follow; without it the C
    # library falls back to clone.
    yield (EQUAL, 0, 1, CLONE3)
    yield (RETURN, 0, 0, ERRNO | errno.ENOSYS)
    yield (EQUAL, 0, 3, CLONE[machine])
    yield (LOAD, 0, 0, FIRST_ARGUMENT)
    yield (ANY_OF, 0, 1, NEW_NAMESPACES)
    yield refused
    yield (RETURN, 0, 0, ALLOW)
