package portal

import (
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"time"

	"portico/backend/contracts"
	"portico/backend/evidence"
	"portico/backend/fault"
	"portico/backend/signin"
	"portico/backend/store"
)

// mostVerified is how many files are checked at once: a document and its
// evidence, and one of each besides.
const mostVerified = 4

// verifyBody is the greatest form of the page, in bytes: the largest sealed PDF
// with its evidence.
const verifyBody = evidence.MaxSealed + evidence.MaxFile + 1<<20

// verifyTurns are how many forms are looked at at once, so that what they take
// of memory has a bound.
var verifyTurns = make(chan struct{}, 2)

// The page is open to anybody, so that it counts what comes from one network
// and from all.
func verifyLimits(address string) map[string]signin.Limit {
	return map[string]signin.Limit{
		signin.Neighbourhood(address): {Name: "verify", Most: 60, Window: time.Hour},
		"everybody":                   {Name: "verify:all", Most: 1200, Window: time.Hour},
	}
}

var errManyVerify = fault.New(fault.TooMany, "Too many files were checked in the last hour. Please try again later.")

// verified is what the page says of one file.
type verified struct {
	evidence.Result
	Name     string
	IsOurs   bool // sealed with a certificate that is or was this site's
	Verdict  string
	Tone     string // good, warn, bad
	Why      string
	SealedAt store.Time
	Signers  []verifiedSigner
	Became   []string // what became of the version besides, by the file
	Since    string   // what happened after the file was made, by this site
	Prints   []string // the certificate's fingerprint in groups
}

type verifiedSigner struct {
	Name   string
	Typed  string
	Role   string
	At     store.Time
	Status string
	Tone   string
}

type verifyData struct {
	Files    []verified
	Together bool // a PDF and its evidence are among them
	Most     int
}

// verifyForm asks anybody for a sealed PDF or its evidence (DOC-6).
func (p *Portal) verifyForm(v *visit) error { return p.showVerify(v, http.StatusOK, nil, nil) }

func (p *Portal) showVerify(v *visit, status int, files []verified, refused error) error {
	form, err := v.newForm(nil, refused)
	if err != nil {
		return err
	}
	form.Action = "/verify"
	data := verifyData{Files: files, Most: mostVerified}
	for _, one := range files {
		for _, other := range files {
			data.Together = data.Together || evidence.BelongTogether(one.Result, other.Result)
		}
	}
	return v.show(status, "verify", page{Title: v.T("verify.title"), Lead: v.T("verify.lead"), Outside: true, Form: form, Data: data})
}

// verify says of each file whether it is intact, and keeps none: they go with
// the request.
func (p *Portal) verify(v *visit) error {
	for key, limit := range verifyLimits(v.address) {
		within, err := p.Limits.Take(v.ctx(), limit, key)
		if err == nil && !within {
			err = errManyVerify
		}
		if err != nil {
			return err
		}
	}
	var sent []*multipart.FileHeader
	if v.R.MultipartForm != nil {
		for _, one := range v.R.MultipartForm.File["file"] {
			if one.Filename != "" || one.Size > 0 {
				sent = append(sent, one)
			}
		}
	}
	var wrong fault.Fields
	wrong.Require(len(sent) > 0, "file", "Choose a file.")
	wrong.Require(len(sent) <= mostVerified, "file", "Choose at most 4 files.")
	if err := wrong.Err(); err != nil {
		return p.showVerify(v, http.StatusUnprocessableEntity, nil, err)
	}
	select {
	case verifyTurns <- struct{}{}:
		defer func() { <-verifyTurns }()
	case <-v.ctx().Done():
		return v.ctx().Err()
	}
	var files []verified
	for _, one := range sent {
		checked, err := p.verifyOne(v, one)
		if err != nil {
			return err
		}
		files = append(files, checked)
	}
	return p.showVerify(v, http.StatusOK, files, nil)
}

func (p *Portal) verifyOne(v *visit, header *multipart.FileHeader) (verified, error) {
	file, err := header.Open()
	if err != nil {
		return verified{}, fault.New(fault.Invalid, "The file did not arrive whole. Please send it again.")
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, evidence.MaxSealed+1))
	if err != nil {
		return verified{}, fault.New(fault.Invalid, "The file did not arrive whole. Please send it again.")
	}
	one := verified{Result: evidence.CheckFile(data), Name: store.Clean(cut(header.Filename, 200))}
	if !one.IsValid {
		one.Verdict, one.Tone, one.Why = v.T("verify.broken"), "bad", v.T("verify.reason."+string(one.Reason))
		return one, nil
	}
	if one.IsOurs, err = p.Seals.Knows(v.ctx(), one.Fingerprint()); err != nil {
		return one, err
	}
	one.Verdict, one.Tone, one.Why = v.T("verify.intact"), "good", v.T("verify.ours")
	if !one.IsOurs {
		one.Verdict, one.Tone, one.Why = v.T("verify.foreign"), "warn", v.T("verify.foreign.help")
	}
	one.SealedAt = store.At(one.Result.SealedAt)
	for print := one.Fingerprint(); print != ""; print = print[4:] {
		one.Prints = append(one.Prints, print[:4])
	}
	since := contracts.NothingSince
	if one.IsOurs {
		if since, err = p.Contracts.Since(v.ctx(), one.SHA256); err != nil {
			return one, err
		}
	}
	if since != contracts.NothingSince {
		one.Tone, one.Since = "warn", v.T("verify.since."+string(since))
	}
	if one.File != nil {
		one.Signers = v.signersOf(*one.File, since == contracts.NewerVersion)
		one.Became = v.became(one.File.Standing())
	}
	return one, nil
}

// became says what became of a version besides its signatures.
func (v *visit) became(s evidence.Standing) (all []string) {
	for _, one := range []struct {
		key   string
		event *evidence.Event
	}{{"declined", s.Declined}, {"withdrawn", s.Withdrawn}, {"superseded", s.Superseded}} {
		if one.event != nil {
			all = append(all, v.T("verify.became."+one.key, "name", one.event.Who.Name, "when", v.exact(store.At(one.event.At))))
		}
	}
	return all
}

// signersOf lists the signatures of a file. Of one that a newer version came
// after they read Document Changed, also where the file could not know.
func (v *visit) signersOf(file evidence.File, isChanged bool) (all []verifiedSigner) {
	tones := map[string]string{evidence.Validated: "good", evidence.DocumentChanged: "warn", evidence.TakenBack: "bad"}
	for _, one := range file.Signatures {
		if isChanged && one.Status == evidence.Validated {
			one.Status = evidence.DocumentChanged
		}
		role := strings.Join(slices.DeleteFunc([]string{one.Who.Organization, one.Who.OrganizationalRole}, func(text string) bool { return text == "" }), " · ")
		signer := verifiedSigner{Name: one.Who.Name, Role: role, At: store.At(one.At), Tone: tones[one.Status], Status: v.T("verify.status." + one.Status)}
		if one.TypedName != one.Who.Name {
			signer.Typed = one.TypedName
		}
		all = append(all, signer)
	}
	return all
}
