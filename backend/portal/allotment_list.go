package portal

import (
	"net/url"
	"strconv"

	"portico/backend/allotments"
	"portico/backend/audit"
	"portico/backend/settings"
)

// allotmentRow is one allotment with its numbers as a person reads them.
type allotmentRow struct {
	allotments.Row
	Whose                                string // the organization, where there are several
	Allocated, Used, Held, AvailableText string
	Note                                 string // that few or none are left
	Meter                                string
	UsedWidth, HeldWidth, HeldFrom       int64 // of 300
	IsUnlimited                          bool
}

type allotmentList struct {
	Items     []allotmentRow
	Columns   []sortColumn
	Count     string
	ShowWhose bool
	Filtered  bool
	NextPage  string
	First     string
	Sort      string
}

// sortColumn is the head of a column that the list can be sorted by.
type sortColumn struct {
	Label  string
	To     string // "" where it can't
	Sorted string // "ascending", "descending", ""
	Right  bool
}

// listAllotments shows the allotments of the manager's organizations and
// assessments (MGR-5).
func (p *Portal) listAllotments(v *visit) error {
	address := v.R.URL.Query()
	query := allotments.Query{Search: cut(v.query("q"), 200), Sort: v.query("sort"), After: v.query("after")}
	found, err := p.Allotments.List(v.ctx(), v.scope(), query)
	if err != nil {
		return err
	}
	data := allotmentList{
		Count:     v.T("allotments.count."+plural(found.Count), "n", v.count(found.Count)),
		ShowWhose: v.hasSeveral(), Filtered: query.Search != "", Sort: query.Sort, Columns: v.allotmentColumns(query.Sort, address),
	}
	for _, row := range found.Items {
		data.Items = append(data.Items, v.allotmentRow(row))
	}
	if found.Next != "" {
		data.NextPage = withQuery("/allotments", address, "after", found.Next)
	}
	if query.After != "" {
		data.First = withQuery("/allotments", address, "after", "")
	}
	return v.ok("allotments", page{
		Title: v.T("allotments.title"), Lead: v.T("allotments.lead"), Section: "allotments", Form: &form{Values: address, words: v.words}, Data: data,
	})
}

// hasSeveral reports whether names of organizations tell anything: the manager
// was given more than one, or sees those below.
func (v *visit) hasSeveral() bool {
	places := v.scope().Places()
	return len(places) > 1 || len(places) == 1 && !v.scope().Is("own_organization_only")
}

func (v *visit) allotmentColumns(sort string, address url.Values) []sortColumn {
	if sort == "" {
		sort = "organization"
	}
	column := func(label, name, first string, right bool) sortColumn {
		made := sortColumn{Label: v.T(label), Right: right}
		if name == "" {
			return made
		}
		to := first
		switch sort {
		case name:
			made.Sorted, to = "ascending", "-"+name
		case "-" + name:
			made.Sorted, to = "descending", name
		}
		made.To = withQuery("/allotments", address, "sort", to, "after", "")
		return made
	}
	return []sortColumn{
		column("column.organization", "organization", "organization", false), column("column.assessment", "", "", false),
		column("allotments.allocated", "", "", true), column("allotments.used", "", "", true), column("allotments.held", "", "", true),
		column("allotments.available", "available", "available", true),
	}
}

func (v *visit) allotmentRow(row allotments.Row) allotmentRow {
	made := allotmentRow{
		Row: row, Whose: row.Organization, Allocated: v.grouped(row.Allotment.Allocated), Used: v.grouped(row.Allotment.Used), Held: v.grouped(row.Allotment.Held),
		AvailableText: v.grouped(row.Available()), IsUnlimited: row.Mode == settings.Unlimited,
	}
	switch {
	case made.IsUnlimited:
	case row.Available() == 0:
		made.Note = v.T("allotments.none")
	case row.IsLow():
		made.Note = v.T("allotments.low")
	}
	if all := row.Allotment.Allocated; all > 0 {
		made.UsedWidth, made.HeldWidth = 300*row.Allotment.Used/all, 300*row.Allotment.Held/all
		made.HeldFrom = made.UsedWidth
	}
	made.Meter = v.T("allotments.meter", "used", made.Used, "held", made.Held, "allocated", made.Allocated)
	return made
}

type allotmentDetail struct {
	allotmentRow
	History  []historyLine
	NextPage string
}

// historyLine is one line of an allotment's history.
type historyLine struct {
	allotments.HistoryRow
	What, Number, After, Who string
}

// showAllotment shows one allotment with its history.
func (p *Portal) showAllotment(v *visit) error {
	row, err := p.Allotments.Find(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	history, err := p.Allotments.Changes(v.ctx(), v.scope(), row.ID, v.query("after"), 50)
	if err != nil {
		return err
	}
	data := allotmentDetail{allotmentRow: v.allotmentRow(row)}
	for _, line := range history.Items {
		data.History = append(data.History, v.historyLine(line))
	}
	if history.Next != "" {
		data.NextPage = withQuery("/allotments/"+strconv.FormatInt(row.ID, 10), nil, "after", history.Next)
	}
	return v.ok("allotment", page{Title: row.Assessment, Lead: row.Organization, Section: "allotments", Data: data})
}

func (v *visit) historyLine(line allotments.HistoryRow) historyLine {
	made := historyLine{HistoryRow: line, What: v.T("allotments.kind." + string(line.Kind)), After: v.grouped(line.Allocated), Who: line.ActorName}
	switch {
	case line.Kind == allotments.Warn && line.Amount == 0:
		made.Number = v.T("allotments.warn.never")
	case line.Kind == allotments.Warn:
		made.Number = v.T("allotments.warn.at", "n", v.grouped(line.Amount))
	case line.Amount > 0:
		made.Number = "+" + v.grouped(line.Amount)
	case line.Amount < 0:
		made.Number = "−" + v.grouped(-line.Amount)
	}
	switch audit.ActorKind(line.ActorKind) {
	case audit.Administrator: // the name of the machine's user is nothing to partners
		made.Who = v.T("allotments.by.administrator")
	case audit.System:
		made.Who = v.T("allotments.by.system")
	}
	return made
}
