package portal

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"golang.org/x/text/language"
)

//go:embed texts/*.json
var textFiles embed.FS

// words is the catalogue of one language: what stands on the pages by key, and
// what services say by their English sentence.
type words map[string]string

// languages are those with a catalogue; the first is the one for everybody
// else.
func languages() []string { return []string{"en", "de"} }

var matcher = language.NewMatcher([]language.Tag{language.English, language.German})

// preferredLanguage returns the catalogue's language that suits an
// Accept-Language header best.
func preferredLanguage(header string) string {
	tags, _, err := language.ParseAcceptLanguage(cut(header, 500))
	if err != nil || len(tags) == 0 {
		return languages()[0]
	}
	_, index, confidence := matcher.Match(tags...)
	if confidence == language.No {
		return languages()[0]
	}
	return languages()[index]
}

// loadWords reads every catalogue: texts/en.json, texts/manager.en.json and so
// on make one for English. A key stands in one file only.
func loadWords() (map[string]words, error) {
	all := map[string]words{}
	for _, name := range languages() {
		all[name] = words{}
		files, err := fs.Glob(textFiles, "texts/*"+name+".json")
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			raw, err := textFiles.ReadFile(file)
			if err != nil {
				return nil, err
			}
			part := words{}
			if err := json.Unmarshal(raw, &part); err != nil {
				return nil, fmt.Errorf("read %s: %w", file, err)
			}
			for key, text := range part {
				if _, taken := all[name][key]; taken {
					return nil, fmt.Errorf("read %s: %q stands in another file too", file, key)
				}
				all[name][key] = text
			}
		}
	}
	return all, nil
}

// text returns what stands under a key, with {name} replaced by the value after
// name in pairs. A key that is missing shows itself.
func (w words) text(key string, pairs ...any) string {
	text, found := w[key]
	if !found {
		return key
	}
	if len(pairs) == 0 {
		return text
	}
	replacements := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		replacements = append(replacements, fmt.Sprintf("{%v}", pairs[i]), fmt.Sprint(pairs[i+1]))
	}
	return strings.NewReplacer(replacements...).Replace(text)
}

var numbers = regexp.MustCompile(`[0-9]+(?:,[0-9]{3})*`)

// fault returns a sentence of a service in this language, where the catalogue
// has it. Numbers stand as {n} in the catalogue.
func (w words) fault(sentence string) string {
	if sentence == "" {
		return ""
	}
	if text, found := w["fault: "+sentence]; found {
		return text
	}
	found := numbers.FindAllString(sentence, -1)
	text, known := w["fault: "+numbers.ReplaceAllString(sentence, "{n}")]
	if !known {
		return sentence
	}
	for _, number := range found {
		text = strings.Replace(text, "{n}", number, 1)
	}
	return text
}
