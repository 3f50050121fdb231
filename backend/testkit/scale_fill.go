package testkit

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"portico/backend"
	"portico/backend/assessments"
	"portico/backend/store"
)

// publishSamples imports and publishes all samples.
func publishSamples(ctx context.Context, b *backend.Backend) error {
	samples, err := assessments.Samples()
	if err != nil {
		return err
	}
	for _, sample := range samples {
		imported, err := b.Assessments.Import(ctx, sample.Data)
		if err != nil {
			return err
		}
		if err := b.Assessments.Publish(ctx, imported.AssessmentID); err != nil {
			return err
		}
	}
	return nil
}

// filler writes the rows of a site.
type filler struct {
	tx     *sql.Tx
	random *rand.Rand
	scale  Scale
	now    int64 // milliseconds
	people []int // ids of the Individuals
}

func (f *filler) fill(ctx context.Context, rows []scaleOrganization) error {
	f.now = NewClock().Now().UnixMilli()
	for _, step := range []func(context.Context, []scaleOrganization) error{f.organizations, f.users, f.responses, f.registrations, f.mails, f.cohorts, f.allotments, f.orders, f.contracts} {
		if err := step(ctx, rows); err != nil {
			return err
		}
	}
	return nil
}

// insert runs one statement n times; values returns the arguments of one.
func (f *filler) insert(ctx context.Context, statement string, n int, values func(i int) []any) error {
	prepared, err := f.tx.PrepareContext(ctx, statement)
	if err != nil {
		return err
	}
	defer prepared.Close()
	for i := range n {
		if _, err := prepared.ExecContext(ctx, values(i)...); err != nil {
			return fmt.Errorf("%.40s: %w", statement, err)
		}
	}
	return nil
}

// earlier returns a moment in the last two years; later ones for greater i.
func (f *filler) earlier(i, n int) int64 {
	const span = int64(2 * 365 * 24 * time.Hour / time.Millisecond)
	return f.now - span + span*int64(i)/int64(n) + f.random.Int64N(1000)
}

// share reports true for about this part of a hundred.
func (f *filler) share(percent int) bool { return f.random.IntN(100) < percent }

