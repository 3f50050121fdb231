package sitetext_test

import (
	"strings"
	"testing"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/sitetext"
	"portico/backend/store"
)

func openTexts(t *testing.T) (*sitetext.Service, *store.Store) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Folder: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for _, row := range []string{"1,'/1/',NULL,1", "2,'/1/2/',1,2", "3,'/1/2/3/',2,3", "4,'/4/',NULL,1"} {
		sql := `INSERT INTO organizations (id, path, parent_id, level, name, name_key, status, response_allotment, created_at, updated_at)
			SELECT a.*, 'O', 'o' || a.column1, 'active', 'unlimited', 0, 0 FROM (VALUES (` + row + `)) a`
		if err := s.Write(t.Context()).Exec(sql).Error; err != nil {
			t.Fatal(err)
		}
	}
	return sitetext.New(s, audit.New(s)), s
}

// Shows TXT-1.
func TestEveryTextHasDefaultsThatPassItsOwnChecks_TXT1(t *testing.T) {
	for _, info := range sitetext.Catalogue() {
		for _, language := range sitetext.Languages() {
			text, err := sitetext.Default(info.Kind, language)
			if err != nil || text.Body == "" || info.IsMail != (text.Subject != "") {
				t.Errorf("%s in %s: %+v, %v", info.Kind, language, text, err)
			}
			if err := sitetext.Check(info.Kind, text); err != nil {
				t.Errorf("%s in %s: %v", info.Kind, language, err)
			}
			if strings.Contains(text.Body, "!") {
				t.Errorf("%s in %s shouts", info.Kind, language)
			}
		}
		if english, _ := sitetext.Default(info.Kind, "en"); info.Label == "" || info.Help == "" || info.Group == "" || english.Body == "" {
			t.Errorf("%s is described as %+v", info.Kind, info)
		}
	}
	if german, _ := sitetext.Default(sitetext.Initiation, "de"); !strings.Contains(german.Body, "Organisation") {
		t.Errorf("German: %q", german.Body)
	}
	other, err := sitetext.Default(sitetext.Initiation, "fr")
	if english, _ := sitetext.Default(sitetext.Initiation, "en"); err != nil || other != english {
		t.Errorf("a language without defaults: %q, %v", other.Body, err)
	}
}

// Shows TXT-3.
func TestNearestTextWins_TXT3(t *testing.T) {
	texts, _ := openTexts(t)
	save := func(organization int64, language, body string) {
		t.Helper()
		if err := texts.Save(t.Context(), sitetext.Initiation, sitetext.Place{OrganizationID: organization, Language: language}, sitetext.Text{Body: body}); err != nil {
			t.Fatal(err)
		}
	}
	show := func(organization int64, language string) string {
		t.Helper()
		text, err := texts.Text(t.Context(), sitetext.Initiation, organization, language)
		if err != nil {
			t.Fatal(err)
		}
		return text.Body
	}
	german, _ := sitetext.Default(sitetext.Initiation, "de")
	if show(3, "de") != german.Body {
		t.Error("the default is not in the language asked for")
	}
	save(0, "", "site")
	save(0, "de", "site de")
	save(1, "", "one")
	save(2, "de", "two de")
	for _, c := range []struct {
		organization int64
		language     string
		want         string
	}{
		{0, "en", "site"}, {0, "de", "site de"}, {4, "en", "site"}, {4, "de", "site de"},
		{1, "en", "one"}, {1, "de", "one"}, {2, "en", "one"}, {2, "de", "two de"}, {3, "de", "two de"}, {3, "en", "one"}, {99, "en", "site"},
	} {
		if got := show(c.organization, c.language); got != c.want {
			t.Errorf("organization %d in %s: %q, want %q", c.organization, c.language, got, c.want)
		}
	}
	if err := texts.Restore(t.Context(), sitetext.Initiation, sitetext.Place{OrganizationID: 2, Language: "de"}); err != nil {
		t.Fatal(err)
	}
	if got := show(3, "de"); got != "one" {
		t.Errorf("after restoring: %q", got)
	}
}

// Shows REG-1.
func TestEmptiedTextShowsNothing_REG1(t *testing.T) {
	texts, _ := openTexts(t)
	if err := texts.Save(t.Context(), sitetext.Initiation, sitetext.Place{}, sitetext.Text{Body: "  \n "}); err != nil {
		t.Fatal(err)
	}
	if page, err := texts.Render(t.Context(), sitetext.Initiation, 0, "en", nil); err != nil || page != "" {
		t.Errorf("%q, %v", page, err)
	}
	if err := texts.Restore(t.Context(), sitetext.Initiation, sitetext.Place{}); err != nil {
		t.Fatal(err)
	}
	if page, err := texts.Render(t.Context(), sitetext.Initiation, 0, "en", nil); err != nil || !strings.Contains(string(page), "two minutes") {
		t.Errorf("%q, %v", page, err)
	}
}

