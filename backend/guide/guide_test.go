package guide

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"portico/backend/fault"
	"portico/backend/registrations"
	"portico/backend/settings"
	"portico/backend/store"
	"portico/backend/testkit"
)

func overviewOf(t *testing.T, s *Service) Overview {
	t.Helper()
	overview, err := s.Overview(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return overview
}

func kinds(o Overview) []string {
	var all []string
	for _, one := range o.Attention {
		if one.Title == "" || one.Detail == "" || one.Button == "" || !strings.HasPrefix(one.To, "/") {
			panic(fmt.Sprintf("without words or a way: %+v", one))
		}
		all = append(all, one.Kind)
	}
	return all
}

func states(steps []Step) string {
	var all []string
	for _, step := range steps {
		all = append(all, step.State)
	}
	return strings.Join(all, " ")
}

// Shows ADM-1: the eight steps of the guide, in its words and order.
func TestStepsOfSelfRegistration_ADM1(t *testing.T) {
	empty, _ := testkit.OpenBackend(t)
	o := overviewOf(t, New(empty))
	var titles []string
	for _, step := range o.SelfRegistration {
		titles = append(titles, step.Title)
	}
	if got := strings.Join(titles, "|"); got != "Enable Organizations and the Partner Portal|Create a Model Organization|Create a Model User|Configure the Partner Portal Settings|Set Up the Self-Registration Link|Add Portal Text and Help|Restrict Organization Settings per Manager|Test the Flow" {
		t.Errorf("titles: %s", got)
	}
	if got := states(o.SelfRegistration); got != "todo todo todo todo todo optional optional todo" {
		t.Errorf("an empty site: %s", got)
	}
	if len(o.Attention) != 0 || o.Guessed != Self {
		t.Errorf("an empty site: %+v %s", o.Attention, o.Guessed)
	}

	site := testkit.OpenRegistration(t)
	s := New(site.Backend)
	if got := states(overviewOf(t, s).SelfRegistration); got != "done done done done todo optional optional todo" {
		t.Errorf("registration open: %s", got)
	}
	start(t, s)
	if link := overviewOf(t, s).SelfRegistration[4]; link.State != ToDo || !link.Copies {
		t.Errorf("link not handed out: %+v", link)
	}
	if err := site.Registrations.CountCopy(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if link := overviewOf(t, s).SelfRegistration[4]; link.State != Done || link.Detail != "Copied 1 time, opened 0 times." {
		t.Errorf("link handed out: %+v", link)
	}
}

// Shows ADM-1: manual setup skips the steps 2 and 3.
func TestStepsOfManualSetup_ADM1(t *testing.T) {
	b, _ := testkit.OpenBackend(t)
	ctx := t.Context()
	s := New(b)
	want := func(after, wanted string) {
		t.Helper()
		if got := states(overviewOf(t, s).Manual); got != wanted {
			t.Errorf("%s: %s, want %s", after, got, wanted)
		}
	}
	want("empty", "todo not_needed not_needed todo todo todo optional todo optional optional todo")
	if err := b.Settings.SaveGeneral(ctx, settings.General{SiteName: "S", TimeZone: "UTC", UseOrganization: true, UsePartnerPortal: true}); err != nil {
		t.Fatal(err)
	}
	home := testkit.MustCreateOrganization(t, b, 0, "Halden")
	want("organization", "done not_needed not_needed done todo todo optional todo optional optional todo")
	if o := overviewOf(t, s); o.Guessed != Self {
		t.Errorf("one organization is what self-registration begins with too; guessed %s", o.Guessed)
	}
	testkit.MustCreateManager(t, b, "inger@halden.example", []int64{home.ID}, testkit.MustPublishSamples(t, b))
	start(t, s)
	if got := overviewOf(t, s).Manual; got[4].State != Done || got[7].State != Done {
		t.Errorf("manager and listener: %s", states(got))
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	socket, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	return socket.Addr().(*net.TCPAddr).Port
}

func start(t *testing.T, s *Service) {
	t.Helper()
	change(t, s, func(l *settings.Listener) { l.Port = freePort(t) })
	if err := s.site.StartListener(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func change(t *testing.T, s *Service, change func(*settings.Listener)) {
	t.Helper()
	listener, err := s.site.Settings.Listener(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	change(&listener)
	if err := s.site.Settings.SaveListener(t.Context(), listener); err != nil {
		t.Fatal(err)
	}
}

func exec(t *testing.T, s *Service, statement string, args ...any) {
	t.Helper()
	if err := s.site.Store.Write(t.Context()).Exec(statement, args...).Error; err != nil {
		t.Fatal(err)
	}
}

// Shows ADM-1: everything that needs the administrator, made by its cause.
func TestAttention_ADM1(t *testing.T) {
	for _, c := range []struct {
		kind  string
		cause func(t *testing.T, site *testkit.OpenSite, s *Service)
	}{
		{"model_user", func(t *testing.T, site *testkit.OpenSite, s *Service) {
			exec(t, s, "UPDATE users SET is_suspended = 1 WHERE id = ?", site.ModelUser.ID)
		}},
		{"level", func(t *testing.T, site *testkit.OpenSite, _ *Service) {
			site.SavePortal(t, func(p *settings.Portal) { p.RequireOrganizationLevel = 3 })
		}},
		{"listener", func(_ *testing.T, site *testkit.OpenSite, _ *Service) { site.Listener.Stop() }},
		{"listener", func(t *testing.T, site *testkit.OpenSite, s *Service) {
			taken, err := net.Listen("tcp4", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = taken.Close() })
			change(t, s, func(l *settings.Listener) { l.Port = taken.Addr().(*net.TCPAddr).Port })
			if err := site.StartListener(t.Context()); !fault.Is(err, fault.Conflict) {
				t.Fatal(err)
			}
		}},
		{"unprotected", func(t *testing.T, _ *testkit.OpenSite, s *Service) {
			change(t, s, func(l *settings.Listener) { l.PublicAddress = "http://partners.invalid" })
		}},
		{"loopback", func(t *testing.T, site *testkit.OpenSite, _ *Service) {
			if err := site.Registrations.CountCopy(t.Context(), 0); err != nil {
				t.Fatal(err)
			}
		}},
		{"approval", func(t *testing.T, _ *testkit.OpenSite, s *Service) {
			exec(t, s, "INSERT INTO registrations (state, organization_name, first_name, last_name, email, search_key, address, browser, renamed_to, note, created_at) VALUES ('pending', 'A', 'B', 'C', 'd@e.example', 'a', '', '', '', '', ?)", s.site.Store.Now())
		}},
		{"mails", func(t *testing.T, _ *testkit.OpenSite, s *Service) {
			exec(t, s, "INSERT INTO outbox (kind, state, to_email, to_name, bcc_email, subject, body, is_sealed, subject_kind, subject_id, search_key, created_at) VALUES ('k', 'failed', 'd@e.example', '', '', 's', '', 0, '', 0, '', ?)", s.site.Store.Now())
		}},
		{"mail_server", func(t *testing.T, site *testkit.OpenSite, s *Service) {
			set := settings.Mail{IsOn: true, Server: "localhost", Port: 25, Protection: settings.MailPlain, SenderEmail: "a@b.example"}
			if err := site.Outbox.SaveServer(t.Context(), set, nil); err != nil {
				t.Fatal(err)
			}
			exec(t, s, "UPDATE mail_server SET reason = 'It is down.'")
		}},
		{"locked", func(t *testing.T, site *testkit.OpenSite, s *Service) {
			home := testkit.MustCreateOrganization(t, site.Backend, 0, "H")
			u := testkit.MustCreateManager(t, site.Backend, "x@h.example", []int64{home.ID}, site.Assessments)
			exec(t, s, "UPDATE users SET locked_until = ? WHERE id = ?", site.Store.Now().Add(time.Hour), u.ID)
		}},
		{"link_ends", func(t *testing.T, site *testkit.OpenSite, _ *Service) {
			_, err := site.Registrations.CreateLink(t.Context(), registrations.LinkInput{Name: "Fair", ExpiresAt: site.Store.Now().Add(6 * 24 * time.Hour)})
			if err != nil {
				t.Fatal(err)
			}
		}},
		{"link_used_up", func(t *testing.T, site *testkit.OpenSite, s *Service) {
			link, err := site.Registrations.CreateLink(t.Context(), registrations.LinkInput{Name: "One", UsesLimit: 1})
			if err != nil {
				t.Fatal(err)
			}
			exec(t, s, "UPDATE registration_links SET uses = 1 WHERE id = ?", link.ID)
		}},
		{"rehearsal", func(t *testing.T, _ *testkit.OpenSite, s *Service) {
			exec(t, s, "INSERT INTO rehearsals (outcome, started_at, ended_at, steps, passed, failed, by_name, report) VALUES ('failed', 1, 2, 9, 8, 1, 'A', x'')")
		}},
		{"audit", func(t *testing.T, site *testkit.OpenSite, s *Service) {
			anchored(t, s)
			exec(t, s, "UPDATE audit_entries SET hash = 'x' || hash WHERE id = (SELECT MAX(id) FROM audit_entries)")
			anchored(t, s)
			t.Cleanup(func() { // the site's own check comes after the test
				if err := site.Store.Write(context.Background()).Exec("UPDATE audit_entries SET hash = substr(hash, 2) WHERE hash LIKE 'x%'").Error; err != nil {
					t.Error(err)
				}
			})
		}},
		{"unreachable", func(t *testing.T, _ *testkit.OpenSite, s *Service) {
			change(t, s, func(l *settings.Listener) { l.PublicAddress = fmt.Sprintf("http://127.0.0.1:%d", freePort(t)) })
			overviewOf(t, s) // asks, and does not wait
			<-s.reach.changed
		}},
	} {
		t.Run(c.kind, func(t *testing.T) {
			site := testkit.OpenRegistration(t)
			s := New(site.Backend)
			start(t, s)
			if before := kinds(overviewOf(t, s)); slices.Contains(before, c.kind) {
				t.Fatalf("before its cause: %v", before)
			}
			c.cause(t, site, s)
			if after := kinds(overviewOf(t, s)); !slices.Contains(after, c.kind) {
				t.Errorf("after its cause: %v", after)
			}
		})
	}
}

func anchored(t *testing.T, s *Service) {
	t.Helper()
	if err := s.site.Anchor.Keep(t.Context(), s.site.Audit); err != nil {
		t.Fatal(err)
	}
}

// The public address is asked beside the call, and tells this site from others.
func TestPublicAddress_ADM1(t *testing.T) {
	site := testkit.OpenRegistration(t)
	other, _ := testkit.OpenBackend(t)
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		select {
		case <-request.Context().Done():
		case <-time.After(10 * time.Second):
		}
	}))
	t.Cleanup(slow.Close)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) }))
	t.Cleanup(elsewhere.Close)
	for _, c := range []struct{ name, address, problem string }{
		{"itself", testkit.Serve(t, site.Backend), ""},
		{"another site", testkit.Serve(t, other), "another Portico site"},
		{"something else", elsewhere.URL, "not this portal (status 200)"},
		{"nothing in time", slow.URL, "nothing came within 3 seconds"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(site.Backend)
			start(t, s)
			change(t, s, func(l *settings.Listener) { l.PublicAddress = c.address })
			begin := time.Now()
			if got := overviewOf(t, s).Attention; len(got) > 0 && got[0].Kind == "unreachable" || time.Since(begin) > 2*time.Second {
				t.Errorf("it waited: %v", time.Since(begin))
			}
			<-s.reach.changed
			var problem string
			for _, one := range overviewOf(t, s).Attention {
				if one.Kind == "unreachable" {
					problem = one.Detail
				}
			}
			if (problem == "") != (c.problem == "") || !strings.Contains(problem, c.problem) {
				t.Errorf("said %q", problem)
			}
		})
	}
}

