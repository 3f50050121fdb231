package portal

import (
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"portico/backend/signin"
)

// The cookies: the session, and the mark of a browser in which somebody was
// signed in.
const (
	sessionCookie = "portico"
	deviceCookie  = "portico-device"
	deviceSeconds = 365 * 24 * 60 * 60
)

// isSecure reports whether the portal is reached over https, as its public
// address says.
func (v *visit) isSecure() bool { return strings.HasPrefix(v.base(), "https://") }

// isOpenWire reports whether what people type crosses a network unencrypted: a
// public address of http that is not this machine (SEC-27).
func (v *visit) isOpenWire() bool {
	if v.isSecure() {
		return false
	}
	base, err := url.Parse(v.base())
	if err != nil || base.Hostname() == "localhost" {
		return err != nil
	}
	address, err := netip.ParseAddr(base.Hostname())
	return err != nil || !address.IsLoopback()
}

// cookieName returns a cookie's full name. __Host- makes the browser refuse it
// from anywhere but this very host over https (RFC 6265bis §4.1.3.2).
func (v *visit) cookieName(name string) string {
	if v.isSecure() {
		return "__Host-" + name
	}
	return name
}

func (v *visit) cookie(name string) string {
	cookie, err := v.R.Cookie(v.cookieName(name))
	if err != nil {
		return ""
	}
	return cookie.Value
}

func (v *visit) setCookie(name, value string, seconds int) {
	http.SetCookie(v.W, &http.Cookie{
		Name: v.cookieName(name), Value: value, Path: "/", MaxAge: seconds,
		Secure: v.isSecure(), HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

// admit sets the cookies of somebody who went a step further.
func (v *visit) admit(entrance signin.Entrance) {
	v.setCookie(sessionCookie, entrance.Token, 0)
	if entrance.Device != "" {
		v.setCookie(deviceCookie, entrance.Device, deviceSeconds)
	}
}
