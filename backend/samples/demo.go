// Package samples makes the demo site: partners from several countries,
// assessments, texts, people and responses in every state, all invented.
package samples

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/users"
)

//go:embed team-pulse.json
var teamPulse []byte

// modelOrganization is the template that new partners are copied from.
const modelOrganization = "Model Organization"

// Login is what somebody signs in with.
type Login struct {
	Email    string `json:"email"`
	Password string `json:"password"`
}

// LoginWithCode is a login whose second factor is in force.
type LoginWithCode struct {
	Login
	TOTPSecret string `json:"totp_secret"` // base32
}

// ManagerLogin is a manager with what they were given, by name. They see the
// organizations below theirs as well.
type ManagerLogin struct {
	Login
	Assessments   []string `json:"assessments"`
	Organizations []string `json:"organizations"`
}

// Demo is what `portico-server demo` prints: the addresses and logins of the
// site that it made.
type Demo struct {
	Site                      string         `json:"site"`
	RegistrationURL           string         `json:"registration_url"`
	RegistrationURLWithParent string         `json:"registration_url_with_parent"`
	Parent                    string         `json:"parent"`
	SignInURL                 string         `json:"sign_in_url"`
	RespondentURL             string         `json:"respondent_url"` // an invitation that is open
	CohortURL                 string         `json:"cohort_url"`     // a cohort with answers, for Manager
	CohortLink                string         `json:"cohort_link"`    // through which anybody can take part in it
	Manager                   Login          `json:"manager"`
	ManagerWithCode           LoginWithCode  `json:"manager_with_code"`
	Managers                  []ManagerLogin `json:"managers"` // three, in different branches and with different assessments
	AssessmentsOfModelUser    []string       `json:"assessments_of_model_user"`
	AssessmentsAll            []string       `json:"assessments_all"`
	Allotments                []Allotted     `json:"allotments"` // an organization in each mode
	Signers                   []SignerLogin  `json:"signers"`    // one ready, one not yet activated, one unready
	Documents                 []Document     `json:"documents"`  // of two organizations
}

// demoSite is a demo site while it is built.
type demoSite struct {
	*backend.Backend
	organizations map[string]organizations.Organization
	assessments   map[string]int64 // by name
	names         []string         // of all assessments, in order
}

// modelAssessments are those that a new partner gets.
func modelAssessments() []string { return []string{"Leadership Check", "Team Pulse"} }

// Build fills an empty site: features on, registration open at once with
// unlimited responses, no second factor required. base is the address under
// which the portal will be reached, without a slash at the end; every link
// that is returned begins with it.
func Build(ctx context.Context, b *backend.Backend, base string) (Demo, error) {
	return build(ctx, b, base, func(int, int) {})
}

func build(ctx context.Context, b *backend.Backend, base string, progress func(done, all int)) (Demo, error) {
	site := &demoSite{Backend: b}
	var demo Demo
	steps := []func() error{
		func() error { return site.switchOn(ctx, base) },
		func() error { return site.publish(ctx) },
		func() (err error) { site.organizations, err = plant(ctx, b); return err },
		func() error { return site.invitePeople(ctx, &demo) },
		func() error { return site.setOrganizations(ctx) },
		func() error { return site.writeTexts(ctx) },
		func() error { return site.allot(ctx) },
		func() error { return site.answer(ctx, &demo) },
		func() error { return site.gather(ctx, &demo, base) },
		func() error { return site.sell(ctx) },
		func() error { return site.showAllotments(ctx, &demo) },
		func() error { return site.contract(ctx, &demo, base) },
	}
	for i, step := range steps {
		if err := ctx.Err(); err != nil {
			return Demo{}, err
		}
		if err := step(); err != nil {
			return Demo{}, fmt.Errorf("make demo site: %w", err)
		}
		progress(i+1, len(steps))
	}
	demo.Site, demo.SignInURL, demo.RegistrationURL = base, base+"/login", base+"/register"
	demo.Parent = parentName
	demo.RegistrationURLWithParent = base + "/register?org=" + b.Organizations.Key(site.organizations[parentName])
	demo.AssessmentsOfModelUser, demo.AssessmentsAll = modelAssessments(), site.names
	return demo, nil
}

func (s *demoSite) switchOn(ctx context.Context, base string) error {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return err
	}
	general.SiteName, general.TimeZone = "Northwind Partners", "Europe/Oslo"
	general.UseOrganization, general.UsePartnerPortal, general.UseCohorts, general.UseAllotments, general.UseContracts = true, true, true, true, true
	if err := s.Settings.SaveGeneral(ctx, general); err != nil {
		return err
	}
	rules, err := s.Settings.Users(ctx)
	if err != nil {
		return err
	}
	rules.TwoFactor = "off"
	if err := s.Settings.SaveUsers(ctx, rules); err != nil {
		return err
	}
	// Links already begin with base where the command line says so.
	if present, err := s.Settings.PublicBase(ctx); err != nil || present == base {
		return err
	}
	listener, err := s.Settings.Listener(ctx)
	if err != nil {
		return err
	}
	listener.PublicAddress = base
	return s.Settings.SaveListener(ctx, listener)
}

// publish takes in the samples and one more, and publishes them all.
func (s *demoSite) publish(ctx context.Context) error {
	samples, err := assessments.Samples()
	if err != nil {
		return err
	}
	files := [][]byte{teamPulse}
	for _, sample := range samples {
		files = append(files, sample.Data)
	}
	s.assessments = map[string]int64{}
	for _, file := range files {
		imported, err := s.Assessments.Import(ctx, file)
		if err != nil {
			return err
		}
		if err := s.Assessments.Publish(ctx, imported.AssessmentID); err != nil {
			return err
		}
		s.assessments[imported.Name] = imported.AssessmentID
		s.names = append(s.names, imported.Name)
	}
	slices.Sort(s.names)
	return nil
}

func (s *demoSite) assessmentIDs(names ...string) []int64 {
	ids := make([]int64, len(names))
	for i, name := range names {
		ids[i] = s.assessments[name]
	}
	return ids
}

// openRegistration chooses the Model User and lets partners register and
// manage themselves.
func (s *demoSite) openRegistration(ctx context.Context, model users.User) error {
	return s.Registrations.SaveSettings(ctx, settings.Portal{
		AllowExternalOrganizationCreation: true, ModelUserID: model.ID, DefaultResourceAllocation: settings.Unlimited,
		AllowSelfManagement: true, AllowUserManagement: true, AllowDrivers: true, AllowClassifiers: true, AllowRoles: true,
		ListParents: true,
	})
}

// setOrganizations gives the Model Organization and one more what
// organizations set for their responses.
func (s *demoSite) setOrganizations(ctx context.Context) error {
	admin := access.ForAdministrator()
	for _, name := range []string{modelOrganization, managerHome} {
		id := s.organizations[name].ID
		for _, role := range []string{"Self", "Manager", "Peer"} {
			if _, err := s.Responses.SaveParticipantRole(ctx, admin, id, 0, role); err != nil {
				return err
			}
		}
		for classifier, choices := range map[string]string{"Department": "Sales,Service,Development,Administration"} {
			if _, err := s.Responses.SaveClassifier(ctx, admin, id, 0, classifier, strings.Split(choices, ",")); err != nil {
				return err
			}
		}
	}
	on := true
	return s.Responses.SetDrivers(ctx, admin, s.organizations[managerHome].ID, s.assessments["Leadership Check"], map[string]*bool{"remote": &on})
}
