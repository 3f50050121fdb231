package backend

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/settings"
)

// startedPreference is remembered once it was chosen how the site begins.
const startedPreference = "started"

// emptied are the tables whose rows go with the sample data, each before those
// it points to. What is not here is the site itself, its audit log, or kept by
// triggers.
var emptied = []string{
	"document_finals", "signatures", "document_events", "consent_texts", "document_mails", "document_limits", "document_signers", "document_drafts", "document_versions", "documents", "contracts", "contract_templates", "signing_certificates",
	"saved_views", "bulk_invitation_rows", "bulk_invitations", "response_answers", "responses", "cohorts",
	"payment_events", "orders", "price_list_organizations", "price_bands", "price_lists", "payment_settings", "allotment_changes", "allotments",
	"organization_drivers", "organization_classifiers", "organization_participant_roles",
	"registrations", "registration_links", "outbox_attempts", "outbox_attachments", "outbox", "mail_server", "jobs", "rehearsals", "site_texts",
	"affiliation_roles", "affiliations", "account_role_members", "organizational_roles", "account_roles",
	"sessions", "recovery_codes", "activations", "password_resets", "user_identifiers", "user_organizations", "user_assessments", "users",
	"assessment_workings", "assessment_versions", "assessments", "organization_logos", "organizations", "limits", "settings",
}

// IsSample reports whether everything on the site is invented (ADM-2).
func (b *Backend) IsSample() bool { return b.sample.Load() }

// IsNew reports whether the site is empty and nobody has chosen yet how it
// begins (ADM-2).
func (b *Backend) IsNew(ctx context.Context) (bool, error) {
	if b.IsSample() {
		return false, nil
	}
	preferences, err := b.Settings.Preferences(ctx)
	if err != nil {
		return false, err
	}
	if _, chosen := preferences[startedPreference]; chosen {
		return false, nil
	}
	var used bool
	err = b.Store.Read(ctx).Raw(`SELECT EXISTS (SELECT 1 FROM settings WHERE name <> 'preferences') OR EXISTS (SELECT 1 FROM organizations)
		OR EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM assessments)`).Scan(&used).Error
	if err != nil {
		return false, fmt.Errorf("look whether site is new: %w", err)
	}
	return !used, nil
}

// Begin starts a new site empty, with its first settings, and remembers that it
// was chosen. It returns a Conflict fault for a site that has begun, so that the
// welcome screen in another tab can't undo what was set up since.
func (b *Backend) Begin(ctx context.Context, general settings.General) error {
	return b.Store.InTx(ctx, func(ctx context.Context) error {
		isNew, err := b.IsNew(ctx)
		if err != nil {
			return err
		}
		if !isNew {
			return fault.New(fault.Conflict, "This site has begun already. Load the page again to see it.")
		}
		if err := b.Settings.SaveGeneral(ctx, general); err != nil {
			return err
		}
		return b.Settings.SavePreference(ctx, startedPreference, json.RawMessage("true"))
	})
}

// BeginSample marks a new and empty site as one with sample data, before the
// first row of it is written: whatever happens then, it is seen for what it is.
// It returns a Conflict fault for a site that is not new.
func (b *Backend) BeginSample(ctx context.Context) error {
	return b.Store.InTx(ctx, func(ctx context.Context) error {
		isNew, err := b.IsNew(ctx)
		if err != nil {
			return err
		}
		if !isNew {
			return fault.New(fault.Conflict, "Sample data fill only a site that is new and empty. This one is in use.")
		}
		return b.setSample(ctx, true, "site.add_sample", nil)
	})
}

// RemoveSample takes everything off a site with sample data, and leaves a new
// and empty one: the same file, key and audit log, in which it is written down.
// The listener is stopped before. keptIn is the file beside the database that
// holds the site as it was; "" without keep.
//
// It is one transaction: all of it is gone, or nothing. It returns a Conflict
// fault for a site whose data are its own.
func (b *Backend) RemoveSample(ctx context.Context, keep bool) (keptIn string, err error) {
	if !b.IsSample() {
		return "", fault.New(fault.Conflict, "The data of this site are its own. Only sample data can be removed like this.")
	}
	b.Listener.Stop()
	if err := b.Registrations.FlushOpenings(ctx); err != nil { // so that none is counted afterwards
		return "", err
	}
	if keep {
		keptIn = filepath.Join(b.Store.Folder(), "sample-data-"+b.Store.Now().UTC().Format("2006-01-02-150405.000")+".db")
		if err := b.Store.Snapshot(ctx, keptIn); err != nil {
			return "", err
		}
	}
	err = b.Store.InTx(ctx, func(ctx context.Context) error {
		removed := map[string]int64{}
		for _, table := range emptied {
			result := b.Store.Write(ctx).Exec("DELETE FROM " + table)
			if result.Error != nil {
				return fmt.Errorf("remove sample data: empty %s: %w", table, result.Error)
			}
			if result.RowsAffected > 0 {
				removed[table] = result.RowsAffected
			}
		}
		if err := b.Registrations.EnsureDefaultLink(ctx); err != nil {
			return err
		}
		if err := b.Users.MakeFirstRoles(ctx); err != nil {
			return err
		}
		return b.setSample(ctx, false, "site.remove_sample", removed)
	})
	if err != nil && keptIn != "" {
		_ = os.Remove(keptIn) // nothing was removed
		keptIn = ""
	}
	return keptIn, err
}

func (b *Backend) setSample(ctx context.Context, isSample bool, action string, before any) error {
	if err := b.Store.Write(ctx).Exec("UPDATE site SET is_sample = ?", isSample).Error; err != nil {
		return fmt.Errorf("mark sample data: %w", err)
	}
	if err := b.Audit.Record(ctx, audit.Change{Action: action, Subject: audit.Subject{Kind: "site", Name: "Sample data"}, Before: before}); err != nil {
		return err
	}
	b.Store.AfterCommit(ctx, func() { b.sample.Store(isSample) })
	return nil
}
