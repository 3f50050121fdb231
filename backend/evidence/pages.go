package evidence

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"portico/backend/pdf"
)

// Pages writes the certificate pages of a document, in English: what was
// signed, a card for each signature, the events, and where it can be checked.
// verify is the address of the site's /verify, "" where there is none; at is
// the time on the pages. The same content and time give the same bytes. The
// final hash is not on the pages, since they are part of what has it.
func Pages(file File, verify string, at time.Time) ([]byte, error) {
	file = file.clean()
	d, err := pdf.New(pdf.Options{Title: "Certificate of signatures: " + line(file.Document.Title), Author: file.Site.Name, Language: "en", Created: at})
	if err != nil {
		return nil, fmt.Errorf("write certificate pages: %w", err)
	}
	d.Heading(1, "Certificate of signatures")
	d.Note("These pages were added to the document when it was sealed. The pages before them are the document as every signer was shown it.")
	d.Pairs(without([]pdf.Pair{
		{Name: "Document", Value: file.Document.Title},
		{Name: "Version", Value: fmt.Sprintf("%d, sent %s", file.Document.Version, clock(file.Document.FrozenAt))},
		{Name: "State", Value: file.Standing().state()},
		{Name: "Contract", Value: joined(file.Contract.Name, file.Contract.Number)},
		{Name: "Organization", Value: file.Contract.Organization},
		{Name: "Kept by", Value: joined(file.Site.Name, file.Site.Address)},
		{Name: "SHA-256 as shown", Value: spaced(file.Document.ShownSHA256)},
		{Name: "Size as shown", Value: fmt.Sprintf("%d bytes, at the beginning of this file", file.Document.ShownSize)},
	}))
	d.Heading(2, counted(len(file.Signatures), "Signature", "Signatures"))
	if len(file.Signatures) == 0 {
		d.Text("Nobody has signed.")
	}
	for _, one := range file.Signatures {
		d.Panel(line(one.Who.Name), states[one.Status], one.Status == Validated, without([]pdf.Pair{
			{Name: "Typed name", Value: one.TypedName},
			{Name: "Signed", Value: clock(one.At)},
			{Name: "Account", Value: one.Who.Account},
			{Name: "For", Value: joined(one.Who.Organization, one.Who.OrganizationalRole)},
			{Name: "Account role", Value: one.Who.AccountRole},
			{Name: "Proved by", Value: one.Authentication},
			{Name: "From", Value: joined(one.Address, one.Browser)},
			{Name: "Consented to", Value: consent(one.ConsentText, one.ConsentVersion)},
			{Name: "SHA-256 signed", Value: signedHash(one, file)},
			{Name: "Taken back", Value: takenBack(one)},
		}))
	}
	check := "Either file can be checked by anybody, without this site, by the command: portico-server verify-evidence FILE"
	if verify != "" {
		check = "Either file can be checked by anybody at " + verify + ", which keeps nothing, and without this site by the command: portico-server verify-evidence FILE"
	}
	// Before the events, which go on over as many pages as they take: at the end
	// these lines would come to stand on a page of their own.
	d.Heading(2, "How to check this document")
	d.Text("The whole file is sealed with a PDF signature. PDF readers show it, and a single changed byte breaks it. The evidence file that goes with it holds all that is written here, and more, sealed as well. " + check)
	events(d, file.Events)
	if lost := d.Lost(); len(lost) > 0 {
		d.Note("Some characters above have no shape in the fonts of these pages and stand as ? or are left out. The evidence file has them as they were.")
	}
	var out bytes.Buffer
	if err := d.Write(&out); err != nil {
		return nil, fmt.Errorf("write certificate pages: %w", err)
	}
	return out.Bytes(), nil
}

var states = map[string]string{Validated: "Validated", DocumentChanged: "Document Changed", TakenBack: "Withdrawn"}

var kinds = map[string]string{Sent: "Sent", Opened: "Opened", Consented: "Consented", Signed: "Signed", Declined: "Declined", Withdrawn: "Withdrawn", Superseded: "Document Changed"}

func events(d *pdf.Document, all []Event) {
	if len(all) == 0 {
		return
	}
	d.Heading(2, "What happened")
	var rows [][]string
	for _, one := range all {
		what := kinds[one.Kind]
		if one.Reason != "" {
			what += ": " + brief(one.Reason, 300)
		}
		rows = append(rows, []string{clock(one.At), line(what), line(brief(joined(one.Who.Name, one.Who.Account), 160)), line(brief(joined(one.Address, one.Authentication), 120))})
	}
	d.Table([]pdf.Column{{Title: "Time", Share: 0.265}, {Title: "What", Share: 0.155}, {Title: "Who", Share: 0.32}, {Title: "From, proved by", Share: 0.26}}, rows)
}

func clock(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format("2 Jan 2006, 15:04:05 UTC")
}

func consent(text string, version int) string {
	if text == "" || version == 0 {
		return text
	}
	return fmt.Sprintf("%s (version %d)", text, version)
}

// signedHash says the hash where it is not the one at the head of the pages.
func signedHash(one Signature, file File) string {
	if one.ShownSHA256 == file.Document.ShownSHA256 {
		return "as above"
	}
	return spaced(one.ShownSHA256)
}

func takenBack(one Signature) string {
	if one.WithdrawnAt.IsZero() {
		return ""
	}
	return joined(clock(one.WithdrawnAt), one.Reason)
}

// joined puts what there is of some texts on one line.
func joined(texts ...string) string {
	var there []string
	for _, text := range texts {
		if text != "" {
			there = append(there, text)
		}
	}
	return strings.Join(there, " · ")
}

// spaced breaks a hash into groups that can be read out.
func spaced(hash string) string {
	var b strings.Builder
	for n, c := range hash {
		if n > 0 && n%8 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
	}
	return b.String()
}

func counted(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func brief(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// without leaves out pairs without a value, and in the others what would turn
// the order of letters around or look like another line.
func without(pairs []pdf.Pair) []pdf.Pair {
	var there []pdf.Pair
	for _, pair := range pairs {
		if pair.Value = strings.TrimSpace(line(pair.Value)); pair.Value != "" {
			there = append(there, pair)
		}
	}
	return there
}
