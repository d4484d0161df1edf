# Eight words: check is everything that .ci/run does, in the same order.
LINT_VERSION := v2.15.0
LINT := .tools/golangci-lint-$(LINT_VERSION)
# The race detector needs a C compiler; without one the tests run without it.
RACE := $(if $(filter 1,$(shell go env CGO_ENABLED)),-race)

.PHONY: check test lint bench fuzz golden record live

check: test lint
	go mod tidy -diff

test:
	go test $(RACE) -shuffle=on -timeout 12m ./...

lint: $(LINT)
	$(LINT) run ./...

bench:
	go test -run '^$$' -bench . -benchmem ./...

# Each target for FUZZTIME; what it finds is to be mended and kept in testdata/fuzz.
FUZZTIME := 1m
FUZZ := go test -run '^$$' -fuzztime $(FUZZTIME) -fuzzminimizetime 3s
fuzz:
	$(FUZZ) -fuzz '^FuzzLoad$$' ./parsers/tfconfig
	$(FUZZ) -fuzz '^FuzzVariables$$' ./parsers/tfconfig
	$(FUZZ) -fuzz '^FuzzFunctions$$' ./parsers/tfconfig/functions
	$(FUZZ) -fuzz '^FuzzRead$$' ./parsers/tfstate
	$(FUZZ) -fuzz '^FuzzRead$$' ./parsers/tfplan
	$(FUZZ) -fuzz '^FuzzReadFile$$' ./parsers/tfplan
	$(FUZZ) -fuzz '^FuzzRead$$' ./parsers/snapshot
	$(FUZZ) -fuzz '^FuzzAudit$$' ./internal/estatetest

# What the tests hold against a file, rewritten: read the difference.
golden:
	go test $(shell go list -f '{{$$p := .ImportPath}}{{range .TestImports}}{{if eq . "spof/internal/golden"}}{{$$p}}{{end}}{{end}} {{range .XTestImports}}{{if eq . "spof/internal/golden"}}{{$$p}}{{end}}{{end}}' ./...) -update

# What Terraform makes of the estates, recorded anew where they changed. That takes
# terraform, the AWS provider and Python, and an emulator of AWS instead of an account.
EMULATOR := .venv/bin/moto_server
record: $(EMULATOR)
	go test ./internal/estatetest -run '^Test(Recordings|RecordedChanges)$$' -record -emulator $(CURDIR)/$(EMULATOR) -v -parallel 3 -timeout 3h

# Each estate, made by Terraform in an emulator and read live; LIVE names some, and
# SAVE the file to save the account of one to, as cmd/spof/testdata/account has it.
LIVE := all
SAVE :=
live: $(EMULATOR)
	go test -tags live ./internal/estatetest -run '^TestLive$$' -live $(LIVE) -save '$(SAVE)' -emulator $(CURDIR)/$(EMULATOR) -v -parallel 6 -timeout 3h

$(EMULATOR):
	python3 -m venv .venv
	.venv/bin/pip install 'moto[server]==5.2.1'

$(LINT):
	mkdir -p .tools
	GOBIN=$(CURDIR)/.tools go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	mv .tools/golangci-lint $@
