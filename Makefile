# faden: everything a newcomer needs. `make site` and `make test` install what they need by themselves.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
TOOLS  := .tools

.PHONY: site test check serve app lab measure lock schemas clean help

help: ## Say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install python3 (3.11 or newer) and python3-venv."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "faden needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up Python packages in $(VENV); this takes some minutes the first time."
	@$(PYTHON) -m venv $(VENV) || { echo "Making $(VENV) failed: on Debian, install python3-venv."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep '^torch==' requirements.lock)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

site: $(READY) ## Build this repository's study into build/site
	@$(BIN)/faden build
	@echo "Mit make: make serve zeigt die Seiten im Browser."

serve: $(READY) ## Look at the built site
	@$(BIN)/faden serve

app: $(READY) ## Open the workbench on this repository's study
	@$(BIN)/faden app

lab: $(READY) ## Open JupyterLab with the study's notebooks
	@$(BIN)/faden lab

test: $(READY) ## Run all tests, in browsers too
	@sh tools/browser/install.sh $(TOOLS)
	@$(BIN)/faden build > /dev/null
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

check: $(READY) ## Lint, types, contracts, docstrings
	@$(BIN)/ruff format --check src tests tools measurements
	@$(BIN)/ruff check src tests tools measurements
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/interrogate --quiet src/faden

measure: $(READY) ## Run all of measurements/ and write measurements/results.json and RESULTS.md
	@sh tools/browser/install.sh $(TOOLS) lighthouse
	@$(BIN)/python -m measurements

schemas: $(READY) ## Write the JSON Schemas of the study files anew
	@$(BIN)/python tools/make_schemas.py

lock: ## Write requirements.lock anew, from a fresh environment
	@$(PYTHON) tools/make_lock.py

clean: ## Delete everything that can be made again
	rm -rf build $(VENV) $(TOOLS)
