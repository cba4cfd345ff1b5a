# `make` builds the decks, `make test` checks everything; `make help` lists the rest.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt
# What each set of packages was last installed from; a change in either file installs again.
INPUTS := pyproject.toml constraints.txt

.DEFAULT_GOAL := build
.PHONY: build test check verify sync pictures clean help

build: $(VENV)/.core  ## build every deck of source/ into build/
	@$(BIN)/deckpress build

test: $(VENV)/.test $(VENV)/.verify  ## run every test, Anki's own engine and real runs included
	@$(BIN)/python -m pytest

check: $(VENV)/.test  ## format, lint, strict types, direction of imports, and the decks' own checks
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deckpress check

verify: $(VENV)/.verify  ## run all code answers again and compare with their records (needs torch)
	@$(BIN)/deckpress verify --all

sync: $(VENV)/.core  ## bring the translations in step after an edit of the Chinese
	@$(BIN)/deckpress sync

pictures: $(VENV)/.test build  ## pictures of cards and pages in build/pictures (needs chromium, poppler-utils)
	@$(BIN)/python tests/pictures.py build/llm-interview

clean:  ## remove what was built and installed
	rm -rf $(VENV) build/*/

help:  ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

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
