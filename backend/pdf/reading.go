package pdf

import (
	"bytes"
	"context"
	"errors"
	"io"
	"regexp"
	"strconv"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"portico/backend/fault"
)

// MaxUpload is the greatest PDF that is taken: 25 MiB, exactly that included.
const MaxUpload = 25 << 20

// What reading an upload may cost, whatever the file says.
const (
	maxPages    = 2000
	maxObjects  = 500_000
	maxNumber   = 8_000_000        // of an object; readers have limits of their own far above it
	maxDepth    = 60               // of dictionaries in dictionaries, and of the page tree
	maxUnpacked = 32 << 20         // of all object and cross-reference streams together
	maxContent  = 64 << 20         // of the instructions of one page
	patience    = 20 * time.Second // for the whole file
)

// bounds are the limits of reading a file.
type bounds struct {
	pages, objects, number int
	unpacked               int64
	patience               time.Duration
	isStrict               bool // what readers understand differently is refused
}

var (
	uploading = bounds{maxPages, maxObjects, maxNumber, maxUnpacked, patience, true}
	// Sealing reads what was taken, with certificate pages and seals behind it. A
	// file that was at a limit when it was uploaded, or that a later version of the
	// program would not take, must not be stuck after it was signed.
	sealing = bounds{maxPages + 1000, maxObjects + 200_000, maxNumber + 300_000, maxUnpacked + maxGrowth, 4 * patience, false}
)

// What a person reads about a file that is not taken.
var (
	errTooLarge  = fault.New(fault.Invalid, "This PDF is larger than 25 MiB. Make it smaller, for example by scanning with a lower resolution, and try again.")
	errNotPDF    = fault.New(fault.Invalid, "This file is not a PDF, whatever its name says. Choose a PDF.")
	errDamaged   = fault.New(fault.Invalid, "This PDF is damaged or was cut off. Open it, save or print it as a PDF again, and take that file.")
	errEncrypted = fault.New(fault.Invalid, "This PDF is encrypted or protected by a password. Save it without protection and try again.")
	errUnpacks   = fault.New(fault.Invalid, "This PDF unpacks to far more than its size. Print it as a PDF again, and take that file.")
	errBusy      = fault.New(fault.Unavailable, "Other PDFs are being read just now. Please try again in a minute.")
	errSlow      = fault.New(fault.Invalid, "This PDF takes too long to read. Print it as a PDF again, and take that file.")
)

// reading is a PDF whose every object was parsed.
type reading struct {
	data     []byte
	within   bounds
	ctx      *model.Context
	xref     int64 // where its last cross-reference section begins
	isStream bool  // whether that is a stream (ISO 32000-2 §7.5.8) and no table
	pages    []page
	heads    map[int]bool // the numbers of all that looks like an object in the bytes; nil until asked for
}

// turns lets one file be read at a time, so that the memory that hostile files
// can take has a bound.
var turns = make(chan struct{}, 1)

// read parses a PDF completely. Its errors are faults in words for a person.
func read(data []byte, within bounds) (*reading, error) {
	if len(data) > MaxUpload+maxGrowth {
		return nil, errTooLarge
	}
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, errNotPDF
	}
	r := &reading{data: data, within: within}
	if err := r.findEnd(); err != nil {
		return nil, err
	}
	if err := boundUnpacking(data, within.unpacked); err != nil {
		return nil, err
	}
	select {
	case turns <- struct{}{}:
	case <-time.After(2 * within.patience):
		return nil, errBusy
	}
	done := make(chan error, 1)
	limit, cancel := context.WithTimeout(context.Background(), within.patience)
	go func() {
		defer cancel()
		defer func() { <-turns }()
		done <- r.parse(limit)
	}()
	select {
	case err := <-done:
		if err != nil {
			return nil, err
		}
		return r, nil
	case <-limit.Done():
		select {
		case err := <-done: // the end of the work cancels as well
			if err != nil {
				return nil, err
			}
			return r, nil
		case <-time.After(time.Second):
			return nil, errSlow
		}
	}
}

// maxGrowth is what certificate pages and signatures may add to a file.
const maxGrowth = 15 << 20

var lastSection = regexp.MustCompile(`startxref[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*([0-9]{1,10})[ \t]*[\r\n][ \t\r\n]*%%EOF[\x00\t\n\f\r ]*$`)
var objectHead = regexp.MustCompile(`^([0-9]{1,10})[ \t\r\n]+([0-9]{1,5})[ \t\r\n]+obj`)

