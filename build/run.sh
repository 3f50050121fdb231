#!/usr/bin/env bash
# Installs what is missing, builds, and opens the window. Without a display it
# serves the same interface in a browser and prints the address.
set -euo pipefail
source "$(dirname "$0")/needs.sh"
need_tools
need_npm
npm --prefix frontend run build --silent
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  need_packages window
  go build -trimpath -tags "$window_tags" -ldflags '-s -w' -o bin/portico .
  exec bin/portico
fi
CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o bin/portico-server ./backend/cmd/portico-server
say "There is no display, so the interface is served to a browser on this machine."
exec bin/portico-server serve --admin 127.0.0.1:8788
