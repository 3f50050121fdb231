// Package frontend carries the built interface, so that the desktop window and the browser shell serve the same files.
package frontend

import "embed"

// Dist holds the folder dist as the build left it. On a clean clone it holds nothing but .gitkeep: whoever serves it
// checks for dist/index.html first and says that the interface has to be built.
//
//go:embed all:dist
var Dist embed.FS
