package transfer_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"portico/backend/assessments"
	"portico/backend/organizations"
	"portico/backend/sheets"
	"portico/backend/testkit"
	"portico/backend/transfer"
	"portico/backend/users"
)

// openSite is a site with a Model User, organizations below North, and the
// samples' codes.
func openSite(t *testing.T) (site, *testkit.OpenSite, []string) {
	t.Helper()
	opened := testkit.OpenRegistration(t)
	s := site{opened.Backend, t}
	s.importAs(transfer.Insert, transfer.Organizations, "id,name,parent\nn,North,\ns,Sweden,n\nd,Denmark,n\n")
	all, err := s.Assessments.List(t.Context(), testkit.Everything())
	if err != nil {
		t.Fatal(err)
	}
	return s, opened, codes(all)
}

func codes(all []assessments.Summary) []string {
	var codes []string
	for _, one := range all {
		codes = append(codes, one.Code)
	}
	return codes
}

// load returns a user by email or login, with their form.
func (s site) load(identifier string) (users.User, users.Input) {
	s.t.Helper()
	u, known, err := s.Users.Identify(s.t.Context(), identifier)
	if err != nil || !known {
		s.t.Fatalf("%s is not there: %v", identifier, err)
	}
	input, err := s.Users.InputOf(s.t.Context(), u)
	if err != nil {
		s.t.Fatal(err)
	}
	return u, input
}

const userHeader = "email,login,first name,last name,type,organizations,assessments,restrictions,suspended\n"

func TestInsertUsers(t *testing.T) {
	s, _, codes := openSite(t)
	for _, one := range []struct {
		name, rows string
		inserted   int
		reasons    map[int]string
	}{
		{"USR-2 an Assessment Manager has an organization and an assessment", "a@x.example,,A,A,,n,,,\nb@x.example,,B,B,Assessment Manager,," + codes[0] + ",,\nc@x.example,,C,C,manager,n," + codes[0] + ",,\n", 1,
			map[int]string{2: "Assessments: Choose at least one", 3: "Organizations: Choose at least one"}},
		{"USR-1 an Individual needs an Email or a Login", ",signer1,S,One,Individual,,,,\ns2@x.example,,S,Two,individual,,,,\n,,S,Three,Individual,,,,\n,bad@login,S,Four,Individual,,,,\n", 2,
			map[int]string{4: "Enter an Email or a Login", 5: "Login: A Login can't look like an email"}},
		{"SEC-17 identifiers are unique in the file and on the site", "twice@x.example,,T,One,Individual,,,,\nTWICE@x.example,,T,Two,Individual,,,,\nMODEL@northwind.example,,T,Three,Individual,,,,\n,SIGNER1,T,Four,Individual,,,,\nnew@x.example,signer1,T,Five,Individual,,,,\n", 1,
			map[int]string{3: "Line 2 has this one already", 4: "is there already", 5: "is there already", 6: "is there already"}},
		{"ADM-4 a row that is refused takes no name away from the rows after it", "free1@x.example,free2@x.example,F,One,Individual,,,,\nfree2@x.example,,F,Two,Individual,,,,\n", 1,
			map[int]string{2: "can't look like an email"}},
		{"ADM-4 organizations by id, path and name, assessments by code, restrictions by label", "p1@x.example,,P,One,,s; North › Denmark;north," + strings.ToLower(codes[0]) + ";" + codes[1] + ",Hide reports; no inviting,yes\np2@x.example,,P,Two,,Atlantis," + codes[0] + ",,\np3@x.example,,P,Three,,n,XX,,\np4@x.example,,P,Four,,n," + codes[0] + ",Hide everything,\np5@x.example,,P,Five,King,n," + codes[0] + ",,\np6@x.example,,P,Six,,n," + codes[0] + ",,perhaps\n", 1,
			map[int]string{3: "There is no organization “Atlantis”", 4: "There is no assessment with the code “XX”", 5: "There is no restriction “Hide everything”", 6: "Type: Use", 7: "Suspended: Use"}},
	} {
		t.Run(one.name, func(t *testing.T) {
			s := site{s.Backend, t}
			report := s.importAs(transfer.Insert, transfer.Users, userHeader+one.rows)
			want(t, report, one.inserted, 0, 0, len(one.reasons))
			for line, words := range one.reasons {
				wantError(t, report, line, words)
			}
		})
	}
	u, input := s.load("p1@x.example")
	if len(input.OrganizationIDs) != 3 || len(input.AssessmentIDs) != 2 || strings.Join(input.Restrictions, " ") != "hide_reports no_inviting" || !u.IsSuspended {
		t.Fatalf("%+v suspended %v", input, u.IsSuspended)
	}
	if u.PasswordHash != "" || u.Status(s.Store.Now()) != users.Suspended {
		t.Fatal("SEC-5 somebody who was imported has a password")
	}
	if s.entries("users.import") == 0 {
		t.Fatal("ADM-6 the import was not written down")
	}
}

