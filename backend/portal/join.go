package portal

import (
	"html/template"
	"net/url"
	"strings"
	"time"

	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/signin"
	"portico/backend/sitetext"
)

type joinData struct {
	Text        template.HTML
	Assessment  string
	IsAnonymous bool
	Minimum     int
}

// joinCohort shows what somebody finds who comes through the link of an open
// cohort.
func (p *Portal) joinCohort(v *visit) error { return v.showJoin(nil, nil) }

func (v *visit) showJoin(values url.Values, refused error) error {
	met, err := v.portal.Cohorts.Open(v.ctx(), v.R.PathValue("key"))
	if words := v.portal.words[met.Language]; words != nil {
		v.language, v.words = met.Language, words
	}
	if err != nil {
		return v.closedJoin(met, err)
	}
	f, err := v.newForm(values, rename(refused, map[string]string{"firstName": "first_name", "lastName": "last_name"}))
	if err != nil {
		return err
	}
	text, err := v.portal.Texts.Render(v.ctx(), sitetext.Introduction, met.OrganizationID, v.language, sitetext.Values{
		"site.name": v.general.SiteName, "organization.name": met.Organization.Name, "respondent.first_name": "",
		"assessment.name": met.Assessment, "expires": v.moment(met.ClosesAt),
	})
	if err != nil {
		return err
	}
	code := 200
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "join", page{
		Title: met.Assessment, Outside: true, Brand: met.Organization.Name, Look: &met.Organization, Form: f,
		Data: joinData{Text: text, Assessment: met.Assessment, IsAnonymous: met.IsAnonymous, Minimum: met.Minimum},
	})
}

func (v *visit) closedJoin(met cohorts.Invitation, err error) error {
	f := fault.As(err)
	if f == nil {
		return err
	}
	return v.show(status(f.Code), "sitting_closed", page{
		Title: v.T("sitting.closed." + string(f.Code)), Outside: true, Brand: met.Organization.Name, Look: &met.Organization, Data: v.words.fault(f.Message),
	})
}

// takePart makes a response for somebody who came through the link, and leads
// them to it. The address that they reach is theirs alone.
func (p *Portal) takePart(v *visit) error {
	if err := p.countJoin(v); err != nil {
		return err
	}
	met, err := p.Cohorts.Open(v.ctx(), v.R.PathValue("key"))
	if err != nil {
		return v.closedJoin(met, err)
	}
	var person cohorts.Participant
	if !met.IsAnonymous { // nobody is asked who they are whose answers are shown together only
		person.FirstName, person.LastName = v.value("first_name"), v.value("last_name")
	}
	made, err := p.Cohorts.Join(v.ctx(), v.R.PathValue("key"), person)
	switch {
	case fault.Is(err, fault.Invalid):
		return v.showJoin(v.R.PostForm, err)
	case fault.Is(err, fault.Gone), fault.Is(err, fault.NotFound), fault.Is(err, fault.Exhausted):
		return v.closedJoin(met, err)
	case err != nil:
		return err
	}
	_, token, _ := strings.Cut(made.Link, "/r/")
	if _, err := p.Responses.Begin(v.ctx(), token); err != nil {
		return err
	}
	return v.redirect("/r/" + url.PathEscape(token) + "?page=1")
}

// joinLimit is how many may take part from one address in an hour; a class or
// an office shares one.
func joinLimit() signin.Limit { return signin.Limit{Name: "join", Most: 200, Window: time.Hour} }

var errManyJoin = fault.New(fault.TooMany, "Too many people took part from your network in the last hour. Please try again later.")

func (p *Portal) countJoin(v *visit) error {
	within, err := p.Limits.Take(v.ctx(), joinLimit(), signin.Neighbourhood(v.address))
	if err == nil && !within {
		err = errManyJoin
	}
	return err
}
