package portal

import (
	"net/url"
	"strconv"

	"portico/backend/cohorts"
)

type cohortList struct {
	Rows      []cohortRow
	Count     string
	NextPage  string
	First     string
	Filtered  bool
	CanCreate bool
	Types     []option
	States    []option
}

type cohortRow struct {
	cohorts.Row
	About  string // whom it is about, "" for a group
	Share  int    // percent of those who take part that have answered
	Closed bool
}

// listCohorts shows the cohorts within the manager's scope, newest first
// (COH-1).
func (p *Portal) listCohorts(v *visit) error {
	address := v.R.URL.Query()
	query := cohorts.Query{Search: cut(v.query("q"), 200), Type: cohorts.Type(v.query("type")), State: v.query("state"), After: v.query("after")}
	found, err := p.Cohorts.List(v.ctx(), v.scope(), query)
	if err != nil {
		return err
	}
	data := cohortList{
		Count: v.T("cohorts.count."+plural(found.Count), "n", v.count(found.Count)), CanCreate: v.canMake(),
		Filtered: query.Search != "" || query.Type != "" || query.State != "",
		Types:    append([]option{{Label: v.T("filter.all")}}, v.cohortTypes()...),
		States:   []option{{Label: v.T("filter.all")}, {Value: cohorts.StateOpen, Label: v.T("cohorts.open")}, {Value: cohorts.StateClosed, Label: v.T("cohorts.closed")}},
	}
	for _, row := range found.Items {
		shown := cohortRow{Row: row, About: row.Subject(), Closed: row.IsClosed(p.now())}
		if row.Invited > 0 {
			shown.Share = 100 * row.Completed / row.Invited
		}
		data.Rows = append(data.Rows, shown)
	}
	if found.Next != "" {
		data.NextPage = withQuery("/cohorts", address, "after", found.Next, "done", "")
	}
	if query.After != "" {
		data.First = withQuery("/cohorts", address, "after", "", "done", "")
	}
	return v.ok("cohorts", page{
		Title: v.T("cohorts.title"), Lead: v.T("cohorts.lead"), Section: "cohorts", Notice: v.done(), Form: &form{Values: address, words: v.words}, Data: data,
	})
}

// cohortTypes returns the types of a cohort by name.
func (v *visit) cohortTypes() []option {
	var all []option
	for _, one := range cohorts.Types() {
		all = append(all, option{Value: string(one), Label: v.T("cohort.type." + string(one))})
	}
	return all
}

func cohortAddress(id int64, rest string, pairs ...string) string {
	to := "/cohorts/" + strconv.FormatInt(id, 10) + rest
	if len(pairs) == 0 {
		return to
	}
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		query.Set(pairs[i], pairs[i+1])
	}
	return to + "?" + query.Encode()
}
