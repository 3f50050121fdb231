//go:build race

package rehearsal_test

// everyNth is how many of the many sites are played: the race detector makes
// each of them take twenty times as long, and races are in none of them alone.
const everyNth = 15
