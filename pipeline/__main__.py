"""`python -m pipeline` does what the command `deckpress` does."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
