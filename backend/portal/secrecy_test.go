package portal_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"portico/backend/access"
	"portico/backend/responses"
)

// Two branches have everything there is, each marked with its word. Every GET
// route is read by every manager, with the other's records and their own.
// Nothing of the other is ever in it: no word in a page, file, chart, mail or
// list, no figure, and not even a change of a page by what the other has. Who
// manages both sees both; with Own organization only, neither.
// Shows SEC-32, SEC-33, USR-3.
func TestBranchesSeeNothingOfEachOther_SEC32_SEC33(t *testing.T) {
	t.Parallel()
	s := newShire(t)
	s.north = s.settle(northWord, northTopic, 2)
	before := s.readAll(northWord, s.north)
	s.south = s.settle(southWord, southTopic, 3)
	s.hireAbove("both", nil)
	s.hireAbove("neither", []string{string(access.OwnOrganizationOnly)})

	t.Run("SEC-33 a branch reads the same whether there is another or not", func(t *testing.T) {
		s.t = t
		after := s.readAll(northWord, s.north)
		for address, body := range before {
			if after[address] != body {
				t.Errorf("%s reads otherwise since another branch is there: %s", address, firstDifference(body, after[address]))
			}
		}
	})
	for _, asks := range []struct {
		who   string
		sees  []*branch
		hides []*branch
	}{
		{northWord, []*branch{s.north}, []*branch{s.south}},
		{southWord, []*branch{s.south}, []*branch{s.north}},
		{"both", []*branch{s.north, s.south}, nil},
		{"neither", nil, []*branch{s.north, s.south}},
	} {
		t.Run("SEC-32 every route as who manages "+asks.who, func(t *testing.T) {
			s.t = t
			for _, route := range s.site.Portal.Routes() {
				if route.Method != http.MethodGet {
					continue
				}
				reads, known := readings()["GET "+route.Pattern]
				if !known {
					t.Errorf("%s is not in readings(): say there what it is asked with", route.Pattern)
					continue
				}
				for _, b := range asks.hides {
					s.hidden(asks.who, route.Pattern, reads, b)
				}
				if asks.who != "both" {
					for _, b := range asks.sees {
						s.shown(asks.who, route.Pattern, reads, b, asks.hides)
					}
					continue
				}
				s.shownToBoth(route.Pattern, reads)
			}
		})
		t.Run("SEC-33 the figures of who manages "+asks.who, func(t *testing.T) {
			s.t = t
			s.recount(asks.who)
		})
	}
	t.Run("SEC-32 who has another assessment reads nothing about a branch's own", func(t *testing.T) {
		s.t = t
		s.clients["narrow"] = s.signIn(s.employ("narrow@shire.example", northWord, []int64{s.north.organization.ID}, []int64{s.sharedAssessment()}, nil).Email)
		for address, body := range s.readAll("narrow", s.north) {
			isRespondents := strings.HasPrefix(address, "/r/") || strings.HasPrefix(address, "/join/")
			if !isRespondents && tells(body, s.north.topic) {
				t.Errorf("%s says %s: %s", address, s.north.topic, around(body, s.north.topic))
			}
		}
	})
	t.Run("USR-3 Hide allotments hides the mails about them", func(t *testing.T) {
		s.t = t
		who := s.employ("frugal@shire.example", northWord, []int64{s.north.organization.ID}, []int64{s.north.assessment}, []string{string(access.HideAllotments)})
		s.clients["frugal"] = s.signIn(who.Email)
		if about := "responses left"; !tells(s.read(northWord, "/emails").body, about) || tells(s.read("frugal", "/emails").body, about) {
			t.Errorf("the mail about a low allotment: its manager reads it, who has Hide allotments doesn't")
		}
	})
	t.Run("SEC-33 no mail says a word of the other", func(t *testing.T) {
		s.t = t
		for _, pair := range [][2]string{{northWord, southWord}, {southWord, northWord}} {
			to, of := strings.ToLower(pair[0]), pair[1]
			if sent := s.one("SELECT COUNT(*) FROM outbox WHERE lower(to_email) LIKE ?", "%"+to+".example"); sent == "0" {
				t.Errorf("nobody of %s was written to", to)
			}
			if found := s.one("SELECT COALESCE(group_concat(subject || ' to ' || to_email), '') FROM outbox WHERE lower(to_email || ' ' || bcc_email) LIKE ? AND instr(lower(subject || ' ' || body), lower(?))", "%"+to+".example%", of); found != "" {
				t.Errorf("mails to %s speak of %s: %s", to, of, found)
			}
		}
	})
}

func (s *shire) hireAbove(name string, restrictions []string) {
	s.t.Helper()
	u := s.employ(name+"@shire.example", "Shire", []int64{s.parent.ID}, []int64{s.sharedAssessment(), s.north.assessment, s.south.assessment}, restrictions)
	s.clients[name], s.scopes[name] = s.signIn(u.Email), s.scopeOf(u)
}

// addresses are a route's, asked about a branch.
func (r reading) addresses(pattern string, b *branch) []string {
	paths := []string{fill(pattern, "")}
	if len(r.ids) > 0 {
		paths = nil
		for _, name := range r.ids {
			if b.ids[name] == "" {
				panic("the branch has no " + name)
			}
			paths = append(paths, fill(pattern, b.ids[name]))
		}
	}
	all := slices.Clone(paths)
	if r.queries != nil {
		for _, path := range paths {
			for _, query := range r.queries(b) {
				all = append(all, path+query)
			}
		}
	}
	return all
}

