package contracts

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/mail"
	"portico/backend/sitetext"
	"portico/backend/store"
)

// MailKinds are the kinds of mails about documents.
var MailKinds = []string{string(sitetext.MailDocument), string(sitetext.MailDocumentReminder), string(sitetext.MailDocumentCompleted)}

// IsWanted reports whether a mail about a document is still to be sent: a
// request to whoever could sign now, and the news that all signatures are there
// while they are, to whoever sees the document (SEC-34).
func (s *Service) IsWanted(ctx context.Context, m mail.Message) (bool, error) {
	people, err := s.readersOf(ctx, m)
	return slices.ContainsFunc(people, func(one candidate) bool { return store.Fold(one.Email) == store.Fold(m.ToEmail) }), err
}

func (s *Service) readersOf(ctx context.Context, m mail.Message) ([]candidate, error) {
	if m.Kind != string(sitetext.MailDocumentCompleted) {
		return s.candidates(ctx, []int64{m.SubjectID})
	}
	var versionID int64
	err := s.Store.Read(ctx).Raw("SELECT v.id FROM documents d CROSS JOIN document_versions v ON v.document_id = d.id AND v.number = d.version WHERE d.id = ? AND d.state = ?", m.SubjectID, Completed).Scan(&versionID).Error
	if err != nil {
		return nil, fmt.Errorf("look for completed document: %w", err)
	}
	return s.signedBy(ctx, versionID)
}
