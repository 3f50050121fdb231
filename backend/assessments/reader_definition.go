package assessments

import (
	"fmt"
	"strings"
)

func (r *reader) definition(n *node) Definition {
	o := r.object(n, "", "$schema", "format", "code", "name", "description", "language", "minutes",
		"introduction", "completion", "drivers", "sections", "feedback")
	if n.kind != isObject {
		return Definition{}
	}
	d := Definition{
		Schema: o.text("$schema", MaxName, false),
		Format: o.whole("format", 1, 1000),
		Code:   o.text("code", 40, true), Name: o.text("name", MaxName, true),
		Description: o.text("description", MaxText, false), Language: o.language("language"),
		Minutes: o.whole("minutes", 1, 600), Introduction: o.text("introduction", MaxText, false),
	}
	if !o.has("format") {
		o.problem("format", "“format” is missing. This program reads format 1.")
	} else if d.Format > FormatVersion {
		o.problem("format", fmt.Sprintf("The file has format %d, but this program reads format %d. A newer Portico can read it.", d.Format, FormatVersion))
	}
	if d.Code != "" && !codePattern.MatchString(d.Code) {
		o.problem("code", "A code has letters, digits, “.”, “-” and “_”, at most 40, and begins with a letter or digit.")
	}
	if strings.ContainsAny(d.Name, "\n\t") {
		o.problem("name", "A name is one line.")
	}
	if n := o.taken["completion"]; n != nil {
		c := r.object(n, "completion", "show_score", "show_feedback")
		d.Completion = Completion{ShowScore: c.flag("show_score"), ShowFeedback: c.flag("show_feedback")}
	}
	for i, item := range o.list("drivers", 0, MaxDrivers, false) {
		d.Drivers = append(d.Drivers, r.driver(item, o.item("drivers", i)))
	}
	r.later = questionIDs(n)
	sections := map[string]bool{}
	for i, item := range o.list("sections", 1, MaxSections, true) {
		d.Sections = append(d.Sections, r.section(item, o.item("sections", i), sections))
	}
	if r.count > MaxQuestions {
		o.problem("sections", fmt.Sprintf("An assessment has at most %d questions; this one has %d.", MaxQuestions, r.count))
	}
	d.Feedback = r.bands(o)
	if len(d.Feedback) > 0 && !d.IsScored() {
		o.problem("feedback", "Feedback goes by the score, but no question is scored.")
	}
	return d
}

func (r *reader) driver(n *node, place string) Driver {
	o := r.object(n, place, "id", "name", "description", "default")
	return Driver{
		ID: o.id(r.drivers), Name: o.text("name", MaxName, true),
		Description: o.text("description", MaxText, false), Default: o.flag("default"),
	}
}

func (r *reader) section(n *node, place string, seen map[string]bool) Section {
	o := r.object(n, place, "id", "title", "description", "show", "questions", "feedback")
	s := Section{
		ID: o.id(seen), Title: o.text("title", MaxName, true),
		Description: o.text("description", MaxText, false), Show: r.condition(o),
	}
	scored := false
	for i, item := range o.list("questions", 1, MaxQuestions, true) {
		question := r.question(item, o.item("questions", i))
		s.Questions = append(s.Questions, question)
		scored = scored || question.Scored
		r.count++
		if _, twice := r.earlier[question.ID]; !twice {
			r.earlier[question.ID] = question
		}
	}
	s.Feedback = r.bands(o)
	if len(s.Feedback) > 0 && !scored {
		o.problem("feedback", "Feedback goes by the score, but no question of this section is scored.")
	}
	return s
}

func (r *reader) bands(o *object) []Band {
	var bands []Band
	for i, item := range o.list("feedback", 0, MaxBands, false) {
		b := r.object(item, o.item("feedback", i), "from", "title", "text")
		band := Band{Title: b.text("title", MaxName, true), Text: b.text("text", MaxText, false)}
		from := b.number("from", 0, 100)
		switch {
		case from == nil && !b.has("from") && item.kind == isObject:
			b.problem("from", "“from” is missing: the score at which this feedback begins.")
		case from == nil:
		case i == 0 && *from != 0:
			b.problem("from", "The first feedback begins at 0, so that every score has one.")
		case i > 0 && *from <= bands[i-1].From:
			b.problem("from", "Each feedback begins above the one before it.")
		}
		if from != nil {
			band.From = *from
		}
		bands = append(bands, band)
	}
	return bands
}
