# Every task is one command, and each does all set-up that it needs (see `make help`).
SHELL := /bin/bash
PY := .venv/bin/python
.DEFAULT_GOAL := all
.PHONY: all setup build demo test test-update check tidy fuzz bench asan format clean help

all: build  ## set up and build (release, into build/release and python/coluber)

setup:
	@tools/setup.sh packages build
	@tools/setup.sh venv .venv build test

build: setup
	@tools/build.sh release

demo: build  ## the lecture's examples and the CFD mini-app, measured now; writes the picture
	@$(PY) -m examples.demo

test: build  ## all tests: C++ (ctest) and Python (pytest); ARGS="-k name" is given to pytest
	@$(PY) tools/run_tests.py $(ARGS)

test-update: build  ## rewrite the expectations of the test pages; review the diff
	@$(PY) tools/run_tests.py --update $(ARGS)

check: setup  ## format, floors, sizes, error pages, types as mypy and pyrefly see them
	@tools/setup.sh packages check
	@tools/setup.sh venv .venv-types types
	@$(PY) tools/check.py

tidy: build  ## clang-tidy over files changed since the last commit (ALL=1: all files; slow)
	@tools/setup.sh packages tidy
	@$(PY) tools/tidy.py $(if $(ALL),--all)

fuzz: build  ## random programs and inputs (SECONDS_EACH=60, SEED, FUZZ_EXAMPLES=2000)
	@$(PY) tools/run_tests.py --fuzz $(ARGS)
	@$(PY) tools/fuzz.py

bench: build  ## speed against the peers, in an environment of their own
	@tools/setup.sh packages bench
	@tools/setup.sh venv .venv-bench bench
	@$(PY) -m bench $(ARGS)

asan: setup  ## all tests with AddressSanitizer and UndefinedBehaviorSanitizer
	@tools/build.sh asan
	@$(PY) tools/run_tests.py --sanitize $(ARGS)

format: setup  ## clang-format everything
	@tools/setup.sh packages check
	@$(PY) tools/check.py --format

clean:  ## remove what was built (not the environments)
	rm -rf build python/coluber/*.so python/coluber/*.a

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile
