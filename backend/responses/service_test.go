package responses_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/responses"
	"portico/backend/store"
)

// Shows MGR-4.
func TestListSearchSortPage_MGR4(t *testing.T) {
	s := openSite(t)
	o := s.organization("Acme", 0)
	a, b := s.assessment("A"), s.assessment("B")
	for i, name := range []string{"Chidi", "Aino", "Eve", "Bo", "Dana"} {
		assessment := a
		if i%2 == 1 {
			assessment = b
		}
		made, token := s.invite(admin, o.ID, assessment, name)
		_, err := s.responses.Extend(t.Context(), admin, made.ID, s.store.Now().Add(time.Duration(10-i)*24*time.Hour))
		s.must(err)
		if name == "Eve" {
			s.finish(token)
		}
		s.clock.advance(time.Minute)
	}
	scope := manager(o, []int64{a, b})
	for name, test := range map[string]struct {
		query responses.Query
		want  string
	}{
		"newest first":   {responses.Query{}, "Dana Bo Eve Aino Chidi"},
		"oldest first":   {responses.Query{Sort: "created"}, "Chidi Aino Eve Bo Dana"},
		"by name":        {responses.Query{Sort: "name"}, "Aino Bo Chidi Dana Eve"},
		"by expiry":      {responses.Query{Sort: "expires"}, "Dana Bo Eve Aino Chidi"},
		"best score":     {responses.Query{Sort: "-score"}, "Eve Dana Bo Aino Chidi"},
		"completed":      {responses.Query{Sort: "-completed"}, "Eve Dana Bo Aino Chidi"},
		"by state":       {responses.Query{State: responses.Completed}, "Eve"},
		"by assessment":  {responses.Query{AssessmentID: b}, "Bo Aino"},
		"search":         {responses.Query{Search: "AIN"}, "Aino"},
		"search email":   {responses.Query{Search: "dana@"}, "Dana"},
		"search percent": {responses.Query{Search: "%"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := s.names(scope, test.query); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			// The same in pages of two, by cursor.
			var names []string
			query := test.query
			for query.Limit = 2; ; {
				page, err := s.responses.List(t.Context(), scope, query)
				s.must(err)
				for _, row := range page.Items {
					names = append(names, row.FirstName)
				}
				if want := len(strings.Fields(test.want)); page.Count != want {
					t.Errorf("the count is %d, want %d", page.Count, want)
				}
				if query.After = page.Next; page.Next == "" {
					break
				}
			}
			if got := strings.Join(names, " "); got != test.want {
				t.Errorf("in pages: got %q, want %q", got, test.want)
			}
		})
	}
	counts, err := s.responses.Count(t.Context(), scope, responses.Query{})
	s.must(err)
	if counts[responses.Invited] != 4 || counts[responses.Completed] != 1 || counts[responses.Expired] != 0 {
		t.Errorf("counts: %+v", counts)
	}
	for _, query := range []responses.Query{{Sort: "nonsense"}, {After: "x"}, {After: store.Cursor("a", "b", "c")}} {
		if _, err := s.responses.List(t.Context(), scope, query); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v gives %v", query, err)
		}
	}
	row, err := s.responses.List(t.Context(), scope, responses.Query{Limit: 1})
	s.must(err)
	if row.Items[0].Organization != "Acme" || row.Items[0].Assessment != "Check A" || row.Items[0].TokenHash != "" || row.Items[0].Token != "" {
		t.Errorf("a row: %+v", row.Items[0])
	}
}

