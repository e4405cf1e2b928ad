# Two commands for a newcomer: `make demo` and `make test`. Both set everything up first.
STAFF ?= 300
DAYS ?= 180
SEED ?= 13
DEMO ?= demo
TRIALS ?= trials-results/second
TRIALS_FIRST ?= trials-results
PYTHON ?= python3.11
BIN = .venv/bin

.PHONY: setup demo test check docs lock benchmarks trials trials-first clean

setup: .venv/ready

# The mark is newer than the lock only when what the lock names is installed.
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(BIN)/upstander demo $(DEMO) --staff $(STAFF) --days $(DAYS) --seed $(SEED)

test: setup check
	$(BIN)/pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/upstander pages --check

docs: setup
	$(BIN)/upstander pages

# Needs uv, which is not installed by setup: only the person who changes a dependency needs it.
lock:
	uv pip compile pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-header --output-file requirements.lock

benchmarks: setup
	$(BIN)/python -m benchmarks

# Goes on where it was stopped: each force's result is kept in $(TRIALS).
trials: setup
	$(BIN)/python -W ignore::DeprecationWarning -m upstander.trials $(TRIALS) docs/trials.md

# The first offenders and look-alikes, which who wrote the signs has seen since (docs/decisions/0020).
trials-first: setup
	$(BIN)/python -W ignore::DeprecationWarning -m upstander.trials --first $(TRIALS_FIRST) docs/trials-first.md

clean:
	rm -rf .venv $(DEMO)
