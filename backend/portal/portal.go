// Package portal is what partners and respondents see: routes, pages,
// templates, and the listener that serves them.
//
// Pages are plain HTML from the server and work without JavaScript. Handlers
// are thin: they decode, call one service, and show a page.
package portal

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"portico/backend/allotments"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/clock"
	"portico/backend/cohorts"
	"portico/backend/contracts"
	"portico/backend/invitations"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/purchases"
	"portico/backend/registrations"
	"portico/backend/responses"
	"portico/backend/seals"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/signin"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/users"
)

// Parts are the services that the pages call.
type Parts struct {
	Clock         clock.Clock
	Log           *slog.Logger
	Key           secrets.Key
	Audit         *audit.Log
	Settings      *settings.Service
	Seals         *seals.Service
	Organizations *organizations.Service
	Users         *users.Service
	Texts         *sitetext.Service
	Outbox        *mail.Outbox
	SignIn        *signin.Service
	Limits        *signin.Limits
	Registrations *registrations.Service
	Assessments   *assessments.Service
	Allotments    *allotments.Service
	Purchases     *purchases.Service
	Responses     *responses.Service
	Cohorts       *cohorts.Service
	Contracts     *contracts.Service
	Invitations   *invitations.Service
	// IsSample reports whether everything on the site is invented, which every
	// page says then.
	IsSample func() bool
	// Ready reports whether the site answers a query.
	Ready func(ctx context.Context) error
}

// Portal is the partner portal of a site. It is safe for concurrent use and
// keeps no state but what it last answered.
type Portal struct {
	Parts
	routes   []Route
	mux      *http.ServeMux
	pages    map[string]*pageTemplate
	assets   map[string]asset
	words    map[string]words
	last     atomic.Pointer[Answer]
	stampKey []byte
}

// Answer is what the portal last answered.
type Answer struct {
	At   time.Time
	Text string // "200 GET /register": the route, never a key or token
}

// New makes the portal. It fails only when a template or text that is part of
// the program is broken.
func New(parts Parts) (*Portal, error) {
	p := &Portal{Parts: parts, mux: http.NewServeMux(), stampKey: parts.Key.Derive("registration form")}
	var err error
	if p.words, err = loadWords(); err != nil {
		return nil, fmt.Errorf("load portal texts: %w", err)
	}
	if p.assets, err = loadAssets(); err != nil {
		return nil, fmt.Errorf("load portal assets: %w", err)
	}
	if p.pages, err = p.loadTemplates(); err != nil {
		return nil, fmt.Errorf("load portal templates: %w", err)
	}
	p.routes = p.table()
	for _, route := range p.routes {
		p.mux.Handle(route.Method+" "+route.Pattern, p.serveRoute(route))
	}
	return p, nil
}

// Routes returns every route, for tests that must know them all (SEC-32).
func (p *Portal) Routes() []Route { return p.routes }

// now is the present moment, as the database keeps it.
func (p *Portal) now() store.Time { return store.At(p.Clock.Now()) }

// LastAnswer returns what the portal last answered, and false before the first
// request.
func (p *Portal) LastAnswer() (Answer, bool) {
	if last := p.last.Load(); last != nil {
		return *last, true
	}
	return Answer{}, false
}
