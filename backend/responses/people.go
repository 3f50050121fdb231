package responses

import (
	"net/mail"
	"strings"

	"portico/backend/store"
)

// Person is a respondent as somebody typed them.
type Person struct {
	Line      int // from 1
	Typed     string
	FirstName string
	LastName  string
	Email     string
}

// ReadPeople reads people from a text, one in each line: "Aino Virtanen
// <aino@example.com>", "aino@example.com", or a name and an address with a
// comma, semicolon or tab between them, as they come from a mail program or a
// spreadsheet. Empty lines are passed over. A line without an address is taken
// as a name; whether that will do is for whoever invites.
func ReadPeople(text string) []Person {
	var people []Person
	for i, line := range strings.Split(text, "\n") {
		line = strings.Trim(strings.TrimSpace(line), ",;")
		if line == "" {
			continue
		}
		person := Person{Line: i + 1, Typed: line}
		name := ""
		if address, err := mail.ParseAddress(line); err == nil {
			name, person.Email = address.Name, address.Address
		} else {
			var names []string
			for _, cell := range strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ';' || r == '\t' }) {
				cell = strings.Trim(strings.TrimSpace(cell), `"<>`)
				if strings.Contains(cell, "@") && person.Email == "" {
					person.Email = cell
				} else if cell != "" {
					names = append(names, cell)
				}
			}
			name = strings.Join(names, " ")
		}
		person.FirstName, person.LastName = splitName(store.Clean(name))
		people = append(people, person)
	}
	return people
}

// splitName takes the last word as the last name; of one word, it is the first
// name.
func splitName(name string) (first, last string) {
	at := strings.LastIndex(name, " ")
	if at < 0 {
		return name, ""
	}
	return name[:at], name[at+1:]
}
