# Two commands matter: `make run` and `make test`. Everything longer than a line is in scripts/.

PORT ?= 8080

.PHONY: help run check test bench api build-release clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, build, start with a demonstration edition (PORT=8080)
	@scripts/run.sh $(PORT)

check: ## the quick loop: format, clippy, the pure crates' tests, front-end types
	@scripts/check.sh

test: ## everything that CI runs
	@scripts/test.sh

bench: ## what requests cost: measures the release binary on seeded data (docs/benchmarks.md)
	@scripts/bench.sh

api: ## write the OpenAPI document and the TypeScript types after a change of the API
	@scripts/api.sh write

build-release: ## target/release/wuzhen, with the front end inside
	@scripts/install.sh build
	@scripts/frontend.sh
	@scripts/cargo.sh build --release --locked --package wuzhen

clean: ## remove what was built, keep ./data
	rm -rf target frontend/dist frontend/node_modules tests/e2e/node_modules tests/e2e/results
