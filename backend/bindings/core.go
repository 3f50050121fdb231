// Package bindings holds what the administrator's interface can call: narrow
// structs, one for each noun, whose exported methods are the bridge.
//
// The window binds them through Wails, the browser shell serves them over
// loopback HTTP; nothing else reaches them. Every call acts as the
// administrator at the desktop.
package bindings

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"os/user"
	"sync/atomic"
	"time"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/guide"
	"portico/backend/rehearsal"
)

// Host is what the window or the browser shell does for the bridge.
type Host interface {
	// Shell returns "desktop" or "browser".
	Shell() string
	// CopyText puts a text on the clipboard.
	CopyText(text string) error
	// OpenAddress opens an http or https address in the system's browser, and a
	// mailto address in its mail program.
	OpenAddress(address string) error
	// ChooseFile asks for a file of one of the kinds (".csv") and returns its
	// path, "" when the person cancelled. A browser sends files instead.
	ChooseFile(title string, kinds []string) (string, error)
	// SaveFile asks where to save and lets write fill the file, which is there
	// whole or not at all. When the person cancels, write is not called.
	SaveFile(suggestedName string, write func(io.Writer) error) (SavedFile, error)
}

// Core is what all bound structs share. The site may open beside the first
// calls; they wait for it.
type Core struct {
	host    Host
	log     *slog.Logger
	ready   chan struct{}
	backend *backend.Backend
	failure error
	unsaved atomic.Bool
	tasks   *tasks
	files   files

	rehearsals *rehearsal.Service
	guide      *guide.Service
}

// NewCore returns a core whose calls wait until Ready or Fail.
func NewCore(host Host, log *slog.Logger) *Core {
	return &Core{host: host, log: log, ready: make(chan struct{}), tasks: newTasks(), files: files{chosen: map[string]chosenFile{}}}
}

// closingTime is how long work under way may take to end.
const closingTime = 10 * time.Second

// Close cancels the tasks that run, waits for them, and removes files that
// were sent. It comes before the site is closed.
func (c *Core) Close() {
	c.tasks.close(closingTime)
	c.files.remove()
}

// Ready hands over the open site. It is called once.
func (c *Core) Ready(b *backend.Backend) {
	c.backend = b
	c.rehearsals = rehearsal.New(b)
	c.guide = guide.New(b)
	close(c.ready)
}

// Fail makes every call answer with err. It is called instead of Ready.
func (c *Core) Fail(err error) {
	c.failure = err
	close(c.ready)
}

// Unsaved reports whether the interface holds changes that are not saved.
func (c *Core) Unsaved() bool { return c.unsaved.Load() }

// enter waits for the site and returns it with the context of one call: the
// administrator as the actor, and a request id of its own.
func (c *Core) enter() (context.Context, *backend.Backend, error) {
	<-c.ready
	if c.failure != nil {
		return nil, nil, c.failure
	}
	actor := audit.Actor{Kind: audit.Administrator, Name: personName(), RequestID: rand.Text()[:12]}
	return audit.WithActor(context.Background(), actor), c.backend, nil
}

// enterOrganizations is enter for changes to organizations, which are refused
// while the feature is off (SET-3).
func (c *Core) enterOrganizations() (context.Context, *backend.Backend, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return nil, nil, err
	}
	general, err := b.Settings.General(ctx)
	if err == nil && !general.UseOrganization {
		err = fault.New(fault.Unavailable, "Organizations are switched off on this site.").WithMend("Open General", "/settings/features/general")
	}
	return ctx, b, err
}

// enterAllotments is enter for allotments, which are refused while the feature
// is off (SET-3).
func (c *Core) enterAllotments() (context.Context, *backend.Backend, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return nil, nil, err
	}
	on, err := b.Allotments.IsOn(ctx)
	if err == nil && !on {
		err = fault.New(fault.Unavailable, "Allotments are switched off on this site.").WithMend("Open General", "/settings/features/general")
	}
	return ctx, b, err
}

// personName returns the name of whoever is signed in to this machine.
func personName() string {
	person, err := user.Current()
	if err != nil {
		return "Administrator"
	}
	if person.Name != "" {
		return person.Name
	}
	return person.Username
}

// everything is the administrator's scope.
var everything = access.ForAdministrator()

// All returns the structs to bind.
func All(core *Core) []any {
	return []any{
		&Application{core}, &Home{core}, &Organizations{core}, &Users{core}, &Assessments{core}, &Responses{core}, &Invitations{core}, &Cohorts{core},
		&Registrations{core}, &SiteSettings{core}, &PortalSettings{core}, &SiteText{core}, &Listener{core}, &Outbox{core}, &Tasks{core}, &Links{core}, &AuditLog{core: core}, &Palette{core}, &Rehearsals{core}, &FirstStart{core},
		&AccountRoles{core}, &OrganizationalRoles{core}, &Signers{core},
		newTransfer(core), &Allotments{core}, &Purchases{core}, &PriceLists{core}, &Payments{core}, &Seals{core}, &Contracts{core},
	}
}

// ExplainText is Explain as a JSON string, which is how an error crosses the
// window's bridge.
func (c *Core) ExplainText(err error) any {
	text, marshalErr := json.Marshal(c.Explain(err))
	if marshalErr != nil {
		return `{"code":"internal","message":"Something went wrong on our side."}`
	}
	return string(text)
}

// Explain turns any error into the fault that the interface shows. What is no
// fault and no trouble with the disk is logged with a request id, and shown as
// ours with that id.
func (c *Core) Explain(err error) *fault.Error {
	return backend.Explain(err, c.log, rand.Text()[:12])
}
