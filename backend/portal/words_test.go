package portal

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// Both catalogues have the same keys, and every key that a template names.
func TestCataloguesAreWhole(t *testing.T) {
	all, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	for key, text := range all["en"] {
		if strings.HasPrefix(key, "fault: ") {
			t.Errorf("English needs no translation of %q", key)
		}
		if all["de"][key] == "" {
			t.Errorf("German lacks %q", key)
		}
		for _, hole := range regexp.MustCompile(`\{[a-z_]+\}`).FindAllString(text, -1) {
			if !strings.Contains(all["de"][key], hole) {
				t.Errorf("German %q lacks %s", key, hole)
			}
		}
		if strings.Contains(text, "!") || strings.Contains(all["de"][key], "!") {
			t.Errorf("%q shouts", key)
		}
	}
	for key := range all["de"] {
		if _, found := all["en"][key]; !found && !strings.HasPrefix(key, "fault: ") {
			t.Errorf("English lacks %q", key)
		}
	}
	named := regexp.MustCompile(`\.T "([^"]+)"`)
	err = fs.WalkDir(templateFiles, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := templateFiles.ReadFile(path)
		for _, match := range named.FindAllStringSubmatch(string(raw), -1) {
			if _, found := all["en"][match[1]]; !found {
				t.Errorf("%s names %q, which no catalogue has", path, match[1])
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFaultsInGerman(t *testing.T) {
	german := words{"fault: Use at most {n} of {n}.": "Höchstens {n} von {n}.", "fault: No.": "Nein."}
	for sentence, want := range map[string]string{
		"No.": "Nein.", "Use at most 3 of 1,000.": "Höchstens 3 von 1,000.", "Unknown.": "Unknown.", "": "",
	} {
		if got := german.fault(sentence); got != want {
			t.Errorf("%q: %q, want %q", sentence, got, want)
		}
	}
}