func TestUpdateUsers(t *testing.T) {
	s, opened, codes := openSite(t)
	const first = "u1@x.example,user1,Una,One,,s,CODE,Hide reports,\nu2@x.example,user2,Duo,Two,,n,CODE,,\n,user3,Tre,Three,Individual,,,,\n"
	rows := userHeader + strings.ReplaceAll(first, "CODE", codes[0])
	want(t, s.importAs(transfer.Insert, transfer.Users, rows), 3, 0, 0, 0)
	run := func(name, data string, check func(t *testing.T, s site, report transfer.Report)) {
		t.Run(name, func(t *testing.T) {
			s := site{s.Backend, t}
			check(t, s, s.importAs(transfer.Update, transfer.Users, data))
		})
	}
	run("ADM-4 the same file again changes nothing", rows, func(t *testing.T, _ site, r transfer.Report) { want(t, r, 0, 0, 3, 0) })
	run("ADM-4 what is not a column stays", "email,first name,organizations\nU1@X.example,Unna,d;s\n", func(t *testing.T, s site, r transfer.Report) {
		want(t, r, 0, 1, 0, 0)
		u, input := s.load("user1")
		if u.FirstName != "Unna" || u.LastName != "One" || len(input.OrganizationIDs) != 2 || len(input.Restrictions) != 1 {
			t.Fatalf("%+v", input)
		}
	})
	run("USR-2 nobody is stripped of the last organization", "email,organizations\nu2@x.example,\n", func(t *testing.T, _ site, r transfer.Report) {
		want(t, r, 0, 0, 0, 1)
		wantError(t, r, 2, "Organizations: Choose at least one")
	})
	run("USR-1 a row with the Email of one and the Login of another is refused", "email,login\nu1@x.example,user2\nu2@x.example,user1\n", func(t *testing.T, s site, r transfer.Report) {
		want(t, r, 0, 0, 0, 2)
		wantError(t, r, 2, "belong to two users")
	})
	run("USR-1 found by login, given another", "email,login\nu2@x.example,duo2\n", func(t *testing.T, s site, r transfer.Report) {
		want(t, r, 0, 1, 0, 0)
		if _, known, err := s.Users.Identify(t.Context(), "user2"); known || err != nil {
			t.Fatal("the old login still leads somewhere")
		}
		if u, _ := s.load("DUO2"); u.Email != "u2@x.example" {
			t.Fatal(u.Email)
		}
	})
	run("USR-7 the Model User is not suspended", "email,suspended\nmodel@northwind.example,yes\n", func(t *testing.T, _ site, r transfer.Report) {
		want(t, r, 0, 0, 0, 1)
		wantError(t, r, 2, "This is the Model User that new partners are copied from, and can't be suspended")
	})
	run("USR-7 nor made an Individual", "email,type\nmodel@northwind.example,Individual\n", func(t *testing.T, _ site, r transfer.Report) {
		wantError(t, r, 2, "turned into an Individual")
	})
	run("USR-7 nor stripped", "email,assessments\nmodel@northwind.example,\n", func(t *testing.T, _ site, r transfer.Report) {
		wantError(t, r, 2, "stripped of the last assessment")
	})
	run("SEC-26 suspending keeps the password and everything else of the person", "email,first name,suspended\nmodel@northwind.example,Renamed,no\n", func(t *testing.T, s site, r transfer.Report) {
		want(t, r, 0, 1, 0, 0)
		u, err := s.Users.Load(t.Context(), opened.ModelUser.ID)
		if err != nil || u.FirstName != "Renamed" || u.PasswordHash == "" || u.PasswordHash != opened.ModelUser.PasswordHash {
			t.Fatalf("%+v %v", u.FirstName, err)
		}
	})
}

func TestSendActivation(t *testing.T) {
	s, _, codes := openSite(t)
	request := s.file(transfer.Users, userHeader+strings.ReplaceAll("n1@x.example,,N,One,,n,CODE,,\nn2@x.example,,N,Two,,n,CODE,,yes\n,login3,N,Three,Individual,,,,\nbad,,N,Four,,n,CODE,,\n", "CODE", codes[0]))
	request.SendActivation = true
	before := s.count("outbox")
	report := s.carryOut(request)
	want(t, report, 3, 0, 0, 1)
	if report.Activations != 1 || s.count("outbox") != before+1 {
		t.Fatalf("SIG-2 %d activations, %d mails: who is suspended or has no address gets none", report.Activations, s.count("outbox")-before)
	}
	request.Mode = transfer.Update
	if again := s.carryOut(request); again.Activations != 0 || s.count("outbox") != before+1 {
		t.Fatal("SIG-2 somebody was asked twice")
	}
}

