package portal

import (
	"net/url"

	"portico/backend/fault"
	"portico/backend/responses"
)

// viewKeys are the parts of the list's address that a view keeps.
var viewKeys = []string{"q", "state", "assessment", "organization", "cohort", "sort"}

// viewQuery returns the filters of a list's address, without its page.
func viewQuery(address url.Values) string {
	kept := url.Values{}
	for _, key := range viewKeys {
		if value := address.Get(key); value != "" {
			kept.Set(key, cut(value, 200))
		}
	}
	return kept.Encode()
}

// savedView is a view as a chip.
type savedView struct {
	responses.View
	To      string
	Current bool
}

func (v *visit) savedViews(address url.Values) ([]savedView, error) {
	views, err := v.portal.Responses.Views(v.ctx(), v.scope())
	if err != nil {
		return nil, err
	}
	present := viewQuery(address)
	shown := make([]savedView, len(views))
	for i, view := range views {
		shown[i] = savedView{view, "/responses?" + view.Query, view.Query == present}
	}
	return shown, nil
}

// saveView keeps the filters of the list under a name.
func (p *Portal) saveView(v *visit) error {
	given, err := url.ParseQuery(cut(v.R.PostForm.Get("query"), 2000))
	if err != nil {
		return fault.New(fault.Invalid, "These filters can't be kept. Choose them again.")
	}
	query := viewQuery(given)
	if err := p.Responses.SaveView(v.ctx(), v.scope(), v.value("view"), query); err != nil {
		return err
	}
	if query != "" {
		query += "&"
	}
	return v.redirect("/responses?" + query + "done=view_saved")
}

// deleteView forgets a view.
func (p *Portal) deleteView(v *visit) error {
	if err := p.Responses.DeleteView(v.ctx(), v.scope(), v.pathID()); err != nil {
		return err
	}
	return v.redirect("/responses?done=view_deleted")
}
