package contracts

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"portico/backend/access"
	"portico/backend/fault"
)

// Obstacle is why a document that is being written would not be signed.
type Obstacle struct {
	IsFinal bool   // the line can't be filled at all, so that sending is refused
	Detail  string // what it is, in one sentence
	Button  string // what mends it
	To      string // the interface's address of it
}

// tied is somebody of a document's organization, as far as signing goes.
type tied struct {
	UserID       int64
	Name         string
	IsAffiliated bool
	IsManagement bool
	IsSuspended  bool
	HasRights    bool
	HasPassword  bool
	Roles        string
}

func (t tied) hand() hand {
	h := hand{UserID: t.UserID}
	for text := range strings.SplitSeq(t.Roles, ",") {
		if id, err := strconv.ParseInt(text, 10, 64); err == nil {
			h.RoleIDs = append(h.RoleIDs, id)
		}
	}
	return h
}

// mostTied is how many people are looked at to say whether there are enough.
const mostTied = MaxSigners * MaxNeeded

// tied returns people as an organization has them: those of a condition on the
// users u with their affiliation a, which can be missing.
func (s *Service) tied(ctx context.Context, organizationID int64, condition string, args ...any) ([]tied, error) {
	var found []tied
	err := s.Store.Read(ctx).Raw(`SELECT u.id AS user_id, `+personName+` AS name, a.id IS NOT NULL AS is_affiliated, u.is_suspended, u.password_hash <> '' AS has_password,
		EXISTS (SELECT 1 FROM affiliation_roles ar CROSS JOIN organizational_roles x ON x.id = ar.role_id WHERE ar.affiliation_id = a.id AND x.is_management = 1) AS is_management,
		`+hasRight(access.PortalLogin)+" AND "+hasRight(access.ViewDocuments)+" AND "+hasRight(access.SignDocuments)+` AS has_rights,
		COALESCE((SELECT group_concat(ar.role_id) FROM affiliation_roles ar WHERE ar.affiliation_id = a.id), '') AS roles
		FROM users u LEFT JOIN affiliations a ON a.user_id = u.id AND a.organization_id = ? WHERE `+condition+" ORDER BY u.id LIMIT ?", append(append([]any{organizationID}, args...), mostTied)...).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("find who could sign: %w", err)
	}
	return found, nil
}

// Obstacles says of a document that is being written which of its lines nobody
// can fill, for good or as things stand, each with what mends it. What is not
// to be signed, or not being written, has none.
func (s *Service) Obstacles(ctx context.Context, id int64) ([]Obstacle, error) {
	d, err := s.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.obstacles(ctx, d)
}

func (s *Service) obstacles(ctx context.Context, d Document) ([]Obstacle, error) {
	if !d.IsWritten() || !d.Next.IsSignable {
		return nil, nil
	}
	lines, err := s.Signers(ctx, d.ID, 0)
	if err != nil {
		return nil, err
	}
	organization, err := s.Organizations.Find(ctx, access.ForAdministrator(), d.OrganizationID)
	if err != nil {
		return nil, err
	}
	named, err := s.namedObstacles(ctx, d, lines, organization.Name)
	if err != nil {
		return nil, err
	}
	roles, unfit, err := s.roleObstacles(ctx, d, lines, organization.Name)
	if err != nil {
		return nil, err
	}
	short, err := s.shortages(ctx, d, lines, unfit, organization.Name)
	found := slices.Concat(named, roles, short)
	slices.SortStableFunc(found, func(a, b Obstacle) int { return rank(b.IsFinal) - rank(a.IsFinal) })
	return found, err
}

func rank(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// namedObstacles looks at the people that lines name.
func (s *Service) namedObstacles(ctx context.Context, d Document, lines []Signer, organization string) ([]Obstacle, error) {
	var ids []int64
	for _, one := range lines {
		if one.Kind == Person {
			ids = append(ids, one.UserID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	people, err := s.tied(ctx, d.OrganizationID, "u.id IN ?", ids)
	if err != nil {
		return nil, err
	}
	var found []Obstacle
	for _, one := range people {
		if !one.IsAffiliated {
			found = append(found, Obstacle{IsFinal: true, Detail: fmt.Sprintf("%s is not affiliated with %s, so their signature can never come. Add the affiliation, or choose somebody else.", one.Name, organization),
				Button: "Add affiliation", To: fmt.Sprintf("/users/%d?tab=affiliations&edit=yes", one.UserID)})
			continue
		}
		if lacks := one.lacks(); len(lacks) > 0 {
			found = append(found, Obstacle{Detail: fmt.Sprintf("%s can't sign yet: %s.", one.Name, strings.Join(lacks, ", ")), Button: "Open readiness", To: fmt.Sprintf("/users/%d?tab=readiness", one.UserID)})
		}
	}
	return found, nil
}

// lacks says what somebody who is affiliated still needs.
func (t tied) lacks() []string {
	var words []string
	for _, one := range []struct {
		missing bool
		words   string
	}{
		{t.IsSuspended, "the account is suspended"}, {!t.IsManagement, "no management role there"}, {!t.HasRights, "no right to sign in, to view or to sign"}, {!t.HasPassword, "never signed in"},
	} {
		if one.missing {
			words = append(words, one.words)
		}
	}
	return words
}

// roleObstacles looks at the roles of lines: whoever signs needs a management
// role, and one that is none is enough only for somebody who has both. unfit
// are the roles that nobody can sign for.
func (s *Service) roleObstacles(ctx context.Context, d Document, lines []Signer, organization string) (found []Obstacle, unfit []int64, err error) {
	var ids []int64
	for _, one := range lines {
		if one.Kind == Role {
			ids = append(ids, one.RoleID)
		}
	}
	if len(ids) == 0 {
		return nil, nil, nil
	}
	var roles []struct {
		ID   int64
		Name string
	}
	err = s.Store.Read(ctx).Raw(`SELECT o.id, o.name FROM organizational_roles o WHERE o.id IN ? AND o.is_management = 0 AND NOT EXISTS (
		SELECT 1 FROM affiliations a CROSS JOIN affiliation_roles ar ON ar.affiliation_id = a.id CROSS JOIN affiliation_roles br ON br.affiliation_id = a.id CROSS JOIN organizational_roles x ON x.id = br.role_id
		WHERE a.organization_id = ? AND ar.role_id = o.id AND x.is_management = 1) ORDER BY o.name`, ids, d.OrganizationID).Scan(&roles).Error
	if err != nil {
		return nil, nil, fmt.Errorf("look at roles of document: %w", err)
	}
	for _, one := range roles {
		unfit = append(unfit, one.ID)
		found = append(found, Obstacle{IsFinal: true, Detail: fmt.Sprintf("“%s” is no management role, and nobody at %s who has it has one besides, so nobody can sign for it. Mark it as a management role, or choose another.", one.Name, organization),
			Button: "Open roles", To: "/system/organizational-roles"})
	}
	return found, unfit, nil
}

// mustBeFillable refuses to send what can never be completed.
func (s *Service) mustBeFillable(ctx context.Context, d Document) error {
	found, err := s.obstacles(ctx, d)
	if err != nil {
		return err
	}
	var words []string
	for _, one := range found {
		if one.IsFinal {
			words = append(words, one.Detail)
		}
	}
	if len(words) == 0 {
		return nil
	}
	said := strings.Join(words, " ")
	return &fault.Error{Code: fault.Invalid, Message: said, Fields: map[string]string{"signers": said}}
}