// Figures and their history come from the data.
func TestFigures_ADM1(t *testing.T) {
	site := testkit.OpenRegistration(t)
	s := New(site.Backend)
	now := site.Store.Now()
	for i, ago := range []time.Duration{0, 8, 30, 400} {
		o := testkit.MustCreateOrganization(t, site.Backend, site.Model.ID, fmt.Sprint("P", i))
		exec(t, s, "UPDATE organizations SET created_at = ? WHERE id = ?", now.Add(-ago*24*time.Hour), o.ID)
	}
	exec(t, s, "UPDATE organizations SET created_at = ? WHERE id = ?", now.Add(-400*24*time.Hour), site.Model.ID)
	o := overviewOf(t, s)
	if got := fmt.Sprint(o.Figures[0].Value, o.Figures[0].History); got != "5 [2 2 2 2 2 2 2 3 3 3 4 5]" {
		t.Errorf("organizations: %s", got)
	}
	if o.Levels[0].Count != 1 || o.Levels[1].Count != 4 || len(o.Responses) != 5 || len(o.Weeks) != weeksShown {
		t.Errorf("%+v %+v %d", o.Levels, o.Responses, len(o.Weeks))
	}
	if number(store.CountLimit+1) != "10,000+" || number(1234567) != "1,234,567" || number(999) != "999" {
		t.Error("numbers")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Overview(ctx); err == nil {
		t.Error("a cancelled call answered")
	}
}

// A rehearsal that passed before the settings were changed proves nothing of
// them any more (ADM-1).
func TestStalePass_ADM1(t *testing.T) {
	site, clock := testkit.OpenBackend(t)
	exec(t, New(site), fmt.Sprintf("INSERT INTO rehearsals (outcome, started_at, ended_at, steps, passed, failed, by_name, report) VALUES ('passed', %[1]d, %[1]d, 9, 9, 0, 'A', '')", clock.Now().UnixMilli()))
	last := func() Step { all := overviewOf(t, New(site)).SelfRegistration; return all[len(all)-1] }
	if step := last(); step.State != Done {
		t.Fatalf("%+v", step)
	}
	clock.Advance(time.Minute)
	if err := site.Settings.SaveGeneral(t.Context(), settings.General{SiteName: "Changed", TimeZone: "UTC"}); err != nil {
		t.Fatal(err)
	}
	if step := last(); step.State != ToDo || !strings.Contains(step.Detail, "settings were changed since") {
		t.Fatalf("%+v", step)
	}
}
