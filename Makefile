# Two commands do everything: `make run` and `make test`. The rest are their parts.
SHELL := /bin/bash
BIN := .venv/bin
QML := $(shell find ui -name '*.qml')
TS := ui/translations/kiosk_zh_CN.ts
JOBS ?= $(shell echo $$(( $$(nproc) + 1 )))  # the screen tests wait more than they compute

.PHONY: run test soak bench rank setup-test style types imports qml translation tests translate tour lock clean

run: ## set everything up, start the centre, and open the kiosk in a window; without a display, play the tour
	@.ci/setup run
	@.ci/start

test: setup-test style types imports qml translation tests ## set up what tests need and run every check
	@echo "all checks passed"

setup-test:
	@.ci/setup test

style: | setup-test
	@echo "== ruff"; $(BIN)/ruff check . && $(BIN)/ruff format --check .

types: | setup-test
	@echo "== mypy"; mkdir -p build/central; LEGAL_CENTRAL_HOME=build/central $(BIN)/mypy

imports: | setup-test
	@echo "== import-linter"; $(BIN)/lint-imports | tail -n 6

qml: | setup-test
	@echo "== qmllint"; $(BIN)/pyside6-qmllint --max-warnings 0 -I . -I ui/keyboard $(QML)

translation: | setup-test
	@echo "== translation"; mkdir -p build; cp $(TS) build/check.ts; \
	$(BIN)/pyside6-lupdate -silent -locations none -no-obsolete $(QML) -ts build/check.ts; \
	diff -u $(TS) build/check.ts || { echo "$(TS) is not up to date: make translate"; exit 1; }; \
	! grep -n unfinished $(TS)

tests: | setup-test
	@echo "== pytest"; $(BIN)/pytest -n $(JOBS) --dist worksteal
	@echo "== pytest, the centre on PostgreSQL"; $(BIN)/pytest -n $(JOBS) --dist worksteal --postgresql tests/central tests/faults

SEEDS ?= 1000
soak: ## the long runs: 5,000 kills while something is handed in; SEEDS=… seeds of the simulator
	@.ci/setup test
	@$(BIN)/python tests/store/soak.py
	@$(BIN)/python tests/faults/soak.py $(SEEDS)

bench: ## the benchmarks against their peers, in one run; ratios go to bench/results.json
	@.ci/setup bench
	@$(BIN)/python -m bench

rank: ## learn again from the development queries in ../shared/search
	@.ci/setup test
	@$(BIN)/python -m bench.learn

translate: ## take new strings into the language file
	@$(BIN)/pyside6-lupdate -locations none -no-obsolete $(QML) -ts $(TS)

tour: ## pictures of every screen, in build/tour
	@.ci/setup run
	@$(BIN)/legal-kiosk tour --out build/tour

lock: ## resolve the dependencies anew, with hashes
	@python3 -m venv build/lock && build/lock/bin/pip install --quiet pip-tools
	@for set in "requirements.txt --extra build" "requirements-test.txt --extra build --extra test --extra bench"; do \
	set -- $$set; out=$$1; shift; \
	build/lock/bin/pip-compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	--no-emit-trusted-host --strip-extras --allow-unsafe "$$@" -o $$out pyproject.toml; done

clean:
	rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
