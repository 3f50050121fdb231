package assessments

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// small returns a definition file with one section whose questions are given.
func small(questions string) string {
	return `{
  "format": 1,
  "code": "T",
  "name": "Test",
  "drivers": [{"id": "extra", "name": "Extra"}],
  "sections": [{"id": "s", "title": "S", "questions": [` + questions + `]}]
}`
}

// after returns a file whose fourth question hangs on an answer, with a choice,
// a scale and a text before it and a text after it.
func after(condition string) string {
	return small(`{"id": "p", "type": "single_choice", "text": "P", "choices": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]},
		{"id": "n", "type": "scale", "text": "N", "minimum": 1, "maximum": 5}, {"id": "t", "type": "long_text", "text": "T"},
		{"id": "q", "type": "date", "text": "Q", "show": {"answer": ` + condition + `}}, {"id": "z", "type": "short_text", "text": "Z"}`)
}

// Shows ASM-2.
func TestSamplesAreRight_ASM2(t *testing.T) {
	samples, err := Samples()
	if err != nil {
		t.Fatal(err)
	}
	if len(samples) != 3 {
		t.Fatalf("there are %d samples, want 3", len(samples))
	}
	schema := compile(t)
	types := map[QuestionType]bool{}
	for _, sample := range samples {
		if err := schema.Validate(decode(t, sample.Data)); err != nil {
			t.Errorf("%s: the schema refuses it: %v", sample.File, err)
		}
		definition, _ := Read(sample.Data)
		for _, section := range definition.Sections {
			for _, question := range section.Questions {
				types[question.Type] = true
			}
		}
	}
	for _, wanted := range questionTypes {
		if !types[wanted] {
			t.Errorf("no sample has a question of type %s", wanted)
		}
	}
}

