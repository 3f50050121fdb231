#!/usr/bin/env bash
# Makes a site with sample data in a new folder and serves it, with the
# administrator's interface.
set -euo pipefail
source "$(dirname "$0")/needs.sh"
need_tools
need_npm
npm --prefix frontend run build --silent
CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o bin/portico-server ./backend/cmd/portico-server
folder=$(mktemp -d)/site
bin/portico-server demo --data "$folder" --listen 127.0.0.1:8787
exec bin/portico-server serve --data "$folder" --listen 127.0.0.1:8787 --admin 127.0.0.1:8788
