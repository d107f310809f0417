# Two commands on a fresh machine: `make demo` and `make test`. Both install what is missing.

SWIFT  ?= swift
PREFIX ?= /usr/local
# How long `make fuzz` tries each target, and which; none for all. Assigned whatever the environment
# says: shells have a SECONDS of their own.
SECONDS = 60
TARGET  =

RELEASE = -c release $$(scripts/release-flags)

.PHONY: demo test test-core test-long lint format docs bench fuzz install clean prerequisites

## Build, and play a conversation with the built-in offline endpoint.
demo: prerequisites
	$(SWIFT) build --product convo
	.build/debug/convo demo

## All tests that are fast.
test: prerequisites
	$(SWIFT) test

## The store, the wire format and the session logic, without the network packages.
test-core: prerequisites
	$(SWIFT) test --disable-default-traits --scratch-path .build/core

## Everything, the hundred kills and the large samples included.
test-long: prerequisites
	CONVO_TEST_LONG=1 $(SWIFT) test

## The style, without changing anything.
lint:
	scripts/lint

## The style, applied.
format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Examples \
	  Benchmarks/Package.swift Benchmarks/Sources Fuzzing/Package.swift Fuzzing/Sources

## The libraries' documentation, into .build/docs.
docs: prerequisites
	scripts/docs

## The figures of Benchmarks/README.md, beside peers and limits.
bench: prerequisites
	Benchmarks/run

## Inputs that break a law: every target, or TARGET=json, for SECONDS=60 each.
fuzz: prerequisites
	Fuzzing/run --seconds $(SECONDS) $(TARGET)

## A release build, copied to $(PREFIX)/bin.
install: prerequisites
	$(SWIFT) build $(RELEASE) --product convo
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(SWIFT) build $(RELEASE) --show-bin-path)/convo" "$(DESTDIR)$(PREFIX)/bin/convo"

clean:
	$(SWIFT) package clean

prerequisites:
	@scripts/prerequisites
