#!/usr/bin/env bash
# Writes frontend/wailsjs anew from the bound Go structs. Wails generates it
# when the program is run with the tag "bindings".
set -euo pipefail
source "$(dirname "$0")/needs.sh"
need_tools
[ -e frontend/dist/.gitkeep ] || { mkdir -p frontend/dist && touch frontend/dist/.gitkeep; }
generator=$(mktemp)
trap 'rm -f "$generator"' EXIT
go build -tags bindings -o "$generator" .
"$generator" >/dev/null
