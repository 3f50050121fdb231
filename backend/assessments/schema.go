package assessments

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed schema.json
var schemaFile []byte

//go:embed samples/*.json
var sampleFiles embed.FS

// Schema returns the JSON Schema (draft 2020-12) of the definition file, which
// is also its documentation.
func Schema() []byte { return append([]byte(nil), schemaFile...) }

// Sample is a definition that comes with the program.
type Sample struct {
	File        string // "leadership-check.json"
	Code, Name  string
	Description string
	Data        []byte
}

// Samples returns the definitions that come with the program, by file name.
func Samples() ([]Sample, error) {
	names, err := fs.Glob(sampleFiles, "samples/*.json")
	if err != nil {
		return nil, fmt.Errorf("list samples: %w", err)
	}
	samples := make([]Sample, 0, len(names))
	for _, name := range names {
		data, err := sampleFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read sample: %w", err)
		}
		definition, problems := Read(data)
		if len(problems) > 0 {
			return nil, fmt.Errorf("read sample %s: %w", name, &ProblemsError{problems})
		}
		samples = append(samples, Sample{File: name[len("samples/"):], Code: definition.Code, Name: definition.Name, Description: definition.Description, Data: data})
	}
	return samples, nil
}
