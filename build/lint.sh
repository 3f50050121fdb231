#!/usr/bin/env bash
# Checks format, vets and lints the Go code, and lints the interface. With
# "quick" it leaves out golangci-lint, which takes minutes to build the first
# time.
set -euo pipefail
source "$(dirname "$0")/needs.sh"
need_tools
need_npm
unformatted=$(gofmt -l main.go app.go backend build frontend/embed.go)
if [ -n "$unformatted" ]; then
  say "Not formatted (run make fmt):"
  say "$unformatted"
  exit 1
fi
go vet ./backend/... ./build/... ./frontend
[ "${1:-}" = quick ] || go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0 run ./backend/...
npm --prefix frontend run lint --silent
