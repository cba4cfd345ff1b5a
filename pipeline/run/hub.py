"""A model hub's cache laid out from files that an installed package ships."""

import hashlib
import importlib.util
from pathlib import Path

from pipeline.model.deck import Hub
from pipeline.problem import Problem, Problems

REINSTALL = "run `make verify`, which installs the version this deck was made with"


def lay_out(hub: Hub, cache: Path) -> None:
    """Write the hub's files under `cache` as huggingface_hub keeps them.

    The layout is `models--<repo>/snapshots/<revision>/<file>` with the revision in `refs/main`;
    the revision is only a folder's name. Raises `Problems` when the package is not installed or
    its files are not the ones with the known sums.
    """
    sums = "".join(checksum for _, checksum in hub.files.values())
    revision = hashlib.sha256(sums.encode()).hexdigest()[:40]
    root = cache / f"models--{hub.repo.replace('/', '--')}"
    snapshot = root / "snapshots" / revision
    snapshot.mkdir(parents=True)
    (root / "refs").mkdir()
    (root / "refs" / "main").write_text(revision, encoding="utf8")
    for name, (inside, checksum) in hub.files.items():
        (snapshot / name).parent.mkdir(parents=True, exist_ok=True)
        (snapshot / name).write_bytes(_known(hub, inside, checksum))


def _known(hub: Hub, inside: str, checksum: str) -> bytes:
    path = _package(hub) / inside
    if not path.is_file():
        raise _problem(hub, f"the package {hub.package} holds no {inside}")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != checksum:
        raise _problem(hub, f"{hub.package}/{inside} is not the file with sha256 {checksum[:12]}…")
    return data


def _package(hub: Hub) -> Path:
    # Found without importing it: its code is of no interest here.
    spec = importlib.util.find_spec(hub.package) if hub.package.isidentifier() else None
    if spec is None or not spec.submodule_search_locations:
        raise _problem(hub, f"the package {hub.package} is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def _problem(hub: Hub, message: str) -> Problems:
    return Problems([Problem(place=hub.place, message=message, hint=REINSTALL)])