func TestExportUsers(t *testing.T) {
	s, _, codes := openSite(t)
	testkit.MustCreateOrganization(t, s.Backend, 0, "No; id")
	rows := userHeader + strings.ReplaceAll("e1@x.example,=login,Eva,One,,s;Model Organization;No,CODE,Hide reports,\n", "CODE", codes[0])
	rows = strings.Replace(rows, ";No,", ",", 1)
	want(t, s.importAs(transfer.Insert, transfer.Users, rows), 1, 0, 0, 0)
	for _, format := range []sheets.Format{sheets.CSV, sheets.XLSX} {
		t.Run("ADM-4 an export changes nothing when it comes back as "+string(format), func(t *testing.T) {
			s := site{s.Backend, t}
			var out bytes.Buffer
			if err := s.Transfer.ExportUsers(t.Context(), &out, format, transfer.SelectUsers(users.Query{}, nil), quiet{}); err != nil {
				t.Fatal(err)
			}
			if len(rowsOf(t, out.String())) != 3 {
				t.Fatal(rowsOf(t, out.String()))
			}
			want(t, s.importAs(transfer.Update, transfer.Users, out.String()), 0, 0, 2, 0)
			if strings.Contains(out.String(), "argon2") || strings.Contains(out.String(), ",=login") {
				t.Fatal("SEC-31 SEC-38 what must not stand in an export does")
			}
		})
	}
	t.Run("ADM-4 the export follows filter and search", func(t *testing.T) {
		for want, query := range map[int]users.Query{1: {Search: "eva"}, 2: {Type: users.Manager}, 0: {Type: users.Individual}} {
			var out bytes.Buffer
			if err := s.Transfer.ExportUsers(t.Context(), &out, sheets.CSV, transfer.SelectUsers(query, nil), quiet{}); err != nil {
				t.Fatal(err)
			}
			if rows := rowsOf(t, out.String()); len(rows) != want+1 {
				t.Errorf("%+v gave %d rows", query, len(rows)-1)
			}
		}
	})
}

// TestExportUsersOfLookalikes shows that an export leads back to the very same
// organizations, whatever they are called: names that read as the path, the
// External id or the Portico id of another.
func TestExportUsersOfLookalikes_ADM4(t *testing.T) {
	s, _, codes := openSite(t)
	ctx := t.Context()
	top := testkit.MustCreateOrganization(t, s.Backend, 0, "A")
	places := []organizations.Organization{
		testkit.MustCreateOrganization(t, s.Backend, top.ID, "B"),
		testkit.MustCreateOrganization(t, s.Backend, 0, "A › B"),
		testkit.MustCreateOrganization(t, s.Backend, 0, fmt.Sprintf("#%d", top.ID)),
		testkit.MustCreateOrganization(t, s.Backend, 0, "Twin"),
		testkit.MustCreateOrganization(t, s.Backend, 0, "Other"),
	}
	if err := s.Store.Write(ctx).Exec("UPDATE organizations SET external_id = 'Twin' WHERE id = ?", places[4].ID).Error; err != nil {
		t.Fatal(err)
	}
	assessment, err := s.Assessments.List(ctx, testkit.Everything())
	if err != nil || len(codes) == 0 {
		t.Fatal(err)
	}
	for i, o := range places {
		testkit.MustCreateManager(t, s.Backend, fmt.Sprintf("m%d@x.example", i), []int64{o.ID}, []int64{assessment[0].ID})
	}
	var out bytes.Buffer
	if err := s.Transfer.ExportUsers(ctx, &out, sheets.CSV, transfer.SelectUsers(users.Query{}, nil), quiet{}); err != nil {
		t.Fatal(err)
	}
	want(t, s.importAs(transfer.Update, transfer.Users, out.String()), 0, 0, len(places)+1, 0)
	t.Run("a text that means two organizations is refused", func(t *testing.T) {
		s := site{s.Backend, t}
		report := s.importAs(transfer.Insert, transfer.Users, userHeader+fmt.Sprintf("new@x.example,,Eva,One,,A › B,%s,\n", codes[0]))
		want(t, report, 0, 0, 0, 1)
	})
}