// What both the reader and the schema can judge, they must judge alike. The
// mark ¤ stands where the problem is to be reported and is taken out first.
var verdicts = []struct {
	name   string
	file   string
	schema bool // the schema accepts it
	place  string
	says   string // a part of the message; "" when the reader accepts it
}{
	{"least that is right", small(`{"id": "q", "type": "short_text", "text": "Q"}`), true, "", ""},
	{"cut off", `{"format": 1,¤`, false, "", "ends too early"},
	{"nothing", ``, false, "", "ends too early"},
	{"no JSON", "{\n  ¤format: 1\n}", false, "", "no JSON"},
	{"comma at the end", "{\n  \"format\": 1,\n¤}", false, "", "no JSON"},
	{"comma missing", "{\n  \"format\": 1\n  ¤\"code\": \"T\"}", false, "", "no JSON"},
	{"two objects", small(`{"id": "q", "type": "date", "text": "Q"}`) + "\n¤{}", false, "", "goes on after its end"},
	{"a list", `¤[]`, false, "", "object in braces"},
	{"no sections", "{\"format\": 1, \"code\": \"T\",\n \"name\": \"N\", \"sections\": ¤[]}", false, "sections", "at least 1"},
	{"format missing", `¤{"code": "T", "name": "N", "sections": [{"id":"s","title":"S","questions":[{"id":"q","type":"date","text":"Q"}]}]}`, false, "format", "missing"},
	{"format of the future", strings.Replace(small(`{"id":"q","type":"date","text":"Q"}`), `"format": 1`, `"format": ¤2`, 1), false, "format", "newer Portico"},
	{"unknown member", small("\n{\"id\": \"q\", \"type\": \"date\", \"text\": \"Q\", ¤\"minimun\": 1}"), false, "sections[0].questions[0].minimun", "not known"},
	{"member of another type", small(`{"id": "q", "type": "date", "text": "Q", ¤"choices": []}`), false, "sections[0].questions[0].choices", "not known"},
	{"a slip in a member", small(`{"id": "q", "type": "scale", "text": "Q", "minimum": 1, "maximum": 5, ¤"minimumLabel": "x"}`), false, "sections[0].questions[0].minimumLabel", "Is “minimum_label” meant?"},
	{"member twice", small(`{"id": "q", "type": "date", "text": "Q", ¤"text": "R"}`), true, "sections[0].questions[0].text", "stands twice"},
	{"unknown type", small(`{"id": "q", "type": ¤"slider", "text": "Q"}`), false, "sections[0].questions[0].type", "no type of question"},
	{"no type", small(`¤{"id": "q", "text": "Q"}`), false, "sections[0].questions[0].type", "missing"},
	{"id twice", small(`{"id": "q", "type": "date", "text": "Q"}, {"id": ¤"q", "type": "date", "text": "R"}`), true, "sections[0].questions[1].id", "used twice"},
	{"id with capitals", small(`{"id": ¤"Q", "type": "date", "text": "Q"}`), false, "sections[0].questions[0].id", "small letters"},
	{"blank text", small(`{"id": "q", "type": "date", "text": ¤"  "}`), false, "sections[0].questions[0].text", "empty"},
	{"number as text", small(`{"id": "q", "type": "scale", "text": "Q", "minimum": ¤"1", "maximum": 5}`), false, "sections[0].questions[0].minimum", "a number"},
	{"scale upside down", small(`{"id": "q", "type": "scale", "text": "Q", "minimum": 5, "maximum": ¤1}`), true, "sections[0].questions[0].maximum", "above"},
	{"scale in halves", small(`{"id": "q", "type": "scale", "text": "Q", "minimum": ¤0.5, "maximum": 5}`), false, "sections[0].questions[0].minimum", "whole number"},
	{"scale without an end", small(`¤{"id": "q", "type": "scale", "text": "Q", "minimum": 1}`), false, "sections[0].questions[0].maximum", "missing"},
	{"scored number without range", small(`¤{"id": "q", "type": "number", "text": "Q", "scored": true, "minimum": 1}`), false, "sections[0].questions[0].maximum", "scored number"},
	{"one choice", small(`{"id": "q", "type": "single_choice", "text": "Q", "choices": ¤[{"id": "a", "text": "A"}]}`), false, "sections[0].questions[0].choices", "at least 2"},
	{"scored without points", small(`{"id": "q", "type": "single_choice", "text": "Q", "scored": true, "choices": ¤[{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]}`), true, "sections[0].questions[0].choices", "no choice has points"},
	{"points without score", small(`{"id": "q", "type": "single_choice", "text": "Q", "choices": [{"id": "a", "text": "A", "points": ¤1}, {"id": "b", "text": "B"}]}`), true, "sections[0].questions[0].choices[0].points", "Only the choices of a scored question"},
	{"points below zero", small(`{"id": "q", "type": "single_choice", "text": "Q", "scored": true, "choices": [{"id": "a", "text": "A", "points": ¤-1}, {"id": "b", "text": "B", "points": 1}]}`), false, "sections[0].questions[0].choices[0].points", "between 0"},
	{"weight of zero", small(`{"id": "q", "type": "scale", "text": "Q", "minimum": 1, "maximum": 2, "scored": true, "weight": ¤0}`), false, "sections[0].questions[0].weight", "at least 0.001"},
	{"weight without score", small(`{"id": "q", "type": "scale", "text": "Q", "minimum": 1, "maximum": 2, "weight": ¤2}`), true, "sections[0].questions[0].weight", "Only a scored question"},
	{"weight beyond numbers", small(`{"id": "q", "type": "scale", "text": "Q", "minimum": 1, "maximum": 2, "scored": true, "weight": ¤1e400}`), false, "sections[0].questions[0].weight", "between"},
	{"driver that is not there", small(`{"id": "q", "type": "date", "text": "Q", "show": {"driver": ¤"none"}}`), true, "sections[0].questions[0].show.driver", "There is no driver"},
	{"driver that is there", small(`{"id": "q", "type": "date", "text": "Q", "show": {"driver": "extra", "is": false}}`), true, "", ""},
	{"show without a reason", small(`{"id": "q", "type": "date", "text": "Q", "show": ¤{}}`), false, "sections[0].questions[0].show.driver", "needs a “driver”"},
	{"is without a driver", small(`{"id": "p", "type": "date", "text": "P"}, {"id": "q", "type": "date", "text": "Q", "show": {"is": ¤true, "answer": {"question": "p", "operator": "answered"}}}`), false, "sections[0].questions[1].show.is", "goes with a “driver”"},
	{"answer that is there", after(`{"question": "p", "operator": "is", "choice": "b"}`), true, "", ""},
	{"answer and driver", strings.Replace(after(`{"question": "n", "operator": "at_least", "number": 2}`), `"show": {`, `"show": {"driver": "extra", `, 1), true, "", ""},
	{"answer to nothing", after(`{"question": ¤"x", "operator": "answered"}`), true, "sections[0].questions[3].show.answer.question", "There is no question “x”"},
	{"answer to itself", after(`{"question": ¤"q", "operator": "answered"}`), true, "sections[0].questions[3].show.answer.question", "comes later"},
	{"answer of later", after(`{"question": ¤"z", "operator": "answered"}`), true, "sections[0].questions[3].show.answer.question", "comes later"},
	{"answer within the section", strings.Replace(small(`{"id": "p", "type": "date", "text": "P"}`), `"title": "S"`, `"title": "S", "show": {"answer": {"question": ¤"p", "operator": "answered"}}`, 1), true, "sections[0].show.answer.question", "comes later"},
	{"answer without a question", after(`¤{"operator": "answered"}`), false, "sections[0].questions[3].show.answer.question", "missing"},
	{"answer without an operator", after(`¤{"question": "p"}`), false, "sections[0].questions[3].show.answer.operator", "missing"},
	{"operator of another type", after(`{"question": "p", "operator": ¤"at_least", "number": 1}`), true, "sections[0].questions[3].show.answer.operator", "is, is_not, answered"},
	{"operator that is none", after(`{"question": "t", "operator": ¤"like"}`), false, "sections[0].questions[3].show.answer.operator", "by: answered"},
	{"choice that is not there", after(`{"question": "p", "operator": "is", "choice": ¤"c"}`), true, "sections[0].questions[3].show.answer.choice", "has no choice “c”"},
	{"choice missing", after(`¤{"question": "p", "operator": "is_not"}`), true, "sections[0].questions[3].show.answer.choice", "missing"},
	{"choice too much", after(`{"question": "p", "operator": "answered", "choice": ¤"a"}`), true, "sections[0].questions[3].show.answer.choice", "Take it out"},
	{"number missing", after(`¤{"question": "n", "operator": "at_most"}`), true, "sections[0].questions[3].show.answer.number", "missing"},
	{"number too much", after(`{"question": "p", "operator": "is", "choice": "a", "number": ¤1}`), true, "sections[0].questions[3].show.answer.number", "Take it out"},
	{"number out of reach", after(`{"question": "n", "operator": "at_least", "number": ¤6}`), true, "sections[0].questions[3].show.answer.number", "No answer"},
	{"number as text", after(`{"question": "n", "operator": "is", "number": ¤"2"}`), false, "sections[0].questions[3].show.answer.number", "a number"},
	{"answer with a slip", after(`{"question": "n", "operator": "answered", ¤"questions": "n"}`), false, "sections[0].questions[3].show.answer.questions", "Is “question” meant?"},
	{"dates crossed", small(`{"id": "q", "type": "date", "text": "Q", "earliest": "2026-02-01", "latest": ¤"2026-01-01"}`), true, "sections[0].questions[0].latest", "before"},
	{"no such day", small(`{"id": "q", "type": "date", "text": "Q", "earliest": ¤"2026-02-30"}`), true, "sections[0].questions[0].earliest", "2026-03-31"},
	{"column counts characters", small(`{"id": "q", "type": "date", "text": "äöü 🙂", "help": ¤1}`), false, "sections[0].questions[0].help", "a text"},
	{"feedback not from 0", strings.Replace(small(`{"id":"q","type":"scale","text":"Q","minimum":0,"maximum":1,"scored":true}`), "\n}", `, "feedback": [{"from": ¤10, "title": "X"}]}`, 1), true, "feedback[0].from", "begins at 0"},
	{"feedback without score", strings.Replace(small(`{"id":"q","type":"date","text":"Q"}`), "\n}", `, "feedback": ¤[{"from": 0, "title": "X"}]}`, 1), true, "feedback", "no question is scored"},
}

