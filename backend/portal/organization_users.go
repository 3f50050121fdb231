package portal

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
	"portico/backend/users"
)

type managerRow struct {
	users.Row
	StatusKey  string
	IsSelf     bool
	CanChange  bool // has no more than whoever asks
	IsPending  bool
	HasFactor  bool
	IsDisabled bool
	Others     int64 // organizations besides the first
}

type managerList struct {
	Items    []managerRow
	Count    string
	NextPage string
	First    string
}

// listManagers shows the managers of the manager's own organizations.
func (p *Portal) listManagers(v *visit) error {
	address := v.R.URL.Query()
	query := users.Query{Search: cut(v.query("q"), 200), After: v.query("after")}
	found, err := p.Users.List(v.ctx(), v.scope(), query)
	if err != nil {
		return err
	}
	now := store.At(p.Clock.Now())
	data := managerList{Count: v.T("users.count."+plural(found.Count), "n", v.count(found.Count))}
	for _, row := range found.Items {
		made := managerRow{Row: row, StatusKey: "status." + string(row.Status(now)), IsSelf: row.ID == v.visitor.User.ID,
			IsPending: row.PasswordHash == "", HasFactor: row.HasSecondFactor(), IsDisabled: row.IsSuspended, Others: row.Organizations - 1}
		if _, err := p.Users.MayChange(v.ctx(), v.scope(), row.ID); err == nil {
			made.CanChange = true
		} else if fault.As(err) == nil {
			return err
		}
		data.Items = append(data.Items, made)
	}
	if found.Next != "" {
		data.NextPage = withQuery("/organization/users", address, "after", found.Next, "done", "")
	}
	if query.After != "" {
		data.First = withQuery("/organization/users", address, "after", "", "done", "")
	}
	return v.ok("organization_users", page{
		Title: v.T("settings.users"), Lead: v.T("settings.users.lead"), Section: "users", Notice: v.done(),
		Form: &form{Values: address, words: v.words}, Data: data,
	})
}

type managerForm struct {
	ID            int64 // 0 for a new one
	Organizations picker
	Assessments   []option
	Restrictions  []option
	Fixed         []string // labels of restrictions that can't be taken off
}

// newManager shows the form to invite a manager. It begins with what the giver
// has themselves.
func (p *Portal) newManager(v *visit) error {
	values := url.Values{"organization_ids": {strconv.FormatInt(v.organizationID(), 10)}}
	for _, id := range v.scope().Assessments() {
		values.Add("assessment_ids", strconv.FormatInt(id, 10))
	}
	return v.showManager(0, values, nil)
}

// editManager shows the form of somebody who has no more than the giver.
func (p *Portal) editManager(v *visit) error {
	u, err := p.Users.MayChange(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	input, err := p.Users.InputOf(v.ctx(), u)
	if err != nil {
		return err
	}
	values := url.Values{"first_name": {u.FirstName}, "last_name": {u.LastName}, "email": {u.Email}, "restrictions": input.Restrictions}
	for _, id := range input.OrganizationIDs {
		values.Add("organization_ids", strconv.FormatInt(id, 10))
	}
	for _, id := range input.AssessmentIDs {
		values.Add("assessment_ids", strconv.FormatInt(id, 10))
	}
	return v.showManager(u.ID, values, nil)
}

func (v *visit) showManager(id int64, values url.Values, refused error) error {
	f, err := v.newForm(values, rename(refused, map[string]string{
		"firstName": "first_name", "lastName": "last_name", "organizationIds": "organization_ids", "assessmentIds": "assessment_ids",
	}))
	if err != nil {
		return err
	}
	data := managerForm{ID: id}
	title, lead := v.T("manager.new"), v.T("manager.new.lead")
	f.Action = "/organization/users"
	if id != 0 {
		title, lead, f.Action = v.T("manager.edit"), v.T("manager.edit.lead"), fmt.Sprintf("/organization/users/%d", id)
	}
	if data.Organizations, err = v.organizations(cut(v.query("find"), 100)); err != nil {
		return err
	}
	if err := v.keepChosen(&data.Organizations, values["organization_ids"]); err != nil {
		return err
	}
	given, err := v.portal.Assessments.List(v.ctx(), v.scope())
	if err != nil {
		return err
	}
	for _, one := range given {
		data.Assessments = append(data.Assessments, option{Value: strconv.FormatInt(one.ID, 10), Label: one.Name})
	}
	for _, label := range access.RestrictionLabels() {
		if v.scope().Is(label.Name) {
			data.Fixed = append(data.Fixed, v.T("restriction."+string(label.Name)))
		} else {
			data.Restrictions = append(data.Restrictions, option{Value: string(label.Name), Label: v.T("restriction." + string(label.Name))})
		}
	}
	code := 200
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "organization_user", page{Title: title, Lead: lead, Section: "users", Narrow: true, Form: f, Data: data})
}

