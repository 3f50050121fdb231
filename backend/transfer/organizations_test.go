package transfer_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"portico/backend/organizations"
	"portico/backend/testkit"
	"portico/backend/transfer"
)

func TestInsertOrganizations(t *testing.T) {
	for _, one := range []struct {
		name, data       string
		inserted, errors int
		tree             []string
		reasons          map[int]string
	}{
		{"ADM-4 parents may come later", "id,name,parent_id\n1,Child,2\n2,Middle,3\n3,Top,\n", 3, 0, []string{"Top", "Top/Middle", "Top/Middle/Child"}, nil},
		{"ADM-4 parents by path of names", "name,parent\nNorth,Nordic › Sweden\nSweden,Nordic\nNordic,\n", 3, 0, []string{"Nordic", "Nordic/Sweden", "Nordic/Sweden/North"}, nil},
		{"ADM-4 parents by a name that is the only one", "name,parent name\nNordic,\nSweden,nordic\nNorth,SWEDEN\n", 3, 0, []string{"Nordic", "Nordic/Sweden", "Nordic/Sweden/North"}, nil},
		{"ADM-4 a name that several have is no parent", "id,name,parent\n1,A,\n2,B,\n3,X,1\n4,X,2\n5,Y,X\n", 4, 1, []string{"A", "A/X", "B", "B/X"}, map[int]string{6: "several organizations"}},
		{"ADM-4 a slash in a name cuts nothing", "name,parent\nR / D,\nLab,R / D\n", 2, 0, []string{"R / D", "R / D/Lab"}, nil},
		{"ADM-4 a parent that nobody is", "name,parent\nA,Nobody\nB,A\n", 0, 2, nil, map[int]string{2: "no organization “Nobody”", 3: "on line 2, can't be imported: Parent: There is no organization “Nobody”"}},
		{"ORG-2 a cycle is reported for each row in it", "id,name,parent_id\n1,A,3\n2,B,1\n3,C,2\n4,Below,3\n5,Free,\n", 1, 4, []string{"Free"},
			map[int]string{2: "Lines 2, 3, 4 stand under each other", 3: "Lines 2, 3, 4", 4: "Lines 2, 3, 4", 5: "The organization above it, on line 4"}},
		{"ORG-2 nothing stands under itself", "id,name,parent_id\n1,A,1\n", 0, 1, nil, map[int]string{2: "under itself"}},
		{"ORG-2 level 6 is reported, and what is below it too", "id,name,parent_id\n1,A,\n2,B,1\n3,C,2\n4,D,3\n5,E,4\n6,F,5\n7,G,6\n", 5, 2, []string{"A", "A/B", "A/B/C", "A/B/C/D", "A/B/C/D/E"},
			map[int]string{7: "It would stand at level 6", 8: "The organization above it, on line 7, can't be imported: It would stand at level 6"}},
		{"ORG-2 taken names get their city, else a number", "name,city\nAcme,\nACME,Oslo\nacme,Oslo\nacme,\n", 4, 0, []string{"Acme", "ACME (Oslo)", "acme (2)", "acme (3)"}, nil},
		{"ORG-2 the same name under another parent is free", "id,name,parent\n1,A,\n2,B,\n3,X,1\n4,X,2\n", 4, 0, []string{"A", "B", "A/X", "B/X"}, nil},
		{"ORG-1 what a field may not be", "name,website,bcc email,response allotment,status,default assessor email\nA,not a site,,,,\nB,,nobody,,,\nC,,,plenty,,\nD,,,,gone,\n,,,,,x@example.com\nF,example.com,f@example.com,Can Be Purchased,Active,\n", 1, 5, []string{"F"},
			map[int]string{2: "Website: Use a web address", 3: "BCC Email Address: Use one address", 4: "Response Allotment: Use Unlimited", 5: "Status: Use Active or Archived", 6: "Name: Give the organization a name"}},
		{"ADM-4 an External id twice", "id,name\n1,A\n1,B\n", 1, 1, []string{"A"}, map[int]string{3: "Line 2 has this one already"}},
		{"ORG-5 archived comes in archived, with what is below it", "id,name,parent,status\n1,A,,Archived\n2,B,1,archived\n3,C,1,Active\n", 2, 1, []string{"A (archived)", "A/B (archived)"}, map[int]string{4: "under A, which is archived"}},
		{"SEC-38 defused cells come in as they were", "name,notes\n'=1+1,'+46 8\n's-Hertogenbosch,x\n", 2, 0, []string{"=1+1", "'s-Hertogenbosch"}, nil},
	} {
		t.Run(one.name, func(t *testing.T) {
			s := open(t)
			report := s.importAs(transfer.Insert, transfer.Organizations, one.data)
			want(t, report, one.inserted, 0, 0, one.errors)
			s.wantTree(one.tree...)
			for line, words := range one.reasons {
				wantError(t, report, line, words)
			}
			if again := s.importAs(transfer.Update, transfer.Organizations, one.data); again.Inserted+again.Updated != 0 || again.Unchanged != one.inserted || len(again.Errors) != one.errors {
				t.Fatalf("ADM-4 a second import changes nothing: %+v", again)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	const table = "id;name;city\n1;Åkerström Søn;Malmö\n2;Zoë;Köln\n"
	units := utf16.Encode([]rune("\uFEFF" + table))
	wide := make([]byte, 0, 2*len(units))
	for _, unit := range units {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	latin := make([]byte, 0, len(table))
	for _, r := range table {
		latin = append(latin, byte(r))
	}
	for name, data := range map[string]string{"ADM-4 UTF-8 with a byte order mark": "\uFEFF" + table, "ADM-4 UTF-16": string(wide), "ADM-4 Latin-1": string(latin)} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			want(t, s.importAs(transfer.Insert, transfer.Organizations, data), 2, 0, 0, 0)
			s.wantTree("Åkerström Søn", "Zoë")
		})
	}
	t.Run("ADM-4 200 columns", func(t *testing.T) {
		s := open(t)
		header := strings.Repeat("other,", 199) + "name"
		want(t, s.importAs(transfer.Insert, transfer.Organizations, header+"\n"+strings.Repeat("x,", 199)+"Acme\n"), 1, 0, 0, 0)
		s.wantTree("Acme")
	})
	t.Run("ADM-4 a header alone", func(t *testing.T) {
		s := open(t)
		_, err := s.Transfer.Check(t.Context(), s.file(transfer.Organizations, "id,name\n"), quiet{})
		wantRefusal(t, err, "no rows")
	})
	t.Run("ADM-4 no header", func(t *testing.T) {
		s := open(t)
		request := s.file(transfer.Organizations, "1,Acme\n2,Beta\n")
		request.NoHeader, request.Mapping = true, []string{"external_id", "name"}
		want(t, s.carryOut(request), 2, 0, 0, 0)
	})
	t.Run("ADM-4 a mapping that names nothing, twice the same, or what is not there", func(t *testing.T) {
		s := open(t)
		request := s.file(transfer.Organizations, "a,b\n1,2\n")
		for words, mapping := range map[string][]string{"No column": {"", ""}, "Two columns": {"name", "name"}, "no field": {"password", ""}} {
			request.Mapping = mapping
			_, err := s.Transfer.Import(t.Context(), request, quiet{})
			wantRefusal(t, err, words)
		}
	})
}

func TestUpdateOrganizations(t *testing.T) {
	const first = "id,name,parent,city,website,notes\na,Alpha,,Oslo,https://a.example,one\nb,Beta,a,Bergen,,two\nc,Gamma,b,,,\nd,Delta,,,,\n"
	t.Run("ADM-4 insert alone reports what is there", func(t *testing.T) {
		s := open(t)
		s.importAs(transfer.Insert, transfer.Organizations, first)
		report := s.importAs(transfer.Insert, transfer.Organizations, "id,name,parent\na,Alpha,\nnew,New,a\n")
		want(t, report, 1, 0, 0, 1)
		wantError(t, report, 2, "Alpha is there already")
		s.wantTree("Alpha", "Alpha/Beta", "Alpha/Beta/Gamma", "Delta", "Alpha/New")
	})
	t.Run("ADM-4 an empty cell empties, a column that is not there leaves", func(t *testing.T) {
		s := open(t)
		s.importAs(transfer.Insert, transfer.Organizations, first)
		want(t, s.importAs(transfer.Update, transfer.Organizations, "id,name,city\na,Alpha,\nb,Beta,Bergen\n"), 0, 1, 1, 0)
		found, err := s.Organizations.ByExternalIDs(t.Context(), []string{"a"})
		if err != nil || found[0].City != "" || found[0].Notes != "one" || found[0].Website != "https://a.example" {
			t.Fatalf("%+v %v", found, err)
		}
	})
	t.Run("ORG-2 a branch is turned upside down", func(t *testing.T) {
		s := open(t)
		s.importAs(transfer.Insert, transfer.Organizations, first)
		want(t, s.importAs(transfer.Update, transfer.Organizations, "id,name,parent\nc,Gamma,\nb,Beta,c\na,Alpha,b\n"), 0, 3, 0, 0)
		s.wantTree("Gamma", "Gamma/Beta", "Gamma/Beta/Alpha", "Delta")
	})
	t.Run("ORG-2 names are swapped", func(t *testing.T) {
		s := open(t)
		s.importAs(transfer.Insert, transfer.Organizations, first)
		want(t, s.importAs(transfer.Update, transfer.Organizations, "id,name\na,Delta\nd,Alpha\n"), 0, 2, 0, 0)
		s.wantTree("Delta", "Delta/Beta", "Delta/Beta/Gamma", "Alpha")
	})
	t.Run("ORG-2 a move that pushes others below level 5", func(t *testing.T) {
		s := open(t)
		s.importAs(transfer.Insert, transfer.Organizations, first+"e,E,d,,,\nf,F,e,,,\ng,G,f,,,\n")
		report := s.importAs(transfer.Update, transfer.Organizations, "id,name,parent\na,Alpha,f\nd,Delta,\n")
		want(t, report, 0, 0, 1, 1)
		wantError(t, report, 2, "Gamma below it would stand at level 6")
		if again := s.importAs(transfer.Update, transfer.Organizations, "id,name,parent\na,Alpha,f\nc,Gamma,\n"); again.Updated != 2 {
			t.Fatalf("what moves away in the same file is in nobody's way: %+v", again)
		}
		s.wantTree("Delta", "Delta/E", "Delta/E/F", "Delta/E/F/G", "Delta/E/F/Alpha", "Delta/E/F/Alpha/Beta", "Gamma")
	})
	t.Run("ORG-2 a cycle leaves everything where it was", func(t *testing.T) {
		s := open(t)
		s.importAs(transfer.Insert, transfer.Organizations, first)
		report := s.importAs(transfer.Update, transfer.Organizations, "id,name,parent\na,Alpha,c\nb,Beta,a\nc,Gamma,b\nd,Delta,b\n")
		wantError(t, report, 2, "Lines 2, 3, 4 stand under each other")
		s.wantTree("Alpha", "Alpha/Beta", "Alpha/Beta/Gamma", "Alpha/Beta/Delta")
	})
	t.Run("ADM-4 found by name where there is no id, and the id is kept then", func(t *testing.T) {
		s := open(t)
		parent := testkit.MustCreateOrganization(t, s.Backend, 0, "By hand")
		testkit.MustCreateOrganization(t, s.Backend, parent.ID, "Below")
		want(t, s.importAs(transfer.Update, transfer.Organizations, "id,name,parent\nx,by hand,\ny,Below,x\n"), 0, 2, 0, 0)
		want(t, s.importAs(transfer.Update, transfer.Organizations, "id,name,parent\nx,By Hand Renamed,\ny,Below,x\n"), 0, 1, 1, 0)
		s.wantTree("By Hand Renamed", "By Hand Renamed/Below")
	})
	t.Run("ORG-5 archived and restored with the branch", func(t *testing.T) {
		s := open(t)
		s.importAs(transfer.Insert, transfer.Organizations, first)
		want(t, s.importAs(transfer.Update, transfer.Organizations, "id,name,status\na,Alpha,Archived\n"), 0, 1, 0, 0)
		s.wantTree("Alpha (archived)", "Alpha/Beta (archived)", "Alpha/Beta/Gamma (archived)", "Delta")
		report := s.importAs(transfer.Update, transfer.Organizations, "id,name,parent\nd,Delta,a\n")
		wantError(t, report, 2, "under Alpha, which is archived")
		want(t, s.importAs(transfer.Update, transfer.Organizations, "id,name,status\na,Alpha,Active\n"), 0, 1, 0, 0)
		s.wantTree("Alpha", "Alpha/Beta", "Alpha/Beta/Gamma", "Delta")
	})
	t.Run("ADM-4 by Portico id, and a wrong one", func(t *testing.T) {
		s := open(t)
		o := testkit.MustCreateOrganization(t, s.Backend, 0, "Acme")
		report := s.importAs(transfer.Update, transfer.Organizations, fmt.Sprintf("Portico id,Name\n%d,Acme AB\n%d,Nobody\nx,Bad\n", o.ID, o.ID+100))
		want(t, report, 0, 1, 0, 2)
		wantError(t, report, 3, "There is no organization")
		wantError(t, report, 4, "Portico id: Use a number")
		s.wantTree("Acme AB")
	})
	t.Run("ADM-4 two rows about one", func(t *testing.T) {
		s := open(t)
		o := testkit.MustCreateOrganization(t, s.Backend, 0, "Acme")
		report := s.importAs(transfer.Update, transfer.Organizations, fmt.Sprintf("Portico id,Name\n%d,One\n%d,Two\n", o.ID, o.ID))
		wantError(t, report, 3, "Line 2 is about Acme already")
	})
	t.Run("ADM-6 one entry with the file's digest and the counts", func(t *testing.T) {
		s := open(t)
		report := s.importAs(transfer.Insert, transfer.Organizations, first)
		var after string
		if err := s.Store.Read(t.Context()).Raw("SELECT after FROM audit_entries WHERE action = 'organizations.import'").Scan(&after).Error; err != nil {
			t.Fatal(err)
		}
		if s.entries("organizations.import") != 1 || s.entries("organization.create") != 0 || len(report.SHA256) != 64 || !strings.Contains(after, report.SHA256) || !strings.Contains(after, `"inserted":4`) {
			t.Fatal(after)
		}
		s.importAs(transfer.Update, transfer.Organizations, first)
		if s.entries("organizations.import") != 1 {
			t.Fatal("an import that changed nothing was written down")
		}
	})
	t.Run("ORG-4 what came in is found by its words", func(t *testing.T) {
		s := open(t)
		s.importAs(transfer.Insert, transfer.Organizations, first)
		s.importAs(transfer.Update, transfer.Organizations, "id,name\na,Omega Works\n")
		for words, count := range map[string]int{"omega wor": 1, "alpha": 0, "gam": 1} {
			page, err := s.Organizations.List(t.Context(), testkit.Everything(), organizations.Query{Search: words})
			if err != nil || len(page.Items) != count {
				t.Fatalf("%q found %d, %v", words, len(page.Items), err)
			}
		}
	})
}
