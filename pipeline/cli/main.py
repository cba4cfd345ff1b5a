"""Where the command starts."""

import os
import signal
import sys

from pipeline.cli import decks, packages, prints, push
from pipeline.cli.app import app
from pipeline.cli.each import FAILED
from pipeline.text.terminal import printable

# Imported for the commands that they add to the app.
COMMANDS = (decks, packages, prints, push)


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Ended from outside, it tidies up as it does when it is done.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, _: sys.exit(128 + number))
    try:
        app()
    except OSError as error:
        # A full disk under the output, a closed pipe: nothing a deck can be blamed for.
        told = (error.filename, error.strerror and error.strerror.lower())
        message = ": ".join(str(part) for part in told if part) or str(error)
        os.write(2, f"deckpress: {printable(message)}\n".encode(errors="backslashreplace"))
        os._exit(FAILED)
