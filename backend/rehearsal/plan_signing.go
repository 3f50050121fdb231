package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"portico/backend/access"
	"portico/backend/settings"
	"portico/backend/store"
)

// mostLines is how many lines of documents that wait are looked at; a site may
// have thousands.
const mostLines = 200

// signing is what signing depends on, as the administrator set it up.
type signing struct {
	role       accountRole // that the test signers get; zero when none lets anybody sign
	fullest    accountRole // with the most members, of those that let somebody sign in
	management named       // zero when no organizational role is one
	ordinary   named       // an organizational role that is none; zero without one
	stuck      []stuckLine
	foreign    foreignDocument
}

type named struct {
	ID   int64
	Name string
}

type accountRole struct {
	ID      int64
	Name    string
	Rights  store.Strings
	Members int64
}

func (a accountRole) gives(rights ...access.Right) bool {
	for _, right := range rights {
		if !slices.Contains(a.Rights, string(right)) {
			return false
		}
	}
	return true
}

// letsSign reports whether a role gives all that somebody needs to sign.
func (a accountRole) letsSign() bool {
	return a.gives(access.PortalLogin, access.ViewDocuments, access.SignDocuments)
}

// foreignDocument is a document of the site itself, that no test signer may
// see; zero for none.
type foreignDocument struct {
	ID    int64
	Title string
}

// stuckLine is a line of who must sign a document that waits, for which too few
// are ready.
type stuckLine struct {
	DocumentID   int64
	Title        string
	Organization string
	Kind         string
	UserID       int64
	Name         string // of the person
	Role         string
	Lacking      int // signatures that are missing
	Ready        int // people who could give one
	gaps         []string
}

// signerRequiresCode reports whether signers must have a second factor.
func (p *plan) signerRequiresCode() bool { return p.users.TwoFactor == settings.TwoFactorEverybody }

// readSigning reads what signing depends on, from the rows.
func (p *plan) readSigning(ctx context.Context, s *store.Store) error {
	if !p.general.UseContracts {
		return nil
	}
	db := s.Read(ctx)
	var roles []accountRole
	err := errors.Join(
		db.Raw("SELECT r.id, r.name, r.rights, (SELECT COUNT(*) FROM account_role_members m WHERE m.role_id = r.id) AS members FROM account_roles r ORDER BY members DESC, r.id").Scan(&roles).Error,
		db.Raw("SELECT id, name FROM organizational_roles WHERE is_management = 1 ORDER BY id LIMIT 1").Scan(&p.signing.management).Error,
		db.Raw("SELECT id, name FROM organizational_roles WHERE is_management = 0 ORDER BY id LIMIT 1").Scan(&p.signing.ordinary).Error,
		db.Raw(`SELECT d.id, v.title FROM documents d CROSS JOIN document_versions v ON v.document_id = d.id AND v.number = d.version
			WHERE d.version > 0 ORDER BY d.created_at DESC, d.id DESC LIMIT 1`).Scan(&p.signing.foreign).Error,
	)
	if err != nil {
		return fmt.Errorf("read roles of signers: %w", err)
	}
	for _, role := range roles {
		if p.signing.fullest.ID == 0 && role.gives(access.PortalLogin) {
			p.signing.fullest = role
		}
		if p.signing.role.ID == 0 && role.letsSign() {
			p.signing.role = role
		}
	}
	return p.readStuck(ctx, s)
}

// holds is the condition that an account role gives a user u a right.
func holds(right access.Right) string {
	return `EXISTS (SELECT 1 FROM account_role_members m JOIN account_roles x ON x.id = m.role_id JOIN json_each(x.rights) j ON j.value = '` + string(right) + `' WHERE m.user_id = u.id)`
}

const (
	isManagement = "EXISTS (SELECT 1 FROM affiliation_roles ar JOIN organizational_roles g ON g.id = ar.role_id WHERE ar.affiliation_id = a.id AND g.is_management = 1)"
	canEnter     = "(u.password_hash <> '' OR EXISTS (SELECT 1 FROM activations x WHERE x.user_id = u.id AND x.used_at IS NULL AND x.expires_at > @now))"
)

