package settings_test

import (
	"strings"
	"testing"

	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/testkit"
)

func TestGeneral(t *testing.T) {
	s, log, _ := testkit.OpenStore(t)
	service := settings.New(s, log, "")
	t.Run("SET-2 the Partner Portal needs organizations", func(t *testing.T) {
		err := service.SaveGeneral(t.Context(), settings.General{SiteName: "Northwind", TimeZone: "UTC", UsePartnerPortal: true})
		f := fault.As(err)
		if f == nil || f.Code != fault.Conflict || f.Mend == nil || f.Fields["usePartnerPortal"] == "" {
			t.Fatalf("no refusal with a button that mends it: %v", err)
		}
		if general, err := service.General(t.Context()); err != nil || general.UsePartnerPortal {
			t.Fatal("it was saved", err)
		}
	})
	t.Run("SET-1 it is saved and written down", func(t *testing.T) {
		want := settings.General{SiteName: "Northwind", TimeZone: "Europe/Berlin", UseOrganization: true, UsePartnerPortal: true}
		if err := service.SaveGeneral(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		if got, err := service.General(t.Context()); err != nil || got != want {
			t.Fatalf("%+v %v", got, err)
		}
		if entries, _, err := log.Head(t.Context()); err != nil || entries != 1 {
			t.Fatal(entries, err)
		}
	})
	for name, bad := range map[string]settings.General{
		"siteName": {SiteName: " ", TimeZone: "UTC"},
		"timeZone": {SiteName: "S", TimeZone: "Local"},
	} {
		if f := fault.As(service.SaveGeneral(t.Context(), bad)); f == nil || f.Fields[name] == "" {
			t.Errorf("SET-1 %s is not refused", name)
		}
	}
}

func TestUsers(t *testing.T) {
	s, log, _ := testkit.OpenStore(t)
	service := settings.New(s, log, "")
	good, err := service.Users(t.Context())
	if err != nil || good.Validate() != nil {
		t.Fatalf("SET-4 the defaults do not hold: %+v %v", good, err)
	}
	for name, change := range map[string]func(*settings.Users){
		"passwordMinimum":                                     func(u *settings.Users) { u.PasswordMinimum = 14 },
		"passwordMinimumWithSecondFactor":                     func(u *settings.Users) { u.PasswordMinimumWithSecondFactor = 7 },
		"sessionIdleMinutes":                                  func(u *settings.Users) { u.SessionIdleMinutes = 0 },
		"sessionAbsoluteHours":                                func(u *settings.Users) { u.SessionAbsoluteHours = 10000 },
		"passwordMinimumWithSecondFactor (more than without)": func(u *settings.Users) { u.PasswordMinimumWithSecondFactor = u.PasswordMinimum + 1 },
		"sessionIdleMinutes (more than the whole)":            func(u *settings.Users) { u.SessionIdleMinutes, u.SessionAbsoluteHours = 600, 1 },
		"lockoutThreshold":                                    func(u *settings.Users) { u.LockoutThreshold = 1 },
		"twoFactor":                                           func(u *settings.Users) { u.TwoFactor = "sometimes" },
	} {
		bad := good
		change(&bad)
		field, _, _ := strings.Cut(name, " ")
		if f := fault.As(service.SaveUsers(t.Context(), bad)); f == nil || f.Fields[field] == "" {
			t.Errorf("SET-4 SEC-1 %s is not refused", name)
		}
	}
}

func TestListener(t *testing.T) {
	s, log, _ := testkit.OpenStore(t)
	service := settings.New(s, log, "")
	good, err := service.Listener(t.Context())
	if err != nil || !good.IsLoopback() || good.StartWithApplication {
		t.Fatalf("SEC-49 the listener is off and on loopback until told otherwise: %+v %v", good, err)
	}
	for name, change := range map[string]func(*settings.Listener){
		"address":                    func(l *settings.Listener) { l.Address = "partners.example.com" },
		"port":                       func(l *settings.Listener) { l.Port = 70000 },
		"publicAddress":              func(l *settings.Listener) { l.PublicAddress = "javascript:alert(1)" },
		"keyFile":                    func(l *settings.Listener) { l.CertificateFile = "/dev/null" },
		"certificateFile":            func(l *settings.Listener) { l.CertificateFile, l.KeyFile = "/nowhere.pem", "/nowhere.key" },
		"trustedProxies (everybody)": func(l *settings.Listener) { l.TrustedProxies = []string{"0.0.0.0/0"} },
		"trustedProxies":             func(l *settings.Listener) { l.TrustedProxies = []string{"proxy.example"} },
	} {
		bad := good
		change(&bad)
		field, _, _ := strings.Cut(name, " ")
		if f := fault.As(service.SaveListener(t.Context(), bad)); f == nil || f.Fields[field] == "" {
			t.Errorf("SET-5 %s is not refused", name)
		}
	}
	good.PublicAddress = " https://partners.example.com/ "
	if err := service.SaveListener(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	if base, err := service.PublicBase(t.Context()); err != nil || base != "https://partners.example.com" {
		t.Fatalf("SEC-23 links start with the public address: %q %v", base, err)
	}
	given := settings.New(s, log, "127.0.0.1:9999")
	if listener, err := given.Listener(t.Context()); err != nil || listener.ListensOn() != "127.0.0.1:9999" {
		t.Fatalf("the command line goes before: %+v %v", listener, err)
	}
}
