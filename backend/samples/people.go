package samples

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/users"
)

// person is a manager of the demo site.
type person struct {
	first, last, email string
	home               string // name of an organization
	assessments        []string
	restrictions       []string
	signsIn            bool // has a password; the others wait for their activation
	isListed           bool // among the demo's `managers`
}

func (s *demoSite) people() []person {
	model := modelAssessments()
	return []person{
		{first: "Model", last: "User", email: "model.user@northwind.example", home: modelOrganization, assessments: model},
		{first: "Inger", last: "Dahl", email: "inger.dahl@halden.example", home: managerHome, assessments: []string{"Leadership Check", "Team Pulse", "Partner Onboarding Questionnaire"}, signsIn: true, isListed: true},
		{first: "Jürgen", last: "Brückner", email: "juergen@brueckner-soehne.example", home: managerWithCodeHome, assessments: s.names, signsIn: true},
		{first: "Aino", last: "Virtanen", email: "aino.virtanen@tyohyvinvointi.example", home: "Suomen Työhyvinvointi Oy", assessments: model, restrictions: []string{string(access.NoDeleting), string(access.HideScores)}},
		{first: "Beatriz", last: "Antunes", email: "beatriz@maraberto.example", home: "Formação Mar Aberto", assessments: model},
		{first: "Chidi", last: "Okafor", email: "chidi@okafor.example", home: "Okafor Leadership Studio", assessments: model, restrictions: []string{string(access.HideOrganizationSettings)}},
		{first: "Wanjiru", last: "Mwangi", email: "wanjiru@mwangi.example", home: "Mwangi Safety Works", assessments: []string{"Workplace Safety Review"}, signsIn: true, isListed: true},
		{first: "千尋", last: "緑川", email: "chihiro@midori.example", home: "みどり研修センター", assessments: model},
		{first: "ليلى", last: "حداد", email: "layla@nakheel.example", home: "شركة النخيل للاستشارات", assessments: model},
		{first: "Priya", last: "Iyer", email: "priya@sharma-iyer.example", home: "Sharma & Iyer Associates", assessments: []string{"Leadership Check", "Partner Onboarding Questionnaire"}, signsIn: true, isListed: true},
	}
}

// invitePeople makes the managers, opens registration with the Model User
// among them, and notes the logins that are handed out.
func (s *demoSite) invitePeople(ctx context.Context, demo *Demo) error {
	for _, one := range s.people() {
		home := s.organizations[one.home]
		password, hash := rand.Text()[:20], ""
		if one.signsIn {
			var err error
			if hash, err = s.SignIn.HashNew(ctx, password); err != nil {
				return err
			}
		}
		u, err := s.Users.Register(ctx, users.Input{
			Email: one.email, FirstName: one.first, LastName: one.last, Type: users.Manager,
			OrganizationIDs: []int64{home.ID}, AssessmentIDs: s.assessmentIDs(one.assessments...), Restrictions: one.restrictions,
		}, hash)
		if err != nil {
			return fmt.Errorf("invite %s: %w", one.email, err)
		}
		if err := s.greet(ctx, home, u); err != nil {
			return err
		}
		login := Login{Email: one.email, Password: password}
		if one.isListed {
			demo.Managers = append(demo.Managers, ManagerLogin{Login: login, Assessments: one.assessments, Organizations: []string{one.home}})
		}
		switch one.home {
		case modelOrganization:
			err = s.openRegistration(ctx, u)
		case managerHome:
			demo.Manager = login
		case managerWithCodeHome:
			demo.ManagerWithCode, err = s.enroll(ctx, login)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// greet makes somebody the Default Assessor of their organization.
func (s *demoSite) greet(ctx context.Context, home organizations.Organization, u users.User) error {
	if home.Name == modelOrganization {
		return nil
	}
	_, err := s.Organizations.UpdateProfile(ctx, access.ForAdministrator(), home.ID, organizations.Profile{
		Website: home.Website, AssessorName: u.Name(), AssessorEmail: u.Email,
		About: fmt.Sprintf("**%s** helps teams in %s and around it to work well together.", home.Name, home.City),
	})
	return err
}

// enroll puts a second factor in force, the way a person does. It uses up the
// code of the half minute before, so that the present one can still be used.
func (s *demoSite) enroll(ctx context.Context, login Login) (LoginWithCode, error) {
	entrance, err := s.SignIn.SignIn(ctx, login.Email, login.Password, "")
	if err != nil {
		return LoginWithCode{}, err
	}
	visitor, _, err := s.SignIn.Visitor(ctx, entrance.Token)
	if err != nil {
		return LoginWithCode{}, err
	}
	enrollment, err := s.SignIn.Enrollment(ctx, visitor)
	if err != nil {
		return LoginWithCode{}, err
	}
	secret := strings.ReplaceAll(enrollment.Secret, " ", "")
	for attempt := range 3 {
		code, err := totp.GenerateCode(secret, s.Store.Now().Add(-30*time.Second).Time)
		if err != nil {
			return LoginWithCode{}, err
		}
		// The half minute may end while the password is looked at.
		if _, _, err = s.SignIn.Enroll(ctx, entrance.Token, login.Password, code); err == nil {
			break
		}
		if !fault.Is(err, fault.Invalid) || attempt == 2 {
			return LoginWithCode{}, err
		}
	}
	return LoginWithCode{login, secret}, s.SignIn.EndSessions(ctx, visitor.User.ID, 0)
}
