# Two commands do everything on a fresh machine: make run, make test.

.PHONY: run test build package server demo bench lint fmt generate
SHELL := /bin/bash

run:       ; build/run.sh
test:      ; build/test.sh
build:     ; build/build.sh
package:   ; build/package.sh
server:    ; CGO_ENABLED=0 go build -o bin/portico-server ./backend/cmd/portico-server
demo:      ; build/demo.sh
bench:     ; go test -run '^$$' -bench . -benchmem ./backend/...
lint:      ; build/lint.sh
fmt:       ; gofmt -w main.go app.go backend build frontend/embed.go && npm --prefix frontend run fmt
generate:  ; build/generate.sh