// Shows ASM-2.
func TestReader_ASM2(t *testing.T) {
	schema := compile(t)
	for _, verdict := range verdicts {
		t.Run(verdict.name, func(t *testing.T) {
			file := strings.Replace(verdict.file, "¤", "", 1)
			before, _, _ := strings.Cut(verdict.file, "¤")
			line := 1 + strings.Count(before, "\n")
			column := 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
			_, problems := Read([]byte(file))
			if verdict.says == "" {
				if len(problems) > 0 {
					t.Fatalf("it is refused: %v", problems)
				}
			} else if len(problems) == 0 {
				t.Fatal("it is accepted")
			} else if p := problems[0]; p.Line != line || p.Column != column || p.Place != verdict.place || !strings.Contains(p.Message, verdict.says) {
				t.Errorf("got   %d:%d %s: %s\nwant  %d:%d %s: …%s…", p.Line, p.Column, p.Place, p.Message, line, column, verdict.place, verdict.says)
			}
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(file))
			if err == nil {
				err = schema.Validate(value)
			}
			if (err == nil) != verdict.schema {
				t.Errorf("the schema says %v, want accepted = %v", err, verdict.schema)
			}
		})
	}
}

// Shows ASM-2.
func TestReaderBounds_ASM2(t *testing.T) {
	deep := strings.Repeat("[", 100_000)
	if _, problems := Read([]byte(deep)); len(problems) != 1 || !strings.Contains(problems[0].Message, "nested deeper") {
		t.Errorf("deep nesting: %v", problems)
	}
	if _, problems := Read(bytes.Repeat([]byte(" "), MaxFileSize+1)); len(problems) != 1 || !strings.Contains(problems[0].Message, "1 MiB") {
		t.Errorf("large file: %v", problems)
	}
	if _, problems := Read([]byte("{\n\"a\xff\": 1}")); len(problems) != 1 || problems[0].Line != 2 || problems[0].Column != 3 {
		t.Errorf("no UTF-8: %v", problems)
	}
	var many []string
	for i := range MaxQuestions + 1 {
		many = append(many, fmt.Sprintf(`{"id": "q%d", "type": "date", "text": "Q"}`, i))
	}
	if _, problems := Read([]byte(small(strings.Join(many, ",")))); len(problems) != 1 || !strings.Contains(problems[0].Message, "at most 500") {
		t.Errorf("too many questions: %v", problems)
	}
	wrong := small(strings.Repeat(`{"x": 1},`, 300) + `{}`)
	if _, problems := Read([]byte(wrong)); len(problems) != maxProblems {
		t.Errorf("%d problems are reported, want %d at most", len(problems), maxProblems)
	}
}

