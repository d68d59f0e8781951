# `make run` shows the sample portfolio, `make test` checks everything. Both need only Python 3.11+ and a package registry.

PYTHON ?= python3
PORT ?= 8501
THROUGHLINE_WAREHOUSE ?= data/warehouse
export THROUGHLINE_WAREHOUSE

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --prefer-binary --disable-pip-version-check
RUNTIME := .venv/runtime.stamp
DEVELOPMENT := .venv/development.stamp

.PHONY: run test lint unit browser bench sample docs clean

run: $(RUNTIME)
	@test -f "$(THROUGHLINE_WAREHOUSE)/CURRENT" || $(BIN)/python -m loaders load data/sample
	$(BIN)/streamlit run server.py --server.address 127.0.0.1 --server.port $(PORT) --server.headless true

test: lint browser unit

lint: $(DEVELOPMENT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(DEVELOPMENT)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

# The browser tests want a Chromium: one that is here, else Debian's (as root), else Playwright's own.
browser: $(DEVELOPMENT)
	@$(BIN)/python -m tests.browser.chromium --quiet || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	  then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else $(BIN)/playwright install chromium; fi; }
	@$(BIN)/python -m tests.browser.chromium

bench: $(DEVELOPMENT) browser
	for part in intake folder portfolio_10k strategy_map pages browser; do $(BIN)/python -m bench.$$part || exit; done

sample: $(RUNTIME)
	$(BIN)/python -m sample

docs: $(RUNTIME)
	$(BIN)/python -m contract.reference
	$(BIN)/python -m metrics.reference

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis bench/.cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Throughline needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; echo "No virtual environment: on Debian, apt-get install python3-venv"; exit 2; }

$(RUNTIME): requirements.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt requirements.txt | $(BIN)/python
	$(PIP) -r requirements-dev.txt
	@touch $@ $(RUNTIME)
