"""What runs inside the child process: cut the network off, run the block, its driver, its probes.

Started as a script by path, with only the standard library at hand before the block itself; the
folder it is given holds job.json, block.py, driver.py and the probes of cards, and takes what each
prints, as in block.out, and report.json.
"""

import ctypes
import json
import os
import platform
import resource
import signal
import sys
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

CLONE_NEWPID = 0x20000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
GIB = 1 << 30
MIB = 1 << 20


def main() -> None:
    """Run the job in the folder named on the command line."""
    folder = Path(sys.argv[1])
    job = json.loads((folder / "job.json").read_text(encoding="utf8"))
    network = cut_off(int(job["refusal"]))
    limit(int(job["seconds"]))
    # A module of its own as __main__: what the block defines can be pickled, and finds itself.
    module = ModuleType("__main__")
    module.__file__ = "block.py"
    sys.modules["__main__"] = module
    execute(folder / "block.py", folder / "block.out", module)
    for probe in sorted(folder.glob("probe.*.py")):
        apart(probe, module)
    execute(folder / "driver.py", folder / "driver.out", module)
    report = {"environment": environment(job["packages"], network), "peak_mib": peak_mib()}
    (folder / "report.json").write_text(json.dumps(report), encoding="utf8")


def cut_off(refusal: int) -> str:
    """Leave the network and the other processes behind, or end with the exit code `refusal`.

    The rest runs as the first process of a namespace of its own: when it ends, or is killed, all
    that it started ends with it.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    flags = CLONE_NEWNET | CLONE_NEWPID
    flags |= 0 if os.geteuid() == 0 else CLONE_NEWUSER
    unshare = getattr(libc, "unshare", None)
    if unshare is None or unshare(flags) != 0 or interfaces() - {"lo"}:
        sys.exit(refusal)
    inner = os.fork()
    if inner != 0:
        os._exit(exit_code(os.waitpid(inner, 0)[1]))
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    return "none (own network namespace)"


def exit_code(status: int) -> int:
    """Return a process's exit code as a shell gives it: 128 and the signal for a killed one."""
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def interfaces() -> set[str]:
    """Return the names of the network interfaces this process can see."""
    lines = Path("/proc/self/net/dev").read_text(encoding="utf8").splitlines()[2:]
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


def execute(source: Path, output: Path, module: ModuleType) -> None:
    """Run a file in the module's namespace, with everything it prints going to `output`."""
    code = compile(source.read_text(encoding="utf8"), source.name, "exec")
    with output.open("wb") as file:
        os.dup2(file.fileno(), 1)
    exec(code, module.__dict__)  # noqa: S102 - running code answers is what this process is for
    for stream in (sys.stdout, sys.__stdout__):
        if stream is not None:
            stream.flush()


def apart(probe: Path, module: ModuleType) -> None:
    """Run a probe in a copy of this process, so that it sees what the block left and leaves none.

    A probe that fails ends the run with its exit code.
    """
    copy = os.fork()
    if copy == 0:
        try:
            execute(probe, probe.with_suffix(".out"), module)
        except BaseException:  # noqa: BLE001 - whatever it is, the copy must not go on from here
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if code := exit_code(os.waitpid(copy, 0)[1]):
        sys.exit(code)


def environment(packages: list[str], network: str) -> dict[str, object]:
    """Say what this process runs on, and with which versions of the packages."""
    torch = sys.modules.get("torch")
    return {
        "processor": processor(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: found for name in packages if (found := installed(name))},
        "threads": torch.get_num_threads() if torch else 1,
        "network": network,
    }


def installed(package: str) -> str | None:
    """Return the version of an installed distribution."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def processor() -> str:
    """Return the processor's name as Linux knows it."""
    for line in Path("/proc/cpuinfo").read_text(encoding="utf8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def peak_mib() -> int:
    """Return the largest resident set of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
