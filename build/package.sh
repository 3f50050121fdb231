#!/usr/bin/env bash
# Makes what is handed out, in bin/packages: for Linux a .deb and a tar archive,
# for Windows the program and its installer, cross-built here. Each carries its
# version and the licences of all its parts.
set -euo pipefail
source "$(dirname "$0")/needs.sh"
need_tools
need_packages package
need_npm

version=$(sed -n 's/^const Version = "\(.*\)"$/\1/p' backend/version.go)
architecture=$(go env GOARCH)
packages=bin/packages
work=$(mktemp -d)
trap 'rm -rf "$work" rsrc_windows_*.syso' EXIT
rm -rf "$packages"
mkdir -p "$packages"

step() { printf '== %s\n' "$*" >&2; }

step "Interface, and the programs for Linux"
build/build.sh

step "Licences"
go run ./build/notices >"$work/NOTICES.txt"
cp build/README.txt "$work/README.txt"

step "Programs for Windows"
# The icon, the manifest and the version stand in an object that the linker
# takes along because it lies beside main.go.
go run github.com/tc-hib/go-winres@v0.3.3 make --in build/windows/winres.json --arch amd64 --out rsrc --product-version "$version" --file-version "$version"
mkdir "$work/windows"
GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go build -trimpath -tags desktop,production,wv2runtime.browser -ldflags '-s -w -H windowsgui' -o "$work/windows/portico.exe" .
GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o "$work/windows/portico-server.exe" ./backend/cmd/portico-server
# Notepad of old wants its own line ends.
for text in NOTICES README; do sed 's/$/\r/' "$work/$text.txt" >"$work/windows/$text.txt"; done
cp "$work/windows/portico.exe" "$packages/portico-$version-windows-amd64.exe"

step "Installer for Windows"
makensis -V2 -WX -DVERSION="$version" -DFILES="$work/windows" -DICON="$PWD/build/windows/icon.ico" -DOUTPUT="$PWD/$packages/portico-$version-windows-amd64-installer.exe" build/windows/installer.nsi

step "Tar archive for Linux"
folder="portico-$version-linux-$architecture"
mkdir -p "$work/$folder"
cp bin/portico bin/portico-server "$work/NOTICES.txt" "$work/README.txt" build/linux/portico.desktop build/icon.svg "$work/$folder/"
mv "$work/$folder/icon.svg" "$work/$folder/portico.svg"
tar --sort=name --owner=0 --group=0 --numeric-owner -C "$work" -czf "$packages/$folder.tar.gz" "$folder"

step "Package for Debian and its relatives"
root="$work/deb"
install -Dm755 bin/portico "$root/usr/bin/portico"
install -Dm755 bin/portico-server "$root/usr/bin/portico-server"
install -Dm644 build/linux/portico.desktop "$root/usr/share/applications/portico.desktop"
install -Dm644 build/icon.svg "$root/usr/share/icons/hicolor/scalable/apps/portico.svg"
for icon in build/linux/icons/*.png; do
  size=$(basename "$icon" .png)
  install -Dm644 "$icon" "$root/usr/share/icons/hicolor/${size}x$size/apps/portico.png"
done
install -Dm644 "$work/NOTICES.txt" "$root/usr/share/doc/portico/copyright"
install -Dm644 "$work/README.txt" "$root/usr/share/doc/portico/README.txt"
mkdir "$root/DEBIAN"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$(du -sk "$root/usr" | cut -f1)/" build/linux/control >"$root/DEBIAN/control"
dpkg-deb --root-owner-group --build "$root" "$packages/portico_${version}_$architecture.deb" >/dev/null

ls -l "$packages" >&2
