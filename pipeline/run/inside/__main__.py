"""`python -m pipeline.run.inside` inside the sandbox."""

from pipeline.run.inside.server import main

main()