// TestScopes shows what each asker sees of five responses.
// Shows MGR-4, SEC-33.
func TestScopes_MGR4_SEC33(t *testing.T) {
	s := openSite(t)
	top := s.organization("Top", 0)
	child := s.organization("Child", top.ID)
	sibling := s.organization("Sibling", top.ID)
	other := s.organization("Other", 0)
	a, b := s.assessment("A"), s.assessment("B")
	ids := map[string]int64{}
	for name, place := range map[string]int64{"Atop": top.ID, "Bchild": child.ID, "Csibling": sibling.ID, "Dother": other.ID} {
		made, _ := s.invite(admin, place, a, name)
		ids[name] = made.ID
	}
	made, _ := s.invite(admin, child.ID, b, "Enotgiven")
	ids["Enotgiven"] = made.ID
	all := "Atop Bchild Csibling Dother Enotgiven"
	for name, test := range map[string]struct {
		scope access.Scope
		want  string
	}{
		"administrator":         {admin, all},
		"parent":                {manager(top, []int64{a}), "Atop Bchild Csibling"},
		"parent, own only":      {manager(top, []int64{a}, access.OwnOrganizationOnly), "Atop"},
		"child":                 {manager(child, []int64{a}), "Bchild"},
		"child with both":       {manager(child, []int64{a, b}), "Bchild Enotgiven"},
		"sibling":               {manager(sibling, []int64{a}), "Csibling"},
		"other":                 {manager(other, []int64{a}), "Dother"},
		"without assessments":   {manager(top, nil), ""},
		"without organizations": {access.ForManager(7, nil, []int64{a}, nil), ""},
		"nobody":                {access.Scope{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			if got := s.names(test.scope, responses.Query{Sort: "name"}); got != test.want {
				t.Errorf("sees %q, want %q", got, test.want)
			}
			counts, err := s.responses.Count(ctx, test.scope, responses.Query{})
			s.must(err)
			if counts[responses.Invited] != len(strings.Fields(test.want)) {
				t.Errorf("counts %d", counts[responses.Invited])
			}
			_, missing := s.responses.Find(ctx, test.scope, 999)
			for other, id := range ids {
				if strings.Contains(test.want, other) {
					if _, err := s.responses.Report(ctx, test.scope, id); err != nil {
						t.Errorf("report of %s: %v", other, err)
					}
					continue
				}
				for verb, err := range map[string]error{
					"find":   second(s.responses.Find(ctx, test.scope, id)),
					"report": second(s.responses.Report(ctx, test.scope, id)),
					"resend": second(s.responses.Resend(ctx, test.scope, id)),
					"edit":   second(s.responses.Edit(ctx, test.scope, id, responses.Input{FirstName: "X", Email: "x@example.com"})),
					"extend": second(s.responses.Extend(ctx, test.scope, id, s.store.Now().Add(time.Hour))),
					"cancel": second(s.responses.Cancel(ctx, test.scope, id)),
					"delete": s.responses.Delete(ctx, test.scope, id),
				} {
					if err == nil || err.Error() != missing.Error() {
						t.Errorf("%s of %s gives %v, of a missing one %v", verb, other, err, missing)
					}
				}
			}
			if test.scope.Kind() == access.Administrator {
				return
			}
			_, err = s.responses.Invite(ctx, test.scope, responses.Input{OrganizationID: other.ID, AssessmentID: b, Email: "x@example.com"})
			if f := fault.As(err); f == nil || f.Code != fault.Invalid || f.Fields["assessmentId"] == "" && f.Fields["organizationId"] == "" {
				t.Errorf("inviting where nothing was given: %v", err)
			}
		})
	}
	if _, err := s.responses.List(t.Context(), manager(child, []int64{a}), responses.Query{OrganizationID: sibling.ID}); !fault.Is(err, fault.NotFound) {
		t.Errorf("filtering by another's organization: %v", err)
	}
	if got := s.names(admin, responses.Query{OrganizationID: top.ID, Sort: "name"}); got != "Atop Bchild Csibling Enotgiven" {
		t.Errorf("at or below: %q", got)
	}
}

