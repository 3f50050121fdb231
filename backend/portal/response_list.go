package portal

import (
	"net/url"
	"strconv"
	"strings"

	"portico/backend/access"
	"portico/backend/responses"
	"portico/backend/store"
)

// figure is a number that matters, with what it means beneath.
type figure struct {
	Number  string
	Label   string
	To      string
	Current bool
}

// chip is a filter in force, with the address without it.
type chip struct{ Label, To string }

// column is the head of a column that sorts.
type column struct {
	Label  string
	To     string // "" can't be sorted
	Sorted string // "ascending", "descending" or ""
	Right  bool
}

type responseList struct {
	Figures       []figure
	Chips         []chip
	Columns       []column
	Rows          []responseRow
	Count         string
	NextPage      string
	First         string // address of the beginning, when this is a later page
	Filtered      bool
	CanInvite     bool
	CanInviteMany bool
	CanExport     bool
	Files         string // the query of the export's address
	Views         []savedView
	ViewQuery     string // of the filters in force, "" without any
	CanSearch     bool
	CanSeeMails   bool
	Sort          string
	Assessments   []option
	States        []option
	Organizations []option
}

// responseRow is a line of the list with what may be done to it.
type responseRow struct {
	responses.Row
	Name          string
	Score         string
	StateLabel    string
	CanResend     bool
	CanRemind     bool
	CanEdit       bool
	CanExtend     bool
	CanCancel     bool
	CanDelete     bool
	CanReport     bool
	CanLink       bool
	IsOpen        bool
	ShowWhose     bool
	ShowExpires   bool
	FirstIsExtend bool
}

// canMake reports whether whoever asks may invite or add.
func (v *visit) canMake() bool { return v.can(access.NoInviting) || v.can(access.NoAdding) }

// listResponses shows the responses within the manager's scope: figures, search,
// filters as chips, a table (MGR-4).
func (p *Portal) listResponses(v *visit) error {
	address := v.R.URL.Query()
	query := v.listQuery()
	list := &responseList{CanInvite: v.canMake(), CanInviteMany: v.canInviteMany(), CanExport: v.can(access.HideExports), ViewQuery: viewQuery(address), CanSearch: v.can(access.HideIdentities), CanSeeMails: v.can(access.HideEmailsSent), Sort: query.Sort}
	found, err := p.Responses.List(v.ctx(), v.scope(), query)
	if err != nil {
		return err
	}
	pick, err := v.organizations("")
	if err != nil {
		return err
	}
	if pick.Only == 0 {
		list.Organizations = pick.Options
	}
	for _, row := range found.Items {
		list.Rows = append(list.Rows, v.responseRow(row, pick.Only == 0))
	}
	list.Count = v.T("responses.count."+plural(found.Count), "n", v.count(found.Count))
	if found.Next != "" {
		list.NextPage = withQuery("/responses", address, "after", found.Next, "done", "")
	}
	if query.After != "" {
		list.First = withQuery("/responses", address, "after", "", "done", "")
	}
	list.Files = strings.TrimPrefix(withQuery("", address, "after", "", "done", ""), "?")
	if list.Views, err = v.savedViews(address); err != nil {
		return err
	}
	if err := v.addFilters(list, address, query); err != nil {
		return err
	}
	list.Columns = v.responseColumns(address, query.Sort)
	return v.ok("responses", page{
		Title: v.T("responses.title"), Lead: v.T("responses.lead"), Section: "responses", Notice: v.done(),
		Form: &form{Values: address, words: v.words}, Data: list,
	})
}

func plural(n int) string {
	if n == 1 {
		return "one"
	}
	return "many"
}

