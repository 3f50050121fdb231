package portal

import (
	"mime"
	"strconv"
	"strings"
	"unicode"
)

// attachment sends a file under its own name (SEC-39).
func (v *visit) attachment(name, kind string, data []byte) error {
	h := v.W.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": fileName(name)}))
	h.Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = v.W.Write(data) // the browser may have gone
	return nil
}

// fileName returns a name that every system takes.
func fileName(name string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, name)
	return strings.Trim(clean, " .")
}