// Shows USR-3.
func TestRestrictions_USR3(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	o := s.organization("Acme", 0)
	a := s.assessment("A")
	input := responses.Input{OrganizationID: o.ID, AssessmentID: a, FirstName: "Eve", Email: "eve@example.com"}
	open, token := s.invite(admin, o.ID, a, "Aino")
	s.finish(token)
	waiting, _ := s.invite(admin, o.ID, a, "Bo")
	cancelled, _ := s.invite(admin, o.ID, a, "Cai")
	_, err := s.responses.Cancel(ctx, admin, cancelled.ID)
	s.must(err)
	with := func(restriction access.Restriction) access.Scope { return manager(o, []int64{a}, restriction) }
	for restriction, attempt := range map[access.Restriction]func(access.Scope) error{
		access.NoAdding:    func(scope access.Scope) error { return second(s.responses.Add(ctx, scope, input)) },
		access.NoInviting:  func(scope access.Scope) error { return second(s.responses.Invite(ctx, scope, input)) },
		access.NoResending: func(scope access.Scope) error { return second(s.responses.Resend(ctx, scope, waiting.ID)) },
		access.NoEditing: func(scope access.Scope) error {
			return second(s.responses.Edit(ctx, scope, waiting.ID, responses.Input{FirstName: "Bo", Email: "bo@example.com"}))
		},
		access.NoExtending: func(scope access.Scope) error {
			return second(s.responses.Extend(ctx, scope, waiting.ID, s.store.Now().Add(time.Hour)))
		},
		access.HideReports: func(scope access.Scope) error { return second(s.responses.Report(ctx, scope, open.ID)) },
		access.HideIdentities: func(scope access.Scope) error {
			return second(s.responses.List(ctx, scope, responses.Query{Search: "aino"}))
		},
	} {
		t.Run(string(restriction), func(t *testing.T) {
			if err := attempt(with(restriction)); !fault.Is(err, fault.Forbidden) {
				t.Errorf("with it: %v", err)
			}
			if err := attempt(manager(o, []int64{a})); err != nil {
				t.Errorf("without it: %v", err)
			}
		})
	}
	t.Run("no inviting: the first mail of a response added by hand", func(t *testing.T) {
		added, err := s.responses.Add(ctx, with(access.NoInviting), input)
		s.must(err)
		if err := second(s.responses.Resend(ctx, with(access.NoInviting), added.ID)); !fault.Is(err, fault.Forbidden) {
			t.Errorf("with it: %v", err)
		}
		if err := second(s.responses.Resend(ctx, manager(o, []int64{a}), added.ID)); err != nil {
			t.Errorf("without it: %v", err)
		}
	})
	t.Run("no inviting: another address for an invitation that was sent", func(t *testing.T) {
		other := responses.Input{FirstName: "Bo", Email: "somebody.else@example.com"}
		if err := second(s.responses.Edit(ctx, with(access.NoInviting), waiting.ID, other)); !fault.Is(err, fault.Forbidden) {
			t.Errorf("with it: %v", err)
		}
	})
	t.Run("no deleting", func(t *testing.T) {
		scope := with(access.NoDeleting)
		if err := s.responses.Delete(ctx, scope, waiting.ID); !fault.Is(err, fault.Forbidden) {
			t.Errorf("delete: %v", err)
		}
		if _, err := s.responses.Cancel(ctx, scope, waiting.ID); !fault.Is(err, fault.Forbidden) {
			t.Errorf("cancel: %v", err)
		}
	})
	t.Run("hidden identities are nowhere", func(t *testing.T) {
		scope := with(access.HideIdentities)
		page, err := s.responses.List(ctx, scope, responses.Query{})
		s.must(err)
		found, err := s.responses.Find(ctx, scope, open.ID)
		s.must(err)
		report, err := s.responses.Report(ctx, scope, open.ID)
		s.must(err)
		resent, err := s.responses.Resend(ctx, scope, waiting.ID)
		s.must(err)
		if shown := fmt.Sprintf("%+v %+v %+v %+v", page, found, report.Response, resent); strings.Contains(strings.ToLower(shown), "aino") || strings.Contains(shown, "bo@") {
			t.Errorf("shown: %s", shown)
		}
		if found.Name() != fmt.Sprintf("Respondent %d", open.ID) {
			t.Errorf("named %q", found.Name())
		}
		for _, query := range []responses.Query{{Sort: "name"}, {Sort: "-name"}} {
			if _, err := s.responses.List(ctx, scope, query); err == nil {
				t.Errorf("%+v gives away names", query)
			}
		}
	})
	t.Run("hidden scores", func(t *testing.T) {
		page, err := s.responses.List(ctx, with(access.HideScores), responses.Query{State: responses.Completed})
		s.must(err)
		if page.Items[0].Score != nil {
			t.Error("the list shows a score")
		}
		if _, err := s.responses.List(ctx, with(access.HideScores), responses.Query{Sort: "score"}); err == nil {
			t.Error("sorting gives scores away")
		}
	})
	t.Run("hidden archived", func(t *testing.T) {
		scope := with(access.HideArchived)
		if got := s.names(scope, responses.Query{Search: "cai"}); got != "" {
			t.Errorf("lists %q", got)
		}
		counts, err := s.responses.Count(ctx, scope, responses.Query{})
		s.must(err)
		if counts[responses.Cancelled] != 0 {
			t.Error("counts cancelled ones")
		}
		if _, err := s.responses.Find(ctx, scope, cancelled.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("finds it: %v", err)
		}
	})
}

