package samples

import (
	"bytes"
	"context"
	"crypto/rand"
	_ "embed"
	"fmt"
	"time"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/contracts"
	"portico/backend/pdf"
	"portico/backend/users"
)

//go:embed framework-agreement.md
var frameworkAgreement string

// SignerLogin is somebody from outside, with what they sign in with.
type SignerLogin struct {
	Name           string `json:"name"`
	Login          string `json:"login"`
	Email          string `json:"email,omitempty"`
	Password       string `json:"password,omitempty"`        // of the one who is ready
	ActivationCode string `json:"activation_code,omitempty"` // of the one who never signed in
	Organization   string `json:"organization"`
	Missing        string `json:"missing,omitempty"` // what the unready one lacks
}

// Document is a contract document of the demo site.
type Document struct {
	Title        string   `json:"title"`
	Status       string   `json:"status"` // draft, sent, completed, declined, withdrawn
	Organization string   `json:"organization"`
	VisibleTo    []string `json:"visible_to"` // names of signers
	WaitsFor     []string `json:"waits_for"`  // names of those whose signature is missing
	URL          string   `json:"url"`
}

// The organizations with contracts.
const (
	firstContractor  = managerHome
	secondContractor = "Zürcher Werkstatt für Führung"
)

// contract gives two organizations contracts, and people who sign them.
func (s *demoSite) contract(ctx context.Context, demo *Demo, base string) error {
	solveig, err := s.newSigner(ctx, demo, SignerLogin{Name: "Solveig Nygård", Login: "solveig.nygard", Email: "solveig.nygard@halden.example", Organization: firstContractor}, "Solveig", "Nygård", "Director", true)
	if err != nil {
		return err
	}
	tobias, err := s.newSigner(ctx, demo, SignerLogin{Name: "Tobias Frei", Login: "tobias.frei", Email: "tobias.frei@werkstatt-fuehrung.example", Organization: secondContractor}, "Tobias", "Frei", "Authorized signatory", false)
	if err != nil {
		return err
	}
	_, err = s.newSigner(ctx, demo, SignerLogin{Name: "Marit Lund", Login: "marit.lund", Email: "marit.lund@halden.example", Organization: firstContractor, Missing: "a management role at " + firstContractor}, "Marit", "Lund", "Accountant", true)
	if err != nil {
		return err
	}
	template, err := s.Contracts.SaveTemplate(ctx, 0, "Framework agreement", "Framework agreement", frameworkAgreement)
	if err != nil {
		return err
	}
	day := func(days int) string {
		return s.Store.Now().Add(time.Duration(days) * 24 * time.Hour).Format(time.DateOnly)
	}
	halden, err := s.Contracts.Create(ctx, contracts.Input{OrganizationID: s.organizations[firstContractor].ID, Name: "Framework 2027", Number: "NW-2027-014", Category: "Partnership", Subcategory: "Framework", BeginsOn: day(30), EndsOn: day(395), Status: contracts.Active})
	if err != nil {
		return err
	}
	zurich, err := s.Contracts.Create(ctx, contracts.Input{OrganizationID: s.organizations[secondContractor].ID, Name: "Cooperation Zürich", Number: "NW-2027-015", Category: "Partnership", BeginsOn: day(14), EndsOn: day(379)})
	if err != nil {
		return err
	}
	accountant, err := s.roleID(ctx, "Accountant")
	if err != nil {
		return err
	}
	person := func(u users.User) []contracts.Signer {
		return []contracts.Signer{{Kind: contracts.Person, UserID: u.ID}}
	}
	both := []string{"Solveig Nygård", "Marit Lund"}
	for _, one := range []struct {
		contract  contracts.Contract
		input     contracts.DocumentInput
		file      bool // a PDF instead of a text
		stays     bool // is not sent
		signedBy  *users.User
		corrected bool // after the signature
		shown     Document
	}{
		{contract: halden, input: contracts.DocumentInput{Title: "Framework agreement 2027", Kind: contracts.Text, Body: template.Body, IsSignable: true, Signers: person(solveig), DueOn: day(14), RemindDays: 3},
			shown: Document{VisibleTo: both, WaitsFor: []string{"Solveig Nygård"}}},
		{contract: halden, input: contracts.DocumentInput{Title: "Data processing agreement", Kind: contracts.File, IsSignable: true}, file: true, signedBy: &solveig,
			shown: Document{VisibleTo: both}},
		{contract: halden, input: contracts.DocumentInput{Title: "Service description", Kind: contracts.Text, Body: "## Scope\n\nCoaching for teams of {{organization.name}}, in {{organization.city}} and online.\n\n- two days each quarter\n- a report after each\n", IsSignable: true, Signers: person(solveig)}, signedBy: &solveig, corrected: true,
			shown: Document{VisibleTo: both, WaitsFor: []string{"Solveig Nygård"}}},
		{contract: halden, input: contracts.DocumentInput{Title: "Payment schedule", Kind: contracts.Text, Body: "Invoices for {{contract.number}} are paid within 30 days, in four parts.", Limits: []contracts.Limit{{RoleID: accountant}}},
			shown: Document{VisibleTo: []string{"Marit Lund"}}},
		{contract: zurich, input: contracts.DocumentInput{Title: "Cooperation agreement", Kind: contracts.Text, Body: template.Body, IsSignable: true, Signers: person(tobias), DueOn: day(10)},
			shown: Document{VisibleTo: []string{"Tobias Frei"}, WaitsFor: []string{"Tobias Frei"}}},
		{contract: zurich, input: contracts.DocumentInput{Title: "Price annex", Kind: contracts.Text, Body: "Prices for {{organization.name}} are agreed each year in {{organization.city}}.", IsSignable: true, Signers: person(tobias)}, stays: true},
	} {
		d, err := s.Contracts.CreateDocument(ctx, one.contract.ID, one.input)
		if err != nil {
			return fmt.Errorf("write %s: %w", one.input.Title, err)
		}
		if one.file {
			file, err := s.letter(one.input.Title)
			if err != nil {
				return err
			}
			if _, err := s.Contracts.Upload(ctx, d.ID, one.input.Title+".pdf", file); err != nil {
				return err
			}
		}
		if !one.stays {
			if d, err = s.Contracts.Send(ctx, d.ID); err != nil {
				return fmt.Errorf("send %s: %w", one.input.Title, err)
			}
		}
		if one.signedBy != nil {
			if err := s.sign(ctx, *one.signedBy, d.ID); err != nil {
				return fmt.Errorf("sign %s: %w", one.input.Title, err)
			}
		}
		if one.corrected {
			if err := s.correct(ctx, d.ID, one.input); err != nil {
				return fmt.Errorf("correct %s: %w", one.input.Title, err)
			}
		}
		if d, err = s.Contracts.Document(ctx, d.ID); err != nil {
			return err
		}
		shown := one.shown
		shown.Title, shown.Status, shown.URL = d.Title, string(d.State), fmt.Sprintf("%s/documents/%d", base, d.ID)
		shown.Organization = s.organizationOf(d.OrganizationID)
		shown.VisibleTo, shown.WaitsFor = append([]string{}, shown.VisibleTo...), append([]string{}, shown.WaitsFor...)
		demo.Documents = append(demo.Documents, shown)
	}
	return nil
}

