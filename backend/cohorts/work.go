package cohorts

import (
	"cmp"
	"crypto/sha256"
	"maps"
	"slices"
	"strings"

	"portico/backend/assessments"
	"portico/backend/fault"
)

// work is a report while it is worked out: the people with their places in the
// dimensions, and a veil for everything that can be asked of them.
type work struct {
	definition assessments.Definition
	answered   []answered
	people     []person
	dimensions []Dimension
	values     []int // how many each dimension has
	minimum    int
	veils      map[string]veil     // by who answered: mostly all questions share one
	sources    map[string][]string // by question: those whose answers decide whether it is shown
}

// newWork begins a report. What it can be split by is what the responses say of
// themselves, whichever classifiers the organization keeps by now: else whoever
// renames one could hold two reports against each other.
func newWork(definition assessments.Definition, all []answered, minimum int) *work {
	w := &work{definition: definition, answered: all, minimum: minimum, people: make([]person, len(all)), veils: map[string]veil{}, sources: definition.Sources()}
	w.dimension(ByRole, "", func(a answered) string { return a.Role })
	for _, name := range classifiersOf(all) {
		w.dimension(byClassifier+name, name, func(a answered) string { return a.Classifiers[name] })
	}
	return w
}

func classifiersOf(all []answered) []string {
	said := map[string]bool{}
	for _, a := range all {
		for name := range a.Classifiers {
			said[name] = true
		}
	}
	return slices.Sorted(maps.Keys(said))
}

