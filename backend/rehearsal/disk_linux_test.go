package rehearsal_test

import (
	"syscall"
	"testing"
)

// smallDisk returns a folder on a disk of 64 KiB.
func smallDisk(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=65536"); err != nil {
		t.Skipf("this user can't make a small disk: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(folder, syscall.MNT_DETACH) })
	return folder
}
