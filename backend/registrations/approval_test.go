package registrations_test

import (
	"fmt"
	"strings"
	"testing"

	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/registrations"
	"portico/backend/settings"
	"portico/backend/testkit"
)

func pendingIDs(t *testing.T, site *testkit.OpenSite) []int64 {
	t.Helper()
	page, err := site.Registrations.List(t.Context(), registrations.Query{State: registrations.Pending, Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	for _, row := range page.Items {
		ids = append([]int64{row.ID}, ids...) // the oldest first
	}
	return ids
}

func mailTo(t *testing.T, site *testkit.OpenSite, email string) mail.Content {
	t.Helper()
	page, err := site.Outbox.List(t.Context(), testkit.Everything(), mail.Query{Search: email})
	if err != nil || len(page.Items) == 0 {
		t.Fatalf("no mail to %s: %v", email, err)
	}
	content, err := site.Outbox.Read(t.Context(), testkit.Everything(), page.Items[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestApproval(t *testing.T) {
	site := testkit.OpenRegistration(t)
	ctx := t.Context()
	parent := testkit.MustCreateOrganization(t, site.Backend, 0, "Nordic Alliance")
	link := mustLink(t, site, registrations.LinkInput{Name: "By hand", ParentID: parent.ID, NeedsApproval: true, DefaultAllocation: settings.Allocated})
	before := counts(t, site)
	for i := range 5 {
		if state, err := site.Registrations.Register(ctx, through(site, link, fmt.Sprintf("Partner %d", i), fmt.Sprintf("p%d@x.example", i))); err != nil || state != registrations.Pending {
			t.Fatal(state, err)
		}
	}
	t.Run("REG-5 a pending registration is a row and no more", func(t *testing.T) {
		after := counts(t, site)
		for _, table := range []string{"organizations=", "users=", "outbox="} {
			if count(before, table) != count(after, table) {
				t.Fatalf("%s became %s", before, after)
			}
		}
		if waiting, err := site.Registrations.Waiting(ctx); err != nil || waiting != 5 {
			t.Fatal(waiting, err)
		}
	})
	t.Run("REG-4 somebody known gets the same answer", func(t *testing.T) {
		if state, err := site.Registrations.Register(ctx, through(site, link, "Known", site.ModelUser.Email)); err != nil || state != registrations.Pending {
			t.Fatal(state, err)
		}
	})
	ids := pendingIDs(t, site)
	if len(ids) != 5 {
		t.Fatal(ids)
	}
	t.Run("REG-5 approving makes the partner from the Model User as it is now", func(t *testing.T) {
		input, err := site.Users.InputOf(ctx, site.ModelUser)
		if err != nil {
			t.Fatal(err)
		}
		input.Restrictions = []string{"hide_exports"}
		if _, err := site.Users.Update(ctx, testkit.Everything(), site.ModelUser.ID, input); err != nil {
			t.Fatal(err)
		}
		outcomes, err := site.Registrations.Approve(ctx, ids[:2], "Welcome <b>aboard</b>")
		if err != nil || len(outcomes) != 2 || outcomes[0].State != registrations.Admitted || outcomes[0].Problem != "" {
			t.Fatal(outcomes, err)
		}
		user, o := partner(t, site, "p0@x.example")
		if o.Parent() != parent.ID || o.ResponseAllotment != settings.Allocated || strings.Join(user.Restrictions, ",") != "hide_exports" || user.PasswordHash == "" {
			t.Fatalf("%+v %+v", user, o)
		}
		if content := mailTo(t, site, "p0@x.example"); !strings.Contains(content.Text, "Welcome <b>aboard</b>") || !strings.Contains(content.Text, "Partner 0") || !strings.Contains(content.Text, "/login") {
			t.Fatal(content.Text)
		}
		if row := find(t, site, link.ID); row.Registered != 2 || row.Pending != 3 || row.Uses != 6 {
			t.Fatalf("%+v", row)
		}
	})
	t.Run("the second click changes nothing", func(t *testing.T) {
		before := counts(t, site)
		outcomes, err := site.Registrations.Approve(ctx, ids[:1], "")
		if err != nil || outcomes[0].Problem == "" || counts(t, site) != before {
			t.Fatal(outcomes, err)
		}
		if outcomes, err = site.Registrations.Refuse(ctx, append(ids[:1:1], 99999), ""); err != nil || outcomes[0].Problem == "" || outcomes[1].Problem == "" || counts(t, site) != before {
			t.Fatal(outcomes, err)
		}
	})
	t.Run("REG-5 refusing mails the note and keeps no password", func(t *testing.T) {
		uses := func() (uses int64) {
			t.Helper()
			if err := site.Store.Read(ctx).Raw("SELECT SUM(uses) FROM registration_links").Scan(&uses).Error; err != nil {
				t.Fatal(err)
			}
			return uses
		}
		before := uses()
		defer func() {
			if now := uses(); now != before-1 {
				t.Errorf("LNK-1 %d uses after a refusal, %d before", now, before)
			}
		}()
		outcomes, err := site.Registrations.Refuse(ctx, ids[2:3], "Not this year.")
		if err != nil || outcomes[0].State != registrations.Refused {
			t.Fatal(outcomes, err)
		}
		if content := mailTo(t, site, "p2@x.example"); !strings.Contains(content.Text, "Not this year.") {
			t.Fatal(content.Text)
		}
		var kept int64
		if err := site.Store.Read(ctx).Raw("SELECT COUNT(*) FROM registrations WHERE password_hash <> '' AND state <> 'pending'").Scan(&kept).Error; err != nil || kept != 0 {
			t.Fatal(kept, err)
		}
	})
	t.Run("somebody who got an account meanwhile is a duplicate", func(t *testing.T) {
		if _, err := site.Registrations.Register(ctx, submission("Quicker", "P3@x.example")); err != nil {
			t.Fatal(err)
		}
		outcomes, err := site.Registrations.Approve(ctx, ids[3:4], "")
		if err != nil || outcomes[0].State != registrations.Duplicate {
			t.Fatal(outcomes, err)
		}
	})
	t.Run("what can't be admitted waits, with the reason", func(t *testing.T) {
		if _, err := site.Organizations.Archive(ctx, parent.ID); err != nil {
			t.Fatal(err)
		}
		outcomes, err := site.Registrations.Approve(ctx, ids[4:], "")
		if err != nil || outcomes[0].State != registrations.Pending || !strings.Contains(outcomes[0].Problem, "archived") {
			t.Fatal(outcomes, err)
		}
		if _, err := site.Organizations.Restore(ctx, parent.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := site.Organizations.Update(ctx, parent.ID, organizations.Input{Name: "Renamed"}); err != nil {
			t.Fatal(err)
		}
		if outcomes, err = site.Registrations.Approve(ctx, ids[4:], ""); err != nil || outcomes[0].Problem != "" {
			t.Fatal(outcomes, err)
		}
	})
	t.Run("a note that is too long", func(t *testing.T) {
		if _, err := site.Registrations.Refuse(ctx, ids, strings.Repeat("x", 1001)); !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
	})
}

// TestPendingIsCapped shows that only so many wait at once (SEC-24).
func TestPendingIsCapped_SEC24(t *testing.T) {
	site := testkit.OpenRegistration(t)
	link := mustLink(t, site, registrations.LinkInput{Name: "By hand", NeedsApproval: true})
	err := site.Store.Write(t.Context()).Exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO registrations (state, link_id, organization_name, first_name, last_name, email, created_at) SELECT 'pending', ?, 'P' || i, 'F', 'L', 'e' || i || '@x.example', i FROM n`, registrations.MaxPending, link.ID).Error
	if err != nil {
		t.Fatal(err)
	}
	before := counts(t, site)
	if _, err := site.Registrations.Register(t.Context(), through(site, link, "One too many", "more@x.example")); !fault.Is(err, fault.Unavailable) {
		t.Fatal(err)
	}
	if after := counts(t, site); after != before {
		t.Fatalf("%s became %s", before, after)
	}
	if row := find(t, site, link.ID); row.Uses != 0 {
		t.Fatal("the refused one used the link")
	}
}

// count returns "name=n" of what counts wrote.
func count(all, name string) string {
	for _, part := range strings.Fields(all) {
		if strings.HasPrefix(part, name) {
			return part
		}
	}
	return ""
}
