# make demo · make test · make check · make bench. Each installs what is missing first.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

MODEL := models/en_core_web_sm.entente
SHARED := ../shared
JOBS := $(shell nproc)
WERROR ?= OFF
SECONDS ?= 60
ENTENTE := build/entente
# Results of the last run, one file a preset, for tools/test_totals.py.
RESULTS := .cache/results

.PHONY: help setup build model demo test test-release test-oracle test-asan test-tsan check check-fast bench fuzz clean

help:
	@echo "make demo     install what is missing, build, explain real articles"
	@echo "make test     install what is missing, build, run every test (release, oracle, sanitizers)"
	@echo "make build    leaves build/entente          make model   fetches and converts the language model"
	@echo "make check    format, layers, tree, lint    tools/check -w mends the format"
	@echo "make bench    tokens per second of each stage, and the hash of the coded output"
	@echo "make fuzz SECONDS=60     each fuzz target for that long"
	@echo "make test-tsan           threads under ThreadSanitizer"
	@echo "make clean    removes builds; keeps the model and what was downloaded"

setup:
	@tools/setup build

build: setup
	@cmake --preset release -DENTENTE_WERROR=$(WERROR) >/dev/null
	@cmake --build --preset release --target entente

# A model file that this binary refuses (absent, damaged, of another version) is made anew.
model: build
	@$(ENTENTE) --model $(MODEL) model info >/dev/null 2>&1 || tools/setup_model.sh $(ENTENTE) $(MODEL)

demo: model
	@tools/demo $(ENTENTE) $(SHARED)

test: check-fast
	@rm -rf $(RESULTS)
	@$(MAKE) test-release
	@$(MAKE) test-oracle
	@$(MAKE) test-asan

test-release: model
	@cmake --build --preset release
	@mkdir -p $(RESULTS)
	@ctest --preset release -j $(JOBS) --output-junit $(CURDIR)/$(RESULTS)/release.xml

# Skips, saying so, where ../shared is absent.
test-oracle: model
	@cmake --build --preset release --target parse_dump
	@tools/run_oracle.sh 500

test-asan: model
	@cmake --preset asan-ubsan -DENTENTE_WERROR=$(WERROR) >/dev/null
	@cmake --build --preset asan-ubsan
	@mkdir -p $(RESULTS)
	@ctest --preset asan-ubsan -j $(JOBS) --output-junit $(CURDIR)/$(RESULTS)/asan-ubsan.xml

test-tsan: model
	@cmake --preset tsan >/dev/null
	@cmake --build --preset tsan
	@ctest --preset tsan -j $(JOBS)

check-fast:
	@tools/setup build check
	@tools/check --fast

check: build
	@tools/setup check lint
	@tools/check

bench: model
	@$(ENTENTE) bench examples/*.txt --repeats 20

fuzz: model
	@tools/setup build fuzz
	@cmake --preset fuzz >/dev/null
	@cmake --build --preset fuzz
	@tools/fuzz build-fuzz $(SECONDS)

clean:
	@rm -rf build build-*
