# `make` alone lists what can be done. PORT=8001 make run   ·   PYTHON=python3.13 make run
PYTHON ?= python3
export PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
# What `check` runs of the tests, and `test` therefore does not run again.
QUICK := tests/test_architecture.py tests/test_readme.py tests/test_messages.py
IN_TESTS := DJANGO_SETTINGS_MODULE=werkflippen.settings.test

.DEFAULT_GOAL := help
.PHONY: help run develop test check prove prove-visiting bench messages languages programs types \
  suite-postgresql suite-browser suite-sqlite-members suite-sqlite-others suite-pages prove-pages

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/installed $(CATALOGUES)  ## the whole site with demo content on http://127.0.0.1:8000, as production would serve it
	@exec $(MANAGE) start_demo

develop: .venv/installed-for-tests $(CATALOGUES)  ## the same with autoreload and the debugger
	@DJANGO_SETTINGS_MODULE=werkflippen.settings.development; export DJANGO_SETTINGS_MODULE; \
	$(MANAGE) migrate --verbosity 0 && $(MANAGE) load_demo && exec $(MANAGE) runserver 127.0.0.1:$(PORT)

check: .venv/installed-for-tests $(CATALOGUES)  ## the quick checks: style, templates, migrations, structure, translations
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/djlint --lint --quiet templates
	$(IN_TESTS) $(MANAGE) check --fail-level WARNING
	$(IN_TESTS) $(MANAGE) makemigrations --check --dry-run
	$(BIN)/pytest --quiet $(QUICK)

test:  ## everything: the quick checks, types, the suite on SQLite and on PostgreSQL, and in Chromium
	@$(MAKE) --no-print-directory --jobs=2 check programs
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && MIGRATED_DATABASE="$$folder/migrated.sqlite3" \
	  $(MAKE) --no-print-directory --jobs=2 --output-sync=target \
	  suite-browser suite-postgresql suite-sqlite-members suite-sqlite-others suite-pages types

prove: export HISTORIES ?= 10000
prove: export KILLS ?= 200
prove: export STEPS ?= all
prove: export EDITS ?= 1000
prove: programs .venv/installed-for-tests $(CATALOGUES)  ## at length: 10,000 histories of orders, killed at every step, 1,000 edits, each page in every look, MDN Observatory and Lighthouse; three hours of one core
	env -u DATABASE_URL $(BIN)/pytest --quiet tests/members/billing/killing tests/members/billing/histories \
	  tests/home/pagecache/test_any_edit.py
	@$(MAKE) --no-print-directory prove-pages prove-visiting

prove-pages: programs .venv/installed-for-tests $(CATALOGUES)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && MIGRATED_DATABASE="$$folder/migrated.sqlite3" \
	  EVERY_LOOK=1 $(MAKE) --no-print-directory suite-pages
	env -u DATABASE_URL EVERY_LOOK=1 $(BIN)/pytest --quiet -m browser tests/browser/test_public_pages.py

prove-visiting: programs .venv/installed-for-tests $(CATALOGUES)
	env -u DATABASE_URL $(BIN)/pytest --quiet -m scanners tests/scanners

bench: .venv/installed-for-tests $(CATALOGUES)  ## the figures of speed, each beside its goal
	@$(BIN)/python -m tests.bench

messages: .venv/installed-for-tests  ## brings locale/*/django.po up to the texts in the sources
	@$(BIN)/python -m tests.messages

languages: .venv/installed $(CATALOGUES)  ## compiles the translations; the others do so themselves

programs:
	@tests/install_programs

types:
	$(BIN)/mypy

# These two record each page that they open, and the third looks at what they recorded.
suite-sqlite-members suite-sqlite-others suite-pages: \
  export RECORDED_PAGES = $(if $(MIGRATED_DATABASE),$(dir $(MIGRATED_DATABASE))pages)

suite-sqlite-members:
	env -u DATABASE_URL $(BIN)/pytest --quiet tests/members

suite-sqlite-others:
	env -u DATABASE_URL $(BIN)/pytest --quiet --ignore=tests/members $(QUICK:%=--ignore=%)

suite-pages: suite-sqlite-members suite-sqlite-others
	env -u DATABASE_URL $(BIN)/pytest --quiet -m pages tests/pages

suite-postgresql:
	$(BIN)/python -m tests.postgresql_cluster $(BIN)/pytest --quiet

suite-browser:
	env -u DATABASE_URL $(BIN)/pytest --quiet -m browser tests/browser

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "This needs Python 3.11 or later; $(PYTHON) is not. Name one with PYTHON=python3.13 make ..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what requirements.txt asks for ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/installed-for-tests: .venv/installed requirements-dev.txt
	@echo "Installing what requirements-dev.txt asks for ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

%.mo: %.po .venv/installed
	@$(BIN)/pybabel --quiet compile --domain django --input-file $< --output-file $@
