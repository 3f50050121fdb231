// Package backend puts the house together: it opens a site and gives every
// service what it needs. It knows no window.
package backend

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"portico/backend/allotments"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/clock"
	"portico/backend/cohorts"
	"portico/backend/contracts"
	"portico/backend/invitations"
	"portico/backend/jobs"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/portal"
	"portico/backend/purchases"
	"portico/backend/registrations"
	"portico/backend/responses"
	"portico/backend/seals"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/signers"
	"portico/backend/signin"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/transfer"
	"portico/backend/users"
)

// Config says which site to open, and how.
type Config struct {
	Folder    string         // the data folder; the default one when ""
	KeyFolder string         // the folder with the master keys; the default one when ""
	Keyring   bool           // whether the system's keyring is tried for the master key
	Listen    string         // "address:port" that goes before the settings; "" keeps them
	LimitsOff bool           // lifts rate limits and the time check, for load tests on loopback
	MustBeNew bool           // refuses a folder that holds a site already
	IsSample  bool           // marks a new site as sample data
	Clock     clock.Clock    // the machine's when nil
	Hashing   secrets.Params // the costs of password hashes; secrets.DefaultParams when zero
	Log       *slog.Logger
	StripeURL string // where the payment service is, for tests; the real one when ""

	sandboxOf secrets.Key // the master key of the site that a sandbox is a copy of
}

// Backend is an open site with everything that works on it.
type Backend struct {
	Version   string
	IsSandbox bool // a copy for trying things out, which sends no mail and calls nobody

	Store         *store.Store
	Audit         *audit.Log
	Anchor        *audit.Anchor // nil for a sandbox: the anchor is the site's own
	Settings      *settings.Service
	Seals         *seals.Service
	Outbox        *mail.Outbox
	Organizations *organizations.Service
	Assessments   *assessments.Service
	Texts         *sitetext.Service
	Users         *users.Service
	SignIn        *signin.Service
	Signers       *signers.Service
	Allotments    *allotments.Service
	Responses     *responses.Service
	Cohorts       *cohorts.Service
	Invitations   *invitations.Service
	Purchases     *purchases.Service
	Contracts     *contracts.Service
	Registrations *registrations.Service
	Transfer      *transfer.Service
	Portal        *portal.Portal
	Listener      *portal.Listener
	Jobs          *jobs.Runner

	config  Config
	sample  atomic.Bool
	key     secrets.Key
	log     *slog.Logger
	endings sync.Mutex
	ending  []func()
}

// Open opens the site in a data folder and makes it when there is none. It
// returns a fault in words for a person when that can't be done; nothing is
// changed then.
func Open(ctx context.Context, config Config) (b *Backend, err error) {
	if config, err = config.withDefaults(); err != nil {
		return nil, err
	}
	b = &Backend{Version: Version, IsSandbox: !config.sandboxOf.IsZero(), config: config, log: config.Log}
	defer func() {
		if err != nil {
			_ = b.Close()
			b = nil
		}
	}()
	if b.Store, err = store.Open(ctx, store.Options{Folder: config.Folder, Clock: config.Clock, MustBeNew: config.MustBeNew}); err != nil {
		return b, err
	}
	site, key, err := keyOf(ctx, b.Store, config)
	if err != nil {
		return b, err
	}
	b.key = key
	b.sample.Store(site.IsSample)
	if !b.IsSandbox {
		b.Anchor = audit.NewAnchor(config.KeyFolder, site.UID)
	}
	if err = b.build(config, site, key); err != nil {
		return b, err
	}
	return b, b.Registrations.EnsureDefaultLink(ctx)
}

