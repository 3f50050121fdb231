package contracts

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend/access"
	"portico/backend/store"
)

// candidate is somebody whose signature fills an open line.
type candidate struct {
	DocumentID     int64
	OrganizationID int64
	UserID         int64
	Name           string
	FirstName      string
	Email          string
	Language       string
	MailedAt       store.Time // when they last heard of the document
}

// fits is the condition that an open line (r) of a document (d) is one that a
// user (u) with an affiliation (a) to its organization fits, and that they
// haven't signed. Whether they may sign is another question: mayFill.
var fits = `(r.kind = 'anyone' OR r.user_id = u.id OR r.role_id IN (SELECT ar.role_id FROM affiliation_roles ar WHERE ar.affiliation_id = a.id))
	AND ` + ownLine("u.id") + `
	AND NOT EXISTS (SELECT 1 FROM signatures g CROSS JOIN document_versions v ON v.id = g.version_id WHERE v.document_id = d.id AND v.number = d.version AND g.user_id = u.id AND g.withdrawn_at IS NULL)
	AND ` + withinLimits

// withinLimits is the condition that a document (d) is not limited to others
// than a user (u) with an affiliation (a) to its organization.
const withinLimits = `(d.is_limited = 0 OR EXISTS (SELECT 1 FROM document_limits l WHERE l.document_id = d.id AND l.is_next = 0 AND (l.user_id = u.id OR l.role_id IN (SELECT ar.role_id FROM affiliation_roles ar WHERE ar.affiliation_id = a.id))))`

// mayFill is the condition that a user may sign for the organization, as decide
// asks: not suspended, a management role, and the rights to sign in, to view and
// to sign.
var mayFill = `u.is_suspended = 0
	AND EXISTS (SELECT 1 FROM affiliation_roles ar CROSS JOIN organizational_roles x ON x.id = ar.role_id WHERE ar.affiliation_id = a.id AND x.is_management = 1)
	AND ` + hasRight(access.PortalLogin) + " AND " + hasRight(access.ViewDocuments) + " AND " + hasRight(access.SignDocuments)

// hasRight is the condition that an account role gives a user (u) a right.
func hasRight(right access.Right) string {
	return `EXISTS (SELECT 1 FROM account_role_members m CROSS JOIN account_roles x ON x.id = m.role_id WHERE m.user_id = u.id AND instr(x.rights, '"` + string(right) + `"') > 0)`
}

// openLines are the lines whose turn it is, of what the portal shows.
var openLines = ` FROM document_signers r CROSS JOIN documents d ON d.id = r.document_id CROSS JOIN contracts c ON c.id = d.contract_id AND c.is_archived = 0
	CROSS JOIN organizations o ON o.id = d.organization_id AND o.status = 'active'
	CROSS JOIN affiliations a ON a.organization_id = d.organization_id AND (r.user_id IS NULL OR a.user_id = r.user_id) CROSS JOIN users u ON u.id = a.user_id
	WHERE r.is_open = 1 AND d.state = 'sent' AND d.is_signable = 1 AND ` + fits

// candidates returns who can sign documents now, each once for a document.
func (s *Service) candidates(ctx context.Context, documents []int64) ([]candidate, error) {
	var found []candidate
	if len(documents) == 0 {
		return nil, nil
	}
	err := s.Store.Read(ctx).Raw(`SELECT DISTINCT d.id AS document_id, d.organization_id, u.id AS user_id, `+personName+` AS name, u.first_name, u.email, u.language,
		(SELECT w.sent_at FROM document_mails w WHERE w.document_id = d.id AND w.user_id = u.id) AS mailed_at`+openLines+" AND r.document_id IN ? AND "+mayFill+" ORDER BY d.id, u.name_key, u.id", documents).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("find who can sign: %w", err)
	}
	return found, nil
}

// Waiting is a document that waits for somebody.
type Waiting struct {
	DocumentID   int64
	UserID       int64
	Title        string
	Organization string
	DueOn        string // a day such as "2026-11-25", "" for none
	CanSign      bool   // they have the rights and the management role for it
}

// MaxNamed is how many of the documents that wait for somebody are named.
const MaxNamed = 20

// Pile is what waits for one person.
type Pile struct {
	Documents []Waiting // at most MaxNamed: what they can sign first, then by due day
	Count     int
	Signable  int // how many of Count they can sign
}

