"""Fetches packages with pip into a folder outside of the repository, and reads their Python."""

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from recovery.recipe import Package

_LARGEST = 400_000
_FORMS = {"wheel": "--only-binary", "sdist": "--no-binary"}


def fetched(package: Package, folder: Path) -> Path:
    """Return the package's archive, fetched with pip unless it lies there."""
    if not (found := _lying(package, folder)):
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download")
        wanted = ("--no-deps", _FORMS[package.form], ":all:", f"{package.name}=={package.version}")
        subprocess.run((*pip, *wanted, "--dest", str(folder)), check=True)  # noqa: S603
        found = _lying(package, folder)
    if not found:
        raise FileNotFoundError(f"pip fetched no {package.form} of {package.name}")
    return found


def _lying(package: Package, folder: Path) -> Path | None:
    ending = ".whl" if package.form == "wheel" else ".tar.gz"
    wanted = f"{package.name}-{package.version}"
    for path in sorted(folder.glob(f"*{ending}")):
        name, version = path.name.removesuffix(".tar.gz").split("-")[:2]
        if f"{name.lower().replace('_', '-')}-{version}" == wanted:
            return path
    return None


def texts(archive: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of the Python files and the readme, but for tests."""
    for name, data in _files(archive):
        if "/test" not in name and "_pb2" not in name and len(data) <= _LARGEST:
            try:
                yield name, data.decode()
            except UnicodeDecodeError:
                continue


def _files(archive: Path) -> Iterator[tuple[str, bytes]]:
    wanted = (".py", "METADATA", "README.md")
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for name in sorted(wheel.namelist()):
                if name.endswith(wanted):
                    yield name, wheel.read(name)
        return
    with tarfile.open(archive) as sdist:
        for member in sorted(sdist.getmembers(), key=lambda member: member.name):
            file = sdist.extractfile(member) if member.name.endswith(wanted) else None
            if file:
                yield member.name, file.read()