// findEnd finds the last cross-reference section by the file's end. Readers
// are lenient about a missing or wrong one and search the file for objects;
// what is signed later must stand on it, so that such a file is refused.
func (r *reading) findEnd() error {
	tail := r.data[max(0, len(r.data)-2048):]
	found := lastSection.FindSubmatch(tail)
	if found == nil {
		return errDamaged
	}
	at, err := strconv.ParseInt(string(found[1]), 10, 64)
	if err != nil || at <= 0 || at >= int64(len(r.data)) {
		return errDamaged
	}
	switch there := r.data[at:min(int(at)+64, len(r.data))]; {
	case bytes.HasPrefix(there, []byte("xref")):
	case objectHead.Match(there):
		r.isStream = true
	default:
		return errDamaged
	}
	r.xref = at
	return nil
}

// limits are the limits of the parser.
func (b bounds) limits() *model.Configuration {
	return &model.Configuration{
		Reader15: true, ValidationMode: model.ValidationRelaxed, Eol: types.EolLF, Offline: true,
		Limits: model.ResourceLimits{
			MaxStreamBytes: MaxUpload + maxGrowth, MaxDecodeBytes: b.unpacked, MaxImagePixels: 1 << 20, MaxImageBytes: 1 << 20,
			MaxObjectCount: b.objects, MaxObjectStreamCount: b.objects, MaxObjectStreamFirst: 8 << 20, MaxXRefEntries: b.objects, MaxRecursionDepth: maxDepth,
		},
	}
}

func (r *reading) parse(limit context.Context) (err error) {
	defer func() {
		if recover() != nil { // the parser's fault or the file's: it can't be read
			err = errDamaged
		}
	}()
	source := &noticing{Reader: bytes.NewReader(r.data)}
	r.ctx, err = pdfcpu.ReadWithContext(limit, source, r.within.limits())
	switch {
	case limit.Err() != nil:
		return errSlow
	case errors.Is(err, pdfcpu.ErrEncrypted) || errors.Is(err, pdfcpu.ErrWrongPassword) || r.ctx != nil && r.ctx.Encrypt != nil || err != nil && bytes.Contains(r.data, []byte("/Encrypt")):
		return errEncrypted
	case err != nil, source.repaired, r.ctx.Root == nil, len(r.ctx.Table) > r.within.objects:
		return errDamaged
	}
	strict := r.within.isStrict
	if strict && (!r.isPlain(*r.ctx.Root) || !r.isInPlace() || trailersRepeat(r.data) || !r.hasPlainTables()) {
		return errDamaged
	}
	if err := r.walkPages(); err != nil || !strict {
		return err
	}
	return r.refuseHidden()
}

// isInPlace reports whether every object stands where the cross-reference
// sections say. The parser leaves out what it does not find there, and other
// readers search the file, so that they would show different things.
func (r *reading) isInPlace() bool {
	for number, entry := range r.ctx.Table {
		if entry == nil || entry.Free || entry.ObjectStream != nil || entry.Offset == nil {
			continue
		}
		at := *entry.Offset
		if at < 0 || at >= int64(len(r.data)) {
			return false
		}
		head := objectHead.FindSubmatch(bytes.TrimLeft(r.data[at:min(int(at)+64, len(r.data))], "\x00\t\n\f\r "))
		if head == nil {
			return false
		}
		if found, err := strconv.Atoi(string(head[1])); err != nil || found != number {
			return false
		}
		if found, err := strconv.Atoi(string(head[2])); err != nil || entry.Generation != nil && found != *entry.Generation {
			return false
		}
		if !isWhole(r.data[at:]) || !r.endsWhereItSays(r.data[at:], entry.Object) {
			return false
		}
	}
	return true
}