// readAll reads every route with the records of a branch, in words.
func (s *shire) readAll(who string, b *branch) map[string]string {
	s.t.Helper()
	all := map[string]string{}
	for _, route := range s.site.Portal.Routes() {
		if route.Method != http.MethodGet {
			continue
		}
		for _, address := range readings()["GET "+route.Pattern].addresses(route.Pattern, b) {
			all[address] = s.read(who, address).body
		}
	}
	return all
}

// read asks for an address and returns the answer with its body in words: of a
// PDF its text, of a workbook its parts, of a page what stands in it.
func (s *shire) read(who, address string) answer {
	s.t.Helper()
	got := s.send(s.clients[who], http.MethodGet, address, nil, nil)
	switch kind, _, _ := strings.Cut(got.header.Get("Content-Type"), ";"); kind {
	case "application/pdf":
		got.body = textOf(s.t, []byte(got.body))
	case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
		got.body = workbookWords(s.t, got.body)
	default:
		got.body = html.UnescapeString(steady(got.body))
	}
	return got
}

func workbookWords(t *testing.T, file string) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader([]byte(file)), int64(len(file)))
	must(t, err)
	var all strings.Builder
	for _, part := range archive.File {
		reader, err := part.Open()
		must(t, err)
		content, err := io.ReadAll(reader)
		must(t, err)
		_ = reader.Close()
		if part.Name != "docProps/core.xml" { // says when it was written
			fmt.Fprintf(&all, "%s\n%s\n", part.Name, content)
		}
	}
	return all.String()
}

// tells reports whether a text says the word of a branch, in any case.
func tells(body, word string) bool {
	return strings.Contains(strings.ToLower(body), strings.ToLower(word))
}

// secretsFrom are the words of a branch that somebody outside may not read.
func (b *branch) secretsFrom(scope access.Scope) []string {
	if scope.SeesAssessment(b.assessment) {
		return []string{b.word}
	}
	return []string{b.word, b.topic}
}

// hidden asks a route with a branch's records as somebody who may not see them.
func (s *shire) hidden(who, pattern string, reads reading, b *branch) {
	s.t.Helper()
	if reads.own && pattern != "/organization/profile/texts/{kind}" {
		return
	}
	for _, address := range reads.addresses(pattern, b) {
		got := s.read(who, address)
		for _, word := range b.secretsFrom(s.scopes[who]) {
			if tells(got.body, word) {
				s.t.Errorf("%s says %s: %s", address, word, around(got.body, word))
			}
		}
		if len(reads.ids) == 0 || reads.own {
			continue
		}
		_, query, _ := strings.Cut(address, "?")
		missing := s.read(who, fill(pattern, "999999999")+"?"+query)
		if got.status != missing.status || got.body != missing.body {
			s.t.Errorf("%s answers %d, what does not exist %d, or with another page", address, got.status, missing.status)
		}
	}
}

// shown asks a route with a branch's records as its own manager.
func (s *shire) shown(who, pattern string, reads reading, b *branch, hides []*branch) {
	s.t.Helper()
	for i, address := range reads.addresses(pattern, b) {
		got := s.read(who, address)
		for _, other := range hides {
			for _, word := range other.secretsFrom(s.scopes[who]) {
				if tells(got.body, word) {
					s.t.Errorf("%s says %s: %s", address, word, around(got.body, word))
				}
			}
		}
		if reads.holds && i < max(1, len(reads.ids)) && (got.status != http.StatusOK || !tells(got.body, b.word)) {
			s.t.Errorf("%s does not show the manager their own: %d", address, got.status)
		}
	}
}

// shownToBoth asks a route with the records of both branches as who manages
// both. Where a page is about one organization at a time, it is asked for each.
func (s *shire) shownToBoth(pattern string, reads reading) {
	s.t.Helper()
	for _, b := range []*branch{s.north, s.south} {
		if !reads.holds || pattern == "/privacy" || pattern == "/account" {
			continue
		}
		told := false
		for _, address := range reads.addresses(pattern, b) {
			got := s.read("both", address)
			told = told || got.status == http.StatusOK && tells(got.body, b.word)
			if reads.private && tells(got.body, b.word) {
				s.t.Errorf("%s is of who made it, and shows another %s", address, b.word)
			}
		}
		if !told && !reads.private && !reads.nameless {
			s.t.Errorf("%s shows who manages both nothing of %s", pattern, b.word)
		}
	}
}

func around(body, word string) string {
	at := strings.Index(strings.ToLower(body), strings.ToLower(word))
	return strings.Join(strings.Fields(body[max(0, at-120):min(len(body), at+len(word)+60)]), " ")
}

var shownFigure = regexp.MustCompile(`<a href="/responses\?[^"]*state=([a-z_]+)"[^>]*><b>([0-9,]+)</b>`)

// recount holds the figures of the pages against a count in SQL.
func (s *shire) recount(who string) {
	s.t.Helper()
	where, args := s.scopes[who].ResponsesSQL("r")
	for _, address := range []string{"/home", "/responses"} {
		shown := map[string]string{}
		for _, found := range shownFigure.FindAllStringSubmatch(s.read(who, address).body, -1) {
			shown[found[1]] = found[2]
		}
		if len(shown) == 0 && who != "neither" {
			s.t.Errorf("%s has no figures", address)
		}
		for state, number := range shown {
			if want := s.one("SELECT COUNT(*) FROM responses r WHERE r.state = ? AND "+where, append([]any{responses.State(state)}, args...)...); number != want {
				s.t.Errorf("%s says %s are %s, and SQL %s", address, number, state, want)
			}
		}
	}
}
