# 街情看板 (Street Indicators). Two commands do everything: `make run` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8501
ADDRESS ?= 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
STORE := $(or $(STREET_DATABASE),data/store/street.duckdb)
# `make test` under CI=true fails where it cannot open a browser; elsewhere it says so and goes on.
WORKERS ?= 2

# What is imported is compiled once and kept; what never is (most of plotly) is not compiled at all.
export PYTHONDONTWRITEBYTECODE :=
# Freed memory is kept at hand for the next small statement: one twentieth of the time of tests (glibc alone reads it).
test test-slow: export GLIBC_TUNABLES := glibc.malloc.tcache_count=2000

.PHONY: run demo test test-slow test-kills test-cluster bench check bundle clean

run: $(VENV)/ready $(STORE)
	@echo "打开 http://localhost:$(PORT) 查看看板，按 Ctrl+C 结束"
	$(BIN)/python -m server --address $(ADDRESS) --port $(PORT)

$(STORE): | $(VENV)/ready
	$(BIN)/python -m data demo

demo: $(VENV)/ready
	$(BIN)/python -m data demo --fresh

test: $(VENV)/ready-for-tests
	@bash tests/browser/install.sh
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "not slow and not cluster"

test-slow: $(VENV)/ready-for-tests
	@bash tests/browser/install.sh
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m slow

# Kills imports, undos, boundary loads, backups and upgrades: KILLS times, some twenty minutes on two idle cores.
KILLS ?= 1000
test-kills: $(VENV)/ready-for-tests
	$(BIN)/python -m tests.faults.kills $(KILLS)

test-cluster: $(VENV)/ready-for-tests requirements-cluster.txt
	@bash tests/cluster/install.sh
	@bash tests/packages.sh "$(PYTHON)" "$(VENV)" requirements-cluster.txt
	$(BIN)/python -m pytest -m cluster tests/cluster

bench: $(VENV)/ready-for-tests requirements-bench.txt
	@bash tests/packages.sh "$(PYTHON)" "$(VENV)" requirements-bench.txt
	$(BIN)/python -m tests.benchmarks $(BENCH)

check: $(VENV)/ready-for-tests
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_house.py

bundle: $(VENV)/ready
	bash deploy/bundle.sh $(BIN)/python

$(VENV)/ready: requirements.txt
	@bash tests/venv.sh "$(PYTHON)" "$(VENV)"
	@bash tests/packages.sh "$(PYTHON)" "$(VENV)" requirements.txt
	@touch $@

$(VENV)/ready-for-tests: $(VENV)/ready requirements-dev.txt
	@bash tests/packages.sh "$(PYTHON)" "$(VENV)" requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) data/store