// endsWhereItSays reports whether a stream has the length that it says. Where
// it has another, one reader goes by the length and another searches its end;
// the parser mends it silently, so that the bytes are asked.
func (r *reading) endsWhereItSays(raw []byte, object types.Object) bool {
	var stream types.StreamDict
	switch object := object.(type) {
	case types.StreamDict:
		stream = object
	case types.ObjectStreamDict:
		stream = object.StreamDict
	case types.XRefStreamDict:
		stream = object.StreamDict
	default:
		return true
	}
	said, isReference, ok := lengthSaid(raw)
	length := float64(said)
	if isReference {
		length, ok = r.number(*types.NewIndirectRef(said, 0))
	}
	end := stream.StreamOffset + int64(length)
	if !ok || length < 0 || stream.StreamOffset <= 0 || end > int64(len(r.data)) {
		return false
	}
	begins, ends := r.data[:stream.StreamOffset], r.data[end:min(int(end)+64, len(r.data))]
	return (bytes.HasSuffix(begins, []byte("stream\n")) || bytes.HasSuffix(begins, []byte("stream\r\n"))) && streamEnds.Match(ends)
}

// streamEnds is what follows a stream: its end and its object's.
var streamEnds = regexp.MustCompile(`^[\r\n]{0,16}endstream[\x00\t\n\f\r ]*endobj`)

// trailersRepeat reports whether a trailer has a key twice, or can't be read.
func trailersRepeat(data []byte) bool {
	for word := []byte("trailer"); ; {
		found := bytes.Index(data, word)
		if found < 0 {
			return false
		}
		data = data[found+len(word):]
		if rest := bytes.TrimLeft(data, whiteSpace); bytes.HasPrefix(rest, []byte("<<")) && repeats(rest[:min(len(rest), 64<<10)]) {
			return true
		}
	}
}

// refuseHidden refuses a file with a second table for readers of another age
// (ISO 32000-2 §7.5.8.4), as some office programs write them, where what is
// only in the second belongs to what is shown: readers of both kinds would show
// different things.
func (r *reading) refuseHidden() error {
	if !hasName(unescapeNames(r.data), "/XRefStm") {
		return nil
	}
	seen := map[int]bool{}
	var missing func(object types.Object, depth int) bool
	missing = func(object types.Object, depth int) bool {
		if depth > 4*maxDepth {
			return true
		}
		switch object := object.(type) {
		case types.IndirectRef:
			number := object.ObjectNumber.Value()
			if seen[number] {
				return false
			}
			seen[number] = true
			entry, known := r.ctx.Table[number]
			if !known || entry == nil || entry.Free {
				return true
			}
			there, err := r.ctx.Dereference(object)
			return err != nil || missing(there, depth+1)
		case types.StreamDict:
			return missing(object.Dict, depth+1)
		case types.Array:
			for _, one := range object {
				if missing(one, depth+1) {
					return true
				}
			}
		case types.Dict:
			for key, value := range object {
				if key != "Parent" && key != "StructTreeRoot" && key != "P" && missing(value, depth+1) {
					return true
				}
			}
		}
		return false
	}
	if missing(*r.ctx.Root, 0) {
		return errDamaged
	}
	return nil
}

// noticing notices when the parser gives up the cross-reference sections and
// searches the whole file for objects instead: it goes back to the beginning
// once more after it had read a section.
type noticing struct {
	*bytes.Reader
	started  bool
	repaired bool
}

func (n *noticing) Seek(offset int64, whence int) (int64, error) {
	if whence == io.SeekStart {
		n.repaired = n.repaired || n.started && offset == 0
		n.started = n.started || offset > 0
	}
	return n.Reader.Seek(offset, whence)
}

// dict follows a reference to a dictionary; nil where there is none.
func (r *reading) dict(object types.Object) types.Dict {
	object, err := r.ctx.Dereference(object)
	if err != nil {
		return nil
	}
	switch object := object.(type) {
	case types.Dict:
		return object
	case types.StreamDict:
		return object.Dict
	}
	return nil
}

func (r *reading) array(object types.Object) types.Array {
	object, err := r.ctx.Dereference(object)
	if err != nil {
		return nil
	}
	array, _ := object.(types.Array)
	return array
}

// value follows a reference that stands under a key.
func (r *reading) value(d types.Dict, key string) types.Object {
	object, err := r.ctx.Dereference(d[key])
	if err != nil {
		return nil
	}
	return object
}

func (r *reading) number(object types.Object) (float64, bool) {
	object, err := r.ctx.Dereference(object)
	if err != nil {
		return 0, false
	}
	switch object := object.(type) {
	case types.Integer:
		return float64(object), true
	case types.Float:
		return float64(object), true
	}
	return 0, false
}

func (r *reading) catalog() types.Dict { return r.dict(*r.ctx.Root) }