// Shows MGR-4.
func TestInvite_MGR4(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	o := s.organization("Acme", 0)
	a := s.assessment("A")
	scope := manager(o, []int64{a})
	for name, test := range map[string]struct {
		input responses.Input
		field string
	}{
		"no email":             {responses.Input{OrganizationID: o.ID, AssessmentID: a, FirstName: "A"}, "email"},
		"no address":           {responses.Input{OrganizationID: o.ID, AssessmentID: a, Email: "nobody"}, "email"},
		"two addresses":        {responses.Input{OrganizationID: o.ID, AssessmentID: a, Email: "a@example.com,b@example.com"}, "email"},
		"no assessment":        {responses.Input{OrganizationID: o.ID, Email: "a@example.com"}, "assessmentId"},
		"no organization":      {responses.Input{AssessmentID: a, Email: "a@example.com"}, "organizationId"},
		"a day that is over":   {responses.Input{OrganizationID: o.ID, AssessmentID: a, Email: "a@example.com", ExpiresAt: s.store.Now()}, "expires"},
		"a day too far away":   {responses.Input{OrganizationID: o.ID, AssessmentID: a, Email: "a@example.com", ExpiresAt: s.store.Now().Add(3 * 366 * 24 * time.Hour)}, "expires"},
		"a name too long":      {responses.Input{OrganizationID: o.ID, AssessmentID: a, Email: "a@example.com", FirstName: strings.Repeat("x", 101)}, "firstName"},
		"assessor, no address": {responses.Input{OrganizationID: o.ID, AssessmentID: a, Email: "a@example.com", AssessorEmail: "x"}, "assessorEmail"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.responses.Invite(ctx, scope, test.input)
			if f := fault.As(err); f == nil || f.Fields[test.field] == "" {
				t.Errorf("got %v, want a message for %s", err, test.field)
			}
		})
	}
	var rows, mails, entries int64
	s.must(s.store.Read(ctx).Table("responses").Count(&rows).Error)
	s.must(s.store.Read(ctx).Table("outbox").Count(&mails).Error)
	s.must(s.store.Read(ctx).Table("audit_entries").Where("action LIKE 'response%'").Count(&entries).Error)
	if rows+mails+entries != 0 {
		t.Errorf("refusals left %d rows, %d mails, %d entries", rows, mails, entries)
	}

	made, err := s.responses.Add(ctx, scope, responses.Input{OrganizationID: o.ID, AssessmentID: a, FirstName: "  Zoë \n <script>  "})
	s.must(err)
	if made.FirstName != "Zoë <script>" || made.SentAt != (store.Time{}) || made.Link == "" || *made.InvitedByID != 7 {
		t.Errorf("added: %+v", made.Response)
	}
	if _, err := s.responses.Resend(ctx, scope, made.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("sending to nobody: %v", err)
	}
	invited, token := s.invite(scope, o.ID, a, "Aino")
	_, err = s.responses.Resend(ctx, scope, invited.ID)
	s.must(err)
	s.must(s.store.Read(ctx).Table("outbox").Where("body <> ''").Count(&mails).Error)
	if mails != 1 {
		t.Errorf("%d invitations can be read after sending again, want the last one", mails)
	}
	if _, err := s.responses.Sit(ctx, token); err != nil {
		t.Errorf("the link after sending again: %v", err)
	}
	// The link is nowhere to be read in the database.
	for _, table := range []string{"responses", "outbox", "audit_entries"} {
		var dump []map[string]any
		s.must(s.store.Read(ctx).Table(table).Find(&dump).Error)
		if strings.Contains(fmt.Sprint(dump), token) {
			t.Errorf("the link stands in %s in the clear", table)
		}
	}
}

