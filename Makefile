.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test coverage test-programs test-diffusers check fix bench bench-full gallery screenshots docs check-deploy audit dist test-deploy chaos

PYTHON ?= python3
BIN := .venv/bin

help:  ## Show these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: .venv/.installed-run  ## Create .venv with all three packages, editable

setup-dev: .venv/.installed-dev  ## The same, and what tests, checks and benchmarks need

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cavendish needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.installed-run: requirements/run.txt server/pyproject.toml client/pyproject.toml illustrator/pyproject.toml | .venv/bin/python
	@scripts/install_packages.sh run

.venv/.installed-dev: requirements/dev.txt .venv/.installed-run
	@scripts/install_packages.sh dev

run: setup  ## Start Cavendish, make a first picture, print its link, the key and the playground
	@exec $(BIN)/cavendish-server demo $(ARGS)

test: setup-dev  ## Run every test of the three packages (T=path narrows it)
	@scripts/run_tests.sh $(T)

coverage: setup-dev  ## The same, and which branches no test takes (twice the time; fails under 95 %, in domain under 100 %)
	@COVERAGE=1 scripts/run_tests.sh

test-programs:  ## Install what tests start beside Python: Chromium, node, promtool (`make test` does it, too)
	@scripts/install_browser.sh
	@scripts/install_test_tools.sh

test-diffusers:  ## Test the diffusers provider with tiny random models (installs torch, about 6 GB)
	@scripts/test_diffusers.sh $(T)

check: setup-dev  ## Format, lint, import arrows, types, and last the dependencies
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/lint-imports && $(BIN)/mypy
	@$(MAKE) --no-print-directory audit

.venv-tools/.installed-%: requirements/%.txt
	@scripts/install_tools.sh $*

check-deploy: .venv-tools/.installed-tools  ## Lint Dockerfile, compose.yaml, Helm chart and systemd units (installs 500 MB)
	@.venv-tools/bin/python scripts/check_deployment.py

audit: setup-dev .venv-tools/.installed-audit  ## Known vulnerabilities and licences of what a server installs (STRICT=1: fail where they cannot be judged)
	@.venv-tools/bin/python scripts/audit_dependencies.py $(if $(STRICT),--strict)

dist: .venv-tools/.installed-tools  ## Build the wheels twice, compare, and write checksums and an SBOM to dist/
	@scripts/build_release.sh

test-deploy: setup-dev  ## Follow the Dockerfile's steps in a clean folder and draw a picture there (minutes)
	@$(BIN)/python -m pytest server/tests/deployment/follow_dockerfile_tests.py $(T)

fix: setup-dev  ## Format, and apply safe lint fixes
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: setup-dev  ## Measure the hot paths against a bare ASGI app in the same run
	@$(BIN)/python -m benchmarks.suite

bench-full: setup-dev  ## Every measurement, beside LiteLLM too, into benchmarks/RESULTS.md (40 minutes; MINUTES= of steady load)
	@scripts/bench_full.sh $(MINUTES)

chaos: setup-dev  ## Kill and hurt a running installation under load, then check what must hold (ROUNDS=, TASKS=, MINUTES=, SEED=, KILLS_ONLY=1)
	@$(BIN)/python -m benchmarks.chaos $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(TASKS),--tasks $(TASKS)) $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED)) $(if $(KILLS_ONLY),--no-faults)

gallery: setup-dev  ## Draw the illustrator's golden set into contact sheets
	@$(BIN)/python illustrator/tools/draw_gallery.py

screenshots: setup-dev  ## Photograph the pages for docs/images (TO=folder: every page, for every reader; N=name narrows it)
	@scripts/install_browser.sh
	@$(BIN)/python -m scripts.screenshots $(if $(TO),--to $(TO)) $(N)

docs: setup  ## Build the documentation as a site, English and Polish, and say where it is
	@scripts/build_docs.sh