// readStuck finds the documents that wait for signatures that nobody who is
// ready can give. Somebody with an activation that is still good counts as
// ready: they come in with it.
func (p *plan) readStuck(ctx context.Context, s *store.Store) error {
	arguments := map[string]any{"now": s.Now(), "most": mostLines}
	err := s.Read(ctx).Raw(`SELECT * FROM (SELECT d.id AS document_id, v.title, o.name AS organization, l.kind, COALESCE(l.user_id, 0) AS user_id, COALESCE(q.name, '') AS role, l.needed - l.signed AS lacking,
			COALESCE((SELECT COALESCE(NULLIF(TRIM(n.first_name || ' ' || n.last_name), ''), n.email) FROM users n WHERE n.id = l.user_id), '') AS name,
			(SELECT COUNT(*) FROM affiliations a JOIN users u ON u.id = a.user_id WHERE a.organization_id = d.organization_id AND u.is_suspended = 0
				AND (l.kind = 'anyone' OR u.id = l.user_id OR l.role_id IN (SELECT ar.role_id FROM affiliation_roles ar WHERE ar.affiliation_id = a.id))
				AND (d.is_limited = 0 OR EXISTS (SELECT 1 FROM document_limits x WHERE x.document_id = d.id AND (x.user_id = u.id OR x.role_id IN (SELECT ar.role_id FROM affiliation_roles ar WHERE ar.affiliation_id = a.id))))
				AND NOT EXISTS (SELECT 1 FROM signatures g WHERE g.version_id = v.id AND g.user_id = u.id AND g.withdrawn_at IS NULL)
				AND `+isManagement+" AND "+holds(access.PortalLogin)+" AND "+holds(access.ViewDocuments)+" AND "+holds(access.SignDocuments)+" AND "+canEnter+`) AS ready
		FROM document_signers l JOIN documents d ON d.id = l.document_id AND d.version = l.version AND d.state = 'sent' AND d.is_signable = 1
			JOIN document_versions v ON v.document_id = d.id AND v.number = d.version JOIN contracts c ON c.id = d.contract_id AND c.is_archived = 0
			JOIN organizations o ON o.id = d.organization_id AND o.status = 'active' LEFT JOIN organizational_roles q ON q.id = l.role_id
		WHERE l.is_open = 1 ORDER BY d.id DESC, l.position LIMIT @most) WHERE ready < lacking`, arguments).Scan(&p.signing.stuck).Error
	if err != nil {
		return fmt.Errorf("find documents without signers: %w", err)
	}
	for i := range p.signing.stuck {
		if one := &p.signing.stuck[i]; one.UserID != 0 {
			if err := one.readGaps(ctx, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// readGaps finds what the person lacks who must sign.
func (l *stuckLine) readGaps(ctx context.Context, s *store.Store) error {
	var found struct {
		Suspended, Affiliated, Management, Login, Viewing, Signing, Enters bool
		Roles                                                              string
	}
	err := s.Read(ctx).Raw(`SELECT u.is_suspended AS suspended, EXISTS (SELECT 1 FROM affiliations a WHERE a.user_id = u.id AND a.organization_id = d.organization_id) AS affiliated,
			EXISTS (SELECT 1 FROM affiliations a WHERE a.user_id = u.id AND a.organization_id = d.organization_id AND `+isManagement+`) AS management,
			`+holds(access.PortalLogin)+" AS login, "+holds(access.ViewDocuments)+" AS viewing, "+holds(access.SignDocuments)+" AS signing, "+canEnter+` AS enters,
			COALESCE((SELECT GROUP_CONCAT('“' || r.name || '”', ', ') FROM account_role_members m JOIN account_roles r ON r.id = m.role_id WHERE m.user_id = u.id), '') AS roles
		FROM users u, documents d WHERE u.id = @user AND d.id = @document`, map[string]any{"now": s.Now(), "user": l.UserID, "document": l.DocumentID}).Scan(&found).Error
	if err != nil {
		return fmt.Errorf("find what a signer lacks: %w", err)
	}
	through := "is in no account role"
	if found.Roles != "" {
		through = "gets no %s from " + found.Roles
	}
	add := func(missing bool, words string) {
		if missing && !slices.Contains(l.gaps, words) {
			l.gaps = append(l.gaps, words)
		}
	}
	right := func(name string) string {
		if found.Roles == "" {
			return through
		}
		return fmt.Sprintf(through, name)
	}
	add(found.Suspended, "is suspended")
	add(!found.Affiliated, "is not affiliated with "+l.Organization)
	add(found.Affiliated && !found.Management, "has no management role at "+l.Organization)
	add(!found.Login, right("Partner Portal Login"))
	add(!found.Viewing, right("View contract documents"))
	add(!found.Signing, right("Sign contract documents"))
	add(!found.Enters, "has no password, and no code that is still good")
	return nil
}

// words says what is wrong with a document that nobody can sign.
func (l stuckLine) words() string {
	switch {
	case l.UserID != 0 && len(l.gaps) > 0:
		return fmt.Sprintf("“%s” waits for %s, who %s, and so can't sign it.", l.Title, l.Name, strings.Join(l.gaps, ", and "))
	case l.UserID != 0:
		return fmt.Sprintf("“%s” waits for %s, but is limited to others, and so can't be signed.", l.Title, l.Name)
	case l.Kind == "role":
		return fmt.Sprintf("“%s” needs %s of %s with the role %s, but %s.", l.Title, amount(l.Lacking, "more signature"), l.Organization, l.Role, l.readyWords())
	}
	return fmt.Sprintf("“%s” needs %s of %s, but %s.", l.Title, amount(l.Lacking, "more signature"), l.Organization, l.readyWords())
}

func (l stuckLine) readyWords() string {
	switch l.Ready {
	case 0:
		return "nobody there is ready to sign"
	case 1:
		return "only 1 person there is ready to sign"
	}
	return fmt.Sprintf("only %d people there are ready to sign", l.Ready)
}

// mend leads to the person who lacks something, or to all signers.
func (l stuckLine) mend() mend {
	if l.UserID != 0 && len(l.gaps) > 0 {
		return mend{Label: "Open the signer", To: fmt.Sprintf("/users/%d", l.UserID)}
	}
	if l.UserID != 0 {
		return mend{Label: "Open the document", To: fmt.Sprintf("/documents/%d", l.DocumentID)}
	}
	return mendSigners
}
