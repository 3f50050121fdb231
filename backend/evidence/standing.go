package evidence

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Standing is what became of a version besides its signatures, by the time its
// file was sealed. Each is nil where it did not happen.
type Standing struct {
	Declined   *Event // somebody said no
	Withdrawn  *Event // the administrator took the document back
	Superseded *Event // a later version was sent, so that signatures read Document Changed
}

// Administrator is the account of whoever runs the site, who has none.
const Administrator = "administrator"

// isAdministrator tells the administrator, who acts for no organization, from
// somebody whose Login is that word.
func (p Person) isAdministrator() bool { return p.Account == Administrator && p.Organization == "" }

// Standing returns what became of the version.
func (f File) Standing() Standing {
	var s Standing
	for i, one := range f.Events {
		switch {
		case one.Kind == Declined:
			s.Declined = &f.Events[i]
		case one.Kind == Withdrawn && one.Who.isAdministrator():
			s.Withdrawn = &f.Events[i]
		case one.Kind == Superseded:
			s.Superseded = &f.Events[i]
		}
	}
	return s
}

// Reason says in one line, for the seal of the PDF, who signed, and what was
// taken back or changed since: nobody is named as a signer whose signature was
// withdrawn.
func (f File) Reason() string {
	var signed, taken []string
	for _, one := range f.Signatures {
		if one.Status != TakenBack {
			signed = append(signed, one.Who.Name)
		}
	}
	for _, one := range f.Signatures {
		if one.Status == TakenBack && !slices.Contains(signed, one.Who.Name) && !slices.Contains(taken, one.Who.Name) {
			taken = append(taken, one.Who.Name)
		}
	}
	var parts []string
	add := func(words string, names ...string) {
		if len(names) > 0 {
			parts = append(parts, words+" "+strings.Join(names, ", "))
		}
	}
	add("Signed by", signed...)
	add("Signature withdrawn by", taken...)
	s := f.Standing()
	if s.Declined != nil {
		add("Declined by", s.Declined.Who.Name)
	}
	if s.Withdrawn != nil {
		parts = append(parts, "Document withdrawn")
	}
	if s.Superseded != nil {
		parts = append(parts, "Document Changed, a later version was sent")
	}
	if len(parts) == 0 {
		return "Signed by nobody"
	}
	return strings.Join(parts, "; ")
}

// story says who signed and what became of it, each with its time.
func (f File) story() string {
	var signed, rest []string
	for _, one := range f.Signatures {
		words := fmt.Sprintf("%s on %s", line(one.Who.Name), second(one.At))
		if one.Status == TakenBack {
			rest = append(rest, fmt.Sprintf("signature of %s withdrawn on %s", words, second(one.WithdrawnAt)))
		} else {
			signed = append(signed, words)
		}
	}
	if len(signed) > 0 {
		rest = append([]string{"signed by " + strings.Join(signed, ", ")}, rest...)
	}
	s := f.Standing()
	for _, one := range []struct {
		event *Event
		words string
	}{{s.Declined, "declined by %s on %s"}, {s.Withdrawn, "document withdrawn by %s on %s"}, {s.Superseded, "Document Changed: a later version was sent by %s on %s"}} {
		if one.event != nil {
			rest = append(rest, fmt.Sprintf(one.words, line(one.event.Who.Name), second(one.event.At)))
		}
	}
	if len(rest) == 0 {
		return ""
	}
	return ", " + strings.Join(rest, ", ")
}

func second(at time.Time) string { return at.UTC().Format("2006-01-02 15:04:05 UTC") }

// state says on the certificate pages what became of the version.
func (s Standing) state() string {
	var words []string
	if s.Superseded != nil {
		words = append(words, "Document Changed: a later version was sent "+clock(s.Superseded.At))
	}
	if s.Withdrawn != nil {
		words = append(words, joined("Withdrawn "+clock(s.Withdrawn.At), s.Withdrawn.Reason))
	}
	if s.Declined != nil {
		words = append(words, joined("Declined by "+s.Declined.Who.Name+" "+clock(s.Declined.At), s.Declined.Reason))
	}
	return strings.Join(words, ". ")
}
