# stridewell: `make demo` shows what it does, `make test` proves that it does it.
# Everything lands in .venv/; nothing else on the machine is touched, but for Debian packages that
# are missing (python3-venv, chromium), which are installed when this user may do so.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data
STORIES ?= $(DATA)/../scenarios
PORT ?= 8710

.PHONY: help demo test serve video check format evaluate bench screenshots lock clean

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: $(VENV)/.base  ## answer the example runner, from run files to today's plan
	@$(BIN)/stridewell demo

serve: $(VENV)/.base  ## open the app on this machine only
	@$(BIN)/stridewell serve --port $(PORT)

video: $(VENV)/.video  ## add what finds body points in videos of running (about 500 MB)

test: $(VENV)/.dev $(VENV)/.video  ## run every test, the browser ones included
	@scripts/ensure_chromium.sh
	PYTHONHASHSEED=0 $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --cov --cov-report=

check: $(VENV)/.dev  ## format, lint, types, import contracts, knowledge
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/stridewell knowledge check

format: $(VENV)/.dev  ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

evaluate: $(VENV)/.dev $(VENV)/.video  ## measure triage, ranking, readers, the gait lab and the plan: make evaluate DATA=path
	$(BIN)/python -m evaluation.accuracy --stories $(STORIES) --misses
	$(BIN)/python -m benchmarks.evaluate $(DATA)
	$(BIN)/python -m evaluation.gait $(DATA)
	$(BIN)/python -m evaluation.plan_quality --runners 12

bench: $(VENV)/.bench  ## time the slow parts beside their peers: make bench DATA=path
	$(BIN)/python -m benchmarks.bench $(DATA)

screenshots: $(VENV)/.dev  ## take the pictures of the pages that the docs show
	@scripts/ensure_chromium.sh
	$(BIN)/python scripts/take_screenshots.py

lock:  ## compile the pinned requirements anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header pyproject.toml -o requirements/base.txt
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header --extra dev -c requirements/base.txt pyproject.toml -o requirements/dev.txt
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header -c requirements/dev.txt requirements/bench.in -o requirements/bench.txt
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header -c requirements/dev.txt requirements/video.in -o requirements/video.txt
	sed -n 's/^# alone: //p' requirements/video.in >> requirements/video.txt

clean:  ## remove the environment and everything built
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(VENV)/bin/python:
	@PYTHON=$(PYTHON) scripts/make_venv.sh $(VENV)

$(VENV)/.base: $(VENV)/bin/python requirements/base.txt pyproject.toml
	@echo "Setting up (once) …"
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements/base.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements/dev.txt
	@touch $@

# without what MediaPipe names but does not need for poses (JAX and others, 600 MB, and an older NumPy)
$(VENV)/.video: $(VENV)/.base requirements/video.txt
	@echo "Adding what reads videos (about 500 MB, once) …"
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps -r requirements/video.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements/bench.txt
	@touch $@
