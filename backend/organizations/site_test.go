package organizations_test

import (
	"context"
	"testing"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/secrets"
	"portico/backend/store"
	"portico/backend/testkit"
)

var everything = access.ForAdministrator()

type site struct {
	*organizations.Service
	store *store.Store
	key   secrets.Key
	moved []organizations.Move
	inUse []string
}

func open(t *testing.T) *site {
	t.Helper()
	s, log, _ := testkit.OpenStore(t)
	one := &site{store: s, key: secrets.NewKey()}
	service, err := organizations.New(s, log, one.key, "SITE", organizations.Dependents{
		Moved: func(_ context.Context, move organizations.Move) error {
			one.moved = append(one.moved, move)
			return nil
		},
		InUse:  func(context.Context, int64) ([]string, error) { return one.inUse, nil },
		Forget: func(context.Context, int64) error { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	one.Service = service
	t.Cleanup(func() { testkit.VerifyAudit(t, log) })
	return one
}

// add makes organizations one below the other and returns the last.
func (s *site) add(t *testing.T, parentID int64, names ...string) organizations.Organization {
	t.Helper()
	var last organizations.Organization
	for _, name := range names {
		var err error
		if last, err = s.Create(t.Context(), organizations.Input{Name: name, ParentID: parentID}); err != nil {
			t.Fatal(err)
		}
		parentID = last.ID
	}
	return last
}

func wantField(t *testing.T, err error, field string) {
	t.Helper()
	if f := fault.As(err); f == nil || f.Fields[field] == "" {
		t.Fatalf("no fault at %q: %v", field, err)
	}
}

func wantCode(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("want %s, got %v", code, err)
	}
}
