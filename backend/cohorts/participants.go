package cohorts

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/store"
)

// defaultRoles are those of a 360 whose organization has no roles of its own.
func defaultRoles() []string { return []string{"Manager", "Peer", "Direct report"} }

// roles returns the roles that participants of a cohort can have.
func (s *Service) roles(ctx context.Context, c Cohort, organization organizations.Organization) ([]string, error) {
	if c.Type == Single {
		return []string{}, nil
	}
	own, err := s.Responses.RolesFor(ctx, organization)
	if err != nil || c.Type == Group {
		return own, err
	}
	if len(own) == 0 {
		own = defaultRoles()
	}
	return append([]string{Self}, slices.DeleteFunc(own, isSelf)...), nil
}

func isSelf(role string) bool { return store.Fold(role) == store.Fold(Self) }

// Participant is somebody to take part.
type Participant struct {
	FirstName   string
	LastName    string
	Email       string
	Role        string // one of Overview.Roles; a 360 needs one
	Classifiers responses.Classes
}

// Invite takes somebody into a cohort, and with mail sends the invitation. The
// subject of a 360 takes part as Self, once; of a Single Respondent only the
// subject takes part, any number of times.
//
// It returns an Invalid fault for the fields firstName, lastName, email, role
// and classifiers, a Conflict one where the cohort is closed, full, or has
// somebody with this email already, and a Forbidden one as Responses.Invite
// and Add do. Without mail it is refused where answers are shown together only:
// whoever has the link can see what is answered through it.
func (s *Service) Invite(ctx context.Context, scope access.Scope, id int64, p Participant, mail bool) (responses.Made, error) {
	if err := s.enter(ctx, scope); err != nil {
		return responses.Made{}, err
	}
	var made responses.Made
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		c, err := s.find(ctx, scope, id)
		if err != nil {
			return err
		}
		if err := s.admit(ctx, &c); err != nil {
			return err
		}
		organization, err := s.Organizations.Find(ctx, scope, c.OrganizationID)
		if err != nil {
			return err
		}
		if err := s.place(ctx, c, organization, &p); err != nil {
			return err
		}
		if !mail && c.IsHeldBack(p.Role) {
			return fault.New(fault.Forbidden, NoLinkByHand)
		}
		made, err = s.enrol(ctx, scope, c, p, mail)
		return err
	})
	return made, err
}

// admit refuses a cohort that is closed or full. It holds the cohort's row
// until the transaction ends, so that of two who take the last place one is
// refused.
func (s *Service) admit(ctx context.Context, c *Cohort) error {
	now := s.Store.Now()
	if c.IsClosed(now) {
		return fault.New(fault.Conflict, "This cohort is closed. Give it a later closing day first.")
	}
	if err := s.Store.Write(ctx).Exec("UPDATE cohorts SET updated_at = ? WHERE id = ?", now, c.ID).Error; err != nil {
		return fmt.Errorf("hold cohort: %w", err)
	}
	full, err := s.isFull(ctx, *c)
	if err == nil && full {
		err = fault.New(fault.Conflict, fmt.Sprintf("This cohort is full: it takes %d responses at most.", c.most()))
	}
	return err
}

// isFull reports whether a cohort takes nobody else.
func (s *Service) isFull(ctx context.Context, c Cohort) (bool, error) {
	var taken int
	err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM responses WHERE cohort_id = ? AND state IN ('invited', 'in_progress', 'completed')", c.ID).Scan(&taken).Error
	if err != nil {
		return false, fmt.Errorf("count responses of cohort: %w", err)
	}
	return taken >= c.most(), nil
}

func (c Cohort) most() int {
	if c.Maximum != nil {
		return *c.Maximum
	}
	return MaxResponses
}

