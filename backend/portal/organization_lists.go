package portal

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/responses"
)

type driversData struct {
	ofOrganization
	Groups []responses.AssessmentDrivers
}

// listDrivers shows the drivers of the manager's assessments, as they stand for
// an organization.
func (p *Portal) listDrivers(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	about, err := v.about(o)
	if err != nil {
		return err
	}
	groups, err := p.Responses.Drivers(v.ctx(), v.scope(), o.ID)
	if err != nil {
		return err
	}
	return v.showSettings("drivers", nil, nil, driversData{about, groups})
}

// saveDrivers saves the values of one assessment: on, off, or as the
// organization above has it.
func (p *Portal) saveDrivers(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	values := map[string]*bool{}
	for name, given := range v.R.PostForm {
		driver, isDriver := strings.CutPrefix(name, "driver-")
		if !isDriver || len(given) == 0 {
			continue
		}
		switch on, off := true, false; given[0] {
		case "on":
			values[driver] = &on
		case "off":
			values[driver] = &off
		default:
			values[driver] = nil
		}
	}
	if err := p.Responses.SetDrivers(v.ctx(), v.scope(), o.ID, v.number("assessment"), values); err != nil {
		return err
	}
	return v.redirect(v.settingsAddress("/drivers", o, "saved"))
}

// listed is an entry of a list that an organization keeps.
type listed struct {
	ID      int64
	Name    string
	Choices []string
	From    string // the organization above that it comes from; "" for an own one
	Edit    string
	Delete  string
}

type listData struct {
	ofOrganization
	Items   []listed
	Editing int64  // the entry that the form changes; 0 makes a new one
	Back    string // where to go without changing it
}

// listClassifiers shows the classifiers with a form for a new one.
func (p *Portal) listClassifiers(v *visit) error { return v.showClassifiers(0, nil, nil) }

// editClassifier shows the form with one of them.
func (p *Portal) editClassifier(v *visit) error { return v.showClassifiers(v.pathID(), nil, nil) }

func (v *visit) showClassifiers(editing int64, values url.Values, refused error) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	about, err := v.about(o)
	if err != nil {
		return err
	}
	rows, err := v.portal.Responses.Classifiers(v.ctx(), v.scope(), o.ID)
	if err != nil {
		return err
	}
	data := listData{ofOrganization: about, Editing: editing, Back: v.settingsAddress("/classifiers", o, "")}
	found := editing == 0
	for _, row := range rows {
		data.Items = append(data.Items, listed{row.ID, row.Name, row.Choices, row.From, v.itemAddress("classifiers", row.ID, o), v.itemAddress("classifiers", row.ID, o)})
		if row.ID == editing && row.From == "" {
			found = true
			if values == nil {
				values = url.Values{"name": {row.Name}, "choices": {strings.Join(row.Choices, "\n")}}
			}
		}
	}
	if !found {
		return errNotFound
	}
	return v.showSettings("classifiers", values, refused, data)
}

func (p *Portal) saveClassifier(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	id := v.number("id")
	_, err = p.Responses.SaveClassifier(v.ctx(), v.scope(), o.ID, id, v.value("name"), strings.Split(v.value("choices"), "\n"))
	if fault.Is(err, fault.Invalid) {
		return v.showClassifiers(id, v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	return v.redirect(v.settingsAddress("/classifiers", o, "saved"))
}

func (p *Portal) deleteClassifier(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	err = p.Responses.DeleteClassifier(v.ctx(), v.scope(), o.ID, v.pathID(), v.query("sure") != "")
	if fault.Is(err, fault.Conflict) {
		return v.askDeleteUsed("classifiers", o, err)
	}
	if err != nil {
		return err
	}
	return v.redirect(v.settingsAddress("/classifiers", o, "removed"))
}

// askDeleteUsed asks before an entry goes that responses use, and says how many.
func (v *visit) askDeleteUsed(page string, o organizations.Organization, use error) error {
	of := url.Values{"organization": {strconv.FormatInt(o.ID, 10)}}
	return v.confirm(page, v.T(page+".delete.title"), confirmation{
		Text:   v.words.fault(fault.As(use).Message),
		Action: withQuery(fmt.Sprintf("/organization/%s/%d/delete", page, v.pathID()), of, "sure", "yes"),
		Button: v.T("do.delete"), Back: v.itemAddress(page, v.pathID(), o),
	})
}

// listRoles shows the participant roles with a form for a new one.
func (p *Portal) listRoles(v *visit) error { return v.showRoles(0, nil, nil) }

// editRole shows the form with one of them.
func (p *Portal) editRole(v *visit) error { return v.showRoles(v.pathID(), nil, nil) }

func (v *visit) showRoles(editing int64, values url.Values, refused error) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	about, err := v.about(o)
	if err != nil {
		return err
	}
	rows, err := v.portal.Responses.ParticipantRoles(v.ctx(), v.scope(), o.ID)
	if err != nil {
		return err
	}
	data := listData{ofOrganization: about, Editing: editing, Back: v.settingsAddress("/roles", o, "")}
	found := editing == 0
	for _, row := range rows {
		data.Items = append(data.Items, listed{row.ID, row.Name, nil, row.From, v.itemAddress("roles", row.ID, o), v.itemAddress("roles", row.ID, o)})
		if row.ID == editing && row.From == "" {
			found = true
			if values == nil {
				values = url.Values{"name": {row.Name}}
			}
		}
	}
	if !found {
		return errNotFound
	}
	return v.showSettings("roles", values, refused, data)
}

func (p *Portal) saveRole(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	id := v.number("id")
	_, err = p.Responses.SaveParticipantRole(v.ctx(), v.scope(), o.ID, id, v.value("name"))
	if fault.Is(err, fault.Invalid) {
		return v.showRoles(id, v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	return v.redirect(v.settingsAddress("/roles", o, "saved"))
}

func (p *Portal) deleteRole(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	err = p.Responses.DeleteParticipantRole(v.ctx(), v.scope(), o.ID, v.pathID(), v.query("sure") != "")
	if fault.Is(err, fault.Conflict) {
		return v.askDeleteUsed("roles", o, err)
	}
	if err != nil {
		return err
	}
	return v.redirect(v.settingsAddress("/roles", o, "removed"))
}
