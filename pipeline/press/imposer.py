"""What runs inside a child process: a file's pages put two by two on sheets for folding.

Reads a job as JSON from standard input; the imposed file takes the place of the one that it was
made from.
"""

import json
import sys
from pathlib import Path

from pipeline.press.impose import impose


def main() -> None:
    """Do the job on standard input."""
    job = json.load(sys.stdin)
    file = Path(job["file"])
    try:
        file.write_bytes(impose(file.read_bytes(), width=job["width"], height=job["height"]))
    except OSError as error:
        json.dump({"disk": str(error.strerror)}, sys.stdout)
    else:
        json.dump({"faults": []}, sys.stdout)


if __name__ == "__main__":
    main()
