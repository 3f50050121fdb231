//go:build !linux

package rehearsal_test

import "testing"

func smallDisk(t *testing.T) string {
	t.Skip("a small disk can be made on Linux only")
	return ""
}
