# `make` builds the decks, `make test` checks everything; `make help` lists the rest.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt
# What each set of packages was last installed from; a change in either file installs again.
INPUTS := pyproject.toml constraints.txt

# The oldest versions of Anki that packages must be readable by; each gets an environment.
OLD_ANKI := 2.1.66 23.10
# The server that pushes are tested against needs Python 3.12; pyenv's are looked at as well.
SERVER_PYTHON ?= $(shell for python in python3.12 python3.13 python3.14 $$HOME/.pyenv/versions/3.1[2-9].*/bin/python; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && echo $$python && break; done)

# Where the packages that recovery learns from and is measured on are fetched to: 1 GB.
CORPUS ?= $(HOME)/.cache/deckpress/recovery

.DEFAULT_GOAL := build
.PHONY: build test test-full check verify bwrap sync pictures bench weights bench-recover clean help

build: $(VENV)/.core  ## build every deck of source/ into build/
	@$(BIN)/deckpress build

test: $(VENV)/.test $(VENV)/.verify bwrap  ## run every test, Anki's own engine and real runs included
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

test-full: $(VENV)/.full $(OLD_ANKI:%=.venv-anki-%/.done) .venv-push/.done  ## the long tests: Chromium, old Ankis, a push
	@$(BIN)/python -m pytest tests/full

check: $(VENV)/.full $(VENV)/.verify  ## format, lint, strict types, direction of imports, and the decks' own checks
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deckpress check

verify: $(VENV)/.verify bwrap  ## run all code answers and labs again, in a sandbox, and compare with their records
	@$(BIN)/deckpress verify --all

sync: $(VENV)/.core  ## bring the translations in step after an edit of the Chinese
	@$(BIN)/deckpress sync

pictures: $(VENV)/.full build  ## pictures of cards and pages in build/pictures (needs chromium, poppler-utils)
	@$(BIN)/python tests/pictures.py build/llm-interview

bench: $(VENV)/.bench  ## set the same sheet with deckpress, WeasyPrint and ReportLab (needs fonts-noto-cjk)
	@$(BIN)/python benchmarks/prints.py $(BENCH)

weights: $(VENV)/.train  ## train again what recovers code, from packages fetched into CORPUS (20 minutes)
	@OMP_NUM_THREADS=1 PYTHONPATH=benchmarks:. $(BIN)/python -W ignore -m recovery.train "$(CORPUS)"

bench-recover: $(VENV)/.core  ## measure the recovery of code on packages that the trainer never saw
	@PYTHONPATH=benchmarks:. $(BIN)/python -W ignore -m recovery.bench "$(CORPUS)"

clean:  ## remove what was built and installed
	rm -rf $(VENV) .venv-anki-* .venv-push build/*/

help:  ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# Code runs in a sandbox that this builds; without it, in a weaker one that the kernel gives.
bwrap:
	@command -v bwrap >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  echo "installing bubblewrap" && apt-get update -qq && apt-get install -y -qq bubblewrap >/dev/null; } || \
	  echo "install bubblewrap for a full sandbox: apt install bubblewrap, dnf install bubblewrap, pacman -S bubblewrap" >&2

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "deckpress needs Python 3.11 or newer; try: make PYTHON=python3.11" >&2; exit 1; }
	@echo "making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(INPUTS) | $(VENV)/bin/python
	@echo "installing deckpress"
	@$(PIP) -e .
	@touch $@

$(VENV)/.test: $(INPUTS) | $(VENV)/.core
	@echo "installing what the tests need"
	@$(PIP) -e '.[test]'
	@touch $@

$(VENV)/.verify: $(INPUTS) | $(VENV)/.core
	@echo "installing torch and transformers"
	@$(PIP) -e '.[verify]'
	@touch $@

$(VENV)/.full: $(INPUTS) | $(VENV)/.test
	@echo "installing what the long tests need"
	@$(PIP) -e '.[full]'
	@touch $@

$(VENV)/.train: $(INPUTS) | $(VENV)/.core
	@echo "installing what the weights are trained with"
	@$(PIP) -e '.[train]'
	@touch $@

$(VENV)/.bench: $(INPUTS) | $(VENV)/.core
	@echo "installing what the benchmark compares deckpress with"
	@$(PIP) -e '.[bench]'
	@touch $@

.venv-anki-%/.done: $(INPUTS) | $(VENV)/bin/python
	@echo "installing Anki $*"
	@$(PYTHON) -m venv .venv-anki-$*
	@grep -v '^anki==' constraints.txt > .venv-anki-$*/constraints.txt
	@.venv-anki-$*/bin/python -m pip --disable-pip-version-check install --quiet \
	  -c .venv-anki-$*/constraints.txt anki==$*
	@touch $@

.venv-push/.done: tests/full/push-server.txt
	@test -n "$(SERVER_PYTHON)" || \
	  { echo "the test of pushes needs Python 3.12 or newer; try: make test-full SERVER_PYTHON=..." >&2; exit 1; }
	@echo "installing the server that pushes are tested against"
	@$(SERVER_PYTHON) -m venv .venv-push
	@.venv-push/bin/python -m pip --disable-pip-version-check install --quiet -r $<
	@touch $@
