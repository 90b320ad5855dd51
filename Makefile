# make demo · make test · make check · make bench. Each installs what is missing first.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

MODEL := models/en_core_web_sm.entente
SHARED := ../shared
JOBS := $(shell nproc)

.PHONY: help setup build model demo test test-release test-oracle test-asan check check-fast bench clean

help:
	@echo "make demo    install what is missing, build, and explain real articles"
	@echo "make test    install what is missing, build, and run every test"
	@echo "make build   leaves build/entente"
	@echo "make check   format, layers, tree, lint"
	@echo "make bench   tokens per second of each stage"

setup:
	@tools/setup build

build: setup
	@cmake --preset release > /dev/null
	@cmake --build --preset release

$(MODEL): tools/setup_model.sh
	@$(MAKE) --no-print-directory build
	@tools/setup_model.sh build/entente $(MODEL)

model: $(MODEL)

demo: build model
	@echo; echo "\$$ entente explain Israel Turkey examples/azerbaijan-turkey-israel.txt"; echo
	@build/entente explain Israel Turkey examples/azerbaijan-turkey-israel.txt
	@if [ -f $(SHARED)/gold/article.txt ]; then \
	  echo; echo "\$$ entente explain ISR TUR $(SHARED)/gold/article.txt"; echo; \
	  build/entente explain ISR TUR $(SHARED)/gold/article.txt; fi
	@ledger=$$(mktemp -d)/talks.db; \
	  echo; echo "\$$ entente read examples --ledger talks.db"; build/entente read examples/*.txt --ledger $$ledger; \
	  echo; echo "\$$ entente ask \"Who helps Iran and the United States?\" --ledger talks.db"; echo; \
	  build/entente ask "Who helps Iran and the United States?" --ledger $$ledger; \
	  rm -rf $$(dirname $$ledger)

test: check-fast test-release test-oracle test-asan
	@echo "all tests passed"

test-release: build model
	@ctest --test-dir build --output-on-failure -j $(JOBS)

# Skips, saying so, where ../shared is absent.
test-oracle: build model
	@tools/run_oracle.sh 2400

test-asan: build model
	@cmake --preset asan-ubsan > /dev/null
	@cmake --build --preset asan-ubsan
	@ctest --test-dir build-asan-ubsan --output-on-failure -j $(JOBS)

check-fast: setup
	@tools/check --fast

check: build
	@tools/check

bench: build model
	@build/entente bench examples/*.txt --repeats 20

clean:
	@rm -rf build build-*
