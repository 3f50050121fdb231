package users

import (
	"context"
	"fmt"
	"time"

	"portico/backend/store"
)

// CountsByAssessment returns how many users were given each assessment.
func (s *Service) CountsByAssessment(ctx context.Context) (map[int64]int64, error) {
	var rows []struct{ AssessmentID, Count int64 }
	if err := s.store.Read(ctx).Raw("SELECT assessment_id, COUNT(*) AS count FROM user_assessments GROUP BY assessment_id").Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("count users by assessment: %w", err)
	}
	counts := make(map[int64]int64, len(rows))
	for _, row := range rows {
		counts[row.AssessmentID] = row.Count
	}
	return counts, nil
}

// Figures counts the users of the site.
type Figures struct {
	Managers          int64 // Assessment Managers
	HiddenSettings    int64 // those with Hide Organization Settings
	SignedInSince     int64
	SuspendedOrLocked int64
	Locked            int64
	HasActive         bool // at least one Assessment Manager has a password
	HasActivation     bool // at least one activation was made
}

// Figures returns the counts for the administrator's Home. Each is at most
// store.CountLimit + 1.
func (s *Service) Figures(ctx context.Context, since time.Time) (Figures, error) {
	var figures Figures
	// Each part goes along an index of its own; the last two share no user.
	err := s.store.Read(ctx).Raw(`SELECT
		(SELECT COUNT(*) FROM (SELECT 1 FROM users WHERE type = 'manager' LIMIT @most)) AS managers,
		(SELECT COUNT(*) FROM (SELECT 1 FROM users INDEXED BY users_hidden_settings WHERE type = 'manager' AND instr(restrictions, '"hide_organization_settings"') > 0 LIMIT @most)) AS hidden_settings,
		(SELECT COUNT(*) FROM (SELECT 1 FROM users WHERE last_sign_in_at >= @since LIMIT @most)) AS signed_in_since,
		(SELECT COUNT(*) FROM (SELECT 1 FROM users WHERE is_suspended = 1
			UNION ALL SELECT 1 FROM users WHERE locked_until > @now AND is_suspended = 0 LIMIT @most)) AS suspended_or_locked,
		(SELECT COUNT(*) FROM (SELECT 1 FROM users WHERE locked_until > @now LIMIT @most)) AS locked,
		EXISTS (SELECT 1 FROM users INDEXED BY users_name WHERE type = 'manager' AND has_password = 1) AS has_active,
		EXISTS (SELECT 1 FROM activations) AS has_activation`,
		map[string]any{"most": store.CountLimit + 1, "since": store.At(since), "now": s.store.Now()}).Scan(&figures).Error
	if err != nil {
		return figures, fmt.Errorf("count users: %w", err)
	}
	return figures, nil
}

// SignerFigures say how far the signers of the site have come (SGN-4).
type SignerFigures struct {
	Signers       int64 // at most store.CountLimit + 1
	Individuals   bool  // there is at least one Individual …
	Affiliated    bool  // … signer with a management role in an affiliation
	HasLoginRight bool  // … signer whom an account role lets in and sign
	HasActivation bool  // … signer who has a password, or a code for one
	Ready         int64 // at most store.CountLimit + 1
	LoginRoles    int64 // account roles with Partner Portal Login
}

// SignerFigures returns them for the administrator's Home, each along an index
// of its own.
func (s *Service) SignerFigures(ctx context.Context) (SignerFigures, error) {
	var figures SignerFigures
	const signers = "users INDEXED BY users_signers WHERE signer_gaps IS NOT NULL"
	err := s.store.Read(ctx).Raw(`SELECT
		(SELECT COUNT(*) FROM (SELECT 1 FROM `+signers+` LIMIT @most)) AS signers,
		(SELECT COUNT(*) FROM (SELECT 1 FROM `+signers+` AND signer_gaps = 0 LIMIT @most)) AS ready,
		EXISTS (SELECT 1 FROM users WHERE type = 'individual') AS individuals,
		EXISTS (SELECT 1 FROM `+signers+` AND signer_gaps & @ties = 0) AS affiliated,
		EXISTS (SELECT 1 FROM `+signers+` AND signer_gaps & @rights = 0) AS has_login_right,
		EXISTS (SELECT 1 FROM `+signers+` AND signer_gaps & @password = 0) OR
			EXISTS (SELECT 1 FROM activations a CROSS JOIN users u ON u.id = a.user_id WHERE u.signer_gaps IS NOT NULL) AS has_activation,
		(SELECT COUNT(*) FROM account_roles WHERE instr(rights, '"partner_portal_login"') > 0) AS login_roles`,
		map[string]any{"most": store.CountLimit + 1, "ties": NoAffiliation | NoManagementRole, "rights": NoLoginRight | NoSigningRight, "password": NotActivated}).Scan(&figures).Error
	if err != nil {
		return figures, fmt.Errorf("count signers: %w", err)
	}
	return figures, nil
}

// InUse returns what keeps an organization from being deleted, in words, or
// nothing.
func (s *Service) InUse(ctx context.Context, organizationID int64) ([]string, error) {
	var count struct{ Users, Affiliations int64 }
	err := s.store.Read(ctx).Raw(`SELECT (SELECT COUNT(*) FROM user_organizations WHERE organization_id = @id) AS users,
		(SELECT COUNT(*) FROM affiliations WHERE organization_id = @id) AS affiliations`, map[string]any{"id": organizationID}).Scan(&count).Error
	if err != nil {
		return nil, fmt.Errorf("count users of organization: %w", err)
	}
	var uses []string
	if count.Users > 0 {
		uses = append(uses, plural(count.Users, "1 user", "%d users"))
	}
	if count.Affiliations > 0 {
		uses = append(uses, plural(count.Affiliations, "1 affiliation", "%d affiliations"))
	}
	return uses, nil
}
