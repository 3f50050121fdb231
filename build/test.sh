#!/usr/bin/env bash
# Runs every test: Go with the race detector, the interface's units, the
# interface and the portal in Chromium, and the real window.
set -euo pipefail
source "$(dirname "$0")/needs.sh"
need_tools
need_packages tests
need_npm

step() { printf '\n== %s\n' "$*"; }

step "Format and lint"
build/lint.sh quick

step "The bridge is generated from the present code"
build/generate.sh
git diff --exit-code --stat -- frontend/wailsjs

step "Builds without the interface (CGO off)"
CGO_ENABLED=0 go build -o /dev/null ./backend/cmd/portico-server

step "Units of the interface"
npm --prefix frontend test

step "Build, and what is handed out"
build/package.sh

step "Go tests"
# SQLite and its libc are C translated into Go. The race detector has nothing to
# find in them, their memory is their own, and watching them makes the tests take
# three times as long.
PORTICO_PACKAGES="$PWD/bin/packages" go test -race -timeout 30m \
  -gcflags='modernc.org/sqlite/lib=-race=false' -gcflags='modernc.org/libc=-race=false' ./...

step "What takes too long under the race detector"
go test -timeout 10m -run 'KitOfManyOrganizations|TenThousand' ./backend/registrations ./backend/invitations

step "The interface and the portal in Chromium"
PORTICO_SERVER="$PWD/bin/portico-server" npm --prefix frontend run e2e

step "The real window"
build/window-smoke.sh bin/portico

printf '\nEverything passed.\n'
