package registrations_test

import (
	"sync"
	"testing"

	"portico/backend/testkit"
)

// TestDefaultLink counts what happens on the link behind Copy URL (LNK-1).
func TestDefaultLink(t *testing.T) {
	site := testkit.OpenRegistration(t)
	if err := site.Registrations.EnsureDefaultLink(t.Context()); err != nil {
		t.Fatal("the second start:", err)
	}
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() { site.Registrations.CountOpening(0) })
	}
	wait.Wait()
	if err := site.Registrations.CountCopy(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time there is nothing left to write
		if err := site.Registrations.FlushOpenings(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := site.Registrations.Register(t.Context(), submission("Halden AS", "inger@halden.example")); err != nil {
		t.Fatal(err)
	}
	status, err := site.Registrations.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if link := status.Link; !link.IsDefault || link.Opened != 50 || link.Copied != 1 || link.Registered != 1 {
		t.Fatalf("LNK-1: %+v", link)
	}
	var links int64
	if err := site.Store.Read(t.Context()).Raw("SELECT COUNT(*) FROM registration_links").Scan(&links).Error; err != nil || links != 1 {
		t.Fatalf("LNK-1: %d links, %v", links, err)
	}
}
