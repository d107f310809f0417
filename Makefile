# Two commands on a fresh machine: `make demo` and `make test`. Both install what is missing.

SWIFT  ?= swift
PREFIX ?= /usr/local

RELEASE = -c release $$(scripts/release-flags)

.PHONY: demo test test-core test-long lint format docs bench install clean prerequisites

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
	  Benchmarks/Package.swift Benchmarks/Sources

## The libraries' documentation, into .build/docs.
docs: prerequisites
	scripts/docs

## The figures of Benchmarks/README.md, beside peers and limits.
bench: prerequisites
	Benchmarks/run

## A release build, copied to $(PREFIX)/bin.
install: prerequisites
	$(SWIFT) build $(RELEASE) --product convo
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(SWIFT) build $(RELEASE) --show-bin-path)/convo" "$(DESTDIR)$(PREFIX)/bin/convo"

clean:
	$(SWIFT) package clean

prerequisites:
	@scripts/prerequisites
