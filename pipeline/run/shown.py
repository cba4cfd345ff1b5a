"""What of this machine a sandbox shows: the interpreter, at its own place, and the system under it.

A copy of the interpreter elsewhere would load another libpython than it says.
"""

import sys
from pathlib import Path

# The folder that holds this package, of which the inside sees only its own part.
ROOT = Path(__file__).resolve().parent.parent.parent
INSIDE = ("pipeline/__init__.py", "pipeline/run/__init__.py", "pipeline/run/inside")
SYSTEM = Path("/usr")


def interpreter() -> tuple[str, ...]:
    """Return the folders that the running interpreter and its packages lie in, outside /usr."""
    named = [Path(sys.prefix), Path(sys.base_prefix)]
    real = [path.resolve() for path in (*named, Path(sys.executable).resolve().parent.parent)]
    every = dict.fromkeys((*named, *real))
    outer = [path for path in every if not path.is_relative_to(SYSTEM)]
    # One inside another is shown with it.
    within = [p for p in outer if any(p != q and p.is_relative_to(q) for q in outer)]
    return tuple(str(path) for path in outer if path not in within)


def system_links() -> dict[str, str]:
    """Return the links at the root that lead into /usr, such as /lib, and where they lead."""
    paths = (Path("/", name) for name in ("bin", "sbin", "lib", "lib64", "lib32"))
    return {str(path): str(path.readlink()) for path in paths if path.is_symlink()}


def system_folders() -> tuple[str, ...]:
    """Return the folders that programs need besides /usr, where they are no links into it."""
    paths = [Path("/", name) for name in ("bin", "sbin", "lib", "lib64", "lib32")]
    own = [path for path in paths if path.is_dir() and not path.is_symlink()]
    return tuple(str(path) for path in (SYSTEM, *own, Path("/nix/store")) if path.is_dir())


def gpu_devices() -> tuple[str, ...]:
    """Return the device files of NVIDIA's driver, none where there is no GPU."""
    names = ("nvidiactl", "nvidia-uvm", "nvidia-uvm-tools", "nvidia-caps", "nvidia[0-9]*")
    found = (path for name in names for path in sorted(Path("/dev").glob(name)))
    return tuple(map(str, found)) if Path("/dev/nvidiactl").exists() else ()
