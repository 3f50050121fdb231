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
PORTICO_PACKAGES="$PWD/bin/packages" go test -race -timeout 30m ./...

step "What takes too long under the race detector"
go test -timeout 10m -run 'KitOfManyOrganizations|TenThousand' ./backend/registrations ./backend/invitations

step "The interface and the portal in Chromium"
PORTICO_SERVER="$PWD/bin/portico-server" npm --prefix frontend run e2e

step "The real window"
build/window-smoke.sh bin/portico

printf '\nEverything passed.\n'