// Shows MGR-4.
func TestDeleteLeavesNothing_MGR4(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	o := s.organization("Acme", 0)
	made, token := s.invite(admin, o.ID, s.assessment("A"), "Aino")
	s.save(token, "one", responses.Next, map[string][]string{"clear": {"4"}})
	if uses, err := s.responses.InUse(ctx, o.ID); err != nil || len(uses) != 1 || uses[0] != "1 response" {
		t.Errorf("in use: %v, %v", uses, err)
	}
	s.must(s.responses.Delete(ctx, manager(o, []int64{made.AssessmentID}), made.ID))
	var answers, readable int64
	s.must(s.store.Read(ctx).Table("response_answers").Count(&answers).Error)
	s.must(s.store.Read(ctx).Table("outbox").Where("is_sealed = 1 AND body <> ''").Count(&readable).Error)
	if answers != 0 || readable != 0 {
		t.Errorf("%d answers and %d links stayed", answers, readable)
	}
	if _, err := s.responses.Sit(ctx, token); !fault.Is(err, fault.NotFound) {
		t.Errorf("the link of a deleted response: %v", err)
	}
	var broken []map[string]any
	s.must(s.store.Read(ctx).Raw("PRAGMA foreign_key_check").Scan(&broken).Error)
	if len(broken) > 0 {
		t.Errorf("dangling: %v", broken)
	}
}

// Shows MGR-4.
func TestMovedBranch_MGR4(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	a := s.assessment("A")
	top := s.organization("Top", 0)
	middle := s.organization("Middle", top.ID)
	leaf := s.organization("Leaf", middle.ID)
	other := s.organization("Other", 0)
	deep := s.organization("Deep", other.ID)
	made, _ := s.invite(admin, leaf.ID, a, "Aino")
	s.invite(admin, top.ID, a, "Bo")
	move := func(parent int64) {
		t.Helper()
		_, err := s.organizations.Update(ctx, middle.ID, organizationsInput("Middle", parent))
		s.must(err)
	}
	check := func(want ...int64) {
		t.Helper()
		var levels []int64
		for level := 1; level <= 5; level++ {
			var value *int64
			s.must(s.store.Read(ctx).Raw(fmt.Sprintf("SELECT level%d_id FROM responses WHERE id = ?", level), made.ID).Scan(&value).Error)
			if value != nil {
				levels = append(levels, *value)
			}
		}
		if fmt.Sprint(levels) != fmt.Sprint(want) {
			t.Errorf("levels %v, want %v", levels, want)
		}
	}
	check(top.ID, middle.ID, leaf.ID)
	move(deep.ID)
	check(other.ID, deep.ID, middle.ID, leaf.ID)
	if got := s.names(manager(top, []int64{a}), responses.Query{}); got != "Bo" {
		t.Errorf("the old parent sees %q", got)
	}
	if got := s.names(manager(deep, []int64{a}), responses.Query{}); got != "Aino" {
		t.Errorf("the new parent sees %q", got)
	}
	move(0)
	check(middle.ID, leaf.ID)
	move(top.ID)
	check(top.ID, middle.ID, leaf.ID)
}

