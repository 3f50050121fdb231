package users

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/store"
)

// Service makes, finds and changes users. It is safe for concurrent use.
type Service struct {
	store      *store.Store
	log        *audit.Log
	settings   *settings.Service
	dependents Dependents
}

// New returns the users of a site.
func New(s *store.Store, log *audit.Log, settings *settings.Service, dependents Dependents) *Service {
	return &Service{store: s, log: log, settings: settings, dependents: dependents}
}

var errNotFound = fault.New(fault.NotFound, "This user does not exist.")

// Load returns a user whoever asks; for the program's own use.
func (s *Service) Load(ctx context.Context, id int64) (User, error) {
	var u User
	err := s.store.Read(ctx).First(&u, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return User{}, errNotFound
	}
	if err != nil {
		return User{}, fmt.Errorf("find user: %w", err)
	}
	return u, nil
}

// Find returns a user within the scope. A manager finds managers of whom at
// least one organization is theirs; anybody else answers exactly as a missing
// user: a NotFound fault (SEC-33).
func (s *Service) Find(ctx context.Context, scope access.Scope, id int64) (User, error) {
	u, err := s.Load(ctx, id)
	if err != nil || scope.Kind() == access.Administrator {
		return u, err
	}
	condition, args := scope.OrganizationsSQL("o")
	var found []int64
	err = s.store.Read(ctx).Raw("SELECT uo.user_id FROM user_organizations uo CROSS JOIN organizations o ON o.id = uo.organization_id WHERE uo.user_id = ? AND "+condition+" LIMIT 1",
		append([]any{id}, args...)...).Scan(&found).Error
	if err != nil {
		return User{}, fmt.Errorf("find user: %w", err)
	}
	if len(found) == 0 || u.Type != Manager {
		return User{}, errNotFound
	}
	return u, nil
}

// Identify returns the user whose Email or Login is what somebody typed, and
// whether there is one. Both are compared folded (SEC-17).
func (s *Service) Identify(ctx context.Context, typed string) (User, bool, error) {
	var found []User
	err := s.store.Read(ctx).Raw("SELECT u.* FROM user_identifiers i JOIN users u ON u.id = i.user_id WHERE i.key = ?", store.Fold(typed)).Scan(&found).Error
	if err != nil {
		return User{}, false, fmt.Errorf("identify user: %w", err)
	}
	if len(found) == 0 {
		return User{}, false, nil
	}
	return found[0], true, nil
}

// InputOf returns the form of a user as it stands.
func (s *Service) InputOf(ctx context.Context, u User) (Input, error) {
	input := Input{Email: u.Email, Login: u.Login, FirstName: u.FirstName, LastName: u.LastName, Type: u.Type,
		Restrictions: append([]string{}, u.Restrictions...), OrganizationIDs: []int64{}, AssessmentIDs: []int64{}}
	db := s.store.Read(ctx)
	err := errors.Join(
		db.Raw("SELECT organization_id FROM user_organizations WHERE user_id = ? ORDER BY position, organization_id", u.ID).Scan(&input.OrganizationIDs).Error,
		db.Raw("SELECT assessment_id FROM user_assessments WHERE user_id = ? ORDER BY assessment_id", u.ID).Scan(&input.AssessmentIDs).Error,
	)
	if err != nil {
		return input, fmt.Errorf("read user: %w", err)
	}
	return input, nil
}

// Copy returns the form for a new user like this one: the same type,
// assessments, restrictions and organizations, and nothing of the person
// (USR-4).
func (s *Service) Copy(ctx context.Context, id int64) (Input, error) {
	u, err := s.Load(ctx, id)
	if err != nil {
		return Input{}, err
	}
	input, err := s.InputOf(ctx, u)
	input.Email, input.Login, input.FirstName, input.LastName = "", "", "", ""
	return input, err
}

// Create makes a user who can't sign in before an activation. giver is who
// makes them: a manager can give at most what they have (SEC-36).
//
// It returns an Invalid fault for the fields at fault; an Email or Login that
// somebody has already is one.
func (s *Service) Create(ctx context.Context, giver access.Scope, input Input) (User, error) {
	return s.create(ctx, giver, input, "")
}

