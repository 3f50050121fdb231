package contracts

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"portico/backend/access"
	"portico/backend/fault"
)

// Word is a reserved word: what takes its place when a document is made.
type Word struct {
	Name string // without the braces: "organization.name"
	Help string
}

// Written returns the word as it stands in a text: "{{organization.name}}".
func (w Word) Written() string { return "{{" + w.Name + "}}" }

// Words returns all reserved words (DOC-2).
func Words() []Word {
	return []Word{
		{"organization.name", "The organization's name"},
		{"organization.city", "Its city"},
		{"organization.website", "Its website"},
		{"contract.name", "The contract's name"},
		{"contract.number", "Its number"},
		{"contract.category", "Its category"},
		{"contract.subcategory", "Its subcategory"},
		{"contract.begins", "The first day of its period"},
		{"contract.ends", "The last day of its period"},
		{"signer.name", "The names of the people who must sign"},
		{"signer.email", "Their email addresses"},
		{"document.title", "The document's title"},
		{"document.due", "The day until when it is to be signed"},
		{"site.name", "The Site Name"},
		{"today", "The day on which the document is sent"},
	}
}

var reserved = regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`)

// checkReserved returns the sentence about the first reserved word that there
// is not, or "".
func checkReserved(text string) string {
	known := map[string]bool{}
	for _, word := range Words() {
		known[word.Name] = true
	}
	for i, line := range strings.Split(text, "\n") {
		for _, match := range reserved.FindAllStringSubmatch(line, -1) {
			if !known[match[1]] {
				return fmt.Sprintf("Line %d: %s is no reserved word.", i+1, match[0])
			}
		}
		if rest := reserved.ReplaceAllString(line, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
			return fmt.Sprintf("Line %d: a reserved word stands between {{ and }}.", i+1)
		}
	}
	return ""
}

// missing returns the reserved words of a text that have no value, each once.
func missing(text string, values map[string]string) []string {
	var names []string
	for _, match := range reserved.FindAllStringSubmatch(text, -1) {
		if values[match[1]] == "" && !slices.Contains(names, match[1]) {
			names = append(names, match[1])
		}
	}
	return names
}

// values returns what stands for the reserved words of a document now.
func (s *Service) values(ctx context.Context, d Document) (map[string]string, error) {
	c, err := s.Find(ctx, d.ContractID)
	if err != nil {
		return nil, err
	}
	organization, err := s.Organizations.Find(ctx, access.ForAdministrator(), c.OrganizationID)
	if err != nil {
		return nil, err
	}
	general, err := s.Settings.General(ctx)
	if err != nil {
		return nil, err
	}
	var people []struct{ Name, Email string }
	err = s.Store.Read(ctx).Raw(`SELECT `+personName+` AS name, u.email FROM document_signers r CROSS JOIN users u ON u.id = r.user_id
		WHERE r.document_id = ? AND r.version = 0 ORDER BY r.position`, d.ID).Scan(&people).Error
	if err != nil {
		return nil, fmt.Errorf("read signers of document: %w", err)
	}
	var names, emails []string
	for _, one := range people {
		names = append(names, one.Name)
		if one.Email != "" {
			emails = append(emails, one.Email)
		}
	}
	return map[string]string{
		"organization.name": organization.Name, "organization.city": organization.City, "organization.website": organization.Website,
		"contract.name": c.Name, "contract.number": c.Number, "contract.category": c.Category, "contract.subcategory": c.Subcategory,
		"contract.begins": longDay(c.BeginsOn), "contract.ends": longDay(c.EndsOn),
		"signer.name": strings.Join(names, ", "), "signer.email": strings.Join(emails, ", "),
		"document.title": d.Title, "document.due": longDay(d.Next.DueOn), "site.name": general.SiteName,
		"today": s.Store.Now().In(general.Location()).Format("2 January 2006"),
	}, nil
}

// longDay writes a day as in a letter: "25 November 2026".
func longDay(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return at.Format("2 January 2006")
}

// missingFault says which reserved words have no value, before anything is sent.
func missingFault(names []string) error {
	written := make([]string, len(names))
	for i, name := range names {
		written[i] = Word{Name: name}.Written()
	}
	return &fault.Error{Code: fault.Invalid, Message: "There is no value for " + strings.Join(written, ", ") + ". Fill in what is missing, or take the words out of the text.",
		Fields: map[string]string{"body": "There is no value for " + strings.Join(written, ", ") + "."}}
}

// lostFault says which characters would not be there, before anything is sent.
func lostFault(lost []string) error {
	said := "These characters can't be printed: " + strings.Join(lost, " ") + ". Write them otherwise, or upload a PDF that has them."
	return &fault.Error{Code: fault.Invalid, Message: said, Fields: map[string]string{"body": said}}
}
