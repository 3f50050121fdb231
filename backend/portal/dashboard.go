package portal

import (
	"fmt"

	"portico/backend/access"
	"portico/backend/cohorts"
	"portico/backend/responses"
)

// dashboard is how a manager's work stands, as the first page draws it (MGR-2).
type dashboard struct {
	Figures   []figure
	Shares    []share
	Columns   []weekColumn
	Completed int // in all the weeks
	Scores    []scoreBar
	Left      []assessmentCard // what allotments leave; empty where they are off or hidden
	Attention []notice
	IsEmpty   bool
}

// share is a state's part of a bar of 300.
type share struct {
	Tone  string // the class that colours it
	X     float64
	Width float64
	Label string
	Count string
}

// weekColumn is a week in a chart of 300 × 80.
type weekColumn struct {
	X, Y, Width, Height float64
	Count               int
	Label               string
	Marked              bool // its label is written
}

type scoreBar struct {
	Label string
	Score string
	Note  string
	Width float64 // of the mean, of 300
	From  float64 // of the lowest
	Long  float64 // to the highest
}

// notice is something that needs the manager.
type notice struct{ Text, To string }

func (v *visit) dashboard() (*dashboard, error) {
	if !v.can(access.HideDashboard) {
		return nil, nil
	}
	found, err := v.portal.Responses.Dashboard(v.ctx(), v.scope(), v.general.Location())
	if err != nil {
		return nil, err
	}
	d := &dashboard{Columns: v.weekColumns(found.Weeks)}
	all := 0
	for _, state := range v.shownStates() {
		all += found.Counts[state]
		d.Figures = append(d.Figures, figure{Number: v.count(found.Counts[state]), Label: v.T("figure." + string(state)), To: "/responses?state=" + string(state)})
	}
	d.IsEmpty = all == 0
	d.Shares = v.shares(found.Counts, all)
	for _, week := range found.Weeks {
		d.Completed += week.Count
	}
	for _, one := range found.Scores {
		d.Scores = append(d.Scores, scoreBar{
			Label: one.Name, Score: v.decimal(responses.FormatScore(one.Mean)), Note: v.T("dashboard.of", "n", one.Count),
			Width: one.Mean / 100 * barWidth, From: one.Lowest / 100 * barWidth, Long: (one.Highest - one.Lowest) / 100 * barWidth,
		})
	}
	if d.Left, err = v.allLeft(); err != nil {
		return nil, err
	}
	d.Attention, err = v.needsManager(found, d.Left)
	return d, err
}

// allLeft returns the manager's assessments with what is left of each.
func (v *visit) allLeft() ([]assessmentCard, error) {
	if !v.isOn(Allotments) {
		return nil, nil
	}
	items, err := v.portal.Assessments.List(v.ctx(), v.scope())
	if err != nil {
		return nil, err
	}
	left, err := v.left()
	var cards []assessmentCard
	for _, one := range items {
		if lines := left[one.ID]; len(lines) > 0 {
			cards = append(cards, assessmentCard{one, lines})
		}
	}
	return cards, err
}

// shownStates are the states that a manager's figures count.
func (v *visit) shownStates() []responses.State {
	shown := []responses.State{responses.Invited, responses.InProgress, responses.Completed}
	if v.can(access.HideArchived) {
		shown = append(shown, responses.Expired)
	}
	return shown
}

var stateTones = map[responses.State]string{responses.Invited: "waits", responses.InProgress: "moves", responses.Completed: "done", responses.Expired: "over"}

func (v *visit) shares(counts responses.Counts, all int) []share {
	var shares []share
	x := 0.0
	for _, state := range v.shownStates() {
		if all == 0 || counts[state] == 0 {
			continue
		}
		width := barWidth * float64(counts[state]) / float64(all)
		shares = append(shares, share{Tone: stateTones[state], X: x, Width: width, Label: v.T("figure." + string(state)), Count: v.count(counts[state])})
		x += width
	}
	return shares
}

func (v *visit) weekColumns(weeks []responses.CompletedWeek) []weekColumn {
	const width, height, gap = 300.0, 80.0, 5.0
	most := 0
	for _, week := range weeks {
		most = max(most, week.Count)
	}
	each := (width - gap*float64(len(weeks)-1)) / float64(len(weeks))
	columns := make([]weekColumn, len(weeks))
	for i, week := range weeks {
		tall := 1.5 // an empty week is still a week
		if most > 0 {
			tall = max(tall, height*float64(week.Count)/float64(most))
		}
		columns[i] = weekColumn{
			X: float64(i) * (each + gap), Y: height - tall, Width: each, Height: tall, Count: week.Count, Marked: i%3 == 0 || i == len(weeks)-1,
			Label: fmt.Sprintf("%d %s", week.Begins.Day(), cutMonth(v.T(fmt.Sprintf("month.%d", int(week.Begins.Month()))))),
		}
	}
	return columns
}

// cutMonth shortens a month's name to three letters.
func cutMonth(name string) string {
	if letters := []rune(name); len(letters) > 3 {
		return string(letters[:3])
	}
	return name
}

// needsManager says what needs the manager: responses that end, allotments that
// do, and cohorts that close before all have answered.
func (v *visit) needsManager(found responses.Dashboard, left []assessmentCard) ([]notice, error) {
	var all []notice
	if found.EndsSoon > 0 {
		all = append(all, notice{v.T("dashboard.ends."+plural(found.EndsSoon), "n", v.count(found.EndsSoon)), "/responses?sort=expires&state=invited"})
	}
	for _, assessment := range left {
		for _, line := range assessment.Left {
			if line.Tone != "good" && len(all) < 4 {
				all = append(all, notice{v.T("dashboard.left.low", "assessment", assessment.Name, "left", line.Text), "/allotments"})
			}
		}
	}
	if !v.isOn(Cohorts) {
		return all, nil
	}
	page, err := v.portal.Cohorts.List(v.ctx(), v.scope(), cohorts.Query{State: cohorts.StateOpen, Limit: 50})
	if err != nil {
		return nil, err
	}
	for _, row := range page.Items {
		if row.ClosesAt.Sub(v.portal.now().Time).Hours() < 7*24 && row.Completed < row.Invited && len(all) < 5 {
			all = append(all, notice{v.T("dashboard.closes", "name", row.Name, "when", v.relative(row.ClosesAt), "n", row.Invited-row.Completed), cohortAddress(row.ID, "")})
		}
	}
	return all, nil
}
