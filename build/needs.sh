#!/usr/bin/env bash
# Installs what the commands of the Makefile need, or says exactly what to
# install. Source it, then call: need_tools, need_packages window|package|tests, need_npm.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

say() { printf '%s\n' "$*" >&2; }

need_tools() {
  command -v go >/dev/null || { say "Go is missing. Install Go 1.26 or newer from https://go.dev/dl/ and run this again."; exit 1; }
  command -v node >/dev/null || { say "Node.js is missing. Install Node.js 20.19 or newer from https://nodejs.org/ and run this again."; exit 1; }
  command -v npm >/dev/null || { say "npm is missing. It comes with Node.js from https://nodejs.org/."; exit 1; }
}

# Debian packages: those of the window, those that packages are made with, and
# those that tests need beside them.
window_packages="gcc libc6-dev pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev"
package_packages="$window_packages nsis"
test_packages="$package_packages file p7zip-full desktop-file-utils chromium xvfb xauth imagemagick oathtool zbar-tools sqlite3 qpdf poppler-utils tidy librsvg2-bin fonts-dejavu-core fonts-noto-core fonts-noto-color-emoji"

need_packages() {
  local wanted missing=""
  case "$1" in window) wanted=$window_packages ;; package) wanted=$package_packages ;; tests) wanted=$test_packages ;; esac
  if ! command -v dpkg-query >/dev/null; then
    say "This is no Debian system. Install what these Debian packages hold, if it is not there: $wanted"
    return 0
  fi
  for package in $wanted; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  local root=""
  if [ "$(id -u)" != 0 ]; then
    root="sudo"
    if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
      say "These packages are missing:$missing"
      say "Install them with: sudo apt-get install$missing"
      exit 1
    fi
  fi
  say "Installing:$missing"
  if ! { $root apt-get update -qq && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null; }; then
    say "The packages could not be installed. Install them with: sudo apt-get install$missing"
    exit 1
  fi
}

# need_npm installs the frontend's packages when the lock file is newer.
need_npm() {
  local stamp=frontend/node_modules/.package-lock.json
  if [ ! -e "$stamp" ] || [ frontend/package-lock.json -nt "$stamp" ]; then
    say "Installing the interface's packages"
    # Not "npm ci": it refuses a lock file that lacks another platform's build of
    # a tool. Versions still come from the lock file, which stays as it is.
    (cd frontend && npm install --no-save --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json)
  fi
}

window_tags="desktop,production,webkit2_41"
