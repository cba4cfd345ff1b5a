"""Where the command starts."""

import os
import signal

from pipeline.cli import decks, packages, push
from pipeline.cli.app import app
from pipeline.cli.each import FAILED

# Imported for the commands that they add to the app.
COMMANDS = (decks, packages, push)


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        app()
    except OSError as error:
        # A full disk under the output, a closed pipe: nothing a deck can be blamed for.
        os.write(2, f"deckpress: {error}\n".encode())
        os._exit(FAILED)
