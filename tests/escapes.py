"""Attempts to get out of a sandbox, each bounded, and all on fixtures of this script's own.

Run as `escapes.py KIND`: it starts a sandbox of that kind, tries everything in it, and prints what
came of each as JSON: `blocked`, `open`, or what the server says of it. Without a sandbox it must
run in a mount namespace of its own, since one of the attempts mounts something.
"""

import json
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pipeline.run.sandbox import Sandbox

if TYPE_CHECKING:
    from pipeline.model.run import SandboxKind

TRIED = """
import ctypes, os, pathlib, socket, subprocess, sys, time
E = os.environ
libc = ctypes.CDLL(None, use_errno=True)
SEIZE = 0x4206  # traces without stopping
def refused(result):
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
try:
{attempt}
    print("open")
except (OSError, AssertionError, MemoryError) as error:
    print("blocked")
"""

# What is tried, each in the lines of a `try`.
ATTEMPTS = {
    "TCP to the host": "socket.create_connection(('127.0.0.1', int(E['PORT'])), 2).close()",
    "TCP over IPv6": "socket.socket(socket.AF_INET6).connect(('::1', int(E['PORT6'])))",
    "a UDP packet": """
    to = ('127.0.0.1', int(E['UDP']))
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', to)""",
    "a raw socket": "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)",
    "an abstract socket": "socket.socket(socket.AF_UNIX).connect('\\0' + E['ABSTRACT'])",
    "a socket file": "socket.socket(socket.AF_UNIX).connect(E['SOCKET'])",
    "a secret in a file": "open(E['SECRET']).close()",
    "/etc/passwd": "open('/etc/passwd').close()",
    "a write outside": "open(E['OUTSIDE'] + '/written', 'w').close()",
    "a write to the interpreter": "open(sys.prefix + '/written', 'w').close()",
    "a write to /usr": "open('/usr/written', 'w').close()",
    "a link to a secret": "os.symlink(E['SECRET'], 'link'); open('link').close()",
    "a second name for a secret": "os.link(E['SECRET'], 'link'); open('link').close()",
    "a variable of the host": "assert 'SECRET_TOKEN' in E",
    "another's environment": """
    assert b'TOKEN' in open('/proc/' + E['VICTIM'] + '/environ', 'rb').read()""",
    "a signal to another": "os.kill(int(E['VICTIM']), 0)",
    "tracing another": "refused(libc.ptrace(SEIZE, int(E['VICTIM']), 0, 0))",
    "tracing the server": "refused(libc.ptrace(SEIZE, os.getppid(), 0, 0))",
    "killing the server": "os.kill(os.getppid(), 0)",
    "the server's answers": "open(f'/proc/{os.getppid()}/fd/1', 'w').write('forged')",
    "the session's keys": """
    call = {'x86_64': 250, 'aarch64': 219}[os.uname().machine]
    refused(libc.syscall(call, 0, ctypes.c_int(-3), 1) < 0)""",
    "a hypervisor's socket": "socket.socket(40, socket.SOCK_STREAM)",
    "another's limits": """
    import resource
    resource.prlimit(int(E['VICTIM']), resource.RLIMIT_CPU)""",
    "the server's limits": """
    import resource
    resource.prlimit(os.getppid(), resource.RLIMIT_CPU)""",
    "the server's priority": "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
    "the server's files": """
    call = {'x86_64': 434, 'aarch64': 434}[os.uname().machine]
    refused(libc.syscall(call, os.getppid(), 0) < 0)""",
    "shared memory of System V": """
    call = {'x86_64': 29, 'aarch64': 194}[os.uname().machine]
    refused(libc.syscall(call, 0, 4096, 0o1600) < 0)""",
    "a mount": """
    os.mkdir('m')
    refused(libc.mount(b'none', b'm', b'tmpfs', 0, 0))
    libc.umount(b'm')""",
    "a user namespace": "refused(libc.unshare(0x10000000))",
    "a user namespace of a child": """
    assert subprocess.run(['unshare', '-U', 'true']).returncode == 0""",
    "another root": "refused(libc.chroot(b'/usr'))",
    "another user": "os.setuid(0); assert os.getuid() == 0; open('/etc/shadow').close()",
    "400 processes": """
    for _ in range(400):
        if os.fork() == 0:
            time.sleep(3)
            os._exit(0)""",
    "10 GB of memory": "bytearray(10 << 30)",
    "memory in many processes": """
    for _ in range(16):
        if os.fork() == 0:
            block = bytearray(1 << 30)
            block[::4096] = b'x' * len(block[::4096])
            time.sleep(9)
            os._exit(0)
    time.sleep(9)""",
    "memory that processes share": """
    import mmap
    for _ in range(16):
        block = mmap.mmap(-1, 1 << 28)
        block[::4096] = b'x' * len(block[::4096])
        globals().setdefault('kept', []).append(block)""",
    "files in memory": """
    for _ in range(4):
        os.write(os.memfd_create('x'), b'0' * (1 << 20))""",
    "files without a name": """
    for n in range(20):
        file = open('f', 'wb')
        file.write(b'0' * (15 << 20))
        os.unlink('f')
        globals().setdefault('kept', []).append(file)
    time.sleep(9)""",
    "files out of sight": """
    os.mkdir('d')
    for n in range(20):
        open(f'd/{n}', 'wb').write(b'0' * (15 << 20))
    os.chmod('d', 0o300)
    time.sleep(9)""",
    "another's rights to a file": "os.chmod(E['SECRET'], 0o600)",
    "another's attributes of a file": "os.utime(E['SECRET'], (1, 1))",
    "a large file": "open('big', 'wb').write(b'0' * (300 << 20))",
    "many files": """
    for n in range(60):
        open(f'f{n}', 'wb').write(b'0' * (15 << 20))""",
    # Whether it is still there afterwards is what counts.
    "a daemon": """
    subprocess.Popen(['sleep', E['SLEEP']], start_new_session=True)
    time.sleep(.1)""",
    "an endless loop": """
    while True: pass""",
    "endless output": """
    while True: sys.stdout.write('y' * 65536)""",
    "an endless sleep": "time.sleep(3600)",
}

