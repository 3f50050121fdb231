package bindings

import (
	"context"
	"io"
	"sync"
	"time"

	"portico/backend"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// AuditQuery says which entries are wanted. Empty fields don't filter.
type AuditQuery struct {
	Search      string `json:"search"` // 3 characters or more
	ActorKind   string `json:"actorKind"`
	SubjectKind string `json:"subjectKind"`
	SubjectID   int64  `json:"subjectId"`
	Action      string `json:"action"`
	From        string `json:"from"`  // first day, YYYY-MM-DD in the site's time zone
	Until       string `json:"until"` // last day
	After       string `json:"after"`
	Limit       int    `json:"limit"`
}

// AuditEntry is one line of the audit log.
type AuditEntry struct {
	ID          int64  `json:"id"`
	At          string `json:"at"`
	ActorKind   string `json:"actorKind"` // "administrator", "user", "respondent", "visitor", "system"
	ActorID     int64  `json:"actorId"`
	ActorName   string `json:"actorName"`
	Address     string `json:"address"`
	RequestID   string `json:"requestId"`
	Action      string `json:"action"` // "organization.update"
	SubjectKind string `json:"subjectKind"`
	SubjectID   int64  `json:"subjectId"`
	SubjectName string `json:"subjectName"`
	Before      string `json:"before"` // JSON object of what changed, or ""
	After       string `json:"after"`
	Fingerprint string `json:"fingerprint"` // of the entry, in the chain
}

// AuditPage is a stretch of the log, newest first.
type AuditPage struct {
	Items []AuditEntry `json:"items"`
	Next  string       `json:"next"`
	Count int          `json:"count"` // of the first page only
}

// AuditKinds are what the log can be filtered by, and what it is known to lack.
type AuditKinds struct {
	Subjects []string `json:"subjects"`
	Actions  []string `json:"actions"`
	Problem  string   `json:"problem"` // how the log differs from its anchor, as far as was noticed; "" when it does not
}

// AuditVerification is the outcome of checking the log.
type AuditVerification struct {
	Entries  int64  `json:"entries"` // that hold
	Head     string `json:"head"`
	Anchored int64  `json:"anchored"` // up to which entry the anchor was compared
	BrokenID int64  `json:"brokenId"` // the first broken entry; 0 when the log holds
	Reason   string `json:"reason"`
}

// AuditLog is the bridge behind the Audit Log screen.
type AuditLog struct {
	core *Core

	mu       sync.Mutex
	outcomes map[string]AuditVerification // of this run of the program, by task
}

// List returns a stretch of the log, newest first.
func (a *AuditLog) List(query AuditQuery) (AuditPage, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return AuditPage{}, err
	}
	wanted, err := query.service(ctx, b)
	if err != nil {
		return AuditPage{}, err
	}
	page, err := b.Audit.List(ctx, wanted)
	if err != nil {
		return AuditPage{}, err
	}
	items := make([]AuditEntry, len(page.Items))
	for i, e := range page.Items {
		items[i] = AuditEntry{
			ID: e.ID, At: e.At.RFC3339(), ActorKind: string(e.ActorKind), ActorID: e.ActorID, ActorName: e.ActorName, Address: e.Address, RequestID: e.RequestID,
			Action: e.Action, SubjectKind: e.SubjectKind, SubjectID: e.SubjectID, SubjectName: e.SubjectName, Before: e.Before, After: e.After, Fingerprint: e.Hash,
		}
	}
	return AuditPage{Items: items, Next: page.Next, Count: page.Count}, nil
}

// Kinds returns what the log can be filtered by.
func (a *AuditLog) Kinds() (AuditKinds, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return AuditKinds{}, err
	}
	kinds, err := b.Audit.Kinds(ctx)
	if err != nil {
		return AuditKinds{}, err
	}
	return AuditKinds{Subjects: append([]string{}, kinds.Subjects...), Actions: append([]string{}, kinds.Actions...), Problem: a.core.guide.AuditProblem()}, nil
}

// Verify checks the whole log against itself and its anchor. What came of it is
// known by Verification when the task is done.
func (a *AuditLog) Verify() (TaskState, error) {
	return a.core.start("Checking the audit log", func(ctx context.Context, b *backend.Backend, progress *Progress) error {
		total, _, err := b.Audit.Head(ctx)
		if err != nil {
			return err
		}
		progress.Total(total)
		result, err := b.VerifyAudit(ctx, progress.Done)
		if err != nil {
			return err
		}
		outcome := AuditVerification{Entries: result.Entries, Head: result.Head, Anchored: result.Anchored}
		if result.Broken != nil {
			outcome.BrokenID, outcome.Reason = result.Broken.ID, result.Broken.Reason
		}
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.outcomes == nil || len(a.outcomes) > tasksKept {
			a.outcomes = map[string]AuditVerification{}
		}
		a.outcomes[progress.ID()] = outcome
		return nil
	})
}

// Verification returns what came of a Verify.
func (a *AuditLog) Verification(taskID string) (AuditVerification, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	outcome, known := a.outcomes[taskID]
	if !known {
		return AuditVerification{}, fault.New(fault.NotFound, "This check is not known any more. Check again.")
	}
	return outcome, nil
}

// RestartAnchor begins the anchor anew with the log as it is, which an entry
// writes down.
func (a *AuditLog) RestartAnchor() error {
	ctx, b, err := a.core.enter()
	if err != nil {
		return err
	}
	return b.Anchor.Restart(ctx, b.Audit)
}

// Export saves the entries of a query as "csv", "xlsx" or "jsonl".
func (a *AuditLog) Export(query AuditQuery, format string) (TaskState, error) {
	if format != "csv" && format != "xlsx" && format != "jsonl" {
		return TaskState{}, fault.New(fault.Invalid, "There is no such kind of file.")
	}
	return a.core.save("Writing the audit log", "audit-log."+format, func(ctx context.Context, b *backend.Backend, progress *Progress) (func(io.Writer) error, error) {
		wanted, err := query.service(ctx, b)
		if err != nil {
			return nil, err
		}
		return func(w io.Writer) error { return b.Audit.Export(ctx, w, format, wanted, progress.Done) }, nil
	})
}

// service reads the query. A last day ends at midnight in the site's time zone.
func (q AuditQuery) service(ctx context.Context, b *backend.Backend) (audit.Query, error) {
	wanted := audit.Query{
		Search: q.Search, ActorKind: audit.ActorKind(q.ActorKind), SubjectKind: q.SubjectKind, SubjectID: q.SubjectID, Action: q.Action, After: q.After, Limit: q.Limit,
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return wanted, err
	}
	day := func(text string, add int) (store.Time, error) {
		if text == "" {
			return store.Time{}, nil
		}
		parsed, err := time.ParseInLocation(time.DateOnly, text, general.Location())
		if err != nil {
			return store.Time{}, fault.New(fault.Invalid, "Enter a date, such as 2027-03-31.")
		}
		return store.At(time.Date(parsed.Year(), parsed.Month(), parsed.Day()+add, 0, 0, 0, 0, general.Location())), nil
	}
	if wanted.From, err = day(q.From, 0); err != nil {
		return wanted, err
	}
	wanted.Until, err = day(q.Until, 1)
	return wanted, err
}