// TestHotListPlan holds the newest responses of a manager to one walk along
// one index, without sorting (P10), and the figures to indexes alone.
// Shows MGR-4.
func TestHotListPlan_MGR4(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	plan := func(statement string, args ...any) string {
		t.Helper()
		var rows []struct{ Detail string }
		s.must(s.store.Read(ctx).Raw("EXPLAIN QUERY PLAN "+statement, args...).Scan(&rows).Error)
		return fmt.Sprint(rows)
	}
	for level := 1; level <= 5; level++ {
		scope := access.ForManager(1, []access.Place{{ID: 1, Path: "/1/", Level: level}}, []int64{1, 2, 3}, nil)
		condition, args := scope.ResponsesSQL("r")
		got := plan("SELECT r.id FROM responses r WHERE "+condition+" ORDER BY r.created_at DESC, r.id DESC LIMIT 51", args...)
		if !strings.Contains(got, fmt.Sprintf("responses_level%d ", level)) || strings.Contains(got, "TEMP B-TREE") {
			t.Errorf("level %d: %s", level, got)
		}
		got = plan("SELECT COUNT(*) FROM (SELECT 1 FROM responses r WHERE r.state = 'invited' AND "+condition+" LIMIT 10001)", args...)
		if !strings.Contains(got, fmt.Sprintf("COVERING INDEX responses_level%d_state", level)) {
			t.Errorf("figures at level %d: %s", level, got)
		}
	}
}

// Shows MGR-4, USR-3.
func TestMailsFollowTheScope_MGR4_USR3(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	o := s.organization("Acme", 0)
	a, b := s.assessment("A"), s.assessment("B")
	_, token := s.invite(admin, o.ID, a, "Aino")
	s.finish(token)
	s.invite(admin, o.ID, b, "Bo")
	for name, test := range map[string]struct {
		scope  access.Scope
		search string
		want   int
	}{
		"administrator":              {admin, "", 4},
		"both assessments":           {manager(o, []int64{a, b}), "", 4},
		"one assessment":             {manager(o, []int64{b}), "", 1},
		"search":                     {manager(o, []int64{a, b}), "aino", 3},
		"hidden identities":          {manager(o, []int64{a}, access.HideIdentities), "", 3},
		"search, hidden identities":  {manager(o, []int64{a}, access.HideIdentities), "aino", 0},
		"hidden reports":             {manager(o, []int64{a}, access.HideReports), "", 2},
		"hidden emails":              {manager(o, []int64{a}, access.HideEmailsSent), "", 0},
		"of another's organizations": {access.ForManager(7, nil, []int64{a}, nil), "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			page, err := s.outbox.List(ctx, test.scope, mail.Query{Search: test.search})
			s.must(err)
			if len(page.Items) != test.want || page.Count != test.want {
				t.Errorf("%d mails (count %d), want %d", len(page.Items), page.Count, test.want)
			}
			if !test.scope.Is(access.HideIdentities) {
				return
			}
			for _, item := range page.Items {
				content, err := s.outbox.Read(ctx, test.scope, item.ID)
				s.must(err)
				if shown := strings.ToLower(fmt.Sprintf("%+v %+v", item, content)); strings.Contains(shown, "aino") {
					t.Errorf("shown: %s", shown)
				}
				if _, err := s.outbox.EML(ctx, test.scope, item.ID); !fault.Is(err, fault.Gone) {
					t.Errorf("as a file: %v", err)
				}
			}
		})
	}
}
