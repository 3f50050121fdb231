package registrations_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/registrations"
	"portico/backend/settings"
	"portico/backend/store"
	"portico/backend/testkit"
)

func mustLink(t *testing.T, site *testkit.OpenSite, in registrations.LinkInput) registrations.Link {
	t.Helper()
	link, err := site.Registrations.CreateLink(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return link
}

// through is a submission through a link.
func through(site *testkit.OpenSite, link registrations.Link, name, email string) registrations.Submission {
	s := submission(name, email)
	s.Link = site.Registrations.LinkKey(link)
	return s
}

func find(t *testing.T, site *testkit.OpenSite, id int64) registrations.LinkRow {
	t.Helper()
	row, err := site.Registrations.FindLink(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return row
}

func TestNamedLink(t *testing.T) {
	site := testkit.OpenRegistration(t)
	ctx := t.Context()
	nordic := testkit.MustCreateOrganization(t, site.Backend, 0, "Nordic Alliance")
	sweden := testkit.MustCreateOrganization(t, site.Backend, nordic.ID, "Sweden")
	elsewhere := testkit.MustCreateOrganization(t, site.Backend, 0, "Elsewhere")
	link := mustLink(t, site, registrations.LinkInput{Name: "Spring fair", ParentID: nordic.ID, DefaultAllocation: settings.Purchased, Note: "Booth 12"})

	t.Run("LNK-1 parent and allocation come from the link", func(t *testing.T) {
		if state, err := site.Registrations.Register(ctx, through(site, link, "Halden AS", "inger@halden.example")); err != nil || state != registrations.Admitted {
			t.Fatal(state, err)
		}
		_, o := partner(t, site, "inger@halden.example")
		if o.Parent() != nordic.ID || o.ResponseAllotment != settings.Purchased {
			t.Fatalf("%+v", o)
		}
		if row := find(t, site, link.ID); row.Uses != 1 || row.Registered != 1 || row.ParentName != "Nordic Alliance" {
			t.Fatalf("%+v", row)
		}
	})
	t.Run("REG-3 with a key too, the organization must be at or below the link's parent", func(t *testing.T) {
		s := through(site, link, "Under Sweden", "a@x.example")
		s.Key = site.Organizations.Key(sweden)
		if _, err := site.Registrations.Register(ctx, s); err != nil {
			t.Fatal(err)
		}
		if _, o := partner(t, site, "a@x.example"); o.Parent() != sweden.ID {
			t.Fatal(o.Parent())
		}
		s = through(site, link, "Outside", "b@x.example")
		s.Key = site.Organizations.Key(elsewhere)
		if _, err := site.Registrations.Register(ctx, s); !fault.Is(err, fault.Gone) {
			t.Fatal(err)
		}
		s.Key = "forged"
		if _, err := site.Registrations.Register(ctx, s); !fault.Is(err, fault.Gone) {
			t.Fatal(err)
		}
	})
	t.Run("SEC-18 a link's key is no organization key, and the other way round", func(t *testing.T) {
		for _, in := range []registrations.Invitation{{Key: site.Registrations.LinkKey(link)}, {Link: site.Organizations.Key(nordic)}, {Link: "x"}} {
			if _, err := site.Registrations.Page(ctx, in, ""); !fault.Is(err, fault.Gone) {
				t.Fatal(in, err)
			}
		}
		key := site.Registrations.LinkKey(link)
		for i := range key {
			for _, other := range "AZaz09-_=" {
				changed := key[:i] + string(other) + key[i+1:]
				if _, err := site.Registrations.Page(ctx, registrations.Invitation{Link: changed}, ""); changed != key && !fault.Is(err, fault.Gone) {
					t.Fatalf("character %d: %v", i, err)
				}
			}
		}
	})
	t.Run("SEC-19 closed in every way: nothing is made", func(t *testing.T) {
		close := map[string]func(t *testing.T, l registrations.Link){
			"paused":  func(t *testing.T, l registrations.Link) { must(t)(site.Registrations.PauseLink(ctx, l.ID, true)) },
			"revoked": func(t *testing.T, l registrations.Link) { must(t)(site.Registrations.RevokeLink(ctx, l.ID)) },
			"expired": func(t *testing.T, l registrations.Link) {
				must(t)(site.Registrations.UpdateLink(ctx, l.ID, registrations.LinkInput{Name: l.Name, ExpiresAt: site.Store.Now().Add(time.Hour)}))
				site.Clock.Advance(time.Hour)
			},
			"used up": func(t *testing.T, l registrations.Link) {
				must(t)(site.Registrations.UpdateLink(ctx, l.ID, registrations.LinkInput{Name: l.Name, UsesLimit: 1}))
				if _, err := site.Registrations.Register(ctx, through(site, l, "The one", "one@x.example")); err != nil {
					t.Fatal(err)
				}
			},
			"its parent archived": func(t *testing.T, l registrations.Link) {
				under := testkit.MustCreateOrganization(t, site.Backend, 0, "To be archived")
				must(t)(site.Registrations.UpdateLink(ctx, l.ID, registrations.LinkInput{Name: l.Name, ParentID: under.ID}))
				if _, err := site.Organizations.Archive(ctx, under.ID); err != nil {
					t.Fatal(err)
				}
			},
			"its parent deleted": func(t *testing.T, l registrations.Link) {
				under := testkit.MustCreateOrganization(t, site.Backend, 0, "To be deleted")
				must(t)(site.Registrations.UpdateLink(ctx, l.ID, registrations.LinkInput{Name: l.Name, ParentID: under.ID}))
				if err := site.Organizations.Delete(ctx, under.ID, under.Name); err != nil {
					t.Fatal(err)
				}
				if row := find(t, site, l.ID); row.State(site.Store.Now()) != registrations.LinkRevoked {
					t.Fatal("ORG-5: a link under a deleted organization lives on")
				}
			},
		}
		for name, shut := range close {
			l := mustLink(t, site, registrations.LinkInput{Name: "Link " + name})
			shut(t, l)
			before := counts(t, site)
			if _, err := site.Registrations.Register(ctx, through(site, l, "Late "+name, "late@x.example")); !fault.Is(err, fault.Gone) || fault.As(err).Message != "This link is not valid any more" {
				t.Fatalf("%s: %v", name, err)
			}
			if _, err := site.Registrations.Page(ctx, registrations.Invitation{Link: site.Registrations.LinkKey(l)}, ""); !fault.Is(err, fault.Gone) {
				t.Fatalf("%s: the page opens: %v", name, err)
			}
			if after := counts(t, site); before != after {
				t.Fatalf("%s: %s became %s", name, before, after)
			}
		}
	})
	t.Run("LNK-1 a paused link opens again, a revoked one never", func(t *testing.T) {
		must(t)(site.Registrations.PauseLink(ctx, link.ID, true))
		must(t)(site.Registrations.PauseLink(ctx, link.ID, false))
		if _, err := site.Registrations.Page(ctx, registrations.Invitation{Link: site.Registrations.LinkKey(link)}, ""); err != nil {
			t.Fatal(err)
		}
		must(t)(site.Registrations.RevokeLink(ctx, link.ID))
		for _, change := range []func() (registrations.Link, error){
			func() (registrations.Link, error) { return site.Registrations.PauseLink(ctx, link.ID, false) },
			func() (registrations.Link, error) { return site.Registrations.RevokeLink(ctx, link.ID) },
			func() (registrations.Link, error) {
				return site.Registrations.UpdateLink(ctx, link.ID, registrations.LinkInput{Name: "Again"})
			},
		} {
			if _, err := change(); !fault.Is(err, fault.Conflict) {
				t.Fatal(err)
			}
		}
	})
	t.Run("the default link is changed by the settings alone", func(t *testing.T) {
		status, err := site.Registrations.Status(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := site.Registrations.RevokeLink(ctx, status.Link.ID); !fault.Is(err, fault.Conflict) {
			t.Fatal(err)
		}
	})
	t.Run("SEC-20 with registration off every link is off", func(t *testing.T) {
		open := mustLink(t, site, registrations.LinkInput{Name: "Still open"})
		site.SavePortal(t, func(p *settings.Portal) { p.AllowExternalOrganizationCreation = false })
		if _, err := site.Registrations.Register(ctx, through(site, open, "No", "no@x.example")); !fault.Is(err, fault.NotFound) {
			t.Fatal(err)
		}
	})
}

func must(t *testing.T) func(registrations.Link, error) {
	return func(_ registrations.Link, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestLinkInput(t *testing.T) {
	site := testkit.OpenRegistration(t)
	ctx := t.Context()
	parent := testkit.MustCreateOrganization(t, site.Backend, 0, "1")
	deep := parent
	for level := 2; level <= organizations.MaxLevel; level++ {
		deep = testkit.MustCreateOrganization(t, site.Backend, deep.ID, fmt.Sprint(level))
	}
	archived := testkit.MustCreateOrganization(t, site.Backend, 0, "Archived")
	if _, err := site.Organizations.Archive(ctx, archived.ID); err != nil {
		t.Fatal(err)
	}
	mustLink(t, site, registrations.LinkInput{Name: "Größe"})
	for name, one := range map[string]struct {
		in    registrations.LinkInput
		field string
	}{
		"without a name":        {registrations.LinkInput{Name: " \u200b "}, "name"},
		"a name in other case":  {registrations.LinkInput{Name: "GRÖSSE"}, "name"},
		"the default's name":    {registrations.LinkInput{Name: "COPY URL"}, "name"},
		"a name too long":       {registrations.LinkInput{Name: strings.Repeat("x", 101)}, "name"},
		"a parent at level 5":   {registrations.LinkInput{Name: "a", ParentID: deep.ID}, "parentId"},
		"a parent archived":     {registrations.LinkInput{Name: "a", ParentID: archived.ID}, "parentId"},
		"a parent that is none": {registrations.LinkInput{Name: "a", ParentID: 99999}, "parentId"},
		"expired already":       {registrations.LinkInput{Name: "a", ExpiresAt: site.Store.Now().Add(-time.Second)}, "expiresOn"},
		"fewer than no uses":    {registrations.LinkInput{Name: "a", UsesLimit: -1}, "usesLimit"},
		"another allocation":    {registrations.LinkInput{Name: "a", DefaultAllocation: "free"}, "defaultAllocation"},
	} {
		_, err := site.Registrations.CreateLink(ctx, one.in)
		if refused := fault.As(err); refused == nil || refused.Fields[one.field] == "" {
			t.Errorf("LNK-1 %s: %v", name, err)
		}
	}
	t.Run("an expired link can be renamed as it is", func(t *testing.T) {
		expiry := site.Store.Now().Add(time.Minute)
		l := mustLink(t, site, registrations.LinkInput{Name: "Short", ExpiresAt: expiry})
		site.Clock.Advance(time.Hour)
		must(t)(site.Registrations.UpdateLink(ctx, l.ID, registrations.LinkInput{Name: "Shorter", ExpiresAt: expiry}))
	})
}

// TestUsesAreCounted shows that 50 parallel registrations on a link with 10
// uses give 10 (SEC-19).
func TestUsesAreCounted_SEC19(t *testing.T) {
	for _, approval := range []bool{false, true} {
		site := testkit.OpenRegistration(t)
		link := mustLink(t, site, registrations.LinkInput{Name: "Ten", UsesLimit: 10, NeedsApproval: approval})
		var done, gone atomic.Int64
		var wait sync.WaitGroup
		for i := range 50 {
			wait.Go(func() {
				_, err := site.Registrations.Register(t.Context(), through(site, link, fmt.Sprint("Partner ", i), fmt.Sprintf("p%d@x.example", i)))
				switch {
				case err == nil:
					done.Add(1)
				case fault.Is(err, fault.Gone):
					gone.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		wait.Wait()
		row := find(t, site, link.ID)
		var rows int64
		if err := site.Store.Read(t.Context()).Raw("SELECT COUNT(*) FROM registrations WHERE link_id = ?", link.ID).Scan(&rows).Error; err != nil {
			t.Fatal(err)
		}
		if done.Load() != 10 || gone.Load() != 40 || row.Uses != 10 || rows != 10 {
			t.Fatalf("done %d, gone %d, uses %d, rows %d", done.Load(), gone.Load(), row.Uses, rows)
		}
		if state := row.State(site.Store.Now()); state != registrations.LinkUsedUp {
			t.Fatal(state)
		}
	}
}

// TestKnownEmailUsesTheLinkUp: otherwise the last use of a link would tell
// whether an email has an account (SEC-14).
func TestKnownEmailUsesTheLinkUp_SEC14(t *testing.T) {
	site := testkit.OpenRegistration(t)
	link := mustLink(t, site, registrations.LinkInput{Name: "One", UsesLimit: 1})
	if _, err := site.Registrations.Register(t.Context(), through(site, link, "Known", site.ModelUser.Email)); err != nil {
		t.Fatal(err)
	}
	if _, err := site.Registrations.Register(t.Context(), through(site, link, "New", "new@x.example")); !fault.Is(err, fault.Gone) {
		t.Fatal(err)
	}
}

func TestLinks(t *testing.T) {
	site := testkit.OpenRegistration(t)
	ctx := t.Context()
	want := map[registrations.LinkState]string{}
	for i := range 120 {
		link := mustLink(t, site, registrations.LinkInput{Name: fmt.Sprintf("Link %03d", i), UsesLimit: 1, ExpiresAt: site.Store.Now().Add(time.Hour)})
		switch i {
		case 5:
			must(t)(site.Registrations.PauseLink(ctx, link.ID, true))
			want[registrations.LinkPaused] = link.Name
		case 6:
			must(t)(site.Registrations.RevokeLink(ctx, link.ID))
			want[registrations.LinkRevoked] = link.Name
		case 7:
			if _, err := site.Registrations.Register(ctx, through(site, link, "A", "a@x.example")); err != nil {
				t.Fatal(err)
			}
			want[registrations.LinkUsedUp] = link.Name
		}
	}
	soon := mustLink(t, site, registrations.LinkInput{Name: "Soon over", ExpiresAt: store.At(site.Clock.Now().Add(time.Minute))})
	site.Clock.Advance(time.Minute)
	want[registrations.LinkExpired] = soon.Name
	t.Run("LNK-1 every page once, the default link first", func(t *testing.T) {
		seen, after := []string{}, ""
		for {
			page, err := site.Registrations.Links(ctx, registrations.LinkQuery{Limit: 50, After: after})
			if err != nil || page.Count != 122 {
				t.Fatal(page.Count, err)
			}
			for _, row := range page.Items {
				seen = append(seen, row.Name)
			}
			if after = page.Next; after == "" {
				break
			}
		}
		if len(seen) != 122 || seen[0] != "Copy URL" || seen[1] != "Soon over" || seen[121] != "Link 000" {
			t.Fatal(len(seen), seen[:3])
		}
	})
	for state, name := range want {
		page, err := site.Registrations.Links(ctx, registrations.LinkQuery{State: state})
		if err != nil || page.Count != 1 || len(page.Items) != 1 || page.Items[0].Name != name || page.Items[0].State(site.Store.Now()) != state {
			t.Errorf("LNK-1 %s: %v %v", state, page, err)
		}
	}
	for _, words := range []string{strings.Repeat("x", 100_000), strings.Repeat("東", 20_000), "%", "_", "\\"} {
		if page, err := site.Registrations.Links(ctx, registrations.LinkQuery{Search: words}); err != nil || page.Count != 0 {
			t.Errorf("%.10q: %d %v", words, page.Count, err)
		}
	}
	if page, err := site.Registrations.Links(ctx, registrations.LinkQuery{State: registrations.LinkOpen, Search: "INK 11"}); err != nil || page.Count != 10 {
		t.Error(page.Count, err)
	}
}