# What one block leaves for the next to find.
LEFT = {
    "a file in the shared folder": (
        "open(E['LEFT'], 'w').close()",
        "assert os.path.exists(E['LEFT'])",
    ),
    "a file in its folder": ("open('left', 'w').close()", "assert os.path.exists('left')"),
    "a file that none may remove": (
        """
    os.mkdir(E['LEFT'] + '.d')
    open(E['LEFT'] + '.d/left', 'w').close()
    os.chmod(E['LEFT'] + '.d', 0o500)""",
        "assert os.path.exists(E['LEFT'] + '.d')",
    ),
    "its own folder shut": ("os.mkdir('s'); os.chmod('.', 0)", "assert os.path.exists('s')"),
    "a module changed": ("import json; json.left = 1", "import json; assert hasattr(json, 'left')"),
    "a process": (
        "subprocess.Popen(['sleep', '60'], start_new_session=True)",
        """
    lines = (pathlib.Path('/proc', n, 'cmdline') for n in os.listdir('/proc') if n.isdigit())
    assert any(b'sleep' in line.read_bytes() for line in lines)""",
    ),
}
# Of these nothing is left where a namespace ends with the server, and they are tried nowhere else.
IN_NAMESPACES = {
    "a file in /dev": (
        "open('/dev/written', 'w').close()",
        "assert os.path.exists('/dev/written')",
    ),
    "an attribute": (
        "os.setxattr('/tmp', 'user.left', b'left')",
        "assert os.getxattr('/tmp', 'user.left') == b'left'",
    ),
    "a shared folder shut": ("os.chmod('/tmp', 0o555)", "assert not os.access('/tmp', os.W_OK)"),
}
ARTIFACTS = {
    "a link": "os.symlink(E['SECRET'], 'figure.png')",
    "a second name": "open('a', 'w').close(); os.link('a', 'figure.png')",
    "a pipe": "os.mkfifo('figure.png')",
    "a folder": "os.mkdir('figure.png')",
    "too large": "open('figure.png', 'wb').write(b'0' * (3 << 20))",
}
SECONDS, CUT = 1, 1 << 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """What there is to get at, as attempts find it in their environment."""

    known: Mapping[str, str]
    udp: socket.socket


