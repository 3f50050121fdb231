package audit_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"portico/backend/audit"
	"portico/backend/store"
	"portico/backend/testkit"
)

func TestList_ADM6(t *testing.T) {
	_, log, clock := testkit.OpenStore(t)
	begin := clock.Now()
	for i := range 120 {
		ctx := audit.WithActor(t.Context(), audit.Actor{Kind: audit.Administrator, Name: "Ana Größe"})
		if i%3 == 0 {
			ctx = audit.WithActor(t.Context(), audit.Actor{Kind: audit.User, ID: 7, Name: `Eve "'%_* OR 1=1`})
		}
		change := audit.Change{Action: "organization.update", Subject: audit.Subject{Kind: "organization", ID: int64(i % 10), Name: fmt.Sprintf("Partner %03d 東京大学", i)}}
		if i%4 == 0 {
			change.Action, change.Subject.Kind = "user.create", "user"
		}
		if err := log.Record(ctx, change); err != nil {
			t.Fatal(err)
		}
		clock.Advance(time.Minute)
	}
	for name, one := range map[string]struct {
		query audit.Query
		count int
	}{
		"all":                        {audit.Query{}, 120},
		"by who":                     {audit.Query{ActorKind: audit.User}, 40},
		"by what":                    {audit.Query{SubjectKind: "user"}, 30},
		"by one record":              {audit.Query{SubjectKind: "organization", SubjectID: 1}, 12},
		"by action":                  {audit.Query{Action: "user.create"}, 30},
		"by time":                    {audit.Query{From: store.At(begin.Add(10 * time.Minute)), Until: store.At(begin.Add(20 * time.Minute))}, 10},
		"by a name, whatever case":   {audit.Query{Search: "ARTNER 00"}, 10},
		"by the actor":               {audit.Query{Search: "größe"}, 80},
		"by Chinese":                 {audit.Query{Search: "東京大"}, 120},
		"by quotes and signs":        {audit.Query{Search: `"'%_* OR`}, 40},
		"by what is too short":       {audit.Query{Search: "Pa"}, 0},
		"by nothing that is there":   {audit.Query{Search: "nobody"}, 0},
		"everything at once":         {audit.Query{Search: "Partner", ActorKind: audit.User, SubjectKind: "user", Action: "user.create"}, 10},
		"an FTS operator is a word":  {audit.Query{Search: "Partner NOT x"}, 0},
		"a column filter is a word":  {audit.Query{Search: "actor_name:Ana"}, 0},
		"a NUL in the search":        {audit.Query{Search: "Partner\x00"}, 120},
		"a long search finds it not": {audit.Query{Search: strings.Repeat("x", 10_000)}, 0},
	} {
		seen, after, last := 0, "", int64(1<<62)
		for {
			query := one.query
			query.After, query.Limit = after, 7
			page, err := log.List(t.Context(), query)
			if err != nil {
				t.Fatal(name, err)
			}
			if after == "" && page.Count != one.count {
				t.Fatalf("ADM-6 %s: counts %d, want %d", name, page.Count, one.count)
			}
			for _, entry := range page.Items {
				if entry.ID >= last {
					t.Fatal(name, "not the newest first")
				}
				last = entry.ID
				seen++
			}
			if after = page.Next; after == "" {
				break
			}
		}
		if seen != one.count {
			t.Errorf("ADM-6 %s: gives %d, want %d", name, seen, one.count)
		}
	}
	kinds, err := log.Kinds(t.Context())
	if err != nil || strings.Join(kinds.Subjects, ",") != "organization,user" || strings.Join(kinds.Actions, ",") != "organization.update,user.create" {
		t.Fatal(kinds, err)
	}
}

func TestExport_ADM6(t *testing.T) {
	_, log, _ := testkit.OpenStore(t)
	for i := range 450 {
		record(t, log, t.Context(), "thing.change", fmt.Sprintf("=HYPERLINK(%d)", i))
	}
	for _, format := range []string{"csv", "xlsx", "jsonl"} {
		var out bytes.Buffer
		last := int64(0)
		if err := log.Export(t.Context(), &out, format, audit.Query{}, func(n int64) { last = n }); err != nil || last != 450 {
			t.Fatal(format, last, err)
		}
		if format == "jsonl" {
			lines := strings.Split(strings.TrimSpace(out.String()), "\n")
			var first map[string]any
			if err := json.Unmarshal([]byte(lines[0]), &first); err != nil || len(lines) != 450 || first["id"] != 450.0 || first["previous"] == "" {
				t.Fatal(len(lines), first, err)
			}
		}
		if format == "csv" && strings.Contains(out.String(), ",=HYPERLINK") {
			t.Fatal("SEC-38: a formula came through")
		}
	}
}
