package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"

	"portico/backend/organizations"
	"portico/backend/users"
)

func closedAct() act {
	return act{
		id: "closed", title: titled("Registration is closed"),
		about:   "Allow External Organization Creation is off, so the registration page must refuse to be opened and to be sent.",
		reached: needsPortal,
		play: func(r *run, ctx context.Context, s *stepper) error {
			if err := r.checkClosed(ctx, s, "Allow External Organization Creation is off, but registration is open."); err != nil {
				return err
			}
			s.sum("refused, opened and sent", "refused, opened and sent", "refused, and nothing made")
			return nil
		},
	}
}

func needsPortal(r *run) string {
	if r.plan == nil || !r.plan.general.UsePartnerPortal {
		return "Use Partner Portal is off."
	}
	return ""
}

// checkClosed tries the registration page of a site that must not take anybody.
func (r *run) checkClosed(ctx context.Context, s *stepper, problem string) error {
	browser, err := r.browser()
	if err != nil {
		return err
	}
	defer browser.close()
	before, err := r.countOrganizations(ctx)
	if err != nil {
		return err
	}
	password := newPassword(r.plan.users.PasswordMinimum)
	values := url.Values{"organization_name": {"Uninvited"}, "first_name": {"U"}, "last_name": {"U"}, "email": {"uninvited@" + testDomain}, "password": {password}, "repeat_password": {password}}
	for _, method := range []string{"GET", "POST"} {
		page, err := browser.Knock(ctx, method, "/register", values)
		if err != nil {
			return err
		}
		s.refused(page, method+" /register", problem, mendPortal)
	}
	after, err := r.countOrganizations(ctx)
	if err != nil {
		return err
	}
	s.check(before == after, "Organizations", fmt.Sprint(before), fmt.Sprint(after), "A registration that must be refused made an organization.", mendPortal)
	return nil
}

func byHandAct() act {
	return act{
		id: "by_hand", title: titled("Make “Test Partner 1” by hand"),
		about: "Makes an organization and its Assessment Manager as you would, and sends the activation into the sandbox's outbox.",
		reached: func(r *run) string {
			if why := needsPortal(r); why != "" {
				return why
			}
			if len(r.plan.given) == 0 {
				return "No assessment is published."
			}
			return ""
		},
		play: func(r *run, ctx context.Context, s *stepper) error {
			p, err := r.newPartner(ctx, 1)
			if err != nil {
				return err
			}
			if err := r.makeByHand(ctx, p); err != nil {
				return err
			}
			r.first = p
			s.as(p.email)
			if err := r.checkMail(ctx, s, p.email, mailActivation, "The activation mail"); err != nil {
				return err
			}
			s.sum(fmt.Sprintf("organization, manager, %s", amount(len(r.plan.given), "assessment")), "organization, manager and activation", "all three")
			return nil
		},
	}
}

// makeByHand does what the administrator does for a partner: an organization,
// an Assessment Manager, an activation.
func (r *run) makeByHand(ctx context.Context, p *partner) error {
	o, err := r.sandbox.Organizations.Create(ctx, organizations.Input{Name: p.organization})
	if err != nil {
		return err
	}
	ids := []int64{}
	for _, one := range r.plan.given {
		ids = append(ids, one.ID)
	}
	letter, err := r.sandbox.SignIn.Invite(ctx, everything, users.Input{
		Email: p.email, FirstName: p.firstName, LastName: p.lastName, Type: users.Manager,
		OrganizationIDs: []int64{o.ID}, AssessmentIDs: ids, Restrictions: []string{},
	})
	if err != nil {
		return err
	}
	p.organizationID, p.userID = o.ID, letter.User.ID
	return nil
}

func activateAct() act {
	return act{
		id: "activate", title: titled("Open the activation link"),
		about:   "Opens the link in the activation mail and chooses a password; the link must work once.",
		reached: needsPartner,
		play: func(r *run, ctx context.Context, s *stepper) error {
			s.as(r.first.email)
			if err := r.activate(ctx, s, r.first); err != nil {
				return err
			}
			s.sum("password chosen; the link works once", "the link asks for a password, once", "it does")
			return nil
		},
	}
}

var activationPath = regexp.MustCompile(`/activate\?token=[A-Za-z0-9_-]+`)

// activate sets a partner's first password through the link in their mail.
func (r *run) activate(ctx context.Context, s *stepper, p *partner) error {
	content, err := r.sandbox.mailTo(ctx, p.email, mailActivation)
	if err != nil {
		return err
	}
	path := activationPath.FindString(content.Text)
	if !s.check(path != "", "The activation mail", "has a link", thereOrNot(path != ""), "The activation mail has no link to choose a password.", mend{Label: "Open the text", To: "/settings/features/site-text/mail_activation"}) {
		return nil
	}
	browser, err := r.browser()
	if err != nil {
		return err
	}
	p.browser = browser
	page, err := browser.Get(ctx, path)
	if err != nil {
		return err
	}
	s.opens(page, "The activation link", "The activation link does not open.", mendUsers)
	form, err := page.Form("Save and sign in")
	if err != nil {
		return err
	}
	if err := errors.Join(form.Set("Password", p.password), form.Set("Repeat password", p.password)); err != nil {
		return err
	}
	after, err := form.Submit(ctx)
	if err != nil {
		return err
	}
	s.on(after).check(after.Status == 200 && after.URL.Path != "/activate", "Choosing a password", "leads on", after.URL.Path+" "+answer(after)+complaints(after), "Choosing the first password did not get through.", mendUsers)
	stranger, err := r.browser()
	if err != nil {
		return err
	}
	defer stranger.close()
	again, err := stranger.Get(ctx, path)
	if err != nil {
		return err
	}
	s.on(again).check(again.Status == 410, "The link a second time", "answers 410", answer(again), "The activation link can be used twice.", mendUsers)
	s.show(after)
	return nil
}
