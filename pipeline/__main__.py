"""Where the command starts, as `deckpress` and as `python -m pipeline`."""

import signal

# Ctrl-C while the libraries load ends the process at once, without a traceback of their insides.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from pipeline.cli.main import main  # noqa: E402 - after the line above, on purpose

__all__ = ["main"]

if __name__ == "__main__":
    main()
