"""What runs inside the child process: cut the network off, run the block, then its driver.

Started as a script by path, with only the standard library at hand before the block itself; the
folder it is given holds job.json, block.py and driver.py, and takes block.out, driver.out and
report.json.
"""

import ctypes
import json
import os
import platform
import resource
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

NO_NETWORK_CUT = 90
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
GIB = 1 << 30
MIB = 1 << 20


def main() -> None:
    """Run the job in the folder named on the command line."""
    folder = Path(sys.argv[1])
    job = json.loads((folder / "job.json").read_text())
    network = cut_network()
    limit(int(job["seconds"]))
    namespace: dict[str, object] = {"__name__": "__main__"}
    for part in ("block", "driver"):
        execute(folder / f"{part}.py", folder / f"{part}.out", namespace)
    report = {"environment": environment(job["packages"], network), "peak_mib": peak_mib()}
    (folder / "report.json").write_text(json.dumps(report))


def cut_network() -> str:
    """Move this process into a network namespace with nothing in it; refuse to go on without."""
    libc = ctypes.CDLL(None, use_errno=True)
    flags = CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWUSER | CLONE_NEWNET
    unshare = getattr(libc, "unshare", None)
    if unshare is None or unshare(flags) != 0 or interfaces() - {"lo"}:
        sys.exit(NO_NETWORK_CUT)
    return "none (own network namespace)"


def interfaces() -> set[str]:
    """Return the names of the network interfaces this process can see."""
    lines = Path("/proc/self/net/dev").read_text().splitlines()[2:]
    return {line.split(":")[0].strip() for line in lines}


def limit(seconds: int) -> None:
    """Bound processor time, memory, file size and open files."""
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, 8 * GIB),
        (resource.RLIMIT_FSIZE, 16 * MIB),
        (resource.RLIMIT_NOFILE, 512),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def execute(source: Path, output: Path, namespace: dict[str, object]) -> None:
    """Run a file in the namespace, with everything it prints going to `output`."""
    code = compile(source.read_text(), source.name, "exec")
    with output.open("wb") as file:
        os.dup2(file.fileno(), 1)
    exec(code, namespace)  # noqa: S102 - running code answers is what this process is for
    sys.stdout.flush()


def environment(packages: list[str], network: str) -> dict[str, object]:
    """Say what this process runs on, and with which versions of the packages."""
    torch = sys.modules.get("torch")
    return {
        "device": "cpu",
        "processor": processor(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: found for name in packages if (found := installed(name))},
        "threads": torch.get_num_threads() if torch else 1,
        "network": network,
    }


def installed(package: str) -> str | None:
    """Return the version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def processor() -> str:
    """Return the processor's name as Linux knows it."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def peak_mib() -> int:
    """Return the largest resident set of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
