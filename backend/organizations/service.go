package organizations

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/store"
)

// Dependents answers what only the floors above can say.
type Dependents struct {
	// Moved is called in the transaction that moved a branch.
	Moved func(ctx context.Context, move Move) error
	// InUse returns what keeps an organization from being deleted, in words
	// ("3 responses"), or nothing.
	InUse func(ctx context.Context, id int64) ([]string, error)
	// Forget removes what others keep for an organization, in the transaction
	// that deletes it.
	Forget func(ctx context.Context, id int64) error
}

// Service makes, finds and changes organizations. It is safe for concurrent
// use.
type Service struct {
	store      *store.Store
	log        *audit.Log
	keys       *secrets.References
	dependents Dependents
	limits     limits
}

// New returns the organizations of a site. The master key and the site's uid
// bind organization keys to this site.
func New(s *store.Store, log *audit.Log, master secrets.Key, siteUID string, dependents Dependents) (*Service, error) {
	keys, err := secrets.NewReferences(master, "organization key", siteUID)
	if err != nil {
		return nil, fmt.Errorf("prepare organization keys: %w", err)
	}
	return &Service{store: s, log: log, keys: keys, dependents: dependents, limits: usualLimits()}, nil
}

var errNotFound = fault.New(fault.NotFound, "This organization does not exist.")

// Find returns an organization within the scope. Another's organization
// answers exactly as a missing one: a NotFound fault (SEC-33).
func (s *Service) Find(ctx context.Context, scope access.Scope, id int64) (Organization, error) {
	o, err := s.load(ctx, id)
	if err != nil {
		return Organization{}, err
	}
	if !scope.SeesPath(o.Path) {
		return Organization{}, errNotFound
	}
	return o, nil
}

func (s *Service) load(ctx context.Context, id int64) (Organization, error) {
	var o Organization
	err := s.store.Read(ctx).First(&o, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Organization{}, errNotFound
	}
	if err != nil {
		return Organization{}, fmt.Errorf("find organization: %w", err)
	}
	return o, nil
}

// Create makes an organization under input.ParentID (0 for level 1).
//
// It returns an Invalid fault for the fields at fault (a name that a sibling
// has, a parent that is archived or at level 5) .
func (s *Service) Create(ctx context.Context, input Input) (Organization, error) {
	if err := input.Validate(); err != nil {
		return Organization{}, err
	}
	var created Organization
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		if err := s.refuseTakenName(ctx, input.ParentID, input.Name, 0); err != nil {
			return err
		}
		o := Organization{KeyGeneration: 1, Status: Active}
		o.take(input)
		var err error
		created, err = s.insert(ctx, o, input.ParentID)
		return err
	})
	return created, err
}

// CreateFreely makes an organization for somebody outside, or for an import:
// where a sibling has the name already, the new one is told apart by its city,
// else by a number ("Acme (2)"), and the name that it got is returned (ORG-2).
func (s *Service) CreateFreely(ctx context.Context, o Organization, parentID int64) (Organization, error) {
	var created Organization
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		name, err := s.freeName(ctx, parentID, o.Name, o.City)
		if err != nil {
			return err
		}
		o.Name, o.Status, o.KeyGeneration = name, Active, 1
		created, err = s.insert(ctx, o, parentID)
		return err
	})
	return created, err
}

// insert gives the organization its place in the tree and writes it.
func (s *Service) insert(ctx context.Context, o Organization, parentID int64) (Organization, error) {
	parent, err := s.parentFor(ctx, parentID)
	if err != nil {
		return Organization{}, err
	}
	o.ID, o.NameKey, o.Level, o.Path = 0, store.Fold(o.Name), parent.Level+1, ""
	o.CreatedAt = s.store.Now()
	o.UpdatedAt = o.CreatedAt
	if parentID != 0 {
		o.ParentID = &parentID
	}
	// The path holds the id, which is known only after the insert.
	o.Path = "new:" + rand.Text()
	if err := s.store.Write(ctx).Create(&o).Error; err != nil {
		return Organization{}, fmt.Errorf("create organization: %w", err)
	}
	o.Path = fmt.Sprintf("%s%d/", parent.rootedPath(), o.ID)
	if err := s.store.Write(ctx).Model(&Organization{}).Where("id = ?", o.ID).UpdateColumn("path", o.Path).Error; err != nil {
		return Organization{}, fmt.Errorf("create organization: %w", err)
	}
	return o, s.log.Record(ctx, audit.Change{Action: "organization.create", Subject: subject(o), After: o.input()})
}

// Update changes an organization; another parent moves its branch along.
func (s *Service) Update(ctx context.Context, id int64, input Input) (Organization, error) {
	if err := input.Validate(); err != nil {
		return Organization{}, err
	}
	var updated Organization
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		o, err := s.load(ctx, id)
		if err != nil {
			return err
		}
		if err := o.refuseMeanwhile(input.Seen); err != nil {
			return err
		}
		before := o.input()
		if err := s.refuseTakenName(ctx, input.ParentID, input.Name, id); err != nil {
			return err
		}
		if input.ParentID != o.Parent() {
			if o, err = s.move(ctx, o, input.ParentID); err != nil {
				return err
			}
		}
		o.take(input)
		o.NameKey, o.UpdatedAt = store.Fold(o.Name), s.store.Now()
		if err := s.store.Write(ctx).Select("*").Omit("id", "created_at").Where("id = ?", id).Updates(&o).Error; err != nil {
			return fmt.Errorf("update organization: %w", err)
		}
		updated = o
		return s.log.Record(ctx, audit.Change{Action: "organization.update", Subject: subject(o), Before: before, After: o.input()})
	})
	return updated, err
}

