package sheets

import (
	"fmt"
	"strconv"

	"portico/backend/fault"
)

// Limits bound what is read of a file (SEC-38). A file beyond one of them is
// refused in words; none of it is read into memory whole.
type Limits struct {
	Bytes    int64 // of the file as it lies on the disk
	Rows     int   // that hold any text, the header among them
	Columns  int
	Cell     int   // bytes of one cell, as UTF-8
	Unpacked int64 // bytes of an XLSX file's parts together, unpacked
	Part     int64 // bytes of a part that is neither a sheet nor the table of texts
	Ratio    int64 // how many times larger a part of an XLSX file may get
	Parts    int   // in an XLSX file
}

// DefaultLimits are wide enough for a million organizations. The cell is as
// long as a spreadsheet's own, in the longest encoding.
func DefaultLimits() Limits {
	return Limits{
		Bytes: 256 << 20, Rows: 1_000_001, Columns: 256, Cell: 32767 * 4,
		Unpacked: 512 << 20, Part: 32 << 20, Ratio: 500, Parts: 2000,
	}
}

func refuse(format string, values ...any) error {
	return fault.New(fault.Invalid, fmt.Sprintf(format, values...))
}

// inWords writes a number of bytes as a person reads it.
func inWords(bytes int64) string {
	switch {
	case bytes >= 1<<30:
		return strconv.FormatFloat(float64(bytes)/(1<<30), 'f', 1, 64) + " GB"
	case bytes >= 1<<20:
		return strconv.FormatInt(bytes>>20, 10) + " MB"
	case bytes >= 1<<10:
		return strconv.FormatInt(bytes>>10, 10) + " KB"
	}
	return strconv.FormatInt(bytes, 10) + " bytes"
}

// grouped writes a count with separators of thousands.
func grouped(count int) string {
	text := strconv.Itoa(count)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
