#!/usr/bin/env bash
# Builds the interface, the window (bin/portico) and the server
# (bin/portico-server).
set -euo pipefail
source "$(dirname "$0")/needs.sh"
need_tools
need_packages window
need_npm
npm --prefix frontend run build --silent
CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o bin/portico-server ./backend/cmd/portico-server
go build -trimpath -tags "$window_tags" -ldflags '-s -w' -o bin/portico .
