# Two commands: `make run` opens the dashboard, `make test` runs every check.
DATA ?=
PORT ?= 8501
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
HERE := http://127.0.0.1:$(PORT)
# Where there is a screen, the browser is opened as soon as the server answers.
SCREEN := $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname)))
ANSWERS := $(BIN)/python -c 'import urllib.request; urllib.request.urlopen("$(HERE)/_stcore/health")'
OPEN := for second in $$(seq 60); do sleep 1; $(ANSWERS) && $(BIN)/python -m webbrowser $(HERE) && break; done

.DEFAULT_GOAL := help
.PHONY: help run test lint types clean bench

help:
	@echo "make run [DATA=folder] [PORT=8501]   opens the dashboard on the shipped record, or on another one"
	@echo "make test                            installs what the tests need and runs them all"
	@echo "make lint types                      only the checks of style and types"
	@echo "make bench                           measures the speed beside a bare Streamlit page and a Dash page (minutes)"
	@echo "make clean                           removes what these made"

run: .venv/.run
	@echo "Esimder: $(HERE)   (Ctrl-C stops it)"
	@$(if $(SCREEN),($(OPEN)) >/dev/null 2>&1 &) exec $(BIN)/python -m esimder serve $(if $(DATA),"$(DATA)") --port $(PORT)

test: .venv/.dev lint types
	@PYTHON=$(BIN)/python sh tests/install_browser.sh firefox axe
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check --quiet

types: .venv/.dev
	$(BIN)/mypy

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/output bench/output

.venv/.run: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	$(PIP) -r requirements-dev.txt
	@touch $@

# Debian keeps a part of Python's own venv in a package apart.
$(BIN)/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Esimder needs Python 3.11 or later: apt-get install python3 python3-venv" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq python3-venv; \
	  else echo "Python's venv is missing: sudo apt-get install python3-venv, then once more" >&2; exit 1; fi; }
	"$(PYTHON)" -m venv .venv

# Needs some minutes and a machine that does nothing else; see bench/README.md.
bench: .venv/.bench
	@PYTHON=$(BIN)/python sh tests/install_browser.sh
	$(BIN)/python -m bench

.venv/.bench: requirements-bench.txt .venv/.run
	$(PIP) -r requirements-bench.txt
	@touch $@
