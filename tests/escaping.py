"""Attempts to get out, made in a sandbox that root or somebody else starts."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from escapes import ARTIFACTS, ATTEMPTS, IN_NAMESPACES, LEFT
from support import ROOT

from pipeline.run import shown

SOMEBODY = 1001
USERS = ("root", "somebody")
# As root in a mount namespace of its own: the interpreter may lie where others can't go, so what
# stands around it is hidden behind an empty folder that they may pass.
REACHABLE = """
set -e
user=$1; blocked=$2; shift 2
if [ -n "$blocked" ]; then
  stage=$(mktemp -d); mount --rbind "$blocked" "$stage"; mount -t tmpfs -o mode=755 none "$blocked"
  for name; do case "$name" in --) break;; "$blocked"/*)
    mkdir -p "$name"; mount --rbind "$stage/${name#"$blocked"/}" "$name";; esac; done
fi
while [ "$1" != -- ]; do shift; done; shift
exec setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs env HOME=/tmp "$@"
"""
EVERY = [*ATTEMPTS, *(f"left: {name}" for name in LEFT), *(f"artifact: {n}" for n in ARTIFACTS)]
FULL = [*EVERY, *(f"left: {name}" for name in IN_NAMESPACES)]


@cache
def tried(kind: str, user: str) -> dict[str, str]:
    """Return what came of every attempt in a sandbox of this kind, started by this user."""
    script = [sys.executable, str(Path(__file__).with_name("escapes.py")), kind]
    ended = subprocess.run(
        [*as_user(user), *script],
        env={**os.environ, "PYTHONPATH": str(ROOT), "SECRET_TOKEN": "x"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, str] = json.loads(ended.stdout)
    return found


def as_user(user: str) -> list[str]:
    """Return what a command begins with to be that user's, in a mount namespace of its own."""
    if os.geteuid() != 0:
        # Somebody is who runs the tests, and can't become root.
        return [] if user == "somebody" else pytest.skip("only root can be root")
    if user == "root":
        return ["unshare", "--mount"]
    paths = [Path(path) for path in (*shown.interpreter(), str(ROOT))]
    shut = [part for path in paths for part in path.parents if not part.stat().st_mode & 0o001]
    closed = str(shut[-1]) if shut else ""
    own = ["bash", "-c", REACHABLE, "bash", str(SOMEBODY), closed]
    return ["unshare", "--mount", *own, *map(str, paths), "--"]
