# Shpalta. Every target does its own set-up; the second time that takes a moment.
#
#   make run           a working newspaper with a sample newsroom
#   make test          every test but the soak
#   make test-pythons  the quick part of the tests on Python 3.12 and 3.13, where they are here
#   make check         rules that need no run: style, types, layers, settings, catalogues
#   make bench         publication, full press, screens, what grows with the archive: measured
#   make soak          laws and crashes for hours instead of seconds
#   make faults        every call of the press failed in every way, with a table of what came of it
#   make screenshots   pictures of the pages, for eyes
#   make format        put the code in its form
#   make messages      bring message catalogues up to date and compile them
#   make docs          write the pages of the reference that come from code
#   make wheel         dist/: the package and what it needs, locked
#   make lock          newest versions of dependencies, locked (KEEP=1: only what .in files force)
#   make clean         remove caches and builds; a newsroom's data and .venv stay
#
# PYTHON=python3.12 chooses another Python; ARGS="…" is given to pytest or to the command.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

# What checks read instead of a developer's own environment: a newsroom on a public address.
check-types check-django: export SHPALTA_HOME := $(CURDIR)/.cache/check
check-types check-django: export SHPALTA_SITE_ADDRESS := https://example.org
check-types check-django: export SHPALTA_NEWSROOM_ADDRESS := https://newsroom.example.org
check-types check-django: export SHPALTA_SECRET_KEY = $(shell $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(60))')
check-types check-django: export SHPALTA_DATABASE_URL :=
check-types check-django: export SHPALTA_DEBUG :=

.PHONY: help run test test-pythons check bench soak faults screenshots format messages docs wheel lock clean \
	bootstrap-run bootstrap-test check-style check-types check-layers check-django check-messages check-docs

help:
	@sed -n 's/^#   //p' Makefile

bootstrap-run:
	@$(PYTHON) tools/bootstrap.py --system run

bootstrap-test:
	@$(PYTHON) tools/bootstrap.py --system test

run: bootstrap-run
	@exec $(BIN)/shpalta run --sample $(ARGS)

# Two workers; tests that share something costly say so with @pytest.mark.xdist_group.
test: bootstrap-test
	@$(BIN)/python -m pytest -n 2 --dist=loadgroup $(ARGS)

test-pythons: bootstrap-test
	@$(BIN)/python -m tools.pythons $(ARGS)

soak: bootstrap-test
	@$(BIN)/python -m pytest -m soak --hypothesis-profile=soak --timeout=0 $(ARGS)

faults: bootstrap-test
	@$(BIN)/python -m tests.faults $(ARGS)

bench: bootstrap-test
	@$(BIN)/python -m benchmarks $(ARGS)

screenshots: bootstrap-test
	@$(BIN)/python -m tools.screenshots $(ARGS)

check: bootstrap-test check-style check-layers check-types check-django check-messages check-docs

check-style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check-layers:
	@# The banner and the table of contracts are for eyes: shown when something is broken.
	@mkdir -p .cache && $(BIN)/lint-imports --cache-dir .cache/import-linter > .cache/layers.txt 2>&1 \
		|| { cat .cache/layers.txt; exit 1; }
	@grep '^Contracts:' .cache/layers.txt

check-types:
	$(BIN)/mypy

check-django:
	@mkdir -p .cache/check
	$(BIN)/shpalta manage makemigrations --check --dry-run
	$(BIN)/shpalta manage check --deploy --fail-level WARNING

check-messages:
	$(BIN)/python -m tools.check_catalogues

check-docs:
	$(BIN)/python -m tools.command_reference --check
	$(BIN)/python -m tools.reference --check

format: bootstrap-test
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

messages: bootstrap-test
	$(BIN)/python -m shpalta.website.catalogue
	$(BIN)/python -m tools.messages update

docs: bootstrap-test
	$(BIN)/python -m tools.command_reference
	$(BIN)/python -m tools.reference

wheel: bootstrap-test
	@rm -rf dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . > .cache/wheel.txt 2>&1 || { cat .cache/wheel.txt; exit 1; }
	@cp requirements/base.txt dist/requirements.txt
	@ls dist

lock: bootstrap-test
	$(BIN)/python -m tools.lock $(if $(KEEP),--keep)

clean:
	rm -rf .cache build dist .hypothesis tests/browser/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
