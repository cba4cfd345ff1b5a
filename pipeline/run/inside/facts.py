"""Where a block runs, asked from where it runs."""

import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def environment(packages: Iterable[str]) -> dict[str, object]:
    """Say what this process runs on, and with which versions of the packages."""
    return {
        "processor": processor(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: found for name in packages if (found := installed(name))},
        "driver": driver(),
    }


def installed(package: str) -> str | None:
    """Return the version of an installed distribution."""
    try:
        return version(package)
    except (PackageNotFoundError, ValueError):
        return None


def processor() -> str:
    """Return the processor's name as Linux knows it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf8").splitlines()
    except OSError:
        lines = []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def driver() -> str:
    """Return the version of NVIDIA's driver, or nothing."""
    try:
        text = Path("/proc/driver/nvidia/version").read_text("utf8")
    except OSError:
        return ""
    words = text.split("\n", 1)[0].split()
    return next((word for word in words if word[0].isdigit() and "." in word), "")
