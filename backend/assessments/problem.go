package assessments

import (
	"fmt"
	"strings"

	"portico/backend/fault"
)

// Problem is one mistake in a definition file.
type Problem struct {
	Line    int    `json:"line"`   // from 1
	Column  int    `json:"column"` // from 1, in characters
	Place   string `json:"place"`  // "sections[0].questions[2].choices"; "" is the file as a whole
	Message string `json:"message"`
}

// String returns the problem as one line for a person.
func (p Problem) String() string {
	where := fmt.Sprintf("Line %d, column %d", p.Line, p.Column)
	if p.Place != "" {
		where += " (" + p.Place + ")"
	}
	return where + ": " + p.Message
}

// maxProblems is how many mistakes are reported at once.
const maxProblems = 50

// ProblemsError carries the mistakes of a file that was refused. Its fault
// says the first of them, so that whoever only shows the message still helps.
type ProblemsError struct {
	Problems []Problem
}

// Error returns all problems, a line each.
func (e *ProblemsError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, problem := range e.Problems {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the Invalid fault for a person.
func (e *ProblemsError) Unwrap() error {
	message := "The file has a problem. " + e.Problems[0].String()
	if len(e.Problems) > 1 {
		message = fmt.Sprintf("The file has %d problems. The first: %s", len(e.Problems), e.Problems[0])
	}
	return &fault.Error{Code: fault.Invalid, Message: message, Fields: map[string]string{"file": e.Problems[0].String()}}
}
