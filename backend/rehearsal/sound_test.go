package rehearsal_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/organizations"
	"portico/backend/registrations"
	"portico/backend/rehearsal"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// TestTST1_SoundSites plays sites of every make that are as they should be:
// nothing may be found wrong, and the steps that the settings ask for must have
// been played.
func TestTST1_SoundSites(t *testing.T) {
	all := []string{}
	for _, label := range access.RestrictionLabels() {
		all = append(all, string(label.Name))
	}
	type sound struct {
		name         string
		set          func(*settings.Portal)
		restrictions []string
		code         bool
		allotments   bool     // Use Allotments
		played       []string // steps that must have passed
		skipped      []string // steps that must not be needed
	}
	sites := []sound{
		{name: "TST-1 as it comes", played: []string{"copy", "settings", "link", "keys", "register", "placed", "signed_out", "password", "assessments", "invite", "report", "pages", "restrictions", "second", "switch_off"}, skipped: []string{"without_code", "code"}},
		{name: "SEC-12 with two-factor authentication", code: true, played: []string{"without_code", "code", "invite", "second"}},
		{name: "PRT-4 with no page of Organization Settings", set: func(p *settings.Portal) {
			p.AllowSelfManagement, p.AllowUserManagement, p.AllowDrivers, p.AllowClassifiers, p.AllowRoles = false, false, false, false, false
		}, played: []string{"pages"}},
		{name: "PRT-4 with two of five", set: func(p *settings.Portal) { p.AllowDrivers, p.AllowUserManagement = false, false; p.AllowRoles = false }, played: []string{"pages"}},
		{name: "PRT-3 allocated", set: func(p *settings.Portal) { p.DefaultResourceAllocation = settings.Allocated }, played: []string{"placed"}},
		{name: "ALT-2 allocated, with Use Allotments", set: func(p *settings.Portal) { p.DefaultResourceAllocation = settings.Allocated }, allotments: true, played: []string{"placed", "invite", "report", "restrictions", "second"}},
		{name: "ALT-2 can be purchased, with every restriction", set: func(p *settings.Portal) { p.DefaultResourceAllocation = settings.Purchased }, allotments: true, restrictions: all, played: []string{"invite", "restrictions"}},
		{name: "PRT-5 with a level required", set: func(p *settings.Portal) { p.RequireOrganizationLevel = 2 }, played: []string{"link", "register", "placed", "second"}},
		{name: "PRT-5 with the deepest level", set: func(p *settings.Portal) { p.RequireOrganizationLevel = 4 }, played: []string{"link", "register", "placed", "restrictions", "second"}},
		{name: "PRT-5 with the list switched off", set: func(p *settings.Portal) { p.RequireOrganizationLevel, p.ListParents = 1, false }, played: []string{"link", "register", "placed", "second"}},
		{name: "SEC-20 set up by hand", set: func(p *settings.Portal) { p.AllowExternalOrganizationCreation = false }, played: []string{"closed", "by_hand", "activate", "password", "assessments", "invite", "second"}},
		{name: "SEC-20 set up by hand, with two-factor authentication", set: func(p *settings.Portal) { p.AllowExternalOrganizationCreation = false }, code: true, played: []string{"activate", "without_code", "code", "second"}},
		{name: "USR-3 with every restriction", restrictions: all, played: []string{"invite", "report", "pages", "restrictions", "second"}},
		{name: "USR-3 every restriction, by hand with a code", restrictions: all, code: true, played: []string{"restrictions", "second"}},
	}
	for _, restriction := range all {
		sites = append(sites, sound{name: "USR-3 with " + restriction, restrictions: []string{restriction}, played: []string{"invite", "report", "pages", "restrictions", "second"}})
	}
	for i, one := range sites {
		if i%everyNth != 0 {
			continue
		}
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			site := testkit.OpenRegistration(t, quick)
			allow(t, site)
			plantLevels(t, site)
			if one.restrictions != nil {
				input, err := site.Users.InputOf(t.Context(), site.ModelUser)
				if err != nil {
					t.Fatal(err)
				}
				input.Restrictions = one.restrictions
				if _, err := site.Users.Update(t.Context(), testkit.Everything(), site.ModelUser.ID, input); err != nil {
					t.Fatal(err)
				}
			}
			if one.set != nil {
				portal, err := site.Settings.Portal(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				one.set(&portal)
				if err := site.Settings.SavePortal(t.Context(), portal); err != nil {
					t.Fatal(err)
				}
			}
			if one.allotments {
				general, err := site.Settings.General(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				general.UseAllotments = true
				if err := site.Settings.SaveGeneral(t.Context(), general); err != nil {
					t.Fatal(err)
				}
			}
			if one.code {
				requireCode(t, site.Backend)
			}
			s, _ := open(t, site.Backend)
			report := play(t, s)
			if report.Outcome != rehearsal.OutcomePassed || report.Counts.NotReached > 0 {
				t.Fatal("\n" + story(report))
			}
			for _, id := range one.played {
				if step := find(t, report, id); step.State != rehearsal.Passed || step.Summary == "" || len(step.Checks) == 0 {
					t.Errorf("%s is %s, %q, with %d checks", id, step.State, step.Summary, len(step.Checks))
				}
			}
			for _, id := range one.skipped {
				if step := find(t, report, id); step.State != rehearsal.NotNeeded || step.Summary == "" {
					t.Errorf("%s is %s, %q", id, step.State, step.Summary)
				}
			}
			for _, step := range report.Steps {
				if strings.ContainsAny(step.Summary+step.About+step.Title, "!") {
					t.Errorf("%s shouts", step.ID)
				}
			}
		})
	}
}