// Profile is what a partner may change of their own organization (MGR-6).
type Profile struct {
	Website       string `json:"website"`
	AssessorName  string `json:"assessor_name"`
	AssessorEmail string `json:"assessor_email"`
	BCCEmail      string `json:"bcc_email"`
	About         string `json:"about"`   // Markdown, at most 10,000 characters
	Privacy       string `json:"privacy"` // Markdown, at most 10,000 characters

	Seen store.Time `json:"-"` // UpdatedAt of what it was made from; zero not to ask
}

// UpdateProfile changes what a partner may change of an organization within
// their scope; never its name, parent or allotment.
func (s *Service) UpdateProfile(ctx context.Context, scope access.Scope, id int64, profile Profile) (Organization, error) {
	var fields fault.Fields
	profile.Website = checkWebsite(&fields, store.Clean(profile.Website))
	profile.AssessorName, profile.AssessorEmail, profile.BCCEmail = store.Clean(profile.AssessorName), store.Clean(profile.AssessorEmail), store.Clean(profile.BCCEmail)
	checkTexts(&fields, &profile.About, &profile.Privacy)
	checkEmail(&fields, "assessor_email", profile.AssessorEmail)
	checkEmail(&fields, "bcc_email", profile.BCCEmail)
	fields.Require(len([]rune(profile.AssessorName)) <= MaxName, "assessor_name", "Use at most 200 characters.")
	if err := fields.Err(); err != nil {
		return Organization{}, err
	}
	var updated Organization
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		o, err := s.Find(ctx, scope, id)
		if err != nil {
			return err
		}
		if err := o.refuseMeanwhile(profile.Seen); err != nil {
			return err
		}
		before := o.profile()
		o.Website, o.AssessorName, o.AssessorEmail, o.BCCEmail = profile.Website, profile.AssessorName, profile.AssessorEmail, profile.BCCEmail
		o.About, o.Privacy, o.UpdatedAt = profile.About, profile.Privacy, s.store.Now()
		if err := s.store.Write(ctx).Select("website", "assessor_name", "assessor_email", "bcc_email", "about", "privacy", "updated_at").Where("id = ?", id).Updates(&o).Error; err != nil {
			return fmt.Errorf("update profile: %w", err)
		}
		updated = o
		return s.log.Record(ctx, audit.Change{Action: "organization.profile", Subject: subject(o), Before: before, After: o.profile()})
	})
	return updated, err
}

// Delete removes an organization for good. name must be its name as typed by
// the person. It is refused while anything hangs on it, and says what.
func (s *Service) Delete(ctx context.Context, id int64, name string) error {
	return s.store.InTx(ctx, func(ctx context.Context) error {
		o, err := s.load(ctx, id)
		if err != nil {
			return err
		}
		if store.Clean(name) != o.Name {
			return &fault.Error{Code: fault.Invalid, Message: "Type the organization's name to delete it for good.", Fields: map[string]string{"name": "This is not the organization's name."}}
		}
		uses, err := s.uses(ctx, o)
		if err != nil {
			return err
		}
		if len(uses) > 0 {
			return fault.New(fault.Conflict, fmt.Sprintf("%s can't be deleted: it still has %s. Archive it instead.", o.Name, inWords(uses)))
		}
		if err := s.dependents.Forget(ctx, id); err != nil {
			return err
		}
		if err := s.forgetBranding(ctx, id); err != nil {
			return err
		}
		if err := s.store.Write(ctx).Delete(&Organization{}, "id = ?", id).Error; err != nil {
			return fmt.Errorf("delete organization: %w", err)
		}
		return s.log.Record(ctx, audit.Change{Action: "organization.delete", Subject: subject(o), Before: o.input()})
	})
}

func (s *Service) uses(ctx context.Context, o Organization) ([]string, error) {
	var children int64
	if err := s.store.Read(ctx).Model(&Organization{}).Where("parent_id = ?", o.ID).Count(&children).Error; err != nil {
		return nil, fmt.Errorf("delete organization: %w", err)
	}
	var uses []string
	if children > 0 {
		uses = append(uses, plural(children, "organization below it", "organizations below it"))
	}
	more, err := s.dependents.InUse(ctx, o.ID)
	return append(uses, more...), err
}

// take sets what the input says.
func (o *Organization) take(input Input) {
	o.Name, o.ResponseAllotment, o.BCCEmail = input.Name, input.ResponseAllotment, input.BCCEmail
	o.AssessorName, o.AssessorEmail, o.Website, o.City = input.AssessorName, input.AssessorEmail, input.Website, input.City
	o.EmailDomains, o.Notes = input.EmailDomains, input.Notes
}

// input returns what the audit log keeps of an organization.
func (o Organization) input() Input {
	return Input{
		Name: o.Name, ParentID: o.Parent(), ResponseAllotment: o.ResponseAllotment, BCCEmail: o.BCCEmail,
		AssessorName: o.AssessorName, AssessorEmail: o.AssessorEmail, Website: o.Website, City: o.City,
		EmailDomains: append([]string{}, o.EmailDomains...), Notes: o.Notes,
	}
}

func (o Organization) profile() Profile {
	return Profile{Website: o.Website, AssessorName: o.AssessorName, AssessorEmail: o.AssessorEmail, BCCEmail: o.BCCEmail, About: o.About, Privacy: o.Privacy}
}

// rootedPath returns the path below which children stand; "/" for no parent.
func (o Organization) rootedPath() string {
	if o.ID == 0 {
		return "/"
	}
	return o.Path
}

func subject(o Organization) audit.Subject {
	return audit.Subject{Kind: "organization", ID: o.ID, Name: o.Name}
}
