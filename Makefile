# Two commands set up all they need: `make demo` and `make test`. `make check` is what the tests do not see.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STORE  ?= .krama

.PHONY: demo test check lock clean

demo: $(VENV)/krama
	@$(BIN)/krama build graph/sources --store $(STORE)
	@echo; echo "── Three questions ─────────────────────────────────────────────"
	@$(BIN)/krama ask "which instrument governs the inspection of private recruitment agencies?" --store $(STORE)
	@echo; $(BIN)/krama ask "who leads the NCCT?" --store $(STORE)
	@echo; $(BIN)/krama ask "who issued prakas 250?" --store $(STORE)
	@mkdir -p exports
	@$(BIN)/krama export --store $(STORE) --quiet -o exports/krama.ttl
	@$(BIN)/krama export --store $(STORE) --quiet --without evidence -o exports/krama.graphml
	@$(BIN)/krama export --store $(STORE) --quiet -o exports/krama.csv
	@$(BIN)/krama view --store $(STORE) --quiet -o exports/network.html
	@echo
	@echo "Written: exports/krama.ttl (for a colleague), exports/krama.graphml (Gephi), exports/krama-nodes.csv and"
	@echo "exports/krama-edges.csv (a spreadsheet), exports/network.html (open it in a browser)."
	@echo
	@echo "Next, with your own documents:"
	@echo "  $(BIN)/krama build my-documents/          read a folder of .pdf .docx .html .md .txt"
	@echo "  $(BIN)/krama ask \"what governs …\"         ask in plain words; with no words, the list of questions"
	@echo "  $(BIN)/krama show NAME                    everything known of one actor, instrument or mechanism"
	@echo "  $(BIN)/krama view --about NAME -o x.html  its neighbourhood as a picture"

test: $(VENV)/dev
	@$(BIN)/python -m pytest

check: $(VENV)/dev
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports

# The lock pins every package with its hash; it is for all platforms and Pythons that krama runs on.
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -q pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -q pyproject.toml --group dev -o requirements-dev.lock

$(VENV)/krama: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "krama needs Python 3.11 or newer; say PYTHON=python3.12 make demo"; exit 1)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing krama and its libraries into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/krama
	@echo "Installing the test tools into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf $(VENV) .krama .pytest_cache .mypy_cache .ruff_cache .hypothesis
