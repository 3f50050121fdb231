package contracts

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/store"
)

// held is a document with one version that a signer sees.
type held struct {
	Document
	VersionID      int64
	Number         int
	VersionTitle   string
	FileName       string
	Pages          int
	SHA256         string `gorm:"column:sha256"`
	VersionSentAt  store.Time
	Organization   string
	ContractName   string
	ContractNumber string
}

// subject names the document as whoever sees it does, not as a correction that
// is being written.
func (h held) subject() audit.Subject {
	return audit.Subject{Kind: "document", ID: h.ID, Name: h.VersionTitle}
}

// isNewest reports whether the version is the one in force.
func (h held) isNewest() bool { return h.Number == h.Version }

// sees is the condition that keeps what a signer sees (DOC-3): documents that
// were sent, of contracts that are not archived, of the active organizations
// that they are affiliated with; of limited ones those that they or a role of
// theirs in that organization is named in. Documents are d, contracts c. It is
// part of every portal-facing query (SEC-34).
func sees(signer access.Signer) (condition string, args []any) {
	tied, args := isTied(signer)
	named, more := names(signer, "l", func(access.Affiliation) bool { return true })
	return tied + " AND (d.is_limited = 0 OR EXISTS (SELECT 1 FROM document_limits l WHERE l.document_id = d.id AND l.is_next = 0 AND " + named + "))", append(args, more...)
}

// seesVersion is the condition that a signer sees a version (v) that is asked
// for by its number: of a document that they see, or one that they signed, which
// stays theirs to fetch when a later version is limited to others.
func seesVersion(signer access.Signer) (condition string, args []any) {
	condition, args = sees(signer)
	tied, more := isTied(signer)
	return "(" + condition + " OR " + tied + " AND EXISTS (SELECT 1 FROM signatures own WHERE own.version_id = v.id AND own.user_id = ?))", append(append(args, more...), signer.UserID())
}

// isTied is sees without the limits of a document.
func isTied(signer access.Signer) (condition string, args []any) {
	if !signer.Has(access.ViewDocuments) || len(signer.Affiliations()) == 0 {
		return "1 = 0", nil
	}
	var organizations []int64
	for _, one := range signer.Affiliations() {
		organizations = append(organizations, one.OrganizationID)
	}
	return "d.version > 0 AND c.is_archived = 0 AND d.organization_id IN ?", []any{organizations}
}

// names is the condition that a row (by its alias, with a user_id and a role_id)
// names a signer: the person, or a role that they have in the document's
// organization, of those ties that count.
func names(signer access.Signer, alias string, counts func(access.Affiliation) bool) (condition string, args []any) {
	condition, args = alias+".user_id = ?", []any{signer.UserID()}
	for _, one := range signer.Affiliations() {
		if len(one.RoleIDs) > 0 && counts(one) {
			condition, args = condition+" OR d.organization_id = ? AND "+alias+".role_id IN ?", append(args, one.OrganizationID, one.RoleIDs)
		}
	}
	return "(" + condition + ")", args
}

// waits is the condition that it is a signer's turn to sign a document, of those
// that they see: the right, a management role in its organization, and an open
// line that fits. Documents are d, their newest versions v.
func waits(signer access.Signer) (condition string, args []any) {
	var organizations []int64
	for _, one := range signer.Affiliations() {
		if one.IsManagement {
			organizations = append(organizations, one.OrganizationID)
		}
	}
	if !signer.Has(access.SignDocuments) || len(organizations) == 0 {
		return "1 = 0", nil
	}
	named, more := names(signer, "r", func(tie access.Affiliation) bool { return tie.IsManagement })
	return "d.state = 'sent' AND d.is_signable = 1 AND d.organization_id IN ? AND EXISTS (SELECT 1 FROM document_signers r WHERE r.document_id = d.id AND r.version = d.version AND r.is_open = 1 AND (r.kind = 'anyone' OR " + named + ") AND " + ownLine("?") +
		") AND NOT EXISTS (SELECT 1 FROM signatures g WHERE g.version_id = v.id AND g.user_id = ? AND g.withdrawn_at IS NULL)", append(append([]any{organizations}, more...), signer.UserID(), signer.UserID(), signer.UserID())
}

// ownLine is the condition that a line (r) of a document (d) is not another than
// the one that names a user: whoever is named signs for that line alone.
func ownLine(user string) string {
	return "(r.user_id = " + user + " OR NOT EXISTS (SELECT 1 FROM document_signers p WHERE p.document_id = r.document_id AND p.version = r.version AND p.user_id = " + user + "))"
}

const heldColumns = `d.*, v.id AS version_id, v.number, v.title AS version_title, v.file_name, v.pages, v.sha256, v.sent_at AS version_sent_at,
	o.name AS organization, c.name AS contract_name, c.number AS contract_number`

const heldTables = ` FROM documents d CROSS JOIN contracts c ON c.id = d.contract_id CROSS JOIN organizations o ON o.id = d.organization_id
	CROSS JOIN document_versions v ON v.document_id = d.id AND v.number = `

// held returns a document that a signer sees with one of its versions, the
// newest for 0; see seesVersion for the others. What they don't see and what there is not are one NotFound
// fault.
func (s *Service) held(ctx context.Context, signer access.Signer, id int64, number int) (held, error) {
	condition, args := sees(signer)
	if number != 0 {
		condition, args = seesVersion(signer)
	}
	var found []held
	err := s.Store.Read(ctx).Raw("SELECT "+heldColumns+heldTables+"COALESCE(NULLIF(?, 0), d.version) WHERE d.id = ? AND "+condition, append([]any{number, id}, args...)...).Scan(&found).Error
	if err != nil {
		return held{}, fmt.Errorf("find document: %w", err)
	}
	if len(found) == 0 {
		return held{}, errNoDocument
	}
	return found[0], nil
}
