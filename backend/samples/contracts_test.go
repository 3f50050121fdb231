package samples_test

import (
	"slices"
	"testing"

	"portico/backend/access"
	"portico/backend/contracts"
	"portico/backend/evidence"
	"portico/backend/signin"
)

// TestDemoSigners_SRV1 shows the three signers, and that each document is seen by
// those who are named and by nobody else.
func TestDemoSigners_SRV1(t *testing.T) {
	b, demo := build(t)
	ctx := t.Context()
	if len(demo.Signers) != 3 || demo.Signers[0].Password == "" || demo.Signers[1].ActivationCode == "" || demo.Signers[2].Missing == "" {
		t.Fatalf("%+v", demo.Signers)
	}
	ready, err := b.SignIn.SignIn(ctx, demo.Signers[0].Login, demo.Signers[0].Password, "")
	if err != nil || ready.Stage != signin.Full {
		t.Fatalf("the one who is ready: %v", err)
	}
	first, err := b.SignIn.SignIn(ctx, demo.Signers[1].Login, demo.Signers[1].ActivationCode, "")
	if err != nil || first.Stage != signin.NeedsPassword {
		t.Fatalf("SIG-2 the one who never signed in: %v", err)
	}
	organizations := map[string]bool{}
	alone := false
	for _, one := range demo.Documents {
		organizations[one.Organization] = true
		alone = alone || slices.Equal(one.WaitsFor, []string{demo.Signers[1].Name})
	}
	if len(organizations) != 2 || !alone {
		t.Errorf("documents of %v; one for the one who never signed in alone: %v", organizations, alone)
	}
	for _, login := range demo.Signers {
		u, _, err := b.Users.Identify(ctx, login.Login)
		if err != nil {
			t.Fatal(err)
		}
		signer, err := b.Users.SignerOf(ctx, u.ID)
		if err != nil || !signer.Has(access.SignDocuments) {
			t.Fatal(err)
		}
		page, err := b.Contracts.ListFor(ctx, signer, contracts.ViewQuery{})
		if err != nil {
			t.Fatal(err)
		}
		seen, waits := map[string]bool{}, map[string]bool{}
		for _, row := range page.Items {
			seen[row.Title], waits[row.Title] = true, row.Waits
		}
		for _, one := range demo.Documents {
			if seen[one.Title] != slices.Contains(one.VisibleTo, login.Name) || waits[one.Title] != slices.Contains(one.WaitsFor, login.Name) {
				t.Errorf("%s: %s is seen %v, waits %v", login.Name, one.Title, seen[one.Title], waits[one.Title])
			}
		}
	}
	var states []string
	if err := b.Store.Read(ctx).Raw("SELECT DISTINCT d.state FROM documents d ORDER BY 1").Scan(&states).Error; err != nil || !slices.Equal(states, []string{"completed", "draft", "sent"}) {
		t.Errorf("states: %v %v", states, err)
	}
	var signed []struct {
		DocumentID int64
		Version    int
	}
	if err := b.Store.Read(ctx).Raw("SELECT v.document_id, v.number AS version FROM document_finals f CROSS JOIN document_versions v ON v.id = f.version_id").Scan(&signed).Error; err != nil || len(signed) != 2 {
		t.Fatal(len(signed), err)
	}
	for _, one := range signed {
		final, err := b.Contracts.FinalOf(ctx, one.DocumentID, one.Version)
		if err != nil {
			t.Fatal(err)
		}
		if result := evidence.CheckFile(final.PDF); result.Reason != "" {
			t.Error(result.Words())
		}
	}
	// Of the document that was corrected after it was signed, both versions can be
	// fetched, and the earlier one reads Document Changed (DOC-4).
	var corrected int64
	if err := b.Store.Read(ctx).Raw("SELECT id FROM documents WHERE version = 2").Scan(&corrected).Error; err != nil {
		t.Fatal(err)
	}
	final, err := b.Contracts.FinalOf(ctx, corrected, 1)
	if err != nil {
		t.Fatal(err)
	}
	if result := evidence.CheckFile(final.Evidence); !result.IsValid || result.File.Signatures[0].Status != evidence.DocumentChanged {
		t.Error("DOC-4", result.Words())
	}
	if _, err := b.RemoveSample(ctx, false); err != nil {
		t.Errorf("ADM-2 sample data with signatures can't be removed: %v", err)
	}
}
