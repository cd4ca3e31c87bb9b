# Every target makes its own environment from nothing but Python 3.11 or newer.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: run demo test check unit bench native prove soak man lock clean

run: $(STAMP)       ## the daemon on the live feeds, with the shipped configuration (prints its alerts)
	$(BIN)/border-monitor run

demo: $(STAMP)      ## the January 2024 crisis, replayed over loopback HTTP to the real daemon
	$(BIN)/border-monitor demo

test: check unit    ## everything that must hold

# The programs under test are started hundreds of times, and waited for: from bytecode, whatever the environment says, and a worker for each core.
unit: $(STAMP)
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -q -n auto --dist worksteal

check: $(STAMP)     ## style, types, architecture, configuration and rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/border-monitor check --strict

bench: $(STAMP)     ## the budgets, each as a ratio against a floor in the same run
	$(BIN)/python -m benchmarks

native: $(STAMP)    ## that the compiled reading is the same reading: builds the wheel (needs a C compiler, and minutes), compares and tests
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m tests.native $(ARGS)

prove: $(STAMP)     ## that nothing is lost: the daemon killed at every commit boundary, its disk, database and channels taken away
	$(BIN)/python -m tests.proof $(ARGS)

soak: $(STAMP)      ## thirty days with 300 feeds on a clock that hurries; writes its figures into benchmarks/README.md
	$(BIN)/python -m benchmarks.soak --write benchmarks/README.md

man: $(STAMP)       ## renew the manual page from the commands, the manual of the settings and the schemas from the models
	$(BIN)/border-monitor man --out monitor/cli/border-monitor.1
	$(BIN)/border-monitor settings --write config/README.md
	$(BIN)/border-monitor rules schema --write rules/schema

lock:               ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --all-extras --group dev --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --only-binary :all: --output-file requirements.lock --upgrade

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