func (f *filler) organizations(ctx context.Context, rows []scaleOrganization) error {
	return f.insert(ctx, `INSERT INTO organizations (id, name, name_key, parent_id, path, level, status, archived_at, archived_by_id, response_allotment, city, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, len(rows), func(i int) []any {
		o := rows[i]
		var parent, archivedAt, archivedBy any
		if o.parent > 0 {
			parent = o.parent
		}
		created := f.earlier(i, len(rows))
		status, allotment := "active", "unlimited"
		if i > ScaleHits && f.share(3) {
			status, archivedAt, archivedBy = "archived", f.now, i+1
		}
		if f.share(30) {
			allotment = "allocated"
		} else if f.share(10) {
			allotment = "purchased"
		}
		return []any{i + 1, o.name, o.key, parent, o.path, o.level, status, archivedAt, archivedBy, allotment, o.city, created, created}
	})
}

func (f *filler) users(ctx context.Context, rows []scaleOrganization) error {
	var identifiers, places, given [][]any
	err := f.insert(ctx, `INSERT INTO users (id, email, email_key, first_name, last_name, name_key, type, is_suspended, restrictions, password_hash, locked_until, last_sign_in_at, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, f.scale.Users, func(i int) []any {
		first, last := firstNames[f.random.IntN(len(firstNames))], surnames[f.random.IntN(len(surnames))]
		email := fmt.Sprintf("%s.%s.%d@%s.example", strings.ToLower(first), strings.ToLower(last), i+1, strings.ToLower(mailDomain(f.random)))
		key := store.Fold(email)
		identifiers = append(identifiers, []any{key, i + 1})
		kind, restrictions, hash := "manager", "[]", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g"
		if f.share(15) {
			kind, f.people = "individual", append(f.people, i+1)
		} else {
			if f.share(10) {
				restrictions = `["hide_organization_settings"]`
			}
			for n := range 1 + f.random.IntN(3) {
				given = append(given, []any{i + 1, n + 1})
			}
			places = append(places, []any{i + 1, 1 + f.random.IntN(len(rows)), 0})
			if other := 1 + f.random.IntN(len(rows)); f.share(8) && other != places[len(places)-1][1] {
				places = append(places, []any{i + 1, other, 1})
			}
		}
		var locked, signedIn any
		if f.share(12) {
			hash = ""
		} else if f.share(80) {
			signedIn = f.earlier(f.random.IntN(100), 100)
		}
		if f.random.IntN(500) == 0 {
			locked = f.now + int64(time.Hour/time.Millisecond)
		}
		created := f.earlier(i, f.scale.Users)
		return []any{i + 1, email, key, first, last, store.Fold(last + " " + first), kind, f.share(4), restrictions, hash, locked, signedIn, created, created}
	})
	for _, rest := range []struct {
		statement string
		rows      [][]any
	}{
		{"INSERT INTO user_identifiers (key, user_id, kind) VALUES (?, ?, 'email')", identifiers},
		{"INSERT INTO user_organizations (user_id, organization_id, position) VALUES (?, ?, ?)", places},
		{"INSERT INTO user_assessments (user_id, assessment_id) VALUES (?, ?)", given},
	} {
		if err == nil {
			err = f.insert(ctx, rest.statement, len(rest.rows), func(i int) []any { return rest.rows[i] })
		}
	}
	return err
}

// mailDomain returns the first part of a domain.
func mailDomain(random *rand.Rand) string {
	return strings.ReplaceAll(places[random.IntN(len(places))], " ", "")
}

func (f *filler) responses(ctx context.Context, rows []scaleOrganization) error {
	assessment, version, err := f.published(ctx)
	if err != nil {
		return err
	}
	states := []string{"invited", "in_progress", "completed", "completed", "completed", "expired", "cancelled"}
	return f.insert(ctx, `INSERT INTO responses (organization_id, level1_id, level2_id, level3_id, level4_id, level5_id, assessment_id, version_id, state, first_name, last_name, email, search_key,
		token_hash, score, created_at, completed_at, expires_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, f.scale.Responses, func(i int) []any {
		ids, byLevel := levels(rows[f.random.IntN(len(rows))])
		first, last := firstNames[f.random.IntN(len(firstNames))], surnames[f.random.IntN(len(surnames))]
		email := fmt.Sprintf("respondent%d@%s.example", i, strings.ToLower(mailDomain(f.random)))
		state := states[f.random.IntN(len(states))]
		created := f.earlier(i, f.scale.Responses)
		var score, completed any
		if state == "completed" {
			score, completed = 100*f.random.Float64(), created+86_400_000
		}
		return append(append([]any{ids[len(ids)-1]}, byLevel...), assessment, version, state, first, last, email, store.Fold(first+" "+last+" "+email),
			fmt.Sprintf("scale-%d", i), score, created, completed, f.now+86_400_000, created)
	})
}

// levels returns the ids of an organization and those above it, the lowest
// last, and the same by level.
func levels(o scaleOrganization) (ids []int64, byLevel []any) {
	ids, byLevel = store.PathIDs(o.path), make([]any, 5)
	for level, id := range ids {
		byLevel[level] = id
	}
	return ids, byLevel
}

// published returns the assessment and version that the rows are of.
func (f *filler) published(ctx context.Context) (assessment, version int, err error) {
	err = f.tx.QueryRowContext(ctx, "SELECT id, published_version_id FROM assessments ORDER BY id LIMIT 1").Scan(&assessment, &version)
	return assessment, version, err
}

func (f *filler) cohorts(ctx context.Context, rows []scaleOrganization) error {
	assessment, version, err := f.published(ctx)
	if err != nil {
		return err
	}
	return f.insert(ctx, `INSERT INTO cohorts (organization_id, level1_id, level2_id, level3_id, level4_id, level5_id, assessment_id, version_id, type, name, search_key, closes_at, minimum, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'group', ?, ?, ?, 3, ?, ?)`, f.scale.Cohorts, func(i int) []any {
		ids, byLevel := levels(rows[f.random.IntN(len(rows))])
		name, created := fmt.Sprintf("Team of %s %d", surnames[f.random.IntN(len(surnames))], i), f.earlier(i, f.scale.Cohorts)
		return append(append([]any{ids[len(ids)-1]}, byLevel...), assessment, version, name, store.Fold(name), created+90*86_400_000, created, created)
	})
}

func (f *filler) allotments(ctx context.Context, rows []scaleOrganization) error {
	assessment, _, err := f.published(ctx)
	if err != nil {
		return err
	}
	order := f.random.Perm(len(rows))
	return f.insert(ctx, `INSERT INTO allotments (organization_id, assessment_id, allocated, used, held, is_shared, warn_below, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		min(f.scale.Allotments, len(rows)), func(i int) []any {
			ids, _ := levels(rows[order[i]])
			allocated, created := f.random.IntN(200), f.earlier(i, f.scale.Allotments)
			used := f.random.IntN(allocated + 1)
			shared, warn := 0, 0
			if f.share(10) {
				shared, warn = 1, 5
			}
			return []any{ids[len(ids)-1], assessment, allocated, used, f.random.IntN(allocated - used + 1), shared, warn, created, created}
		})
}

func (f *filler) orders(ctx context.Context, rows []scaleOrganization) error {
	assessment, _, err := f.published(ctx)
	if err != nil {
		return err
	}
	states := []string{"draft", "awaiting", "paid", "paid", "paid", "cancelled", "refunded"}
	return f.insert(ctx, `INSERT INTO orders (organization_id, assessment_id, quantity, currency, unit_price, total, state, payment, problem, created_at, updated_at)
		VALUES (?, ?, 10, 'EUR', 1200, 12000, ?, 'invoice', ?, ?, ?)`, f.scale.Orders, func(i int) []any {
		ids, _ := levels(rows[f.random.IntN(len(rows))])
		problem := ""
		if f.share(1) {
			problem = "other_amount"
		}
		created := f.earlier(i, f.scale.Orders)
		return []any{ids[len(ids)-1], assessment, states[f.random.IntN(len(states))], problem, created, created}
	})
}

func (f *filler) registrations(ctx context.Context, rows []scaleOrganization) error {
	var link int
	if err := f.tx.QueryRowContext(ctx, "SELECT id FROM registration_links WHERE is_default = 1").Scan(&link); err != nil {
		return err
	}
	states := []string{"admitted", "admitted", "admitted", "duplicate", "refused"}
	return f.insert(ctx, `INSERT INTO registrations (state, link_id, organization_name, first_name, last_name, email, search_key, organization_id, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, f.scale.Registrations, func(i int) []any {
		o := rows[f.random.IntN(len(rows))]
		first, last := firstNames[f.random.IntN(len(firstNames))], surnames[f.random.IntN(len(surnames))]
		email := fmt.Sprintf("partner%d@%s.example", i, strings.ToLower(mailDomain(f.random)))
		state := states[f.random.IntN(len(states))]
		var organization any
		if state == "admitted" {
			organization = store.PathIDs(o.path)[o.level-1]
		}
		return []any{state, link, o.name, first, last, email, store.Fold(o.name + " " + first + " " + last + " " + email), organization, f.earlier(i, f.scale.Registrations)}
	})
}

func (f *filler) mails(ctx context.Context, rows []scaleOrganization) error {
	return f.insert(ctx, `INSERT INTO outbox (kind, state, to_email, to_name, subject, body, organization_id, search_key, created_at)
		VALUES ('mail_invitation', 'held', ?, ?, ?, 'Hello', ?, ?, ?)`, f.scale.Mails, func(i int) []any {
		o := rows[f.random.IntN(len(rows))]
		name := firstNames[f.random.IntN(len(firstNames))] + " " + surnames[f.random.IntN(len(surnames))]
		email := fmt.Sprintf("respondent%d@%s.example", i, strings.ToLower(mailDomain(f.random)))
		subject := "Your assessment for " + o.name
		return []any{email, name, subject, store.PathIDs(o.path)[o.level-1], store.Fold(name + " " + email + " " + subject), f.earlier(i, f.scale.Mails)}
	})
}