// Shows TXT-2.
func TestMistakesAreNamedWithTheirLine_TXT2(t *testing.T) {
	texts, _ := openTexts(t)
	cases := []struct {
		name        string
		kind        sitetext.Kind
		text        sitetext.Text
		field, want string
	}{
		{"unknown placeholder", sitetext.Initiation, sitetext.Text{Body: "one\ntwo {{user.password}}"}, "body", "Line 2: {{user.password}}"},
		{"of another text", sitetext.Initiation, sitetext.Text{Body: "{{code}}"}, "body", "Line 1: {{code}}"},
		{"not closed", sitetext.Initiation, sitetext.Text{Body: "a\n\n{{site.name"}, "body", "Line 3"},
		{"odd characters", sitetext.Initiation, sitetext.Text{Body: "{{Site Name}}"}, "body", "Line 1"},
		{"too long", sitetext.Initiation, sitetext.Text{Body: strings.Repeat("ä", 20001)}, "body", "20,000"},
		{"mail without a subject", sitetext.MailInvitation, sitetext.Text{Body: "x"}, "subject", "subject"},
		{"mail without a text", sitetext.MailInvitation, sitetext.Text{Subject: "x"}, "body", "text"},
		{"unknown in the subject", sitetext.MailInvitation, sitetext.Text{Subject: "{{code}}", Body: "x"}, "subject", "{{code}}"},
		{"SEC-31 a secret in the subject", sitetext.MailInvitation, sitetext.Text{Subject: "Go {{link}}", Body: "{{link}}"}, "subject", "into the text"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := texts.Save(t.Context(), c.kind, sitetext.Place{}, c.text)
			if f := fault.As(err); f == nil || f.Code != fault.Invalid || !strings.Contains(f.Fields[c.field], c.want) {
				t.Errorf("%v", err)
			}
		})
	}
	if err := texts.Save(t.Context(), "no_such_text", sitetext.Place{}, sitetext.Text{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("unknown text: %v", err)
	}
	if err := texts.Save(t.Context(), sitetext.Initiation, sitetext.Place{OrganizationID: 77}, sitetext.Text{Body: "x"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("unknown organization: %v", err)
	}
	if err := texts.Save(t.Context(), sitetext.Initiation, sitetext.Place{Language: "xx"}, sitetext.Text{Body: "x"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("unknown language: %v", err)
	}
}

// Shows ADM-6.
func TestChangesAreWrittenDown_ADM6(t *testing.T) {
	texts, s := openTexts(t)
	for _, body := range []string{"first", "second"} {
		if err := texts.Save(t.Context(), sitetext.Help, sitetext.Place{}, sitetext.Text{Body: body}); err != nil {
			t.Fatal(err)
		}
	}
	if err := texts.Restore(t.Context(), sitetext.Help, sitetext.Place{}); err != nil {
		t.Fatal(err)
	}
	var actions string
	s.Read(t.Context()).Raw("SELECT group_concat(action || ':' || json_extract(after, '$.body'), ' ') FROM (SELECT * FROM audit_entries ORDER BY id LIMIT 2)").Scan(&actions)
	if actions != "text.save:first text.save:second" {
		t.Errorf("%q", actions)
	}
	entries, err := texts.List(t.Context())
	if err != nil || len(entries) != len(sitetext.Catalogue()) {
		t.Fatalf("%d texts, %v", len(entries), err)
	}
	for _, entry := range entries {
		if !entry.IsDefault {
			t.Errorf("%s is not its default after restoring", entry.Info.Kind)
		}
	}
}

func TestMailTextsAreFilled(t *testing.T) {
	texts, _ := openTexts(t)
	subject, body, err := texts.RenderMail(t.Context(), sitetext.MailInvitation, 1, "en", sitetext.Values{
		"organization.name": "Halden\r\nBcc: x@y.example", "respondent.first_name": "Aino", "assessment.name": "Check", "link": "https://p.example/r/x", "expires": "tomorrow",
	})
	if err != nil || subject != "Halden Bcc: x@y.example asks for your answers" || !strings.Contains(body, "https://p.example/r/x") || strings.Contains(body, "{{") {
		t.Errorf("%q\n%s\n%v", subject, body, err)
	}
}

// Shows TXT-2.
func TestMailsKeepWhatTheirReaderNeeds_TXT2(t *testing.T) {
	for kind, one := range map[sitetext.Kind]struct{ bad, good string }{
		sitetext.MailInvitation: {"Please answer.", "Please answer: {{link}}"},
		sitetext.MailActivation: {"Welcome.", "Your code is {{code}}."},
	} {
		if f := fault.As(sitetext.Check(kind, sitetext.Text{Subject: "S", Body: one.bad})); f == nil || f.Fields["body"] == "" {
			t.Errorf("%s without its link or code is accepted", kind)
		}
		if err := sitetext.Check(kind, sitetext.Text{Subject: "S", Body: one.good}); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}