// WaitingFor returns what waits for each of these people: the documents whose
// turn is theirs by name, by role or as anyone of the organization, whether or
// not they are ready to sign. Readiness and access letters show them.
func (s *Service) WaitingFor(ctx context.Context, users []int64) (map[int64]Pile, error) {
	all := map[int64]Pile{}
	if len(users) == 0 {
		return all, nil
	}
	var found []Waiting
	err := s.Store.Read(ctx).Raw(`SELECT DISTINCT d.id AS document_id, u.id AS user_id, w.title, o.name AS organization, d.due_on, (`+mayFill+`) AS can_sign
		FROM affiliations a CROSS JOIN users u ON u.id = a.user_id CROSS JOIN organizations o ON o.id = a.organization_id AND o.status = 'active'
		CROSS JOIN documents d ON d.organization_id = a.organization_id AND d.state = 'sent' AND d.is_signable = 1 CROSS JOIN contracts c ON c.id = d.contract_id AND c.is_archived = 0
		CROSS JOIN document_signers r ON r.document_id = d.id AND r.version = d.version AND r.is_open = 1 CROSS JOIN document_versions w ON w.document_id = d.id AND w.number = d.version
		WHERE a.user_id IN ? AND `+fits+` ORDER BY can_sign DESC, d.due_on = '', d.due_on, d.id`, users).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("find what waits for people: %w", err)
	}
	for _, one := range found {
		pile := all[one.UserID]
		pile.Count++
		if one.CanSign {
			pile.Signable++
		}
		if len(pile.Documents) < MaxNamed {
			pile.Documents = append(pile.Documents, one)
		}
		all[one.UserID] = pile
	}
	return all, nil
}

// ToRead is what a DocumentQuery calls the documents that were sent to be read
// alone. It is no state of a document: these are Sent.
const ToRead State = "to_read"

// DocumentQuery says which stretch of the list of documents is wanted. Zero
// fields don't filter.
type DocumentQuery struct {
	Search         string // in titles, also of corrections
	State          State  // Sent is what waits for signatures; ToRead what was sent to be read alone
	ContractID     int64
	OrganizationID int64 // at or below
	WaitsFor       int64 // it is this person's turn
	Overdue        bool  // the due day is over and signatures are missing
	IsStuck        bool  // it waits, and nobody can sign it
	IsCorrecting   bool
	After          string
	Limit          int
}

// DocumentRow is one line of the list.
type DocumentRow struct {
	Document
	Contract     string
	Organization string
	Needed       int // signatures on the newest version, or on what is being written before the first
	Signed       int
	WaitsFor     []string `gorm:"-"` // names of those whose turn it is and who can sign, at most 5
	WaitsForMore int      `gorm:"-"` // how many more
	LastSignedAt store.Time
	IsOverdue    bool `gorm:"-"`
}

// Documents returns a stretch of the documents of all contracts, newest first:
// the overview of what was signed and what waits for whom (DOC-7).
func (s *Service) Documents(ctx context.Context, query DocumentQuery) (store.Page[DocumentRow], error) {
	condition, args, err := s.documentFilter(ctx, query)
	if err != nil {
		return store.Page[DocumentRow]{}, err
	}
	from, first, err := s.documentSource(ctx, query)
	if err != nil {
		return store.Page[DocumentRow]{}, err
	}
	args = append(first, args...)
	var count int
	if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM "+from+" WHERE "+condition+" LIMIT ?)", append(slices.Clone(args), store.CountLimit+1)...).Scan(&count).Error; err != nil {
		return store.Page[DocumentRow]{}, fmt.Errorf("count documents: %w", err)
	}
	if query.After != "" {
		var at, id int64
		if err := store.ParseCursor(query.After, &at, &id); err != nil {
			return store.Page[DocumentRow]{}, err
		}
		condition, args = condition+" AND (d.created_at, d.id) < (?, ?)", append(args, at, id)
	}
	limit := store.Limit(query.Limit)
	rows, err := s.documentRows(ctx, from, condition, args, limit+1)
	if err != nil {
		return store.Page[DocumentRow]{}, err
	}
	page := store.Cut(rows, limit, func(r DocumentRow) string { return store.Cursor(r.CreatedAt.UnixMilli(), r.ID) })
	page.Count = count
	return page, s.nameWaiting(ctx, page.Items)
}

