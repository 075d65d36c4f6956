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

# What `make test-next` tries, and the tests that show whether a page still stands: start, shell, socket, pages, clicks.
NEXT ?= streamlit
SMOKE := $(addprefix tests/,test_streamlit.py test_start.py test_wheel.py test_socket.py test_shell.py test_pages.py \
  test_own_pages.py test_server.py browser/test_turn.py browser/test_wish.py browser/test_every_page.py)

.DEFAULT_GOAL := help
.PHONY: help run test test-next lint types pins clean bench

help:
	@echo "make run [DATA=folder] [PORT=8501]   opens the dashboard on the shipped record, or on another one"
	@echo "make test                            installs what the tests need and runs them all"
	@echo "make lint types                      only the checks of style and types"
	@echo "make test-next                       runs the smoke tests on the newest Streamlit and says what broke"
	@echo "make pins                            renews the pinned versions in requirements*.txt"
	@echo "make bench                           measures the speed beside a bare Streamlit page and a Dash page (minutes)"
	@echo "make clean                           removes what these made"

run: .venv/.run
	@echo "Esimder: $(HERE)   (Ctrl-C stops it)"
	@$(if $(SCREEN),($(OPEN)) >/dev/null 2>&1 &) exec $(BIN)/python -m esimder serve $(if $(DATA),"$(DATA)") --port $(PORT)

test: .venv/.dev lint types
	@PYTHON=$(BIN)/python sh tests/install_browser.sh firefox axe typescript
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# An environment of its own that borrows from .venv whatever the newest Streamlit does not bring along.
test-next: .venv/.dev
	@PYTHON=$(BIN)/python sh tests/install_browser.sh
	$(BIN)/python -m venv --clear .venv/next
	$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > $$(echo .venv/next/lib/python*/site-packages)/lent.pth
	.venv/next/bin/python -m pip install --quiet --disable-pip-version-check --upgrade $(NEXT)
	@.venv/next/bin/python -c 'import streamlit; print("Streamlit", streamlit.__version__, "from", streamlit.__path__[0])'
	.venv/next/bin/python -m pytest -n 2 --dist loadfile --tb=short -p no:cacheprovider $(SMOKE)

# The newest versions that pyproject.toml accepts, and the newest tools of the tests, written down; then `make test`.
pins: | $(BIN)/python
	$(BIN)/python -m venv --clear .venv/pins
	.venv/pins/bin/python -m pip install --quiet .
	{ sed -n '/^#/p' requirements.txt; .venv/pins/bin/python -m pip freeze --exclude esimder; echo "-e ."; } > .venv/pins/run
	for file in requirements-dev.txt requirements-bench.txt; do \
	  sed -n 's/==.*//p' $$file | xargs .venv/pins/bin/python -m pip install --quiet && \
	  .venv/pins/bin/python -m pip freeze -r $$file 2>/dev/null | sed '/^## /,$$d' > .venv/pins/file && cp .venv/pins/file $$file || exit 1; \
	done
	cp .venv/pins/run requirements.txt

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
