package portal

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/signin"
	"portico/backend/store"
)

// visit is one request: who asks, in which language, and the settings as they
// stand at this moment.
type visit struct {
	W http.ResponseWriter
	R *http.Request

	portal    *Portal
	route     Route
	requestID string
	address   string // the client's, SEC-16
	language  string
	words     words

	general  settings.General
	settings settings.Portal
	listener settings.Listener

	token   string         // of the session's cookie
	visitor signin.Visitor // zero without a session
	present bool           // there is a session
	look    *look          // of a preview; nil elsewhere
	preview *preview       // of an assessment; nil elsewhere
}

type visitKey struct{}

func visitOf(r *http.Request) *visit { return r.Context().Value(visitKey{}).(*visit) }

// newVisit makes the visit of a request, in the browser's language, before
// anything is read from the site.
func (p *Portal) newVisit(w http.ResponseWriter, r *http.Request) *visit {
	v := &visit{W: w, portal: p, requestID: rand.Text()[:12]}
	v.language = preferredLanguage(r.Header.Get("Accept-Language"))
	v.words = p.words[v.language]
	v.attach(r, audit.Actor{Kind: audit.Visitor})
	return v
}

// load reads the settings that every page needs, as they stand now.
func (v *visit) load() error {
	var err error
	if v.listener, err = v.portal.Settings.Listener(v.ctx()); err != nil {
		return err
	}
	v.address = clientAddress(v.R, v.listener.Proxies())
	v.attach(v.R, audit.Actor{Kind: audit.Visitor})
	if v.general, err = v.portal.Settings.General(v.ctx()); err != nil {
		return err
	}
	v.settings, err = v.portal.Settings.Portal(v.ctx())
	return err
}

// attach puts the visit and its actor into the request's context.
func (v *visit) attach(r *http.Request, actor audit.Actor) {
	actor.Address, actor.RequestID, actor.Browser = v.address, v.requestID, cut(store.Clean(r.UserAgent()), 200)
	ctx := context.WithValue(r.Context(), visitKey{}, v)
	v.R = r.WithContext(audit.WithActor(ctx, actor))
}

// identify finds who holds the session's cookie.
func (v *visit) identify() error {
	v.token = v.cookie(sessionCookie)
	visitor, present, err := v.portal.SignIn.Visitor(v.ctx(), v.token)
	if err != nil || !present {
		return err
	}
	v.visitor, v.present = visitor, true
	renewed, err := v.portal.SignIn.Renew(v.ctx(), visitor)
	if err != nil {
		return err
	}
	if renewed != "" {
		v.token = renewed
		v.setCookie(sessionCookie, renewed, 0)
	}
	if l := visitor.User.Language; v.portal.words[l] != nil {
		v.language, v.words = l, v.portal.words[l]
	}
	if visitor.Session.Stage == signin.Full {
		v.attach(v.R, audit.Actor{Kind: audit.User, ID: visitor.User.ID, Name: visitor.User.Name()})
	}
	return nil
}

// The pages on which somebody goes on who is not wholly signed in.
const (
	stepLogin    = "/login"
	stepCode     = "/login/code"
	stepActivate = "/activate"
	stepEnroll   = "/login/enroll"

	forgotPage = "/forgot"
	resetPage  = "/reset"
)

// step returns the page that comes before any other for whoever asks, or ""
// when they are wholly signed in (SEC-12).
func (v *visit) step() string {
	switch {
	case !v.present:
		return stepLogin
	case v.visitor.Session.Stage == signin.NeedsCode:
		return stepCode
	case v.visitor.Session.Stage == signin.NeedsPassword:
		return stepActivate
	case v.visitor.MustEnroll:
		return stepEnroll
	}
	return ""
}

func (v *visit) ctx() context.Context { return v.R.Context() }

// scope returns what whoever asks may see: nothing, unless they are wholly
// signed in.
func (v *visit) scope() access.Scope {
	if v.step() != "" {
		return access.Scope{}
	}
	return v.visitor.Scope
}

// signer returns the portal rights and affiliations of whoever asks: none,
// unless they are wholly signed in.
func (v *visit) signer() access.Signer {
	if v.step() != "" {
		return access.Signer{}
	}
	return v.visitor.Signer
}

// isManager reports whether whoever asks manages an active organization.
func (v *visit) isManager() bool { return len(v.scope().Places()) > 0 }

func (v *visit) log() *slog.Logger { return v.portal.Log.With("request_id", v.requestID) }

// base returns the beginning of every link (SEC-23).
func (v *visit) base() string { return v.listener.PublicBase() }

// readForm reads the body of a form into R.PostForm, within the route's limit.
func (v *visit) readForm() error {
	if v.R.Method == http.MethodGet || v.R.Method == http.MethodHead {
		return nil
	}
	limit := v.route.Body
	if limit == 0 {
		limit = defaultBody
	}
	v.R.Body = http.MaxBytesReader(v.W, v.R.Body, limit)
	err := v.R.ParseForm()
	if err == nil && v.route.Files {
		// What goes beyond the memory lies on the disk, and goes with the request.
		if err = v.R.ParseMultipartForm(formMemory); errors.Is(err, http.ErrNotMultipart) {
			err = nil
		}
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errTooLarge
	}
	var slow net.Error
	if errors.As(err, &slow) && slow.Timeout() {
		return errTooSlow
	}
	if v.R.PostForm == nil {
		v.R.PostForm = url.Values{}
	}
	return nil // a query that can't be read is for the page that has one
}

// formMemory is how much of a form with files is kept in memory.
const formMemory = 1 << 20

var errTooSlow = fault.New(fault.Unavailable, "The form did not arrive in time. Please send it again.")

var errTooLarge = fault.New(fault.Invalid, "This is more than the page can take. Please shorten it.")

// value returns a field of the posted form.
func (v *visit) value(name string) string { return v.R.PostForm.Get(name) }

// query returns a parameter of the address, "" for one that can't be read.
func (v *visit) query(name string) string { return v.R.URL.Query().Get(name) }

// redirect sends the browser on with 303, so that what follows is a GET.
func (v *visit) redirect(to string) error {
	http.Redirect(v.W, v.R, to, http.StatusSeeOther)
	return nil
}

// nextOf returns the page to go to after signing in: next where it is one of
// this site, else "".
func (v *visit) nextOf(next string) string {
	if carried := v.query("next"); strings.HasPrefix(next, stepLogin) || strings.HasPrefix(next, stepActivate) || next == "" {
		next = carried
	}
	if next == "/" || next == "/home" {
		return ""
	}
	return localPath(next)
}

func withNext(to, next string) string {
	if next = localPath(next); next == "" || next == "/home" || next == "/" {
		return to
	}
	return to + "?next=" + url.QueryEscape(next)
}

// localPath returns a path of this site as it is, and "" for anything that a
// browser could take for an address elsewhere.
func localPath(path string) string {
	parsed, err := url.Parse(path)
	if err != nil || parsed.Scheme != "" || parsed.Host != "" || parsed.User != nil || len(path) > 1000 ||
		!strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsFunc(path, func(r rune) bool { return r == '\\' || r < ' ' || r == 0x7f }) {
		return ""
	}
	return path
}

func cut(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most])
	}
	return text
}
