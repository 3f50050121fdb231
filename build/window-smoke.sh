#!/usr/bin/env bash
# Opens the real window under Xvfb on an empty site and fails when it stays
# blank: the picture of the screen must show many colours, and the program must
# still run and end cleanly.
set -euo pipefail
program=$(realpath "${1:-bin/portico}")
work=$(mktemp -d)
display=":$((90 + RANDOM % 400))"
cleanup() {
  [ -n "${app:-}" ] && kill "$app" 2>/dev/null || true
  [ -n "${server:-}" ] && kill "$server" 2>/dev/null || true
  wait 2>/dev/null || true
  [ -n "${KEEP_PICTURE:-}" ] && [ -e "$work/window.png" ] && cp "$work/window.png" "$KEEP_PICTURE"
  rm -rf "$work"
}
trap cleanup EXIT

Xvfb "$display" -screen 0 1400x940x24 >/dev/null 2>&1 & server=$!
for _ in $(seq 50); do [ -e "/tmp/.X11-unix/X${display#:}" ] && break; sleep 0.1; done

export DISPLAY=$display HOME=$work/home XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_RUNTIME_DIR=$work
export GDK_BACKEND=x11 WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1 LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1
mkdir -p "$HOME"
"$program" --data "$work/site" --key-folder "$work/keys" >"$work/log" 2>&1 & app=$!

colours=0
for _ in $(seq 60); do
  sleep 1
  kill -0 "$app" 2>/dev/null || { echo "The window closed by itself:" >&2; cat "$work/log" >&2; exit 1; }
  import -window root "$work/window.png" 2>/dev/null || continue
  colours=$(identify -format %k "$work/window.png")
  [ "$colours" -gt 200 ] && break
done
if [ "$colours" -le 200 ]; then
  echo "The window stayed blank: $colours colours." >&2
  cat "$work/log" >&2
  exit 1
fi
[ -e "$work/site/portico.db" ] || { echo "The window opened no site." >&2; exit 1; }

# A second start on the same folder says so and ends with an error.
if "$program" --data "$work/site" --key-folder "$work/keys" >"$work/second" 2>&1 & then second=$!; fi
for _ in $(seq 20); do sleep 0.5; grep -q "already running" "$work/second" && break; done
kill "$second" 2>/dev/null || true
grep -q "already running" "$work/second" || { echo "A second start said nothing:" >&2; cat "$work/second" >&2; exit 1; }
echo "The window shows its interface ($colours colours), and a second start on the same folder is refused."