// Register makes the first manager of an organization that registered itself,
// with the password hash made before. Nothing but input and the hash is taken
// over (SEC-22).
func (s *Service) Register(ctx context.Context, input Input, passwordHash string) (User, error) {
	return s.create(ctx, access.ForAdministrator(), input, passwordHash)
}

func (s *Service) create(ctx context.Context, giver access.Scope, input Input, passwordHash string) (User, error) {
	if err := input.Validate(); err != nil {
		return User{}, err
	}
	var u User
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		if err := s.withinGiver(ctx, giver, input); err != nil {
			return err
		}
		now := s.store.Now()
		u = User{CreatedAt: now, UpdatedAt: now, PasswordHash: passwordHash}
		if passwordHash != "" {
			u.PasswordSetAt = now
		}
		u.take(input)
		if err := s.store.Write(ctx).Create(&u).Error; err != nil {
			return fmt.Errorf("create user: %w", err)
		}
		if err := s.setIdentifiers(ctx, giver, u); err != nil {
			return err
		}
		if err := s.setGrants(ctx, u.ID, input); err != nil {
			return err
		}
		if err := s.log.Record(ctx, audit.Change{Action: "user.create", Subject: subject(u), After: input}); err != nil {
			return err
		}
		_, err := s.setAccess(ctx, giver, u, input)
		return err
	})
	return u, err
}

// Update changes a user. A manager can change only users who have no more than
// the manager has, and never their own record here.
func (s *Service) Update(ctx context.Context, giver access.Scope, id int64, input Input) (User, error) {
	if err := s.keepModelUser(ctx, id, func() string {
		switch {
		case input.Type != Manager:
			return "turned into an Individual"
		case len(unique(input.AssessmentIDs)) == 0:
			return "stripped of the last assessment"
		case len(unique(input.OrganizationIDs)) == 0:
			return "stripped of the last organization"
		}
		return ""
	}); err != nil {
		return User{}, err
	}
	if err := input.Validate(); err != nil {
		return User{}, err
	}
	var u User
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		var before Input
		var err error
		if u, before, err = s.changeable(ctx, giver, id); err != nil {
			return err
		}
		if err := refuseMeanwhile("user", input.Seen, u.UpdatedAt); err != nil {
			return err
		}
		if err := s.withinGiver(ctx, giver, input); err != nil {
			return err
		}
		if giver.Kind() != access.Administrator && u.PasswordHash != "" && store.Fold(input.Email) != u.EmailKey {
			// A forgotten password is replaced by a mail to this address: whoever
			// could change it could sign in as somebody else.
			const message = "This person signs in already, so only whoever runs this portal can change the address."
			return &fault.Error{Code: fault.Invalid, Message: message, Fields: map[string]string{"email": message}}
		}
		u.take(input)
		u.UpdatedAt = s.store.Now()
		columns := []string{"email", "email_key", "login", "login_key", "first_name", "last_name", "name_key", "type", "restrictions", "updated_at"}
		if err := s.store.Write(ctx).Select(columns).Where("id = ?", id).Updates(&u).Error; err != nil {
			return fmt.Errorf("update user: %w", err)
		}
		if err := s.setIdentifiers(ctx, giver, u); err != nil {
			return err
		}
		if before.Email != "" && store.Fold(before.Email) != u.EmailKey || before.Login != "" && store.Fold(before.Login) != u.LoginKey {
			if err := s.readdressed(ctx, id); err != nil {
				return err
			}
		}
		if err := s.setGrants(ctx, id, input); err != nil {
			return err
		}
		changed, err := s.setAccess(ctx, giver, u, input)
		if err != nil || changed && before.isAs(input) {
			return err
		}
		return s.log.Record(ctx, audit.Change{Action: "user.update", Subject: subject(u), Before: before, After: input})
	})
	return u, err
}

func (s *Service) readdressed(ctx context.Context, ids ...int64) error {
	if s.dependents.Readdressed == nil || len(ids) == 0 {
		return nil
	}
	return s.dependents.Readdressed(ctx, ids)
}

