package users_test

import (
	"fmt"
	"slices"
	"testing"

	"portico/backend/settings"
	"portico/backend/users"
)

func TestSuspendAll(t *testing.T) {
	s := open(t)
	var ids []int64
	for i := range 4 {
		ids = append(ids, s.add(t, manager(fmt.Sprintf("m%d@northwind.example", i))).ID)
	}
	if _, err := s.Suspend(t.Context(), everything, ids[3]); err != nil {
		t.Fatal(err)
	}
	if err := s.settings.SavePortal(t.Context(), settings.Portal{ModelUserID: ids[1], DefaultResourceAllocation: settings.Unlimited}); err != nil {
		t.Fatal(err)
	}
	entries := func() (n int) {
		s.store.Read(t.Context()).Raw("SELECT COUNT(*) FROM audit_entries WHERE action IN ('user.suspend', 'user.restore')").Scan(&n)
		return n
	}
	before := entries()
	done, err := s.SuspendAll(t.Context(), everything, append(ids, ids[0], 999))
	if err != nil || !slices.Equal(done.Changed, []int64{ids[0], ids[2]}) {
		t.Fatalf("USR-6 %+v, %v", done, err)
	}
	if len(done.Left) != 2 || done.Left[0].ID != ids[1] || done.Left[0].Name == "" || done.Left[0].Reason == "" || done.Left[1].ID != 999 {
		t.Errorf("USR-7 left out: %+v", done.Left)
	}
	if entries() != before+2 {
		t.Errorf("USR-6 %d entries, want one for each user", entries()-before)
	}
	undone, err := s.RestoreAll(t.Context(), everything, done.Changed)
	if err != nil || !slices.Equal(undone.Changed, done.Changed) {
		t.Fatalf("USR-6 %+v, %v", undone, err)
	}
	if u, err := s.Load(t.Context(), ids[3]); err != nil || !u.IsSuspended {
		t.Errorf("USR-6 undoing restored somebody who was suspended before: %v", err)
	}
	if _, err := s.SuspendAll(t.Context(), everything, make([]int64, 3)); err != nil {
		t.Error(err)
	}
	many := make([]int64, users.ActionLimit+1)
	for i := range many {
		many[i] = int64(i + 1)
	}
	if _, err := s.SuspendAll(t.Context(), everything, many); err == nil {
		t.Error("USR-6 more than the limit are taken")
	}
}
