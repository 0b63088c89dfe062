# `make` lists what there is. Every target does its own set-up.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
SHELL := /bin/bash
FUZZ_SECONDS ?= 60
# In a process namespace of its own, so that what a suite counts there is its own; the shell is the init that it needs.
ALONE = $(if $(filter 0,$(shell id -u)),unshare --pid --fork --kill-child --mount-proc sh -c '"$$@"; exit $$?' sh)
REPORTERS = --reporter=default --reporter=./test/closing-line/reporter.ts

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 12

setup: ## Install what is missing and build the sandbox agent (Debian or Ubuntu)
	@deploy/setup.sh

demo: setup ## Judge a few programs, good and bad, and show what comes out
	@bin/assay demo

test: setup ## Run every test; the last line is the tally
	@deploy/setup.sh --postgres
	@deploy/setup.sh --math
	@vitest run $(REPORTERS)

check: setup ## Types, lint, the import rule, the agent under sanitizers and attack, a minute of fuzzing
	tsc --noEmit
	tsc --noEmit -p dashboard
	biome check .
	vitest run test/lint
	$(MAKE) -s -C runners/agent all sanitized
	ASSAY_AGENT=sanitized vitest run test/hostile/hostile.test.ts
	$(MAKE) -s fuzz

bench: setup ## Measure on this machine; one bench: BENCH=name
	@deploy/setup.sh --postgres
	@node bench/run.ts $(BENCH)

bench-peers: ## Measure beside other judges of programs, which are installed in build/peers
	@deploy/setup.sh --peers
	@node bench/run.ts peers

images: ## Build the images of the Docker wall; some: IMAGES="python java"; of every language: IMAGES=all
	@deploy/images/build.sh $(IMAGES)

service-images: ## Build the images of the service, for deploy/compose.yaml and deploy/helm
	@deploy/service/build.sh

serve: setup ## Start the service
	@bin/assay serve

fuzz: ## Fuzz the agent's frames, the readers of formats and the API, each for FUZZ_SECONDS (60)
	@deploy/setup.sh --fuzz
	@$(MAKE) -s -C runners/agent fuzz FUZZ_SECONDS=$(FUZZ_SECONDS)
	@ASSAY_TESTS=fuzz FUZZ_SECONDS=$(FUZZ_SECONDS) vitest run $(REPORTERS)

test-data: setup ## Run the suites over published data sets (folder: ASSAY_DATA), about ten minutes
	@ASSAY_TESTS=data vitest run $(REPORTERS)

test-docker: setup ## Run what every wall must do on containers, in an engine of the tests' own (root, Debian's docker.io)
	@deploy/setup.sh --docker
	@if node test/support/engine-probe.ts; then ASSAY_TESTS=docker MIXED_LOAD_SECONDS=$${MIXED_LOAD_SECONDS:-120} vitest run $(REPORTERS); \
	else echo '0 passed, 0 failed, 1 skipped'; fi

test-deploy: setup ## Start deploy/compose.yaml and judge with it, check the Helm chart and the alerts (root, Debian's docker.io)
	@deploy/setup.sh --deploy
	@if node test/support/engine-probe.ts; then ASSAY_TESTS=deploy vitest run $(REPORTERS); \
	else echo '0 passed, 0 failed, 1 skipped'; fi

test-clients: setup ## Run the clients that trainers have, unmodified, and a trainer, against the service (PyPI, 5 GB)
	@deploy/setup.sh --clients
	@deploy/setup.sh --trainers
	@ASSAY_TESTS=trainers vitest run $(REPORTERS)

test-light-clients: setup ## Run the clients without the trainers (PyPI)
	@deploy/setup.sh --clients
	@ASSAY_TESTS=clients vitest run $(REPORTERS)

test-python-client: setup ## Run the tests of clients/python against the service, its types and lint, and build its wheel (PyPI)
	@deploy/setup.sh --python-client
	@ASSAY_TESTS=python-client vitest run $(REPORTERS)

test-browser: setup ## Run the dashboard in a browser against the service, and check the TypeScript client's types and build (Debian's chromium)
	@deploy/setup.sh --browser
	@ASSAY_TESTS=browser vitest run $(REPORTERS)

screenshots: test-browser ## The pictures of docs/, from what test-browser saw
	@mkdir -p docs/images && cd build/screenshots && cp overview-dark.png problems-sum-light.png submission-light.png ../../docs/images

test-languages: setup ## Run what every language must do on all that can be installed here
	@deploy/setup.sh --languages all
	@ASSAY_LANGUAGES=all vitest run $(REPORTERS) test/conformance/languages.test.ts

test-images: setup ## Build the images of all languages and run what every language must do on them (root, Debian's docker.io, 50 GB of disk)
	@deploy/setup.sh --docker
	@if node test/support/engine-probe.ts; then ASSAY_TESTS=docker ASSAY_IMAGES=all ASSAY_LANGUAGES=all vitest run $(REPORTERS) test/conformance/languages.test.ts; \
	else echo '0 passed, 0 failed, 1 skipped'; fi

test-load: setup ## Honest programs, hostile ones and cheats at once, for MIXED_LOAD_SECONDS (1800)
	@ASSAY_TESTS=load $(ALONE) vitest run $(REPORTERS)

test-long: setup ## Run the suites that take long: stability of verdicts, 10,000 gradings in one process
	@ASSAY_TESTS=long vitest run $(REPORTERS)

test-chaos: setup ## Run CHAOS_PROGRAMS (10000) through a fleet all parts of which are killed, cut its lines, overload it (root)
	@deploy/setup.sh --chaos
	@ASSAY_TESTS=chaos vitest run $(REPORTERS)

clean: ## Remove what was built
	rm -rf build coverage

.PHONY: help setup demo test check bench bench-peers images service-images serve fuzz test-data test-docker test-deploy test-clients test-light-clients test-python-client test-browser screenshots test-languages test-images test-load test-long test-chaos clean