// setAccess writes affiliations and account roles where the input has them,
// and reports whether that changed anything. Only the administrator gives them.
func (s *Service) setAccess(ctx context.Context, giver access.Scope, u User, input Input) (changed bool, err error) {
	if giver.Kind() != access.Administrator {
		return false, nil
	}
	if input.Affiliations != nil {
		if changed, err = s.setAffiliations(ctx, u, input.Affiliations); err != nil {
			return false, err
		}
	}
	if input.AccountRoleIDs != nil {
		joined, err := s.setAccountRoles(ctx, u, input.AccountRoleIDs)
		return changed || joined, err
	}
	return changed, nil
}

// isAs reports whether two inputs say the same of everything but affiliations
// and account roles.
func (in Input) isAs(other Input) bool {
	return in.Email == other.Email && in.Login == other.Login && in.FirstName == other.FirstName && in.LastName == other.LastName && in.Type == other.Type &&
		slices.Equal(in.OrganizationIDs, other.OrganizationIDs) && slices.Equal(in.AssessmentIDs, other.AssessmentIDs) && slices.Equal(in.Restrictions, other.Restrictions)
}

// changeable returns a user whom the giver may change, as they stand.
func (s *Service) changeable(ctx context.Context, giver access.Scope, id int64) (User, Input, error) {
	u, err := s.Find(ctx, giver, id)
	if err != nil {
		return User{}, Input{}, err
	}
	before, err := s.InputOf(ctx, u)
	if err != nil || giver.Kind() == access.Administrator {
		return u, before, err
	}
	if id == giver.UserID() {
		return u, before, fault.New(fault.Forbidden, "Your own access can't be changed here. Ask another manager or the administrator.")
	}
	more, err := s.hasPortalRights(ctx, id)
	if err != nil {
		return u, before, err
	}
	if more || s.withinGiver(ctx, giver, before) != nil {
		return u, before, fault.New(fault.Forbidden, fmt.Sprintf("%s has more access than you. Ask the administrator.", u.Name()))
	}
	return u, before, nil
}

// hasPortalRights reports whether somebody has an account role or an
// affiliation. Those are the administrator's to give, and no manager has them
// to give: whoever could change the person's address, name or second factor
// could sign contracts as them (SEC-36, SEC-42).
func (s *Service) hasPortalRights(ctx context.Context, id int64) (bool, error) {
	var has bool
	err := s.store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM account_role_members WHERE user_id = ?) OR EXISTS (SELECT 1 FROM affiliations WHERE user_id = ?)", id, id).Scan(&has).Error
	if err != nil {
		return false, fmt.Errorf("look for portal rights: %w", err)
	}
	return has, nil
}

// withinGiver refuses what the giver can't give: organizations or assessments
// outside their scope, or fewer restrictions than their own.
func (s *Service) withinGiver(ctx context.Context, giver access.Scope, input Input) error {
	if giver.Kind() == access.Administrator {
		return s.refuseMissing(ctx, input)
	}
	var fields fault.Fields
	fields.Require(input.Type == Manager, "type", "Only Assessment Managers can be made here.")
	condition, args := giver.OrganizationsSQL("o")
	var within int64
	err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM organizations o WHERE o.id IN ? AND o.status = 'active' AND "+condition, append([]any{input.OrganizationIDs}, args...)...).Scan(&within).Error
	if err != nil {
		return fmt.Errorf("check organizations: %w", err)
	}
	fields.Require(within == int64(len(input.OrganizationIDs)), "organizationIds", "Choose from your own organizations.")
	for _, id := range input.AssessmentIDs {
		fields.Require(giver.SeesAssessment(id), "assessmentIds", "Choose from your own assessments.")
	}
	for _, name := range giver.Restrictions().Names() {
		fields.Require(slices.Contains(input.Restrictions, name), "restrictions", "A restriction that is on you stays on those you invite.")
	}
	return fields.Err()
}

