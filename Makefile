.PHONY: help demo test all vet bench golden ci full mutants gates gates-full arrows same

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

demo: ## make the demo year and its 66 reports
	go run ./cmd/zhixiao demo

test: ## the quick tests, for every commit: a minute
	go test -short ./...

all: ## every test, the long ones too
	go test -tags long -timeout 40m ./...

vet: ## formatting and static checks
	@test -z "$$(gofmt -l .)" || (gofmt -l .; exit 1)
	go vet -tags long ./...
	golangci-lint run --build-tags long ./...

bench: ## a whole quarter, timed, with allocations and peak memory
	go test -run '^$$' -bench Quarter -benchmem ./...

golden: ## rewrite the golden files; read the diff before committing
	go test -tags long $$(grep -l 'flag.Bool("update"' -r --include='*_test.go' . | xargs -n1 dirname | sort -u) -update

ci: ## what CI runs
	bash .ci/run

full: ci ## hours: CI, all plots with three seeds, mutants, fuzzing; its figures go into docs/quality.md
	go test -tags long -timeout 2h ./cmd/zhixiao -run TestPlots -plots.all
	for seed in 1 2 3; do $(MAKE) mutants SEED=$$seed || true; done
	for target in FuzzReadCSV FuzzDays FuzzReadInspection; do go test ./store -run '^$$' -fuzz "^$$target$$" -fuzztime 5m || exit 1; done
	go test ./document/docx -run '^$$' -fuzz '^FuzzRead$$' -fuzztime 5m
	apt-get install -y -qq --no-install-recommends wine wine64 gcc-mingw-w64-x86-64 >/dev/null
	bash tools/check/windows.sh

SEED ?= 1
N ?= 100
mutants: ## how many small mistakes the tests of a room catch; SEED=1 N=100
	go run ./tools/mutants -seed $(SEED) -n $(N) $(foreach f,analysis analysis/finding generators,-with '$(f)=-year.db={tmp}/year.sqlite') ./analysis/... ./generators/... ./store/... ./output/...

SEEDS ?= 1,2,3
gates: ## what the contrast engine tells of cities in which nothing happened; SEEDS=1,2,3
	go run ./tools/gates -seeds $(SEEDS)

gates-full: ## the same with twenty seeds
	go run ./tools/gates -seeds $$(seq -s, 20)

arrows: ## which files of a folder lean back up on each other
	go run ./tools/arrows ./...

same: ## does BASE=revision make the same deliverables as the working tree? QUICK=1: a small part of them
	tools/check/same.sh $(if $(QUICK),--quick) $(BASE) $(HEAD)
