//go:build !race

package testkit

// Race tells that the race detector runs.
const Race = false
