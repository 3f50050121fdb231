package registrations_test

import (
	"strings"
	"testing"

	"portico/backend/organizations"
	"portico/backend/registrations"
	"portico/backend/testkit"
)

// A link or key that can only lead to a closed page is never handed out, and
// says why.
func TestDeadEnds_LNK2_PRT5(t *testing.T) {
	site := testkit.OpenRegistration(t)
	ctx := t.Context()
	top := testkit.MustCreateOrganization(t, site.Backend, 0, "Top")
	second := testkit.MustCreateOrganization(t, site.Backend, top.ID, "Second")
	lonely := testkit.MustCreateOrganization(t, site.Backend, 0, "Lonely")
	link := mustLink(t, site, registrations.LinkInput{Name: "Under Lonely", ParentID: lonely.ID})
	set := func(level int, listed bool) {
		t.Helper()
		portal, err := site.Settings.Portal(ctx)
		if err != nil {
			t.Fatal(err)
		}
		portal.RequireOrganizationLevel, portal.ListParents = level, listed
		if err := site.Settings.SavePortal(ctx, portal); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		level  int
		listed bool
		want   map[int64]string // a piece of what is said, by the parent
	}{
		"no level is required":    {0, true, nil},
		"all have somebody below": {1, true, nil},
		"none below Lonely":       {2, true, map[int64]string{lonely.ID: "none below Lonely"}},
		"none anywhere":           {4, true, map[int64]string{0: "level 4, and there is none.", top.ID: "none below Top", second.ID: "none below Second", lonely.ID: "none below Lonely"}},
		"the list is off":         {2, false, map[int64]string{0: "switched off", top.ID: "switched off", lonely.ID: "switched off"}},
	} {
		t.Run(name, func(t *testing.T) {
			set(test.level, test.listed)
			ends, err := site.Registrations.DeadEnds(ctx, []int64{0, top.ID, second.ID, lonely.ID})
			if err != nil || len(ends) != len(test.want) {
				t.Fatalf("%v %v", ends, err)
			}
			for id, want := range test.want {
				if !strings.Contains(ends[id], want) {
					t.Errorf("%d: %q, want %q", id, ends[id], want)
				}
			}
			// What it says and what a visitor finds are the same.
			for id, key := range map[int64]string{0: "", top.ID: site.Organizations.Key(top), second.ID: site.Organizations.Key(second), lonely.ID: site.Organizations.Key(lonely)} {
				page, err := site.Registrations.Page(ctx, registrations.Invitation{Key: key}, "")
				if closed := err != nil || page.NeedsKey; closed != (ends[id] != "") {
					t.Errorf("%d: the page is closed: %v, the desk says %q", id, closed, ends[id])
				}
			}
			kit, err := site.Registrations.OrganizationsKit(ctx, []int64{top.ID, lonely.ID})
			if err != nil || (len(kit.LeftOut) > 0) != (ends[top.ID]+ends[lonely.ID] != "") {
				t.Errorf("the kit: %+v %v", kit.LeftOut, err)
			}
			if _, err := site.Registrations.LinkKit(ctx, link.ID); (err != nil) != (ends[lonely.ID] != "") {
				t.Errorf("the link's kit: %v", err)
			}
		})
	}
	t.Run("a parent that moved to level 5", func(t *testing.T) {
		set(0, true)
		deep := second
		for _, name := range []string{"Third", "Fourth"} {
			deep = testkit.MustCreateOrganization(t, site.Backend, deep.ID, name)
		}
		input := organizations.Input{Name: "Lonely", ParentID: deep.ID, ResponseAllotment: lonely.ResponseAllotment}
		if _, err := site.Organizations.Update(ctx, lonely.ID, input); err != nil {
			t.Fatal(err)
		}
		if problem, err := site.Registrations.Problem(ctx, link); err != nil || !strings.Contains(problem, "level 5") {
			t.Fatalf("%q %v", problem, err)
		}
	})
}

// Whoever registered first is approved first, whatever the order on the screen.
func TestApprovalInOrderOfArrival_REG5(t *testing.T) {
	site := testkit.OpenRegistration(t)
	ctx := t.Context()
	link := mustLink(t, site, registrations.LinkInput{Name: "By hand", NeedsApproval: true})
	for _, email := range []string{"first@x.example", "second@x.example"} {
		if state, err := site.Registrations.Register(ctx, through(site, link, "Twins", email)); err != nil || state != registrations.Pending {
			t.Fatal(state, err)
		}
	}
	waiting, err := site.Registrations.List(ctx, registrations.Query{State: registrations.Pending})
	if err != nil || len(waiting.Items) != 2 {
		t.Fatalf("%+v %v", waiting, err)
	}
	newestFirst := []int64{waiting.Items[0].ID, waiting.Items[1].ID, waiting.Items[0].ID}
	outcomes, err := site.Registrations.Approve(ctx, newestFirst, "")
	if err != nil || len(outcomes) != 2 || outcomes[0].Problem+outcomes[1].Problem != "" {
		t.Fatalf("%+v %v", outcomes, err)
	}
	if _, o := partner(t, site, "first@x.example"); o.Name != "Twins" {
		t.Errorf("the first is called %q", o.Name)
	}
	if _, o := partner(t, site, "second@x.example"); o.Name != "Twins (2)" {
		t.Errorf("the second is called %q", o.Name)
	}
}

// A kit of organizations can be prepared before registration is open, and says
// that it does not work yet.
func TestKitBeforeOpening_LNK2(t *testing.T) {
	site := testkit.OpenRegistration(t)
	top := testkit.MustCreateOrganization(t, site.Backend, 0, "Top")
	for _, open := range []bool{true, false} {
		portal, err := site.Settings.Portal(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		portal.AllowExternalOrganizationCreation = open
		if err := site.Settings.SavePortal(t.Context(), portal); err != nil {
			t.Fatal(err)
		}
		kit, err := site.Registrations.OrganizationsKit(t.Context(), []int64{top.ID})
		if err != nil || len(kit.Entries) != 1 || (kit.Problem == "") != open {
			t.Fatalf("open: %v, %d entries, problem %q, %v", open, len(kit.Entries), kit.Problem, err)
		}
	}
}
