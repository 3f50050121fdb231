package contracts

import (
	"context"
	"fmt"
)

// The conditions of what the list of documents and Home name alike, of the
// table d. What is archived was put aside, so it waits for nobody.
const (
	// awaited: it waits for signatures, and not only to be read.
	awaited = "d.state = 'sent' AND d.is_signable = 1 AND EXISTS (SELECT 1 FROM contracts c CROSS JOIN organizations o ON o.id = c.organization_id WHERE c.id = d.contract_id AND c.is_archived = 0 AND o.status = 'active')"
	// overdue: the day until when it is to be signed, ?, is over.
	overdue = "d.state = 'sent' AND d.is_signable = 1 AND d.due_on <> '' AND d.due_on < ?"
)

// AttentionLimit is how far Attention counts.
const AttentionLimit = 1000

// Attention counts what waits, each at most AttentionLimit + 1.
type Attention struct {
	Waiting  int // for signatures
	Overdue  int // of these
	Stuck    int // of these: nobody can sign them
	Declined int
}

// Attention returns what of the documents needs somebody's attention.
func (s *Service) Attention(ctx context.Context) (Attention, error) {
	var counts Attention
	today, err := s.today(ctx)
	if err != nil {
		return counts, err
	}
	const most = AttentionLimit + 1
	err = s.Store.Read(ctx).Raw(`SELECT
		(SELECT COUNT(*) FROM (SELECT 1 FROM (SELECT DISTINCT document_id FROM document_signers WHERE is_open = 1 LIMIT ?) x CROSS JOIN documents d ON d.id = x.document_id WHERE `+awaited+`)) AS waiting,
		(SELECT COUNT(*) FROM (SELECT 1 FROM documents d INDEXED BY documents_due WHERE `+overdue+` AND `+awaited+` LIMIT ?)) AS overdue,
		(SELECT COUNT(*) FROM (SELECT 1 FROM documents INDEXED BY documents_stuck WHERE is_stuck = 1 LIMIT ?)) AS stuck,
		(SELECT COUNT(*) FROM (SELECT 1 FROM documents WHERE state = 'declined' LIMIT ?)) AS declined`, most, today, most, most, most).Scan(&counts).Error
	if err != nil {
		return counts, fmt.Errorf("count documents: %w", err)
	}
	return counts, nil
}
