package store_test

import (
	"context"
	"testing"

	"portico/backend/testkit"
)

func TestReadTx(t *testing.T) {
	s, _, _ := testkit.OpenStore(t)
	count := func(ctx context.Context) (n int) {
		t.Helper()
		if err := s.Read(ctx).Raw("SELECT COUNT(*) FROM settings").Scan(&n).Error; err != nil {
			t.Fatal(err)
		}
		return n
	}
	add := func(ctx context.Context, name string) error {
		return s.Write(ctx).Exec("INSERT INTO settings VALUES (?, '{}', 0)", name).Error
	}
	err := s.InReadTx(t.Context(), func(ctx context.Context) error {
		before := count(ctx)
		if err := add(t.Context(), "beside"); err != nil {
			t.Fatalf("ADM-4 nobody waits for a reader: %v", err)
		}
		if count(ctx) != before || count(t.Context()) != before+1 {
			t.Fatal("ADM-4 an export shows one moment")
		}
		if add(ctx, "inside") == nil {
			t.Fatal("a reader wrote")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := add(t.Context(), "after"); err != nil || count(t.Context()) != 2 {
		t.Fatal(err)
	}
}
