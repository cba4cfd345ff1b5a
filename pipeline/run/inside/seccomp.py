"""A filter that takes system calls away: sockets, namespaces, keys, other processes.

Namespaces do not hold all of these: keyrings and hypervisors' sockets are in none, and a block
shares its namespaces with the server that started it. Where no namespace surrounds a block, not
even a socket that is a file may be made, since behind one may be the whole machine. Pairs of
connected sockets, which processes talk through, are another call.

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
# On x86_64, and on the generic table that aarch64 has.
REFUSED = """
ptrace             101 117
process_vm_readv   310 270
process_vm_writev  311 271
process_madvise    440 440
process_mrelease   448 448
pidfd_open         434 434
pidfd_getfd        438 438
kcmp               312 272
move_pages         279 239
migrate_pages      256 238
setpriority        141 140
sched_setscheduler 144 119
sched_setparam     142 118
sched_setattr      314 274
ioprio_set         251  30
mount              165  40
umount2            166  39
pivot_root         155  41
chroot             161  51
unshare            272  97
setns              308 268
open_tree          428 428
move_mount         429 429
fsopen             430 430
mount_setattr      442 442
open_by_handle_at  304 265
fanotify_init      300 262
add_key            248 217
request_key        249 218
keyctl             250 219
shmget              29 194
semget              64 190
msgget              68 186
mq_open            240 180
bpf                321 280
perf_event_open    298 241
userfaultfd        323 282
io_uring_setup     425 425
init_module        175 105
finit_module       313 273
syslog             103 116
memfd_secret       447 447
"""
# What Landlock leaves of files that it shuts off: their rights, owners, attributes and times.
RIGHTS = """
chmod               90   -
fchmod              91  52
fchmodat           268  53
fchmodat2          452 452
chown               92   -
lchown              94   -
fchown              93  55
fchownat           260  54
setxattr           188   5
lsetxattr          189   6
fsetxattr          190   7
setxattrat         463 463
removexattr        197  14
lremovexattr       198  15
fremovexattr       199  16
removexattrat      466 466
utime              132   -
utimes             235   -
futimesat          261   -
utimensat          280  88
"""
MACHINES = ("x86_64", "aarch64")
# Asked about the process itself, whose number is then 0, and about no other.
OWN = """
prlimit64          302 261
sched_setaffinity  203 122
"""
SOCKET, MEMORY_FILE = (41, 198), (319, 279)
CLONE = (56, 220)
CLONE3 = 435
AF_UNIX = 1

Instruction = tuple[int, int, int, int]
REFUSE: Instruction = (RETURN, 0, 0, ERRNO | errno.EPERM)


def is_known() -> bool:
    """Tell whether the calls of this processor are known here."""
    return platform.machine() in MACHINES


def refuse_calls(*, surrounded: bool, memory_files: bool) -> None:
    """Take the calls away from this process and its children.

    Where it is `surrounded` by namespaces, it may make sockets that are files, and change rights
    of files. With `memory_files` it may make files that lie in memory alone, which no limit counts.
    Raises `OSError` where the kernel has no seccomp, `ValueError` for an unknown processor.
    """
    lines = _program(platform.machine(), surrounded=surrounded, memory_files=memory_files)
    program = b"".join(struct.pack("HBBI", *one) for one in lines)
    code = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: how many instructions, and where they are.
    where = ctypes.addressof(code)
    header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, where))
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_SECCOMP, MODE_FILTER, header)


def _program(machine: str, *, surrounded: bool, memory_files: bool) -> Iterator[Instruction]:
    column = MACHINES.index(machine)
    yield (LOAD, 0, 0, ARCHITECTURE)
    yield (EQUAL, 1, 0, ARCHITECTURES[machine])
    yield (RETURN, 0, 0, KILL)
    yield (LOAD, 0, 0, NUMBER)
    if machine == "x86_64":
        yield (ANY_OF, 0, 1, X32)
        yield (RETURN, 0, 0, KILL)
    for number in _numbers(REFUSED if surrounded else REFUSED + RIGHTS, column):
        yield from _refused(number)
    if not memory_files:
        yield from _refused(MEMORY_FILE[column])
    for number in _numbers(OWN, column):
        yield from _only(number, 0)
    yield from _only(SOCKET[column], AF_UNIX) if surrounded else _refused(SOCKET[column])
    # What clone3 is asked for lies behind a pointer that no filter can follow; without it the C
    # library falls back to clone.
    yield (EQUAL, 0, 1, CLONE3)
    yield (RETURN, 0, 0, ERRNO | errno.ENOSYS)
    yield (EQUAL, 0, 3, CLONE[column])
    yield (LOAD, 0, 0, FIRST_ARGUMENT)
    yield (ANY_OF, 0, 1, NEW_NAMESPACES)
    yield REFUSE
    yield (RETURN, 0, 0, ALLOW)


def _numbers(table: str, column: int) -> list[int]:
    found = (row.split()[1 + column] for row in table.split("\n") if row)
    return [int(number) for number in found if number != "-"]


def _refused(number: int) -> Iterator[Instruction]:
    yield (EQUAL, 0, 1, number)
    yield REFUSE


def _only(number: int, first: int) -> Iterator[Instruction]:
    """Yield what refuses a call unless its first argument, of 32 bits, is this one."""
    yield (EQUAL, 0, 4, number)
    yield (LOAD, 0, 0, FIRST_ARGUMENT)
    yield (EQUAL, 1, 0, first)
    yield REFUSE
    yield (RETURN, 0, 0, ALLOW)
