"""Attempts to get out, each harmless by itself: what the self-test runs inside.

A probe prints `open` or `blocked`. What it tries things on comes in its environment: a port and a
file of the host's, a folder that anybody may write to, a process.
"""

PROBES = {
    "network": """
import os, socket
try:
    socket.create_connection(("127.0.0.1", int(os.environ["PROBE_PORT"])), 2).close()
    print("open")
except OSError:
    print("blocked")
""",
    "secrets": """
import os
try:
    open(os.environ["PROBE_SECRET"]).close()
    print("open")
except OSError:
    print("blocked")
""",
    "writes": """
import os
try:
    open(os.path.join(os.environ["PROBE_OUTSIDE"], "written"), "w").close()
    print("open")
except OSError:
    print("blocked")
""",
    "processes": """
import os
try:
    os.kill(int(os.environ["PROBE_VICTIM"]), 0)
    print("open")
except OSError:
    print("blocked")
""",
    "namespaces": """
import ctypes
failed = ctypes.CDLL(None).unshare(0x10000000)
print("blocked" if failed else "open")
""",
    "forks": """
import os, time
try:
    for _ in range(300):
        if os.fork() == 0:
            time.sleep(10)
            os._exit(0)
    print("open")
except OSError:
    print("blocked")
""",
    "memory": """
try:
    bytearray(10 << 30)
    print("open")
except MemoryError:
    print("blocked")
""",
    # Whether it outlives the block is for the host to see.
    "daemons": """
import os, subprocess
subprocess.Popen(["sleep", os.environ["PROBE_SLEEP"]], start_new_session=True)
print("blocked")
""",
}

# Without these a sandbox is none.
ESSENTIAL = frozenset({"network", "secrets", "writes", "processes", "daemons"})
