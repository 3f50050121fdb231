package portal

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"

	"portico/backend/fault"
)

// upload keeps the file of a form's field in a temporary file, and returns its
// path and name; "" where none was chosen. done removes it.
func (v *visit) upload(field string) (path, name string, done func(), err error) {
	done = func() {}
	file, header, err := v.R.FormFile(field)
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return "", "", done, nil
	}
	if err != nil {
		return "", "", done, fault.New(fault.Invalid, "The file did not arrive whole. Please send it again.")
	}
	defer func() { _ = file.Close() }()
	kept, err := os.CreateTemp("", "portico-upload-*")
	if err != nil {
		return "", "", done, fmt.Errorf("keep upload: %w", err)
	}
	done = func() { _ = os.Remove(kept.Name()) }
	if _, err = io.Copy(kept, file); err == nil {
		err = kept.Close()
	}
	if err != nil {
		done()
		return "", "", func() {}, fmt.Errorf("keep upload: %w", err)
	}
	return kept.Name(), cut(header.Filename, 200), done, nil
}
