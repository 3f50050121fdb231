package portal

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"portico/backend/fault"
)

// policy is what a page may load and do (SEC-29): its own stylesheet, script
// and pictures, and forms to itself.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// ServeHTTP answers one request.
func (p *Portal) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	started := time.Now()
	answer := &recorder{ResponseWriter: w}
	if p.serveAsset(answer, r) || p.serveLook(answer, r) {
		return
	}
	unslip(r)
	v := p.newVisit(answer, r)
	handler, pattern := p.mux.Handler(v.R)
	defer func() {
		if broken := recover(); broken != nil {
			if err, isErr := broken.(error); isErr && errors.Is(err, http.ErrAbortHandler) {
				panic(broken)
			}
			v.log().Error("page broke", "error", fmt.Sprint(broken), "route", pattern, "stack", string(debug.Stack()))
			v.fail(errBroken)
		}
		p.note(v, pattern, answer.status, time.Since(started))
	}()
	err := v.load()
	v.setHeaders()
	if err == nil {
		err = v.refuseForeign()
	}
	switch {
	case err != nil && !isHealth(pattern):
		v.fail(err)
	case pattern == "":
		v.missing(handler)
	default:
		// The mux sets the path's values only when it serves by itself.
		p.mux.ServeHTTP(answer, v.R)
	}
}

// setHeaders sets what every page carries.
func (v *visit) setHeaders() {
	h := v.W.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	// Not "no-referrer": browsers then send "Origin: null" with forms, which
	// can't be told from a foreign one over plain http.
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Request-Id", v.requestID)
	if v.isSecure() {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// refuseForeign refuses changes that another site's page sends (SEC-28). Only
// the public address is trusted besides the request's own.
func (v *visit) refuseForeign() error {
	protection := http.NewCrossOriginProtection()
	if base, err := url.Parse(v.base()); err == nil && base.Host != "" {
		if err := protection.AddTrustedOrigin(base.Scheme + "://" + base.Host); err != nil {
			return fmt.Errorf("trust public address: %w", err)
		}
	}
	err := protection.Check(v.R)
	if err == nil && !v.isOwnOrigin() {
		err = errors.New("the origin is not the public address")
	}
	if err != nil {
		v.log().Warn("refused a request from another site", "error", err)
		return fault.New(fault.Forbidden, "This form came from another site, so nothing was done. Open the page here and try again.")
	}
	return nil
}

// isOwnOrigin reports whether a change comes from the public address, where one
// is set: a browser that was made to take another name for this server says so
// in Origin and Host alike. Loopback is the administrator trying the portal.
func (v *visit) isOwnOrigin() bool {
	origin := v.R.Header.Get("Origin")
	if origin == "" || v.R.Method == http.MethodGet || v.R.Method == http.MethodHead || v.listener.PublicAddress == "" || origin == v.base() {
		return true
	}
	from, err := url.Parse(origin)
	if err != nil || from.Host != v.R.Host {
		return false
	}
	address, err := netip.ParseAddr(from.Hostname())
	return from.Hostname() == "localhost" || err == nil && address.IsLoopback()
}

// unslip reads "/register&org=KEY", an organization key pasted straight after
// the path, as "/register?org=KEY" (REG-3).
func unslip(r *http.Request) {
	rest, slipped := strings.CutPrefix(r.URL.EscapedPath(), "/register&")
	if !slipped {
		return
	}
	if r.URL.RawQuery != "" {
		rest += "&" + r.URL.RawQuery
	}
	r.URL.Path, r.URL.RawPath, r.URL.RawQuery = "/register", "", rest
}

// missing answers a request that no route is for: another method of a known
// address, or none at all.
func (v *visit) missing(handler http.Handler) {
	probe := &recorder{ResponseWriter: discard{header: http.Header{}}}
	handler.ServeHTTP(probe, v.R)
	if allow := probe.Header().Get("Allow"); allow != "" {
		v.W.Header().Set("Allow", allow)
		v.failWith(http.StatusMethodNotAllowed, errNotFound)
		return
	}
	if err := v.identify(); err != nil {
		v.fail(err)
		return
	}
	v.fail(errNotFound)
}

// note writes the request down, by its route: addresses carry keys and tokens
// (SEC-31).
func (p *Portal) note(v *visit, pattern string, status int, took time.Duration) {
	if status == 0 {
		status = http.StatusOK
	}
	if pattern == "" {
		pattern = "unknown address"
	}
	p.last.Store(&Answer{At: p.Clock.Now(), Text: fmt.Sprintf("%d %s", status, pattern)})
	level := slog.LevelDebug
	if status == http.StatusInternalServerError {
		level = slog.LevelError
	}
	p.Log.Log(v.ctx(), level, "request", "request_id", v.requestID, "route", pattern, "status", status, "address", v.address, "took_ms", took.Milliseconds())
}

// recorder remembers the status that was sent.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// discard is an answer that nobody reads.
type discard struct{ header http.Header }

func (d discard) Header() http.Header         { return d.header }
func (d discard) Write(b []byte) (int, error) { return len(b), nil }
func (d discard) WriteHeader(int)             {}