// documentRows returns the newest of a source. Their order is found by their ids
// alone: what a row shows is read of the page, not of all that is sorted.
func (s *Service) documentRows(ctx context.Context, from, condition string, args []any, most int) ([]DocumentRow, error) {
	var rows []DocumentRow
	err := s.Store.Read(ctx).Raw(`SELECT d.*, (SELECT c.name FROM contracts c WHERE c.id = d.contract_id) AS contract, (SELECT o.name FROM organizations o WHERE o.id = d.organization_id) AS organization,
		(SELECT COALESCE(SUM(r.needed), 0) FROM document_signers r WHERE r.document_id = d.id AND r.version = d.version) AS needed,
		(SELECT COALESCE(SUM(MIN(r.signed, r.needed)), 0) FROM document_signers r WHERE r.document_id = d.id AND r.version = d.version) AS signed,
		(SELECT MAX(g.signed_at) FROM signatures g WHERE g.document_id = d.id AND g.version = d.version AND g.withdrawn_at IS NULL) AS last_signed_at
		FROM (SELECT d.id FROM `+from+" WHERE "+condition+" ORDER BY d.created_at DESC, d.id DESC LIMIT ?) page CROSS JOIN documents d ON d.id = page.id ORDER BY d.created_at DESC, d.id DESC", append(args, most)...).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list documents: %w", err)
	}
	return rows, nil
}

// DocumentRow returns one document as the list has it, or a NotFound fault.
func (s *Service) DocumentRow(ctx context.Context, id int64) (DocumentRow, error) {
	rows, err := s.documentRows(ctx, "documents d", "d.id = ?", []any{id}, 1)
	if err != nil {
		return DocumentRow{}, err
	}
	if len(rows) == 0 {
		return DocumentRow{}, errNoDocument
	}
	return rows[0], s.nameWaiting(ctx, rows)
}

// nameWaiting says of documents whom they wait for, in one query for all.
func (s *Service) nameWaiting(ctx context.Context, rows []DocumentRow) error {
	today, err := s.today(ctx)
	if err != nil {
		return err
	}
	var ids []int64
	at := map[int64]*DocumentRow{}
	for i := range rows {
		rows[i].WaitsFor = []string{}
		rows[i].IsOverdue = rows[i].State == Sent && rows[i].IsSignable && rows[i].DueOn != "" && rows[i].DueOn < today
		if rows[i].State == Sent && rows[i].IsSignable {
			ids = append(ids, rows[i].ID)
			at[rows[i].ID] = &rows[i]
		}
	}
	found, err := s.candidates(ctx, ids)
	if err != nil {
		return err
	}
	for _, one := range found {
		if row := at[one.DocumentID]; len(row.WaitsFor) < 5 {
			row.WaitsFor = append(row.WaitsFor, one.Name)
		} else {
			row.WaitsForMore++
		}
	}
	return nil
}

// today returns the present day in the site's time zone, such as 2026-11-25.
func (s *Service) today(ctx context.Context) (string, error) {
	general, err := s.Settings.General(ctx)
	return s.Store.Now().In(general.Location()).Format("2006-01-02"), err
}

func (s *Service) documentFilter(ctx context.Context, query DocumentQuery) (string, []any, error) {
	parts, args := []string{"1 = 1"}, []any{}
	add := func(part string, values ...any) {
		parts, args = append(parts, part), append(args, values...)
	}
	if search := store.ParseSearch(query.Search); !search.IsEmpty() {
		words, values := search.Plain().Condition(searchedDocuments.Text("d"))
		add(words, values...)
	}
	switch query.State {
	case "":
	case Sent:
		add("d.state = 'sent' AND d.is_signable = 1")
	case ToRead:
		add("d.state = 'sent' AND d.is_signable = 0")
	default:
		add("d.state = ?", query.State)
	}
	if query.ContractID != 0 {
		add("d.contract_id = ?", query.ContractID)
	}
	if query.IsCorrecting {
		add("d.is_correcting = 1")
	}
	if query.OrganizationID != 0 {
		part, values, err := s.below(ctx, "d", query.OrganizationID)
		if err != nil {
			return "", nil, err
		}
		add(strings.TrimPrefix(part, " AND "), values...)
	}
	if query.Overdue {
		today, err := s.today(ctx)
		if err != nil {
			return "", nil, err
		}
		add(overdue+" AND "+awaited, today)
	}
	if query.IsStuck {
		add("d.is_stuck = 1")
	}
	if query.WaitsFor != 0 {
		add("EXISTS (SELECT 1 FROM document_turns t WHERE t.document_id = d.id AND t.user_id = ?)", query.WaitsFor)
	}
	return strings.Join(parts, " AND "), args, nil
}

// WasSent reports whether a document was ever sent.
func (s *Service) WasSent(ctx context.Context) (bool, error) {
	var sent bool
	if err := s.Store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM documents WHERE state IN ('sent', 'completed', 'declined', 'withdrawn'))").Scan(&sent).Error; err != nil {
		return false, fmt.Errorf("look for sent documents: %w", err)
	}
	return sent, nil
}
