# The front door. `make help` says what there is.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The first of these that is Python 3.11; override with PYTHON=/path/to/python3.11
PYTHON ?= $(shell for name in python3.11 python3 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
STEP = @$(if $(PYTHON),,echo 'Caseward needs Python 3.11. On Debian 12, as root: apt-get install python3 python3-venv' >&2; exit 1;) \
	$(PYTHON) -m tools.setup

# How many tests run side by side; for a handful none: make quick TESTS=tests/kernel/dates JOBS=0
JOBS ?= auto
# What to test: make quick TESTS=tests/apps/cases
TESTS ?= tests
# How many cases the world of the benchmark holds: make bench CASES=1000
CASES ?= 200000
# Which part of the full number of rounds a soak goes through: make soak SHARE=0.2
SHARE ?= 1
PYTEST = $(BIN)/python -m pytest $(TESTS)
# Each process opens a house of its own, in which what stands in one file follows one another.
WALK = $(PYTEST) -m journey --numprocesses 2 --dist loadfile
STORM = $(PYTEST) -m blackbox --numprocesses 2 --dist loadfile

##@ Run

.PHONY: run
run: ## Start everything at http://127.0.0.1:8000 with the demo world; Ctrl-C stops it
	$(STEP) runtime assets
	@exec $(BIN)/python -m caseward.config.run

##@ Set up

.PHONY: setup
setup: ## Install the packages and programs that developers need
	$(STEP) dev measure test-system

.PHONY: matching
matching: ## Install what caseward match needs, on the machine that matches; no server of pages needs it
	$(STEP) match measure

.PHONY: nation
nation: matching ## Install Spark beside it, where a nation is matched; Java 17 comes from the system
	$(STEP) nation

.PHONY: assets
assets: ## Fetch and compile style sheets and scripts, when their sources changed
	$(STEP) runtime assets

##@ Test

.PHONY: test
test: setup assets ## Everything: all checks, all tests, a house under fire, browser journeys
	@$(BIN)/python -m tools.setup.checks; checked=$$?; \
	$(PYTEST) -m 'not journey and not blackbox' --numprocesses $(JOBS) --dist worksteal; tested=$$?; \
	$(STORM); stood=$$?; \
	$(WALK); walked=$$?; \
	[ $$checked -eq 0 ] || echo 'Checks failed: their messages stand above the tests.' >&2; \
	[ $$tested -eq 0 ] || echo 'Tests failed: their messages stand above those of the house under fire.' >&2; \
	[ $$stood -eq 0 ] || echo 'The house did not stand under fire: its messages stand above the journeys.' >&2; \
	[ $$checked -eq 0 ] && [ $$tested -eq 0 ] && [ $$stood -eq 0 ] && [ $$walked -eq 0 ]

.PHONY: soak
soak: setup assets ## Reliability and security figures in full, over hours; one alone: make soak TESTS=tests/blackbox/test_r1_lost_update.py
	@SOAK=1 SOAK_SHARE=$(SHARE) $(PYTEST) -m blackbox --verbose --capture=no

.PHONY: journeys
journeys: setup assets ## The journeys through the browser alone
	@$(WALK)

.PHONY: quick
quick: setup ## The tests that take no time: no journeys, no slow ones
	@$(PYTEST) -m 'not slow and not journey and not blackbox' --numprocesses $(JOBS)

.PHONY: check
check: setup ## Format, lint, types, import contracts, migrations, templates, locks
	@$(BIN)/python -m tools.setup.checks

.PHONY: ci
ci: ## What the integration server runs
	@bash .ci/run

.PHONY: replays
replays: setup assets ## Replay the timelines under docs/replays, and draw their pages and pictures anew
	@$(BIN)/python -m tools.replays

.PHONY: bench
bench: setup assets ## Measure among a million people; another size: make bench CASES=10000
	@$(BIN)/python -m tools.bench --cases $(CASES)

##@ Work on it

.PHONY: format
format: setup ## Lay out Python code and mend what can be mended safely
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

.PHONY: docs
docs: setup ## Write docs/reference anew from the code
	@$(BIN)/python -m tools.reference

.PHONY: pictures
pictures: setup assets ## Take the pictures of docs/guide anew, on the way of the journeys
	@CASEWARD_PICTURES=1 $(BIN)/python -m pytest -m journey tests/journeys/test_the_road.py tests/journeys/test_other_arrivals.py

.PHONY: lock
lock: ## Pin all dependencies anew; the locks hold names, versions and hashes, no addresses
	@command -v uv >/dev/null || { echo 'Locking needs uv: pip install uv' >&2; exit 1; }
	@for kind in runtime:pyproject.toml 'dev:--group dev --extra match pyproject.toml' 'match:--extra match pyproject.toml' \
			'measure:--no-deps --group measure' 'nation:--group nation' node:requirements/node.in; do \
		uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
			--output-file "requirements/$${kind%%:*}.lock" $${kind#*:} || exit 1; \
	done

.PHONY: clean
clean: ## Remove what was built; records in var/ and packages in .venv/ stay
	@rm -rf build frontend/dist frontend/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

.PHONY: help
help: ## This list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\nSettings: CASEWARD_PORT, CASEWARD_DATA, DATABASE_URL … are told of in docs/operate/running.md\n'