func (s *Service) refuseMissing(ctx context.Context, input Input) error {
	var fields fault.Fields
	for field, check := range map[string]struct {
		table string
		ids   []int64
	}{"organizationIds": {"organizations", input.OrganizationIDs}, "assessmentIds": {"assessments", input.AssessmentIDs}} {
		if len(check.ids) == 0 {
			continue
		}
		var there int64
		if err := s.store.Read(ctx).Table(check.table).Where("id IN ?", check.ids).Count(&there).Error; err != nil {
			return fmt.Errorf("check %s: %w", check.table, err)
		}
		fields.Require(there == int64(len(check.ids)), field, "One of these does not exist any more. Choose again.")
	}
	return fields.Err()
}

// setIdentifiers claims the user's Email and Login in the one name space that
// both share (USR-1). To a giver who doesn't see the one who has it, the refusal
// doesn't say that there is one (SEC-33).
func (s *Service) setIdentifiers(ctx context.Context, giver access.Scope, u User) error {
	db := s.store.Write(ctx)
	if err := db.Exec("DELETE FROM user_identifiers WHERE user_id = ?", u.ID).Error; err != nil {
		return fmt.Errorf("set identifiers: %w", err)
	}
	var fields fault.Fields
	claim := func(key, kind, message string) error {
		if key == "" {
			return nil
		}
		result := db.Exec("INSERT INTO user_identifiers (key, user_id, kind) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING", key, u.ID, kind)
		if result.Error != nil {
			return fmt.Errorf("set identifiers: %w", result.Error)
		}
		if result.RowsAffected == 0 {
			seen, err := s.seesHolder(ctx, giver, key)
			if err != nil {
				return err
			}
			if !seen {
				message = TakenElsewhere
			}
			fields.Add(kind, message)
		}
		return nil
	}
	if err := claim(u.EmailKey, "email", "Another user has this email already."); err != nil {
		return err
	}
	if u.LoginKey != u.EmailKey {
		if err := claim(u.LoginKey, "login", "Another user has this login already."); err != nil {
			return err
		}
	}
	return fields.Err()
}

// TakenElsewhere refuses an email or login to somebody who may not know why.
const TakenElsewhere = "This can't be used here. Ask whoever runs this portal."

// seesHolder reports whether the giver may see the user who has an identifier.
func (s *Service) seesHolder(ctx context.Context, giver access.Scope, key string) (bool, error) {
	var holder int64
	if err := s.store.Read(ctx).Raw("SELECT user_id FROM user_identifiers WHERE key = ?", key).Scan(&holder).Error; err != nil {
		return false, fmt.Errorf("find identifier: %w", err)
	}
	_, err := s.Find(ctx, giver, holder)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// setGrants writes the user's organizations and assessments, each list with
// one statement.
func (s *Service) setGrants(ctx context.Context, id int64, input Input) error {
	type organization struct {
		UserID, OrganizationID int64
		Position               int
	}
	type assessment struct{ UserID, AssessmentID int64 }
	var organizations []organization
	for i, organizationID := range input.OrganizationIDs {
		organizations = append(organizations, organization{id, organizationID, i})
	}
	var assessments []assessment
	for _, assessmentID := range input.AssessmentIDs {
		assessments = append(assessments, assessment{id, assessmentID})
	}
	db := s.store.Write(ctx)
	err := errors.Join(
		db.Exec("DELETE FROM user_organizations WHERE user_id = ?", id).Error,
		db.Exec("DELETE FROM user_assessments WHERE user_id = ?", id).Error,
	)
	if err == nil && len(organizations) > 0 {
		err = db.Table("user_organizations").CreateInBatches(organizations, 500).Error
	}
	if err == nil && len(assessments) > 0 {
		err = db.Table("user_assessments").CreateInBatches(assessments, 500).Error
	}
	if err != nil {
		return fmt.Errorf("set organizations and assessments: %w", err)
	}
	return nil
}

func (u *User) take(input Input) {
	u.Email, u.EmailKey = input.Email, store.Fold(input.Email)
	u.Login, u.LoginKey = input.Login, store.Fold(input.Login)
	u.FirstName, u.LastName = input.FirstName, input.LastName
	u.NameKey = store.Fold(input.LastName + " " + input.FirstName)
	u.Type, u.Restrictions = input.Type, input.Restrictions
}

func subject(u User) audit.Subject {
	return audit.Subject{Kind: "user", ID: u.ID, Name: u.Name()}
}
