//go:build !race

package rehearsal_test

// everyNth is how many of the many sites are played: all of them.
const everyNth = 1
