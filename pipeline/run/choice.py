"""Which sandbox this machine can give: the best that starts and stands its self-test."""

import shutil
from collections.abc import Callable

from pipeline.model.place import Place
from pipeline.model.run import Held, SandboxKind
from pipeline.problem import Problem, Problems
from pipeline.run import bubblewrap
from pipeline.run.inside import landlock, seccomp
from pipeline.run.probes import ESSENTIAL
from pipeline.run.sandbox import Sandbox, SandboxError
from pipeline.run.selftest import selftest

HINT = (
    "install bubblewrap 0.8 or newer (`apt install bubblewrap`, `dnf install bubblewrap`), or use "
    "a kernel with Landlock; code that you have read is run without a sandbox by --trust sha256:…"
)


def choose() -> Held:
    """Return what holds code back here; raises `Problems` where nothing does.

    Bubblewrap first; Landlock with seccomp is only a part of it: the code sees other processes'
    names, shares the disk, and its limits are weaker.
    """
    reasons = []
    for kind, why_not in _WAYS.items():
        if reason := why_not():
            reasons.append(f"{kind}: {reason}")
            continue
        try:
            held = tried(kind)
        except SandboxError as error:
            reasons.append(f"{kind}: {error}")
            continue
        if through := ESSENTIAL & set(held.open):
            reasons.append(f"{kind}: it does not stop {', '.join(sorted(through))}")
            continue
        return held
    message = "this machine can hold no code back, so nothing was run: " + "; ".join(reasons)
    raise Problems([Problem(place=Place(file="sandbox"), message=message, hint=HINT)])


def tried(kind: SandboxKind) -> Held:
    """Return what the self-test finds in a sandbox of this kind; `SandboxError` if none starts."""
    with Sandbox(kind) as sandbox:
        stopped = selftest(sandbox)
    return Held(
        kind=kind,
        version=_version(kind),
        blocked=tuple(name for name, held in stopped.items() if held),
        open=tuple(name for name, held in stopped.items() if not held),
    )


def _version(kind: SandboxKind) -> str:
    if kind == "bubblewrap":
        return bubblewrap.version()
    return str(landlock.version()) if kind == "landlock" else ""


def _no_bubblewrap() -> str:
    if bubblewrap.version():
        return ""
    return "it is too old" if shutil.which("bwrap") else "it is not installed"


def _no_landlock() -> str:
    if not landlock.version():
        return "the kernel has none"
    return "" if seccomp.is_known() else "no filter of calls is known for this processor"


_WAYS: dict[SandboxKind, Callable[[], str]] = {
    "bubblewrap": _no_bubblewrap,
    "landlock": _no_landlock,
}
