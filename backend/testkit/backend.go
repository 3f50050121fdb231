package testkit

import (
	"log/slog"
	"net/http/httptest"
	"os"
	"testing"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/organizations"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/users"
)

// cheap keeps tests quick: they hash many passwords, under the race detector.
var cheap = secrets.Params{MemoryKiB: 64, Passes: 1, Lanes: 1}

// Password is a password that every test may use: long enough, and in no list.
const Password = "harbour lantern quartz 9"

// OpenBackend opens a new site with everything that works on it, and a clock
// that stands still. change may alter how it is opened.
func OpenBackend(t testing.TB, change ...func(*backend.Config)) (*backend.Backend, *Clock) {
	t.Helper()
	clock := NewClock()
	config := backend.Config{Folder: t.TempDir(), KeyFolder: t.TempDir(), Clock: clock, Hashing: cheap, Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))}
	for _, one := range change {
		one(&config)
	}
	b, err := backend.Open(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		VerifyAudit(t, b.Audit)
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b, clock
}

// Serve serves a site's portal on a free port and returns its address.
func Serve(t testing.TB, b *backend.Backend) string {
	t.Helper()
	server := httptest.NewServer(b.Portal)
	t.Cleanup(server.Close)
	return server.URL
}

// MustCreateOrganization makes an organization under a parent (0 for level 1).
func MustCreateOrganization(t testing.TB, b *backend.Backend, parentID int64, name string) organizations.Organization {
	t.Helper()
	o, err := b.Organizations.Create(t.Context(), organizations.Input{Name: name, ParentID: parentID})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// MustPublishSamples imports and publishes all samples and returns their ids,
// in the order of their files.
func MustPublishSamples(t testing.TB, b *backend.Backend) []int64 {
	t.Helper()
	samples, err := assessments.Samples()
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	for _, sample := range samples {
		imported, err := b.Assessments.Import(t.Context(), sample.Data)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Assessments.Publish(t.Context(), imported.AssessmentID); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, imported.AssessmentID)
	}
	return ids
}

// MustCreateManager makes an Assessment Manager who can sign in with Password.
func MustCreateManager(t testing.TB, b *backend.Backend, email string, organizationIDs, assessmentIDs []int64, restrictions ...string) users.User {
	t.Helper()
	hash, err := b.SignIn.HashNew(t.Context(), Password)
	if err != nil {
		t.Fatal(err)
	}
	u, err := b.Users.Register(t.Context(), users.Input{
		Email: email, FirstName: "Inger", LastName: "Dahl", Type: users.Manager,
		OrganizationIDs: organizationIDs, AssessmentIDs: assessmentIDs, Restrictions: restrictions,
	}, hash)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// OpenSite is a site on which partners can register: features on, a Model
// Organization, a Model User with all but the last of the samples, and
// registration open.
type OpenSite struct {
	*backend.Backend
	Clock       *Clock
	Model       organizations.Organization
	ModelUser   users.User
	Assessments []int64 // all of them; the Model User lacks the last
}

// OpenRegistration opens a site on which partners can register.
func OpenRegistration(t testing.TB, change ...func(*backend.Config)) *OpenSite {
	t.Helper()
	b, clock := OpenBackend(t, change...)
	site := &OpenSite{Backend: b, Clock: clock}
	if err := b.Settings.SaveGeneral(t.Context(), settings.General{SiteName: "Northwind Partners", TimeZone: "Europe/Stockholm", UseOrganization: true, UsePartnerPortal: true}); err != nil {
		t.Fatal(err)
	}
	site.Model = MustCreateOrganization(t, b, 0, "Model Organization")
	site.Assessments = MustPublishSamples(t, b)
	site.ModelUser = MustCreateManager(t, b, "model@northwind.example", []int64{site.Model.ID}, site.Assessments[:len(site.Assessments)-1])
	site.SavePortal(t, func(*settings.Portal) {})
	return site
}

// SavePortal changes the Partner Portal settings.
func (s *OpenSite) SavePortal(t testing.TB, change func(*settings.Portal)) {
	t.Helper()
	portal, err := s.Settings.Portal(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	portal.AllowExternalOrganizationCreation, portal.ModelUserID = true, s.ModelUser.ID
	change(&portal)
	if err := s.Registrations.SaveSettings(t.Context(), portal); err != nil {
		t.Fatal(err)
	}
}

// Everything is the administrator's scope.
func Everything() access.Scope { return access.ForAdministrator() }