// plantLevels makes a branch of four levels beside the Model Organization.
func plantLevels(t *testing.T, site *testkit.OpenSite) {
	t.Helper()
	parent := int64(0)
	for _, name := range []string{"Nordic", "Norway", "Oslo", "Harbour"} {
		o, err := site.Organizations.Create(t.Context(), organizations.Input{Name: name, ParentID: parent})
		if err != nil {
			t.Fatal(err)
		}
		parent = o.ID
	}
}

// TestLNK1_NamedLinks opens links in every state, and comes in through one that
// needs approval.
func TestLNK1_NamedLinks(t *testing.T) {
	for _, level := range []int{0, 1, 2} {
		if level > 0 && everyNth > 1 {
			continue
		}
		site := testkit.OpenRegistration(t, quick)
		plantLevels(t, site)
		site.SavePortal(t, func(p *settings.Portal) { p.RequireOrganizationLevel = level })
		link := func(in registrations.LinkInput) registrations.Link {
			made, err := site.Registrations.CreateLink(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		norway := site.Model.ID + 2
		link(registrations.LinkInput{Name: "Website", DefaultAllocation: settings.Purchased})
		link(registrations.LinkInput{Name: "Norway", ParentID: norway, NeedsApproval: true, DefaultAllocation: settings.Allocated})
		paused, revoked := link(registrations.LinkInput{Name: "Paused"}), link(registrations.LinkInput{Name: "Revoked"})
		if _, err := site.Registrations.PauseLink(t.Context(), paused.ID, true); err != nil {
			t.Fatal(err)
		}
		if _, err := site.Registrations.RevokeLink(t.Context(), revoked.ID); err != nil {
			t.Fatal(err)
		}
		link(registrations.LinkInput{Name: "Over", ExpiresAt: site.Store.Now().Add(time.Hour)})
		site.Clock.Advance(2 * time.Hour)
		s, _ := open(t, site.Backend)
		report := play(t, s)
		step := find(t, report, "named")
		if report.Outcome != rehearsal.OutcomePassed || step.State != rehearsal.Passed || step.Summary != "2 in use, 3 over" || step.As == "" {
			t.Fatalf("level %d: %q\n%s", level, step.Summary, story(report))
		}
		if everyNth > 1 {
			return
		}
		for trigger, says := range map[string]string{
			"CREATE TRIGGER r AFTER INSERT ON registrations WHEN NEW.state = 'pending' BEGIN UPDATE registrations SET state = 'admitted' WHERE id = NEW.id; END": "does not wait in Registrations",
			"CREATE TRIGGER o AFTER INSERT ON organizations BEGIN UPDATE organizations SET response_allotment = 'unlimited' WHERE id = NEW.id; END":              "another Response Allotment",
		} {
			s.PutFaults(func(ctx context.Context, sandbox *backend.Backend) error {
				mustExec(ctx, t, sandbox, trigger)
				return nil
			}, nil, nil)
			step := find(t, play(t, s), "named")
			if !saysSo(step, says) {
				t.Errorf("level %d: it does not say %q: %s", level, says, step.Problem)
			}
		}
		s.PutFaults(nil, replacing(200, "<h1>Become a partner</h1>", "/register"), nil)
		if step := find(t, play(t, s), "named"); !saysSo(step, "is over, but it still opens") {
			t.Errorf("level %d: a link that is over opens: %s", level, step.Problem)
		}
	}
}