def main() -> None:
    """Try everything in a sandbox of the kind named, and print what came of it."""
    kind = cast("SandboxKind", sys.argv[1])
    found: dict[str, str] = {}
    with fixtures() as places, Sandbox(kind) as sandbox:
        for name, attempt in ATTEMPTS.items():
            answer = tried(sandbox, attempt, places)
            found[name] = said(answer)
            if name == "endless output" and len(answer["outputs"]["try.py"]) <= CUT:
                # The end of its file ended it, and little of that was taken.
                found[name] = "blocked"
        # What these tried to reach tells better than they do.
        found["a UDP packet"] = "open" if select.select([places.udp], [], [], 0)[0] else "blocked"
        found["a daemon"] = "open" if is_running(places.known["SLEEP"]) else "blocked"
        for name, (leave, look) in left_in(kind).items():
            found[f"left: {name}"] = next_finds(kind, places, leave, look)
        for name, make in ARTIFACTS.items():
            taken = tried(sandbox, make, places)["artifacts"]
            found[f"artifact: {name}"] = "open" if taken else "blocked"
        wanted = tried(sandbox, "open('figure.png', 'w').write('x')", places)["artifacts"]
        found["an artifact as it should be"] = "kept" if wanted else "lost"
    print(json.dumps(found))  # noqa: T201 - it is for this that it is run


def left_in(kind: str) -> Mapping[str, tuple[str, str]]:
    """Return what is left in a sandbox of this kind for the next block to find."""
    return {**LEFT, **IN_NAMESPACES} if kind == "bubblewrap" else LEFT


def next_finds(kind: "SandboxKind", places: Places, leave: str, look: str) -> str:
    """Return what the next block finds of what one has left: in the same sandbox, if that lasts."""
    with Sandbox(kind) as sandbox:
        tried(sandbox, leave, places)
        if sandbox.lasts:
            return said(tried(sandbox, look, places))
    with Sandbox(kind) as another:
        return said(tried(another, look, places))


def tried(sandbox: Sandbox, attempt: str, places: Places) -> dict[str, Any]:
    """Run one attempt and return the server's answer."""
    lines = attempt if attempt.startswith("\n") else f"    {attempt}"
    code = TRIED.format(attempt=lines)
    return sandbox.run(
        {
            "parts": [{"name": "try.py", "code": code, "apart": False}],
            "files": {},
            "hub": "",
            "packages": [],
            "artifacts": ["figure.png"],
            "device": "cpu",
            "seconds": SECONDS,
            "processor_seconds": SECONDS,
            "environment": dict(places.known),
            "limits": {"seconds": SECONDS, "bytes": 3 << 30, "disk": 192 << 20, "processes": 128},
        }
    )


def said(answer: Mapping[str, Any]) -> str:
    """Return what an attempt printed, or how it was ended."""
    printed = answer["outputs"].get("try.py", "").split()
    if answer["broke"] or answer["code"] > 128:  # killed by a signal
        return "blocked"
    return str(printed[-1][-7:] if printed else answer["errors"])


def is_running(argument: str) -> bool:
    """Tell whether a process with this argument is there."""
    paths = Path("/proc").glob("[0-9]*/cmdline")
    return any(argument.encode() in read(path).split(b"\0") for path in paths)


def read(path: Path) -> bytes:
    """Return a file of /proc, nothing of a process that has ended."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


@contextmanager
def fixtures() -> Iterator["Places"]:
    """Give sockets, files and a process to get at, open to everybody by their rights."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="deckpress-escape-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o777)
        (folder / "secret").write_text("secret", "utf8")
        (folder / "secret").chmod(0o666)
        port = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port6 = stack.enter_context(socket.create_server(("::1", 0), family=socket.AF_INET6))
        for address in (f"\0{folder.name}", str(folder / "socket")):
            listening = stack.enter_context(socket.socket(socket.AF_UNIX))
            listening.bind(address)
            listening.listen()
        (folder / "socket").chmod(0o777)
        environment = {**os.environ, "TOKEN": "x"}
        victim = stack.enter_context(subprocess.Popen(["sleep", "600"], env=environment))
        stack.callback(victim.kill)
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        known = {
            "PORT": str(port.getsockname()[1]),
            "PORT6": str(port6.getsockname()[1]),
            "ABSTRACT": folder.name,
            "SOCKET": str(folder / "socket"),
            "SECRET": str(folder / "secret"),
            "OUTSIDE": str(folder),
            "VICTIM": str(victim.pid),
            "SLEEP": f"{200_000_000 + victim.pid}",
            "LEFT": f"/tmp/deckpress-left-{victim.pid}",  # noqa: S108
            "UDP": str(udp.getsockname()[1]),
        }
        # Without a sandbox, this is left.
        stack.callback(Path(known["LEFT"]).unlink, missing_ok=True)
        yield Places(known=known, udp=udp)


if __name__ == "__main__":
    main()
