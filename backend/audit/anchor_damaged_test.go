package audit_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"portico/backend/audit"
	"portico/backend/fault"
)

// TestDamagedAnchor_SEC43 shows that an anchor that a power loss or a person
// spoiled is named with its file and a way out, and never counts as none.
func TestDamagedAnchor_SEC43(t *testing.T) {
	for name, content := range map[string]string{"empty": "", "cut": `[{"entries":3,`, "an object": "{}", "a list": "[]", "no head": `[{"entries":3,"head":""}]`, "something else": "hello"} {
		folder := t.TempDir()
		file := filepath.Join(folder, "anchors", "site.json")
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := audit.NewAnchor(folder, "site").Marks()
		if refused := fault.As(err); refused == nil || !strings.Contains(refused.Message, file) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if marks, err := audit.NewAnchor(t.TempDir(), "site").Marks(); err != nil || len(marks) != 0 {
		t.Errorf("a site without an anchor: %v %v", marks, err)
	}
}