func (s *demoSite) organizationOf(id int64) string {
	for _, name := range []string{firstContractor, secondContractor} {
		if s.organizations[name].ID == id {
			return name
		}
	}
	return ""
}

func (s *demoSite) roleID(ctx context.Context, name string) (int64, error) {
	roles, err := s.Users.OrganizationalRoles(ctx)
	if err != nil {
		return 0, err
	}
	for _, role := range roles {
		if role.Name == name {
			return role.ID, nil
		}
	}
	return 0, fmt.Errorf("find role %s: there is none", name)
}

// newSigner makes somebody from outside, with a role in an organization and the
// account role Partner Portal User, and notes what they sign in with.
func (s *demoSite) newSigner(ctx context.Context, demo *Demo, login SignerLogin, first, last, role string, signsIn bool) (users.User, error) {
	roleID, err := s.roleID(ctx, role)
	if err != nil {
		return users.User{}, err
	}
	accountRoles, err := s.Users.AccountRoles(ctx)
	if err != nil {
		return users.User{}, err
	}
	input := users.Input{
		Email: login.Email, Login: login.Login, FirstName: first, LastName: last, Type: users.Individual,
		Affiliations: []users.AffiliationInput{{OrganizationID: s.organizations[login.Organization].ID, RoleIDs: []int64{roleID}}}, AccountRoleIDs: []int64{accountRoles[0].ID},
	}
	u, err := s.Users.Create(ctx, access.ForAdministrator(), input)
	if err != nil {
		return u, fmt.Errorf("make signer %s: %w", login.Login, err)
	}
	activation, err := s.SignIn.SendActivation(ctx, u.ID)
	if err != nil {
		return u, err
	}
	if !signsIn {
		login.ActivationCode = activation.Code
		demo.Signers = append(demo.Signers, login)
		return u, nil
	}
	password := rand.Text()[:20]
	if err := s.activate(ctx, login.Login, activation.Code, password); err != nil {
		return u, err
	}
	if login.Missing == "" {
		login.Password = password
	}
	demo.Signers = append(demo.Signers, login)
	return u, nil
}

