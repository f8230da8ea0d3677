# `make` sets everything up and builds the editions; `make help` lists the rest.
# Each step leaves a stamp in .venv/, so that what is already there takes no time and no network.

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

# How many processes the tests take (three keep two cores busy, as some wait for browsers), and what else pytest is told:
# make test WORKERS=4 ARGS="-k drift"
WORKERS ?= 3
ARGS ?=

python := .venv/bin/python
pip := PYTHONWARNINGS=ignore $(python) -m pip --quiet --disable-pip-version-check
requirements := setup.cfg pyproject.toml constraints.txt

##@ Editions
.PHONY: build
build: setup  ## Set up what building needs, then build every edition of this workspace
	@.venv/bin/cop build

.PHONY: setup
setup: .venv/.installed  ## Set up what building needs, and nothing else

##@ Code
.PHONY: test
test: .venv/.installed-dev .venv/.system-test node_modules/.installed  ## Set up what testing needs, then run the tests
	@$(python) -m pytest -n $(WORKERS) $(ARGS)

.PHONY: validate
validate: .venv/.installed-dev .venv/.system-test node_modules/.installed  ## Build every edition in every language and run all validators (half an hour)
	@EVERY_EDITION=1 $(python) -m pytest -n $(WORKERS) $(ARGS) tests/publication

.PHONY: check
check: .venv/.installed-dev  ## Look at the code: style, types, what imports what, what is packaged
	@echo "Style ..."
	@$(python) -m ruff check --quiet --output-format concise .
	@$(python) -m ruff format --quiet --check . || { echo "Some files are not formatted. Run: make fix"; exit 1; }
	@echo "Types ..."
	@$(python) -m mypy
	@echo "Imports ..."
	@.venv/bin/lint-imports >.venv/.imports 2>&1 || { sed -n '/^Broken contracts/,$$p' .venv/.imports; exit 1; }
	@echo "Packages ..."
	@$(python) .ci/list-packages

.PHONY: fix
fix: .venv/.installed-dev  ## Repair of the above what can be repaired by itself
	@$(python) -m ruff check --quiet --fix-only .
	@$(python) -m ruff format --quiet .
	@$(python) .ci/list-packages --write

.PHONY: bench
bench: .venv/.installed-dev  ## Measure how long building takes
	@$(python) -m tests.bench $(ARGS)

.PHONY: coverage
coverage: .venv/.installed-dev .venv/.system-test node_modules/.installed  ## Run the tests and show which lines they miss
	@$(python) -m pytest -n $(WORKERS) --cov --cov-report=term $(ARGS)

.PHONY: contact-sheet
contact-sheet: build .venv/.system-test node_modules/.installed  ## Draw the pages that the README shows anew
	@$(python) .ci/contact-sheet build docs/images

##@ Housekeeping
.PHONY: wheel
wheel: .venv/.installed  ## Make an installable file in dist/
	@rm -rf .build
	@$(pip) wheel --no-deps --no-build-isolation --wheel-dir dist .

.PHONY: constraints
constraints:  ## Resolve the newest versions of all dependencies into constraints.txt
	@.ci/resolve-constraints

.PHONY: clean
clean:  ## Remove what was built and what the tools have cached
	@rm -rf build .build dist *.egg-info .coverage .coverage.* htmlcov
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find cop_author templates tests -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

.PHONY: distclean
distclean: clean  ## Remove the virtual environment and the validators too
	@rm -rf .venv node_modules

.PHONY: help
help:  ## Show this list
	@awk -F ':.*## ' '/^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

# Set-up. The order of prerequisites is the order of work.

.venv/.system-run: .ci/system-packages .ci/packages.txt .ci/find-python
	@.ci/system-packages run $@

.venv/.system-test: .ci/system-packages .ci/packages.txt
	@.ci/system-packages test $@

# Looked at each time, renewed only when there was a reason.
.venv/.made: .venv/.system-run always
	@.ci/virtual-environment $@

.venv/.installed: .venv/.made $(requirements)
	@echo "Installing cop and what it needs ..."
	@$(pip) install --constraint constraints.txt setuptools
	@$(pip) install --constraint constraints.txt --no-build-isolation --editable .
	@touch $@

.venv/.installed-dev: .venv/.made $(requirements)
	@echo "Installing cop, what it needs, and the tools that test it ..."
	@$(pip) install --constraint constraints.txt setuptools
	@$(pip) install --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	@touch .venv/.installed $@

node_modules/.installed: package.json package-lock.json .npmrc
	@.ci/node-packages $@

.PHONY: always
always:
