package assessments

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"portico/backend/access"
	"portico/backend/fault"
)

// Change says what became of a part of a definition.
type Change string

// The changes.
const (
	Added   Change = "added"
	Removed Change = "removed"
	Changed Change = "changed"
	Moved   Change = "moved" // to another section, or to another place in its own
)

// Difference is one part in which two versions differ.
type Difference struct {
	Kind    string   // "assessment", "driver", "section", "question"
	Change  Change   // of the part
	ID      string   // "" for the assessment as a whole
	Text    string   // as it reads in the later version, else in the earlier
	Section string   // the title of a question's section
	Members []string // which members of the file differ, of a part that changed
}

// Compare returns in what two versions of one assessment differ, in the order
// of the later one, with what was removed after it. Parts are the same where
// their ids are.
func (s *Service) Compare(ctx context.Context, id, earlierID, laterID int64) ([]Difference, error) {
	versions, err := s.Versions(ctx, access.ForAdministrator(), id)
	if err != nil {
		return nil, err
	}
	read := func(wanted int64) (Definition, error) {
		for _, version := range versions {
			if version.ID == wanted {
				return s.Definition(ctx, wanted)
			}
		}
		return Definition{}, fault.New(fault.NotFound, "This assessment has no such version.")
	}
	earlier, err := read(earlierID)
	if err != nil {
		return nil, err
	}
	later, err := read(laterID)
	if err != nil {
		return nil, err
	}
	return Differences(earlier, later), nil
}

// part is a section, question or driver with what the file says of it.
type part struct {
	id, text           string
	section, sectionID string
	members            map[string]any
}

// Differences returns in what two definitions differ.
func Differences(earlier, later Definition) []Difference {
	found := []Difference{}
	parts := []string{"sections", "drivers", "$schema"}
	if changed := differing(membersWithout(earlier, parts...), membersWithout(later, parts...)); len(changed) > 0 {
		found = append(found, Difference{Kind: "assessment", Change: Changed, Text: later.Name, Members: changed})
	}
	for _, kind := range []string{"driver", "section", "question"} {
		before, after := partsOf(earlier, kind), partsOf(later, kind)
		stayed := inOrder(before, after)
		for _, now := range after {
			at := indexOfPart(before, now.id)
			difference := Difference{Kind: kind, ID: now.id, Text: now.text, Section: now.section}
			if at < 0 {
				difference.Change = Added
			} else if difference.Members = differing(before[at].members, now.members); len(difference.Members) > 0 {
				difference.Change = Changed
			} else if before[at].sectionID != now.sectionID || !stayed[now.id] {
				difference.Change = Moved
			} else {
				continue
			}
			found = append(found, difference)
		}
		for _, old := range before {
			if indexOfPart(after, old.id) < 0 {
				found = append(found, Difference{Kind: kind, Change: Removed, ID: old.id, Text: old.text, Section: old.section})
			}
		}
	}
	return found
}

func partsOf(d Definition, kind string) []part {
	var parts []part
	if kind == "driver" {
		for _, driver := range d.Drivers {
			parts = append(parts, part{id: driver.ID, text: driver.Name, members: membersWithout(driver)})
		}
		return parts
	}
	for _, section := range d.Sections {
		if kind == "section" {
			parts = append(parts, part{id: section.ID, text: section.Title, members: membersWithout(section, "questions")})
			continue
		}
		for _, question := range section.Questions {
			parts = append(parts, part{question.ID, question.Text, section.Title, section.ID, membersWithout(question)})
		}
	}
	return parts
}

func indexOfPart(parts []part, id string) int {
	return slices.IndexFunc(parts, func(one part) bool { return one.id == id })
}

// inOrder returns the ids of those parts that kept their order: as many as can
// be said to have (a longest rising run of their earlier places). The others of
// those that both have were moved.
func inOrder(before, after []part) map[string]bool {
	var places []int
	for _, one := range after {
		if at := indexOfPart(before, one.id); at >= 0 {
			places = append(places, at)
		}
	}
	length, previous, last := make([]int, len(places)), make([]int, len(places)), -1
	for i := range places {
		length[i], previous[i] = 1, -1
		for j := range i {
			if places[j] < places[i] && length[j]+1 > length[i] {
				length[i], previous[i] = length[j]+1, j
			}
		}
		if last < 0 || length[i] > length[last] {
			last = i
		}
	}
	kept := map[string]bool{}
	for ; last >= 0; last = previous[last] {
		kept[before[places[last]].id] = true
	}
	return kept
}

// membersWithout returns the members that the file has of a part.
func membersWithout(value any, left ...string) map[string]any {
	text, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("write a definition: %v", err)) // it was read from JSON
	}
	members := map[string]any{}
	if err := json.Unmarshal(text, &members); err != nil {
		panic(fmt.Sprintf("read a definition: %v", err))
	}
	for _, name := range left {
		delete(members, name)
	}
	return members
}

func differing(a, b map[string]any) []string {
	names := map[string]bool{}
	for name := range a {
		names[name] = true
	}
	for name := range b {
		names[name] = true
	}
	var found []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !reflect.DeepEqual(a[name], b[name]) {
			found = append(found, name)
		}
	}
	return found
}
