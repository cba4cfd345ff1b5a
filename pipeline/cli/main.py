"""Where the command starts."""

import os
import signal
import sys
from typing import NoReturn

from pipeline.cli import decks, packages, prints, push
from pipeline.cli.app import app
from pipeline.cli.each import FAILED
from pipeline.text.terminal import printable

# Imported for the commands that they add to the app.
COMMANDS = (decks, packages, prints, push)

# SIGHUP is not known everywhere.
ENDING = ("SIGINT", "SIGTERM", "SIGHUP")


def main() -> None:
    """Run the command line."""
    for name in ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)
    try:
        app()
    except OSError as error:
        # A full disk under the output, a closed pipe: nothing a deck can be blamed for.
        told = (error.filename, error.strerror and error.strerror.lower())
        message = ": ".join(str(part) for part in told if part) or str(error)
        os.write(2, f"deckpress: {printable(message)}\n".encode(errors="backslashreplace"))
        os._exit(FAILED)


def _end(number: int, _: object) -> NoReturn:
    """Let what runs tidy up, as it does when it fails; a second signal would only spoil that."""
    for name in ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)