func compile(t testing.TB) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", decode(t, Schema())); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func decode(t testing.TB, data []byte) any {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// FuzzRead shows that no file makes the reader panic, that every problem has a
// place inside the file, and that an accepted file is one the schema accepts
// and that scores without NaN (RSP-4).
func FuzzRead(f *testing.F) {
	samples, err := Samples()
	if err != nil {
		f.Fatal(err)
	}
	for _, sample := range samples {
		f.Add(sample.Data)
	}
	for _, verdict := range verdicts {
		f.Add([]byte(strings.Replace(verdict.file, "¤", "", 1)))
	}
	schema := compile(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		definition, problems := Read(data)
		lines := 1 + bytes.Count(data, []byte("\n"))
		for _, problem := range problems {
			if problem.Line < 1 || problem.Line > lines || problem.Column < 1 || problem.Message == "" {
				t.Fatalf("a problem out of place: %+v", problem)
			}
		}
		if len(problems) > 0 {
			return
		}
		if err := schema.Validate(decode(t, data)); err != nil {
			t.Fatalf("the reader accepts what the schema refuses: %v", err)
		}
		written, err := json.Marshal(definition)
		if err != nil {
			t.Fatalf("write the definition: %v", err)
		}
		if _, problems := Read(written); len(problems) > 0 {
			t.Fatalf("the definition can't be read back: %v\n%s", problems, written)
		}
		for _, section := range definition.Sections {
			definition.MayShow(nil, nil, section.ID)
		}
		result := Score(definition.Shown(nil, nil), Answers{})
		if result.Total.Score != nil {
			t.Fatal("a score without an answer")
		}
	})
}