// activate sets somebody's first password, as they do at their first sign-in.
func (s *demoSite) activate(ctx context.Context, login, code, password string) error {
	entrance, err := s.SignIn.SignIn(ctx, login, code, "")
	if err != nil {
		return err
	}
	entrance, err = s.SignIn.ActivateBySession(ctx, entrance.Token, password, password)
	if err != nil {
		return err
	}
	return s.SignIn.EndSessions(ctx, entrance.User.ID, 0)
}

// sign signs a document as somebody does who has read it and typed their
// password anew.
func (s *demoSite) sign(ctx context.Context, u users.User, id int64) error {
	ctx = audit.WithActor(ctx, audit.Actor{Kind: audit.User, ID: u.ID, Name: u.Name(), Address: "203.0.113.24", Browser: "Firefox, Windows"})
	signer, err := s.Users.SignerOf(ctx, u.ID)
	if err != nil {
		return err
	}
	if _, err := s.Contracts.Open(ctx, signer, id, 0); err != nil {
		return err
	}
	ready, err := s.Contracts.Prepare(ctx, signer, id, "en")
	if err != nil {
		return err
	}
	_, err = s.Contracts.Sign(ctx, u.ID, id, contracts.Signing{
		Version: ready.Number, SHA256: ready.SHA256, WasRead: true, Agrees: true, ConsentSHA256: ready.Consent.SHA256, TypedName: u.Name(), Language: "en", Means: contracts.ByPassword,
	})
	if err != nil {
		return err
	}
	return s.Contracts.Finish(ctx, id)
}

// correct sends a new version of a document that was signed.
func (s *demoSite) correct(ctx context.Context, id int64, input contracts.DocumentInput) error {
	if _, err := s.Contracts.Correct(ctx, id); err != nil {
		return err
	}
	input.Body += "- a yearly review\n"
	if _, err := s.Contracts.UpdateDocument(ctx, id, input); err != nil {
		return err
	}
	_, err := s.Contracts.Send(ctx, id)
	return err
}

// letter is a PDF as somebody would upload it.
func (s *demoSite) letter(title string) ([]byte, error) {
	document, err := pdf.New(pdf.Options{Title: title, Author: "Northwind Partners AS", Language: "en", Created: s.Store.Now().Time})
	if err != nil {
		return nil, err
	}
	document.Heading(1, title)
	for i, part := range []string{"Purpose", "Kinds of data", "Duties of the processor", "Security of processing", "Other processors", "Return and deletion"} {
		document.Heading(2, fmt.Sprintf("%d. %s", i+1, part))
		for range 3 {
			document.Text("The processor handles personal data for the controller only as this agreement and the controller's written instructions say, keeps them confidential, and tells the controller at once when an instruction seems unlawful. Everything that follows is read in that light.")
		}
	}
	var out bytes.Buffer
	err = document.Write(&out)
	return out.Bytes(), err
}
