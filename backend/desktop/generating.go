//go:build bindings

package desktop

// Generating reports whether this build only writes the bridge's JavaScript
// and shows no window.
const Generating = true
