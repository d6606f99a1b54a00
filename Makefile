# Every command a person or CI runs. `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
export VORORT_HOME ?= $(CURDIR)/var
export UV_PYTHON_DOWNLOADS := never
export UV_COMPILE_BYTECODE := 1
BIN := .venv/bin
SAY := @printf '\033[1m%s\033[0m\n'

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-postgres journeys check fix types lint messages docs lock bench audit clean

help: ## List the commands
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/platform ## Set up, build the fictional Land and serve it (PORT=8000)
	@$(BIN)/vorort demo --port $(PORT)

serve: .venv/platform ## Serve what is in VORORT_HOME
	@$(BIN)/vorort serve --port $(PORT)

test: .venv/dev var/assets ## Run all tests that need no server of their own
	@$(BIN)/python -m pytest -n 2 --dist loadfile -q

test-postgres: .venv/dev var/assets ## Run the platform's tests on PostgreSQL (DATABASE_URL, or the local server)
	@DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres} \
		$(BIN)/python -m pytest -n 2 --dist loadfile -q tests/platform

journeys: .venv/dev var/assets ## Drive the pages in Chromium, with accessibility rules and screenshots
	@$(BIN)/python -m pytest -q tests/journeys -m journey

check: lint types ## Format, lint, types, import contracts, migrations, catalogues, generated docs
	@$(BIN)/lint-imports
	@$(BIN)/vorort manage makemigrations --check --dry-run
	@$(BIN)/python -m pytest -q tests/architecture

lint: .venv/dev
	@$(BIN)/ruff format --check src tests benchmarks
	@$(BIN)/ruff check src tests benchmarks

types: .venv/dev
	@$(BIN)/mypy

fix: .venv/dev ## Format and mend what can be mended by itself
	@$(BIN)/ruff format src tests benchmarks
	@$(BIN)/ruff check --fix src tests benchmarks

messages: .venv/dev ## Collect texts for translation (needs gettext) and compile the catalogues
	@cd src/vorort/platform && $(CURDIR)/$(BIN)/vorort manage makemessages -v 0 -l en -l ar --no-obsolete --no-location --no-wrap
	@sed -i.bak '/^"POT-Creation-Date/d' src/vorort/platform/locale/*/LC_MESSAGES/django.po
	@rm -f src/vorort/platform/locale/*/LC_MESSAGES/django.po.bak
	@$(BIN)/python -m vorort.platform.config.languages compile
	@$(BIN)/python -m vorort.platform.config.languages check || echo "Diese Texte fehlen noch in den Katalogen unter src/vorort/platform/locale."

docs: .venv/dev ## Write the generated pages of docs/
	@$(BIN)/python -m vorort.statistics.catalog.sheets docs/indicators
	@$(BIN)/python -m vorort.platform.config.environment > docs/operate/settings.md

lock: ## Write the hashed requirement files anew (needs uv)
	@uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements/base.txt
	@uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --extra platform pyproject.toml -o requirements/platform.txt
	@uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --extra platform --extra dev pyproject.toml -o requirements/dev.txt

bench: .venv/dev ## Measure beside peers in one run, print ratios
	@$(BIN)/python -m benchmarks

audit: .venv/dev ## Known vulnerabilities in the locked requirements
	@$(BIN)/pip-audit --require-hashes -r requirements/dev.txt --disable-pip

clean: ## Remove everything that was built here
	rm -rf .venv var dist build .mypy_cache .ruff_cache .pytest_cache

# --- set-up: a stamp per requirement file, so that the second run is instant -------------------------

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Vor Ort braucht Python 3.11 oder neuer. Bitte installieren und mit PYTHON=… angeben."; exit 2; }
	$(SAY) "Richte .venv ein …"
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(MAKE) --no-print-directory venv-package
	@$(PYTHON) -m venv .venv

# Debian ships the venv module without pip; only its package python3-venv completes it.
.PHONY: venv-package
venv-package:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Debian fehlt das Paket python3-venv, ich installiere es …"; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; \
	else \
		echo "Es fehlt das Paket python3-venv. Bitte einmal ausführen: sudo apt install python3-venv"; exit 2; \
	fi

define install
	$(SAY) "Installiere $(1) (einmalig, dauert etwa eine Minute) …"
	@if command -v uv >/dev/null; then \
		uv pip install -q --python $(BIN)/python --require-hashes -r $(1) && \
		uv pip install -q --python $(BIN)/python --no-deps -e . ; \
	else \
		$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1) && \
		$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e . ; \
	fi
	@command -v npm >/dev/null || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/node.txt
	@touch $@
endef

.venv/platform: requirements/platform.txt pyproject.toml | .venv/bin/python
	$(call install,requirements/platform.txt)

.venv/dev: requirements/dev.txt pyproject.toml | .venv/bin/python
	$(call install,requirements/dev.txt)
	@touch .venv/platform

var/assets: .venv/dev src/vorort/platform/assets/package-lock.json
	@$(BIN)/vorort assets
	@mkdir -p var/assets && touch var/assets