// keepChosen adds the organizations that were chosen to a picker that shows
// only some of them, so that searching takes nothing away.
func (v *visit) keepChosen(pick *picker, chosen []string) error {
	for _, value := range chosen {
		if slices.ContainsFunc(pick.Options, func(o option) bool { return o.Value == value }) {
			continue
		}
		id, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			continue
		}
		o, err := v.portal.Organizations.Find(v.ctx(), v.scope(), id)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if o.Status == organizations.Active {
			pick.Options = append([]option{{Value: value, Label: o.Name}}, pick.Options...)
		}
	}
	return nil
}

// managerInput returns what the form says. The giver's own restrictions always
// stay on (SEC-36); what is not on the form is not read.
func (v *visit) managerInput() users.Input {
	ids := func(name string) []int64 {
		var all []int64
		for _, value := range v.R.PostForm[name] {
			if id, err := strconv.ParseInt(value, 10, 64); err == nil {
				all = append(all, id)
			}
		}
		return all
	}
	restrictions := append([]string{}, v.R.PostForm["restrictions"]...)
	for _, own := range v.scope().Restrictions().Names() {
		if !slices.Contains(restrictions, own) {
			restrictions = append(restrictions, own)
		}
	}
	return users.Input{
		Type: users.Manager, Email: v.value("email"), FirstName: v.value("first_name"), LastName: v.value("last_name"),
		OrganizationIDs: ids("organization_ids"), AssessmentIDs: ids("assessment_ids"), Restrictions: restrictions,
	}
}

// inviteManager makes a manager and mails the activation.
func (p *Portal) inviteManager(v *visit) error {
	_, err := p.SignIn.Invite(v.ctx(), v.scope(), v.managerInput())
	if fault.Is(err, fault.Invalid) {
		return v.showManager(0, v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	return v.redirect("/organization/users?done=manager_invited")
}

// saveManager changes a manager. Their login stays: it is not on the form.
func (p *Portal) saveManager(v *visit) error {
	u, err := p.Users.MayChange(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	input := v.managerInput()
	input.Login = u.Login
	_, err = p.SignIn.ChangeManager(v.ctx(), v.scope(), u.ID, input)
	if fault.Is(err, fault.Invalid) {
		return v.showManager(u.ID, v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	return v.redirect("/organization/users?done=saved")
}

// askSuspend asks before somebody is suspended.
func (p *Portal) askSuspend(v *visit) error {
	u, err := p.Users.MayChange(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	return v.confirm("users", v.T("suspend.title", "name", u.Name()), confirmation{
		Text: v.T("suspend.text"), Action: fmt.Sprintf("/organization/users/%d/suspend", u.ID), Button: v.T("suspend.button"), Back: "/organization/users",
	})
}

func (p *Portal) suspendManager(v *visit) error {
	if _, err := p.Users.Suspend(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect("/organization/users?done=suspended")
}

func (p *Portal) restoreManager(v *visit) error {
	if _, err := p.Users.Restore(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect("/organization/users?done=restored")
}

// resendActivation mails a new activation to somebody who never signed in.
func (p *Portal) resendActivation(v *visit) error {
	if _, err := p.SignIn.InviteAgain(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect("/organization/users?done=manager_resent")
}

// askReset asks before a second factor is taken off.
func (p *Portal) askReset(v *visit) error {
	u, err := p.Users.MayChange(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	return v.confirm("users", v.T("reset.title", "name", u.Name()), confirmation{
		Text: v.T("reset.text"), Action: fmt.Sprintf("/organization/users/%d/reset", u.ID), Button: v.T("reset.button"), Back: "/organization/users",
	})
}

func (p *Portal) resetSecondFactor(v *visit) error {
	if _, err := p.SignIn.ResetSecondFactorOf(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect("/organization/users?done=reset")
}
