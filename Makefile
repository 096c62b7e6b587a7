# Fielding: `make run` on a fresh machine, `make test` for everything that is checked.
# Needs Python 3.11 or newer and nothing else installed by hand.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# Modules stay whole and in the order that tests/conftest.py gives them.
PYTEST := $(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
PANGO := libpangoft2-1.0-0 libharfbuzz-subset0
DEBIAN := chromium fonts-dejavu-core default-jre-headless $(PANGO)
SHELL := /bin/sh
# Where a machine forbids compiled files, every process would compile the whole house anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run stop reset test check bench lint debian

help: ## Say what can be made
	@echo "Fielding runs a public service on one tamper-evident ledger."
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

run: $(VENV)/base-installed ## Start the hub in the background (PORT=8000); the first time it is set up
	@$(BIN)/fielding run --port $(PORT)

stop: $(VENV)/base-installed ## Stop it; nothing is lost
	@$(BIN)/fielding stop

reset: $(VENV)/base-installed ## Remove everything it keeps in var/ (asks first; RESET=yes does not)
	@$(BIN)/fielding reset $(if $(filter yes,$(RESET)),--yes)

test: debian lint ## Check everything: style, types, import contracts, all tests
	$(PYTEST)

check: lint ## The quick part of it: no browser, no database, nothing slow
	$(PYTEST) --hypothesis-profile=quick \
		-m "not browser and not slow and not database"

bench: $(VENV)/dev-installed ## Measure speed, beside the machine's own limits
	$(BIN)/python -m bench.run

lint: $(VENV)/dev-installed
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

# The browser of the tests, the Java that Spark runs on, and what makes a PDF. As root they are
# installed; otherwise one line says what to run.
debian:
	@missing=""; \
	for package in $(DEBIAN); do \
		dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; \
		else \
			echo "The tests need$$missing. Run:  sudo apt-get install -y$$missing"; exit 1; \
		fi; \
	fi

$(VENV)/base-installed: requirements/base.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Fielding needs Python 3.11 or newer. Name one:  make run PYTHON=python3.12"; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) || { \
		echo "This Python cannot make environments. On Debian run:  sudo apt-get install -y python3-venv"; \
		rm -rf $(VENV); exit 1; }
	@echo "Installing what Fielding needs (once, about a minute)…"
	@$(PIP) install --require-hashes -r requirements/base.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@dpkg -s $(PANGO) >/dev/null 2>&1 || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null \
		|| { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PANGO); } \
		|| echo "Without Pango pages can be printed, but are not offered as PDF."
	@touch $@

$(VENV)/dev-installed: $(VENV)/base-installed requirements/dev.txt requirements/spark.txt
	@echo "Installing what the tests need…"
	@$(PIP) install --require-hashes -r requirements/dev.txt -r requirements/spark.txt
	@touch $@