func (c Config) withDefaults() (Config, error) {
	var err error
	if c.Folder == "" {
		if c.Folder, err = DefaultFolder(); err != nil {
			return c, err
		}
	}
	if c.KeyFolder == "" {
		if c.KeyFolder, err = DefaultKeyFolder(); err != nil {
			return c, err
		}
	}
	if c.Clock == nil {
		c.Clock = clock.System{}
	}
	if c.Hashing == (secrets.Params{}) {
		c.Hashing = secrets.DefaultParams()
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	return c, refuseSameFolder(c.Folder, c.KeyFolder)
}

// build makes the services from the lowest floor up.
func (b *Backend) build(config Config, site site, key secrets.Key) (err error) {
	b.Audit = audit.New(b.Store)
	b.Settings = settings.New(b.Store, b.Audit, config.Listen)
	b.Seals = seals.New(seals.Parts{Store: b.Store, Log: b.Audit, Key: key, SiteName: b.siteName})
	b.Outbox = mail.New(mail.Parts{Store: b.Store, Log: b.Audit, Key: key, Settings: b.Settings, NeverSends: b.IsSandbox, Makers: b.makers(), Wanted: b.wanted()})
	b.Organizations, err = organizations.New(b.Store, b.Audit, key, site.UID, b.dependents())
	if err != nil {
		return err
	}
	b.Assessments = assessments.New(b.Store, b.Audit)
	b.Texts = sitetext.New(b.Store, b.Audit)
	b.Users = users.New(b.Store, b.Audit, b.Settings, users.Dependents{
		RoleInUse:   func(ctx context.Context, id int64) ([]string, error) { return b.Contracts.RoleInUse(ctx, id) },
		Readdressed: func(ctx context.Context, ids []int64) error { return b.SignIn.Forget(ctx, ids) },
	})
	limits := signin.NewLimits(b.Store, config.LimitsOff)
	b.SignIn = signin.New(signin.Parts{
		Store: b.Store, Log: b.Audit, Settings: b.Settings, Users: b.Users, Texts: b.Texts, Outbox: b.Outbox, Key: key,
		Hasher: secrets.NewHasher(config.Hashing, runtime.NumCPU()), Limits: limits,
	})
	b.Contracts = contracts.New(contracts.Parts{
		Store: b.Store, Log: b.Audit, Settings: b.Settings, Organizations: b.Organizations, Users: b.Users, Texts: b.Texts, Outbox: b.Outbox, Seals: b.Seals,
	})
	b.Signers = signers.New(signers.Parts{Store: b.Store, Log: b.Audit, Settings: b.Settings, Users: b.Users, SignIn: b.SignIn, Texts: b.Texts, Outbox: b.Outbox, Documents: documentsToSign{b.Contracts}})
	b.Allotments = allotments.New(allotments.Parts{
		Store: b.Store, Log: b.Audit, Settings: b.Settings, Organizations: b.Organizations, Assessments: b.Assessments, Texts: b.Texts, Outbox: b.Outbox, Settle: b.settle,
	})
	b.Responses = responses.New(responses.Parts{
		Store: b.Store, Log: b.Audit, Key: key, Settings: b.Settings, Organizations: b.Organizations, Assessments: b.Assessments, Texts: b.Texts, Outbox: b.Outbox, Allotments: b.Allotments,
	})
	b.Cohorts, err = cohorts.New(cohorts.Parts{
		Store: b.Store, Log: b.Audit, Key: key, SiteUID: site.UID, Settings: b.Settings, Organizations: b.Organizations, Assessments: b.Assessments, Responses: b.Responses,
	})
	if err != nil {
		return err
	}
	b.Purchases = purchases.New(purchases.Parts{
		Store: b.Store, Log: b.Audit, Key: key, SiteUID: site.UID, Settings: b.Settings, Organizations: b.Organizations, Assessments: b.Assessments, Allotments: b.Allotments,
		Offline: b.IsSandbox, StripeURL: config.StripeURL,
	})
	b.Invitations = invitations.New(invitations.Parts{
		Store: b.Store, Log: b.Audit, Organizations: b.Organizations, Assessments: b.Assessments, Users: b.Users, Responses: b.Responses, Cohorts: b.Cohorts,
		Wake: func() { b.Jobs.Wake(sendInvitations) },
	})
	b.Registrations, err = registrations.New(registrations.Parts{
		Store: b.Store, Log: b.Audit, Key: key, SiteUID: site.UID, Settings: b.Settings, Organizations: b.Organizations, Users: b.Users, Passwords: b.SignIn, Texts: b.Texts,
		Letters: registrations.Mails{Outbox: b.Outbox, Texts: b.Texts, Settings: b.Settings},
		Setup:   []registrations.Setup{b.Organizations.CopyBranding, b.Texts.CopyOwn, b.Responses.CopySettings},
	})
	if err != nil {
		return err
	}
	b.Transfer = transfer.New(transfer.Parts{Store: b.Store, Log: b.Audit, Organizations: b.Organizations, Users: b.Users, Assessments: b.Assessments, Allotments: b.Allotments, SignIn: b.SignIn})
	b.Portal, err = portal.New(portal.Parts{
		Clock: config.Clock, Log: b.log, Key: key, Audit: b.Audit, Settings: b.Settings, Seals: b.Seals, Organizations: b.Organizations, Users: b.Users, Texts: b.Texts,
		SignIn: b.SignIn, Limits: limits, Registrations: b.Registrations, Assessments: b.Assessments, Allotments: b.Allotments, Purchases: b.Purchases, Responses: b.Responses, Cohorts: b.Cohorts, Invitations: b.Invitations, Contracts: b.Contracts, Outbox: b.Outbox, Ready: b.Store.Ready, IsSample: b.IsSample,
	})
	if err != nil {
		return err
	}
	b.Listener = portal.NewListener(b.Portal)
	b.Jobs = jobs.New(b.Store, b.log, b.works()...)
	b.Outbox.WhenQueued(func() { b.Jobs.Wake(sendMails) })
	return nil
}

// siteName is the name that stands in what the site makes.
func (b *Backend) siteName(ctx context.Context) (string, error) {
	general, err := b.Settings.General(ctx)
	return general.SiteName, err
}

// documentsToSign tells the signers' overview what waits for whom.
type documentsToSign struct{ contracts *contracts.Service }

// ToSign returns what waits for each of these people; see signers.Documents.
func (d documentsToSign) ToSign(ctx context.Context, userIDs []int64) (map[int64]signers.Pile, error) {
	found, err := d.contracts.WaitingFor(ctx, userIDs)
	if err != nil {
		return nil, err
	}
	all := map[int64]signers.Pile{}
	for user, waiting := range found {
		pile := signers.Pile{Count: waiting.Count, Signable: waiting.Signable}
		for _, one := range waiting.Documents {
			due, _ := time.Parse(time.DateOnly, one.DueOn) // "" is no day
			pile.Documents = append(pile.Documents, signers.Document{ID: one.DocumentID, Title: one.Title, Organization: one.Organization, Due: store.At(due), CanSign: one.CanSign})
		}
		all[user] = pile
	}
	return all, nil
}

// makers make the files that go with mails, when they go out or are read.
func (b *Backend) makers() mail.Makers {
	return mail.Makers{
		responses.ReportFile:    func(ctx context.Context, id int64) ([]byte, error) { return b.Portal.ReportFile(ctx, id) },
		responses.OwnReportFile: func(ctx context.Context, id int64) ([]byte, error) { return b.Portal.OwnReportFile(ctx, id) },
	}
}

// wanted asks whether mails are still to be sent, when they go out.
func (b *Backend) wanted() mail.Wanted {
	all := mail.Wanted{}
	for _, kind := range contracts.MailKinds {
		all[kind] = func(ctx context.Context, m mail.Message) (bool, error) { return b.Contracts.IsWanted(ctx, m) }
	}
	return all
}

// dependents answers for the floors above the organizations.
func (b *Backend) dependents() organizations.Dependents {
	return organizations.Dependents{
		Moved: func(ctx context.Context, move organizations.Move) error {
			return errors.Join(b.Responses.Moved(ctx, move), b.Cohorts.Moved(ctx, move))
		},
		InUse: func(ctx context.Context, id int64) ([]string, error) {
			people, err := b.Users.InUse(ctx, id)
			if err != nil {
				return nil, err
			}
			work, err := b.Responses.InUse(ctx, id)
			if err != nil {
				return nil, err
			}
			groups, err := b.Cohorts.InUse(ctx, id)
			if err != nil {
				return nil, err
			}
			allotted, err := b.Allotments.InUse(ctx, id)
			if err != nil {
				return nil, err
			}
			bought, err := b.Purchases.InUse(ctx, id)
			if err != nil {
				return nil, err
			}
			agreed, err := b.Contracts.InUse(ctx, id)
			return slices.Concat(people, work, groups, allotted, bought, agreed), err
		},
		Forget: func(ctx context.Context, id int64) error {
			if err := b.Texts.Forget(ctx, id); err != nil {
				return err
			}
			if err := b.Registrations.Forget(ctx, id); err != nil {
				return err
			}
			return b.Responses.Forget(ctx, id)
		},
	}
}

// settle writes down which open responses are over, as the program's own act
// whoever asked.
func (b *Backend) settle(ctx context.Context) error {
	_, err := b.Responses.ExpireDue(audit.WithActor(ctx, audit.Actor{Kind: audit.System, Name: "Portico"}))
	return err
}

// Close stops the listener and the work in the background, and closes the
// site. It may be called on a site that opened only in part.
func (b *Backend) Close() error {
	var errs []error
	b.end()
	if b.Listener != nil {
		b.Listener.Stop()
	}
	if b.Jobs != nil {
		b.Jobs.Stop()
		b.report("write what was counted", b.gather(context.Background()))
	}
	if b.Store != nil {
		errs = append(errs, b.Store.Close())
	}
	return errors.Join(errs...)
}
