package settings_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/testkit"
)

func TestPreferences_ADM3(t *testing.T) {
	db, log, _ := testkit.OpenStore(t)
	s := settings.New(db, log, "")
	var wait sync.WaitGroup
	for _, name := range []string{"columns.users", "columns.links", "columns.audit"} { // two windows at once lose nothing
		wait.Go(func() {
			if err := s.SavePreference(t.Context(), name, json.RawMessage(`["email"]`)); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if err := s.SavePreference(t.Context(), "columns.users", json.RawMessage(`[]`)); err != nil {
		t.Fatal(err)
	}
	kept, err := s.Preferences(t.Context())
	if err != nil || len(kept) != 3 || string(kept["columns.users"]) != "[]" || string(kept["columns.links"]) != `["email"]` {
		t.Fatal(kept, err)
	}
	if entries, _, err := log.Head(t.Context()); err != nil || entries != 0 {
		t.Fatal("a preference is no change to the site:", entries, err)
	}
	for name, value := range map[string]string{"": "1", "no JSON": "{", strings.Repeat("x", 101): "1", "long": `"` + strings.Repeat("x", 5000) + `"`} {
		if err := s.SavePreference(t.Context(), name, json.RawMessage(value)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
