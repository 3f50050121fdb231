package portal

import (
	"net/url"
	"strconv"
	"time"

	"portico/backend/access"
	"portico/backend/contracts"
	"portico/backend/store"
)

// seesDocuments reports whether whoever asks has the pages of documents.
func (v *visit) seesDocuments() bool {
	return v.isOn(Contracts) && v.signer().Has(access.ViewDocuments)
}

// seesOwnSignatures reports whether whoever asks has the page of what they
// signed, with the documents' own or without.
func (v *visit) seesOwnSignatures() bool {
	return v.isOn(Contracts) && v.signer().Has(access.SeeOwnSignatures)
}

type documentRow struct {
	contracts.ViewRow
	Tone, StateLabel, Due string
	IsLate                bool
}

type documentList struct {
	Rows      []documentRow
	Count     string
	NextPage  string
	First     string
	Filtered  bool
	CanSeeOwn bool
}

// listDocuments shows the documents that a signer sees, first those that wait
// for them (DOC-3).
func (p *Portal) listDocuments(v *visit) error {
	address := v.R.URL.Query()
	found, err := p.Contracts.ListFor(v.ctx(), v.signer(), contracts.ViewQuery{Search: v.query("q"), After: v.query("after")})
	if err != nil {
		return err
	}
	list := documentList{Count: v.T("documents.count."+plural(found.Count), "n", v.count(found.Count)), Filtered: v.query("q") != "", CanSeeOwn: v.signer().Has(access.SeeOwnSignatures)}
	for _, row := range found.Items {
		list.Rows = append(list.Rows, v.documentRow(row, true))
	}
	if found.Next != "" {
		list.NextPage = withQuery("/documents", address, "after", found.Next, "done", "")
	}
	if v.query("after") != "" {
		list.First = withQuery("/documents", address, "after", "", "done", "")
	}
	return v.ok("documents", page{
		Title: v.T("documents.title"), Lead: v.T("documents.lead"), Section: "documents", Notice: v.done(), Form: &form{Values: address, words: v.words}, Data: list,
	})
}

// documentRow says how a document stands for whoever looks at it.
func (v *visit) documentRow(row contracts.ViewRow, isSignable bool) documentRow {
	line := documentRow{ViewRow: row, Due: v.calendarDay(row.DueOn)}
	key := "document.state." + string(row.State)
	switch {
	case row.Waits:
		key, line.Tone = "document.state.waits", "warn"
	case row.State == contracts.Completed:
		line.Tone = "good"
	case row.State == contracts.Declined || row.State == contracts.Withdrawn:
		line.Tone = "bad"
	case row.Mine:
		key, line.Tone = "document.state.mine", "good"
	case !isSignable:
		key = "document.state.read"
	}
	line.StateLabel = v.T(key)
	line.IsLate = row.Waits && row.DueOn != "" && row.DueOn < v.portal.now().In(v.general.Location()).Format(time.DateOnly)
	return line
}

// calendarDay writes a day such as 2026-11-25 in the visitor's language.
func (v *visit) calendarDay(day string) string {
	at, err := time.ParseInLocation(time.DateOnly, day, v.general.Location())
	if err != nil {
		return ""
	}
	return v.date(store.At(at))
}

type signatureLine struct {
	contracts.SignatureRow
	Tone, Label string
}

func (v *visit) signatureLine(row contracts.SignatureRow) signatureLine {
	line := signatureLine{SignatureRow: row, Label: v.T("signature." + row.Reading())}
	line.Tone = map[string]string{contracts.Validated: "good", contracts.DocumentChanged: "warn", contracts.SignatureWithdraw: "bad"}[row.Reading()]
	return line
}

type documentPage struct {
	documentRow
	Number      int
	Pages       int
	SHA256      string
	Versions    []contracts.Version
	Signed      []signatureLine
	CanSign     bool
	CanDownload bool
	HasFinal    bool // of the newest version
	Until       store.Time
}

// showDocument shows a document with its versions and signatures.
func (p *Portal) showDocument(v *visit) error {
	view, err := p.Contracts.View(v.ctx(), v.signer(), v.pathID())
	if err != nil {
		return err
	}
	data := documentPage{
		documentRow: v.documentRow(view.ViewRow, view.IsSignable), Number: view.Number, Pages: view.Pages, SHA256: view.SHA256, Versions: view.Versions,
		CanSign: view.Waits, CanDownload: v.signer().Has(access.DownloadSigned), Until: view.WithdrawUntil,
	}
	for _, row := range view.Signatures {
		data.Signed = append(data.Signed, v.signatureLine(row))
	}
	data.HasFinal = data.CanDownload && len(view.Versions) > 0 && view.Versions[0].IsSigned
	return v.ok("document", page{Title: view.Title, Lead: view.Organization, Section: "documents", Narrow: true, Notice: v.done(), Data: data})
}

// version returns the number of the version that the address names, 0 for the
// newest. What is no number names a version that there is not.
func (v *visit) version() int {
	text := v.query("version")
	if text == "" {
		return 0
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < 1 {
		return -1
	}
	return number
}

// documentFile gives the frozen PDF out: to the viewer of the signing page, and
// as a file. That it was opened is written down.
func (p *Portal) documentFile(v *visit) error {
	file, err := p.Contracts.Open(v.ctx(), v.signer(), v.pathID(), v.version())
	if err != nil {
		return err
	}
	return v.attachment(file.Name, "application/pdf", file.Bytes)
}

// signedFile gives the signed file with its certificate pages out.
func (p *Portal) signedFile(v *visit) error {
	final, err := p.Contracts.FinalFor(v.ctx(), v.signer(), v.pathID(), v.version())
	if err != nil {
		return err
	}
	return v.attachment(final.SignedName(), "application/pdf", final.PDF)
}

// evidenceFile gives the evidence file out.
func (p *Portal) evidenceFile(v *visit) error {
	final, err := p.Contracts.FinalFor(v.ctx(), v.signer(), v.pathID(), v.version())
	if err != nil {
		return err
	}
	return v.attachment(final.EvidenceName(), "application/json", final.Evidence)
}

type ownLine struct {
	signatureLine
	Title, Organization string
	SeesDocument        bool
}

type ownList struct {
	Rows            []ownLine
	NextPage, First string
	CanDownload     bool
}

// ownSignatures shows what somebody signed, and when.
func (p *Portal) ownSignatures(v *visit) error {
	found, err := p.Contracts.OwnSignatures(v.ctx(), v.signer(), v.query("after"))
	if err != nil {
		return err
	}
	list := ownList{CanDownload: v.signer().Has(access.DownloadSigned)}
	for _, row := range found.Items {
		list.Rows = append(list.Rows, ownLine{v.signatureLine(row.SignatureRow), row.Title, row.Organization, row.SeesDocument})
	}
	if found.Next != "" {
		list.NextPage = "/documents/signatures?after=" + url.QueryEscape(found.Next)
	}
	if v.query("after") != "" {
		list.First = "/documents/signatures"
	}
	return v.ok("signatures", page{Title: v.T("signatures.title"), Lead: v.T("signatures.lead"), Section: "documents", Data: list})
}
