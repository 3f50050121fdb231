package portal_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portico/backend/registrations"
	"portico/backend/testkit"
)

func (v *village) namedLink(in registrations.LinkInput) (registrations.Link, string) {
	v.t.Helper()
	link, err := v.site.Registrations.CreateLink(v.t.Context(), in)
	if err != nil {
		v.t.Fatal(err)
	}
	return link, v.site.Registrations.LinkAddress("", link)
}

// Shows LNK-1, REG-3, SEC-19.
func TestNamedLinks_LNK1_REG3_SEC19(t *testing.T) {
	t.Parallel()
	v := openRegistration(t, false)
	ctx := t.Context()
	parent := testkit.MustCreateOrganization(t, v.site.Backend, 0, "Nordic Alliance")
	link, address := v.namedLink(registrations.LinkInput{Name: "Spring fair", ParentID: parent.ID})

	page := v.browser().Get(address).Want(200, "Become a partner", "Nordic Alliance")
	partner(page, "Halden AS", "bo@halden.example").Submit().At("/register/done").Want(200, "You are registered")
	if above := v.one("SELECT p.name FROM organizations o JOIN organizations p ON p.id = o.parent_id WHERE o.name = 'Halden AS'"); above != "Nordic Alliance" {
		t.Fatal(above)
	}
	if err := v.site.Registrations.FlushOpenings(ctx); err != nil {
		t.Fatal(err)
	}
	if row, err := v.site.Registrations.FindLink(ctx, link.ID); err != nil || row.Opened != 1 || row.Uses != 1 || row.Registered != 1 {
		t.Fatalf("%+v %v", row, err)
	}

	t.Run("the well-known slip is read for links too", func(t *testing.T) {
		v.browser().Get(strings.Replace(address, "?", "&", 1)).Want(200, "Nordic Alliance")
	})
	t.Run("closed ones answer 410 to GET and POST and make nothing", func(t *testing.T) {
		expired, expiredAddress := v.namedLink(registrations.LinkInput{Name: "Expired", ExpiresAt: v.site.Store.Now().Add(time.Minute)})
		paused, pausedAddress := v.namedLink(registrations.LinkInput{Name: "Paused"})
		revoked, revokedAddress := v.namedLink(registrations.LinkInput{Name: "Revoked"})
		_, _ = expired, paused
		v.site.Clock.Advance(time.Minute)
		if _, err := v.site.Registrations.PauseLink(ctx, paused.ID, true); err != nil {
			t.Fatal(err)
		}
		if _, err := v.site.Registrations.RevokeLink(ctx, revoked.ID); err != nil {
			t.Fatal(err)
		}
		before := v.one("SELECT COUNT(*) FROM registrations") + v.one("SELECT COUNT(*) FROM organizations")
		form := url.Values{"organization_name": {"Late"}, "first_name": {"Bo"}, "last_name": {"Ek"}, "email": {"late@x.example"}, "password": {testkit.Password}, "repeat_password": {testkit.Password}}
		for _, closed := range []string{
			expiredAddress, pausedAddress, revokedAddress, address + "x", strings.TrimSuffix(address, address[len(address)-1:]),
			address + "&link=" + address[len("/register?link="):], "/register?link=", "/register?link=%zz", address + "&org=forged",
		} {
			v.browser().Get(closed).Want(410, "This link is not valid any more")
			answer, err := http.PostForm(v.address+closed, form)
			if err != nil {
				t.Fatal(err)
			}
			_ = answer.Body.Close()
			if answer.StatusCode != 410 {
				t.Errorf("POST %s: %d", closed, answer.StatusCode)
			}
		}
		if after := v.one("SELECT COUNT(*) FROM registrations") + v.one("SELECT COUNT(*) FROM organizations"); after != before {
			t.Fatal("something was made")
		}
	})
	t.Run("10 uses under 50 parallel registrations give 10", func(t *testing.T) {
		_, ten := v.namedLink(registrations.LinkInput{Name: "Ten", UsesLimit: 10})
		var done, gone atomic.Int64
		var wait sync.WaitGroup
		client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		for i := range 50 {
			wait.Go(func() {
				form := url.Values{"organization_name": {fmt.Sprint("Parallel ", i)}, "first_name": {"Bo"}, "last_name": {"Ek"}, "email": {fmt.Sprintf("p%d@x.example", i)}, "password": {testkit.Password}, "repeat_password": {testkit.Password}}
				answer, err := client.PostForm(v.address+ten, form)
				if err != nil {
					t.Error(err)
					return
				}
				_ = answer.Body.Close()
				switch answer.StatusCode {
				case 303:
					done.Add(1)
				case 410:
					gone.Add(1)
				default:
					t.Error(answer.Status)
				}
			})
		}
		wait.Wait()
		if made := v.one("SELECT COUNT(*) FROM organizations WHERE name LIKE 'Parallel %'"); done.Load() != 10 || gone.Load() != 40 || made != "10" {
			t.Fatal(done.Load(), gone.Load(), made)
		}
	})
	t.Run("REG-5 with approval the page says so, and nobody can sign in before", func(t *testing.T) {
		_, byHand := v.namedLink(registrations.LinkInput{Name: "By hand", NeedsApproval: true})
		done := partner(v.browser().Get(byHand), "Patient", "patient@x.example").Submit()
		done.At("/register/done").Want(200, "waiting for approval")
		signIn := func() *testkit.Page {
			return v.browser().Get("/login").Form("Sign in").Set("Email or Login", "patient@x.example").Set("Password", testkit.Password).Submit()
		}
		signIn().Want(401)
		page, err := v.site.Registrations.List(ctx, registrations.Query{State: registrations.Pending})
		if err != nil || len(page.Items) != 1 {
			t.Fatal(page, err)
		}
		if _, err := v.site.Registrations.Approve(ctx, []int64{page.Items[0].ID}, ""); err != nil {
			t.Fatal(err)
		}
		signIn().At("/home").Want(200, "Patient")
	})
}
