//go:build race

package testkit

// Race tells that the race detector runs, under which drawing and hashing take
// many times as long.
const Race = true
