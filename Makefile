.PHONY: help demo test vet bench fuzz golden ci

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

demo: ## make the demo year and its 66 reports
	go run ./cmd/zhixiao demo

test: ## run every test
	go test ./...

vet: ## formatting and static checks
	@test -z "$$(gofmt -l .)" || (gofmt -l .; exit 1)
	go vet ./...
	staticcheck ./...

bench: ## a whole quarter, timed, with allocations and peak memory
	go test -run '^$$' -bench Quarter -benchmem ./...

golden: ## rewrite the golden files; read the diff before committing
	go test ./... -update

ci: ## what CI runs
	bash .ci/run