// addFilters adds the figures, the choices of the filters, and a chip for each
// filter in force.
func (v *visit) addFilters(list *responseList, address url.Values, query responses.Query) error {
	counts, err := v.portal.Responses.Count(v.ctx(), v.scope(), query)
	if err != nil {
		return err
	}
	for _, state := range responses.States() {
		label := v.T("state." + string(state))
		list.States = append(list.States, option{Value: string(state), Label: label})
		if state == responses.Cancelled || state == responses.Expired && !v.can(access.HideArchived) {
			continue
		}
		to, current := string(state), query.State == state
		if current {
			to = ""
		}
		list.Figures = append(list.Figures, figure{
			Number: v.count(counts[state]), Label: v.T("figure." + string(state)), Current: current,
			To: withQuery("/responses", address, "state", to, "after", "", "done", ""),
		})
	}
	all := option{Value: "", Label: v.T("filter.all")}
	list.States, list.Assessments = append([]option{all}, list.States...), []option{all}
	if len(list.Organizations) > 0 {
		list.Organizations = append([]option{all}, list.Organizations...)
	}
	given, err := v.portal.Assessments.List(v.ctx(), v.scope())
	if err != nil {
		return err
	}
	for _, one := range given {
		list.Assessments = append(list.Assessments, option{Value: strconv.FormatInt(one.ID, 10), Label: one.Name})
	}
	chipFor := func(name, value string, options []option) {
		for _, o := range options {
			if value != "" && o.Value == value {
				list.Chips = append(list.Chips, chip{o.Label, withQuery("/responses", address, name, "", "after", "", "done", "")})
			}
		}
	}
	if err := v.cohortChip(list, address, query.CohortID); err != nil {
		return err
	}
	chipFor("assessment", v.query("assessment"), list.Assessments)
	chipFor("state", v.query("state"), list.States)
	chipFor("organization", v.query("organization"), list.Organizations)
	list.Filtered = len(list.Chips) > 0 || query.Search != ""
	return nil
}

// cohortChip adds the chip of the cohort that the list is narrowed to.
func (v *visit) cohortChip(list *responseList, address url.Values, id int64) error {
	if id == 0 {
		return nil
	}
	c, err := v.portal.Cohorts.Find(v.ctx(), v.scope(), id)
	if err != nil {
		return err
	}
	list.Chips = append(list.Chips, chip{c.Name, withQuery("/responses", address, "cohort", "", "after", "", "done", "")})
	return nil
}

// responseColumns returns the heads of the table; a second click turns the
// order round.
func (v *visit) responseColumns(address url.Values, sort string) []column {
	head := func(label, by string, descendingFirst bool) column {
		first, second := by, "-"+by
		if descendingFirst {
			first, second = second, first
		}
		c := column{Label: v.T(label)}
		next := first
		switch sort {
		case by:
			c.Sorted = "ascending"
		case "-" + by:
			c.Sorted = "descending"
		}
		if sort == first {
			next = second
		}
		c.To = withQuery("/responses", address, "sort", next, "after", "", "done", "")
		return c
	}
	respondent := head("column.respondent", "name", false)
	if !v.can(access.HideIdentities) {
		respondent = column{Label: v.T("column.respondent")}
	}
	columns := []column{respondent, {Label: v.T("column.assessment")}, head("column.state", "completed", true), head("column.expires", "expires", false)}
	if v.can(access.HideScores) {
		score := head("column.score", "score", true)
		score.Right = true
		columns = append(columns, score)
	}
	return columns
}

func (v *visit) responseRow(row responses.Row, showWhose bool) responseRow {
	open := row.State.IsOpen()
	made := responseRow{
		Row: row, Name: row.Name(), Score: v.score(row.Score), StateLabel: v.stateLabel(row.Response), IsOpen: open, ShowWhose: showWhose,
		ShowExpires: open || row.State == responses.Expired,
		CanResend:   open && row.Email != "" && v.can(access.NoResending),
		CanEdit:     open && v.can(access.NoEditing) && v.can(access.HideIdentities),
		CanExtend:   row.CohortID == nil && (open || row.State == responses.Expired) && v.can(access.NoExtending),
		CanCancel:   (open || row.State == responses.Expired) && v.can(access.NoDeleting),
		CanDelete:   v.can(access.NoDeleting),
		CanReport:   v.can(access.HideReports) && row.State != responses.Invited && !row.IsAnonymous,
		CanLink:     open && row.SentAt == (store.Time{}) && v.can(access.NoAdding),
	}
	made.CanRemind = made.CanResend && !row.SentAt.IsZero()
	if !v.can(access.HideIdentities) && open && !row.SentAt.IsZero() {
		made.CanResend = v.can(access.NoResending)
	}
	return made
}

// stateLabel says where a response stands: "In progress, 60 %".
func (v *visit) stateLabel(r responses.Response) string {
	switch {
	case r.State == responses.InProgress:
		return v.T("state.in_progress.percent", "n", r.Progress)
	case r.State == responses.Invited && !r.SentAt.IsZero():
		return v.T("state.invited.sent")
	}
	return v.T("state." + string(r.State))
}