// place checks the role, and that nobody is asked twice.
func (s *Service) place(ctx context.Context, c Cohort, organization organizations.Organization, p *Participant) error {
	if c.Type == Single {
		p.FirstName, p.LastName, p.Email, p.Role = c.SubjectFirstName, c.SubjectLastName, c.SubjectEmail, ""
		return nil
	}
	roles, err := s.roles(ctx, c, organization)
	if err != nil {
		return err
	}
	fields := &fault.Fields{}
	if p.Role = store.Clean(p.Role); p.Role != "" {
		at := slices.IndexFunc(roles, func(role string) bool { return store.Fold(role) == store.Fold(p.Role) })
		if at < 0 {
			fields.Add("role", "Choose a role from the list.")
		} else {
			p.Role = roles[at]
		}
	}
	fields.Require(p.Role != "" || c.Type != Around, "role", "Say in which role this person answers.")
	if err := fields.Err(); err != nil {
		return err
	}
	if c.Type == Around && p.Role == Self {
		p.FirstName, p.LastName, p.Email = c.SubjectFirstName, c.SubjectLastName, c.SubjectEmail
		return s.refuseTwice(ctx, c, "role = ?", Self, c.Subject()+" answers as Self already.")
	}
	if email := store.Clean(p.Email); email != "" {
		return s.refuseTwice(ctx, c, "lower(email) = lower(?)", email, email+" takes part already.")
	}
	return nil
}

func (s *Service) refuseTwice(ctx context.Context, c Cohort, condition, value, message string) error {
	var there []int64
	err := s.Store.Read(ctx).Raw("SELECT id FROM responses WHERE cohort_id = ? AND state IN ('invited', 'in_progress', 'completed') AND "+condition+" LIMIT 1", c.ID, value).Scan(&there).Error
	if err != nil {
		return fmt.Errorf("look for participant: %w", err)
	}
	if len(there) > 0 {
		return fault.New(fault.Conflict, message)
	}
	return nil
}

func (s *Service) enrol(ctx context.Context, scope access.Scope, c Cohort, p Participant, mail bool) (responses.Made, error) {
	return s.Responses.Enrol(ctx, scope, responses.Input{
		OrganizationID: c.OrganizationID, AssessmentID: c.AssessmentID, FirstName: p.FirstName, LastName: p.LastName, Email: p.Email,
		Language: c.Language, ExpiresAt: c.ClosesAt, Classifiers: p.Classifiers,
	}, c.membership(p.Role, s.Store.Now()), mail)
}

func (c Cohort) membership(role string, now store.Time) responses.Membership {
	return responses.Membership{
		CohortID: c.ID, VersionID: c.VersionID, Role: role, IsAnonymous: c.IsHeldBack(role),
		Drivers: c.Drivers, RemindAt: c.remindAt(now),
	}
}

// Participants returns a stretch of the responses of a cohort within the
// scope.
func (s *Service) Participants(ctx context.Context, scope access.Scope, id int64, query responses.Query) (store.Page[responses.Row], error) {
	if _, err := s.Find(ctx, scope, id); err != nil {
		return store.Page[responses.Row]{}, err
	}
	query.CohortID = id
	return s.Responses.List(ctx, scope, query)
}

// Reminded is what became of a round of reminders.
type Reminded struct {
	Sent    int
	Skipped int // without an email address, never invited, or written to less than responses.QuietTime ago
}

// RemindAll reminds everybody who was invited and has not answered. It returns
// a Conflict fault where the cohort is closed, and a Forbidden one with No
// resending of invitations.
func (s *Service) RemindAll(ctx context.Context, scope access.Scope, id int64) (Reminded, error) {
	var reminded Reminded
	c, err := s.Find(ctx, scope, id)
	if err != nil {
		return reminded, err
	}
	if c.IsClosed(s.Store.Now()) {
		return reminded, fault.New(fault.Conflict, "This cohort is closed. Give it a later closing day first.")
	}
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		var waiting []responses.Response
		if err := s.Store.Read(ctx).Raw("SELECT * FROM responses WHERE cohort_id = ? AND state IN ('invited', 'in_progress') ORDER BY id", id).Scan(&waiting).Error; err != nil {
			return fmt.Errorf("find who has not answered: %w", err)
		}
		quiet := s.Store.Now().Add(-responses.QuietTime)
		for _, r := range waiting {
			if r.Email == "" || r.SentAt.IsZero() || r.SentAt.After(quiet.Time) || r.RemindedAt.After(quiet.Time) {
				reminded.Skipped++
				continue
			}
			if _, err := s.Responses.Remind(ctx, scope, r.ID); err != nil {
				return err
			}
			reminded.Sent++
		}
		return s.Log.Record(ctx, audit.Change{Action: "cohort.remind", Subject: c.subject(), After: map[string]any{"sent": reminded.Sent, "skipped": reminded.Skipped}})
	})
	if err != nil {
		return Reminded{}, err
	}
	return reminded, nil
}
