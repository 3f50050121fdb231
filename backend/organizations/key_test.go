package organizations_test

import (
	"strings"
	"testing"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/secrets"
	"portico/backend/testkit"
)

func TestKey(t *testing.T) {
	s := open(t)
	o, other := s.add(t, 0, "Group"), s.add(t, 0, "Other")
	key := s.Key(o)
	if found, err := s.ByKey(t.Context(), key); err != nil || found.ID != o.ID {
		t.Fatalf("ORG-3: %v %v", found.ID, err)
	}
	if s.Key(o) != key || s.Key(other) == key {
		t.Fatal("ORG-3: an organization has one key, and its own")
	}
	t.Run("SEC-18 every changed character, the last one too", func(t *testing.T) {
		const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= \n"
		for i := range key {
			for _, r := range alphabet {
				if changed := key[:i] + string(r) + key[i+1:]; changed != key {
					if _, err := s.ByKey(t.Context(), changed); !fault.Is(err, fault.Gone) {
						t.Fatalf("character %d as %q is accepted: %v", i, r, err)
					}
				}
			}
		}
	})
	t.Run("SEC-18 every truncation and every addition", func(t *testing.T) {
		for i := 1; i < len(key); i++ {
			for _, cut := range []string{key[:i], key[i:]} {
				if _, err := s.ByKey(t.Context(), cut); !fault.Is(err, fault.Gone) {
					t.Fatalf("%q: %v", cut, err)
				}
			}
		}
		for _, added := range []string{key + "=", key + "A", "A" + key, key + "\n", key + "\r\n", strings.Repeat(key, 2), " " + key} {
			if _, err := s.ByKey(t.Context(), added); !fault.Is(err, fault.Gone) {
				t.Fatalf("%q: %v", added, err)
			}
		}
	})
	t.Run("SEC-18 a key of another site", func(t *testing.T) {
		db, log, _ := testkit.OpenStore(t)
		for name, uid := range map[string]string{"with our master key": "OTHER", "with our uid": "SITE"} {
			master := s.key
			if uid == "SITE" {
				master = secrets.NewKey()
			}
			foreign, err := organizations.New(db, log, master, uid, organizations.Dependents{})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.ByKey(t.Context(), foreign.Key(o)); !fault.Is(err, fault.Gone) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
	t.Run("ORG-3 a replaced key is useless", func(t *testing.T) {
		replaced, err := s.ReplaceKey(t.Context(), o.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.ByKey(t.Context(), key); !fault.Is(err, fault.Gone) {
			t.Fatal(err)
		}
		if _, err := s.ByKey(t.Context(), s.Key(replaced)); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("REG-3 archived, and level 5", func(t *testing.T) {
		live := s.Key(other)
		if _, err := s.Archive(t.Context(), other.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := s.ByKey(t.Context(), live); !fault.Is(err, fault.Gone) {
			t.Fatal(err)
		}
		fifth := s.add(t, o.ID, "2", "3", "4", "5")
		if s.Key(fifth) != "" {
			t.Fatal("an organization of level 5 has a key")
		}
	})
}

func FuzzByKey(f *testing.F) {
	db, log, _ := testkit.OpenStore(f)
	s, err := organizations.New(db, log, secrets.NewKey(), "SITE", organizations.Dependents{})
	if err != nil {
		f.Fatal(err)
	}
	f.Add("")
	f.Add(strings.Repeat("A", 72))
	f.Fuzz(func(t *testing.T, key string) {
		if _, err := s.ByKey(t.Context(), key); !fault.Is(err, fault.Gone) {
			t.Fatalf("SEC-18: %q gives %v", key, err)
		}
	})
}