// dimension adds something to split by, unless nothing is said of anybody.
func (w *work) dimension(name, label string, of func(answered) string) {
	said := map[string]bool{}
	for _, a := range w.answered {
		said[of(a)] = true
	}
	values := make([]string, 0, len(said))
	for value := range said {
		values = append(values, value)
	}
	slices.SortFunc(values, func(a, b string) int { // those of whom it is not said come last
		return cmp.Or(boolCompare(a == "", b == ""), strings.Compare(a, b))
	})
	if len(values) == 0 || len(values) == 1 && values[0] == "" {
		return
	}
	for i, a := range w.answered {
		w.people[i] = append(w.people[i], slices.Index(values, of(a)))
	}
	w.dimensions = append(w.dimensions, Dimension{Name: name, Label: label, Values: values})
	w.values = append(w.values, len(values))
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// read finds what a view asks for: the part, and the dimension that it is split
// by, or -1. What the report does not have is an Invalid fault.
func (w *work) read(view View) (whole part, split int, err error) {
	unknown := fault.New(fault.Invalid, "The report can't be looked at like this. Start again from its beginning.")
	whole, split = everybody, -1
	find := func(name string) int {
		return slices.IndexFunc(w.dimensions, func(d Dimension) bool { return d.Name == name })
	}
	if view.FilterBy != "" {
		dimension := find(view.FilterBy)
		if dimension < 0 {
			return whole, split, unknown
		}
		value := slices.Index(w.dimensions[dimension].Values, view.FilterValue)
		if value < 0 {
			return whole, split, unknown
		}
		whole = those(dimension, value)
	}
	if view.SplitBy != "" {
		if split = find(view.SplitBy); split < 0 || view.SplitBy == view.FilterBy {
			return whole, -1, unknown
		}
	}
	return whole, split, nil
}

// shows reports whether what some people answered can be shown of a part.
// Whoever did not answer counts as nobody: of a question that few answered,
// fewer parts can be shown.
func (w *work) shows(of part, has []bool) bool {
	var key strings.Builder
	for _, one := range has {
		if one {
			key.WriteByte('1')
		} else {
			key.WriteByte('0')
		}
	}
	v, known := w.veils[key.String()]
	if !known {
		var people []person
		for i, one := range has {
			if one {
				people = append(people, w.people[i])
			}
		}
		v = draw(people, w.values, w.minimum)
		w.veils[key.String()] = v
	}
	return v.shows(of)
}

// part works out what a part of the people answered. Texts are given of
// everybody only: in a part, their words could tell who they are.
func (w *work) part(of part, withTexts bool) Part {
	everyone := make([]bool, len(w.answered))
	var members []int
	for i := range w.answered {
		everyone[i] = true
		if of.has(w.people[i]) {
			members = append(members, i)
		}
	}
	p := Part{Count: len(members), Hidden: !w.shows(of, everyone)}
	if p.Hidden {
		return p
	}
	scores, total := w.measure(of, members, w.definition.Sections, func(a answered) *float64 { return a.Score })
	p.Total = total
	if total.Is() {
		p.Histogram = histogram(scores)
	}
	for _, section := range w.definition.Sections {
		p.Sections = append(p.Sections, w.section(of, members, section, withTexts))
	}
	return p
}

// tells reports whether the answers to these questions can be shown of a part.
// Who answered a question that hangs on them gives their answers away, so where
// they are hidden it is hidden too, with its count.
func (w *work) tells(of part, sources []string) bool {
	for _, id := range sources {
		if !w.shows(of, w.whoAnswered(id)) {
			return false
		}
	}
	return true
}

func (w *work) whoAnswered(question string) []bool {
	has := make([]bool, len(w.answered))
	for i, a := range w.answered {
		has[i] = !a.given[question].Empty()
	}
	return has
}

// scoreSources returns the questions whose answers decide whether these
// sections have a score at all: none where a scored question is always shown.
func (w *work) scoreSources(sections ...assessments.Section) []string {
	var all []string
	for _, section := range sections {
		for _, question := range section.Questions {
			if question.Scored && len(w.sources[question.ID]) == 0 {
				return nil
			}
			if question.Scored {
				all = append(all, w.sources[question.ID]...)
			}
		}
	}
	return all
}

// even reports whether scores over these sections can be shown beside what was
// answered to each question. A score is divided by what its person answered:
// where a few of those who have one left a scored question out, their points
// follow from the mean of the scores and those of the questions. So of each
// section, those who answered all of it, some of it and none of it must each be
// nobody or enough.
func (w *work) even(of part, has []bool, sections []assessments.Section) bool {
	for _, section := range sections {
		var groups [3][]bool
		for i := range groups {
			groups[i] = make([]bool, len(w.answered))
		}
		for i, a := range w.answered {
			if has[i] {
				groups[share(section, a)][i] = true
			}
		}
		for _, some := range groups {
			if w.any(of, some) && !w.shows(of, some) {
				return false
			}
		}
	}
	return true
}

// share returns how much of a section's scored questions somebody answered: 0
// for none of them, 1 for some, 2 for all.
func share(section assessments.Section, a answered) int {
	given, left := false, false
	for _, question := range section.Questions {
		if question.Scored {
			empty := a.given[question.ID].Empty()
			given, left = given || !empty, left || empty
		}
	}
	switch {
	case !given:
		return 0
	case left:
		return 1
	}
	return 2
}

// any reports whether some of these people are in a part.
func (w *work) any(of part, some []bool) bool {
	for i, one := range some {
		if one && of.has(w.people[i]) {
			return true
		}
	}
	return false
}

// measure summarizes the scores of a part's members over some sections.
func (w *work) measure(of part, members []int, sections []assessments.Section, value func(answered) *float64) ([]float64, Summary) {
	sources := w.scoreSources(sections...) // whose answers decide who has a score
	has := make([]bool, len(w.answered))
	for i, a := range w.answered {
		has[i] = value(a) != nil
	}
	var values []float64
	for _, i := range members {
		if has[i] {
			values = append(values, *value(w.answered[i]))
		}
	}
	if len(sources) > 0 && !(w.shows(of, has) && w.tells(of, sources)) {
		return nil, Summary{Hidden: true}
	}
	if len(values) > 0 && !(w.shows(of, has) && w.even(of, has, sections)) {
		return nil, Summary{Count: len(values), Hidden: true}
	}
	return values, summarize(values)
}

func (w *work) section(of part, members []int, section assessments.Section, withTexts bool) SectionPart {
	p := SectionPart{ID: section.ID, Title: section.Title}
	for _, question := range section.Questions {
		p.IsScored = p.IsScored || question.Scored
	}
	_, p.Score = w.measure(of, members, []assessments.Section{section}, func(a answered) *float64 {
		for _, score := range a.SectionScores {
			if score.Section == section.ID {
				return score.Score
			}
		}
		return nil
	})
	for _, question := range section.Questions {
		p.Questions = append(p.Questions, w.question(of, members, question, withTexts))
	}
	return p
}

func (w *work) question(of part, members []int, question assessments.Question, withTexts bool) QuestionPart {
	p := QuestionPart{ID: question.ID, Text: question.Text, Type: question.Type}
	has, sources := w.whoAnswered(question.ID), w.sources[question.ID]
	if len(sources) > 0 && !(w.shows(of, has) && w.tells(of, sources)) {
		p.Hidden = true
		return p
	}
	var given []assessments.Answer
	for _, i := range members {
		if has[i] {
			given = append(given, w.answered[i].given[question.ID])
		}
	}
	p.Answered = len(given)
	if p.Answered == 0 {
		return p
	}
	if p.Hidden = !w.shows(of, has); p.Hidden {
		return p
	}
	p.Numbers, p.Bars = summarize(numbers(given)), bars(question, given)
	if withTexts {
		for _, answer := range given {
			if answer.Text != "" {
				p.Texts = append(p.Texts, answer.Text)
			}
		}
		shuffle(p.Texts)
	}
	return p
}

// shuffle puts texts in an order that says nothing of when or by whom they were
// written, and is the same each time.
func shuffle(texts []string) {
	slices.SortFunc(texts, func(a, b string) int {
		left, right := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
		return slices.Compare(left[:], right[:])
	})
}
