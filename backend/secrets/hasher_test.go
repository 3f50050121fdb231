package secrets

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// cheap are costs for tests that show anything but the costs.
var cheap = Params{MemoryKiB: 64, Passes: 1, Lanes: 1}

// Shows SEC-3.
func TestPasswordHashesArePHCStrings_SEC3(t *testing.T) {
	h := NewHasher(DefaultParams(), 1)
	stored, err := h.Hash(t.Context(), "correct horse battery staple")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(stored, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("stored as %q", stored)
	}
	ok, rehash, err := h.Verify(t.Context(), "correct horse battery staple", stored)
	if !ok || rehash || err != nil {
		t.Errorf("right password: %v, %v, %v", ok, rehash, err)
	}
	if ok, _, _ := h.Verify(t.Context(), "correct horse battery stapler", stored); ok {
		t.Error("a wrong password passes")
	}
}

// Shows SEC-3.
func TestRaisedCostsAskForARehash_SEC3(t *testing.T) {
	stored, err := NewHasher(cheap, 1).Hash(t.Context(), "pw")
	if err != nil {
		t.Fatal(err)
	}
	for name, params := range map[string]Params{
		"memory": {cheap.MemoryKiB * 2, 1, 1}, "passes": {cheap.MemoryKiB, 2, 1}, "lanes": {cheap.MemoryKiB, 1, 2},
	} {
		ok, rehash, err := NewHasher(params, 1).Verify(t.Context(), "pw", stored)
		if !ok || !rehash || err != nil {
			t.Errorf("%s raised: %v, %v, %v", name, ok, rehash, err)
		}
		if ok, rehash, _ := NewHasher(params, 1).Verify(t.Context(), "wrong", stored); ok || rehash {
			t.Errorf("%s raised, wrong password: %v, %v", name, ok, rehash)
		}
	}
}

// Shows SEC-1.
func TestPasswordsAreTakenWhole_SEC1(t *testing.T) {
	h := NewHasher(cheap, 1)
	long := strings.Repeat("a", 500)
	cases := []struct {
		name, set, typed string
		want             bool
	}{
		{"500 characters", long + "1", long + "1", true},
		{"only the last one differs", long + "1", long + "2", false},
		{"one missing", long + "1", long, false},
		{"composed and decomposed are one (NFC)", "caf\u00e9 au lait", "cafe\u0301 au lait", true},
		{"compatibility forms stay apart", "\uff41bc", "abc", false},
		{"white space counts", " abc", "abc", false},
		{"case counts", "ABC", "abc", false},
		{"a null byte ends nothing", "abc\x00def", "abc\x00deg", false},
	}
	for _, c := range cases {
		stored, err := h.Hash(t.Context(), c.set)
		if err != nil {
			t.Fatal(err)
		}
		if ok, _, _ := h.Verify(t.Context(), c.typed, stored); ok != c.want {
			t.Errorf("%s: %v", c.name, ok)
		}
	}
}

// Shows SEC-14.
func TestNoPasswordCostsTheSameAndNeverPasses_SEC14(t *testing.T) {
	h := NewHasher(cheap, 1)
	for _, stored := range []string{
		"", "x", "$argon2id$v=19$m=64,t=1,p=1$$", "$argon2id$v=19$m=4294967295,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
		"$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", "$argon2id$v=16$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
	} {
		before := h.Computed()
		ok, rehash, err := h.Verify(t.Context(), "", stored)
		if ok || rehash || err != nil {
			t.Errorf("%q: %v, %v, %v", stored, ok, rehash, err)
		}
		if h.Computed() != before+1 {
			t.Errorf("%q: %d hashes", stored, h.Computed()-before)
		}
	}
}

// 500 sign-ins at once use the memory of two hashes at a time, and not that of
// 500 (9.5 GiB).
// Shows SEC-4.
func TestManyAtOnceStayUnderTheBound_SEC4(t *testing.T) {
	if testing.Short() {
		t.Skip("a second of hashing")
	}
	const concurrent, people = 2, 500
	params := Params{MemoryKiB: 1024, Passes: 1, Lanes: 1}
	h := NewHasher(params, concurrent)
	var most uint64
	stop, stopped := make(chan struct{}), make(chan struct{})
	runtime.GC()
	var start runtime.MemStats
	runtime.ReadMemStats(&start)
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
				var now runtime.MemStats
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapAlloc)
			}
		}
	}()
	var group sync.WaitGroup
	for range people {
		group.Go(func() { _, _, _ = h.Verify(context.Background(), "password", "") })
	}
	group.Wait()
	close(stop)
	<-stopped
	if h.Computed() != people {
		t.Fatalf("%d hashes", h.Computed())
	}
	// Twice the hashes at a time, for what the collector has not taken back
	// yet, and 32 MiB for 500 goroutines and the race detector.
	bound := uint64(2*concurrent)*uint64(params.MemoryKiB)<<10 + 32<<20
	if used := most - min(most, start.HeapAlloc); used > bound {
		t.Errorf("used %d MiB at most, bound %d MiB", used>>20, bound>>20)
	}
}

// Shows SEC-4.
func TestWaitingEndsWithTheRequest_SEC4(t *testing.T) {
	h := NewHasher(cheap, 1)
	h.turns <- struct{}{} // somebody else's turn
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := h.Hash(ctx, "x"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("hash: %v", err)
	}
	if _, _, err := h.Verify(ctx, "x", ""); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("verify: %v", err)
	}
	if h.Computed() != 0 {
		t.Errorf("%d hashes", h.Computed())
	}
}
