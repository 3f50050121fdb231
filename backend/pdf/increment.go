package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// increment is an update that is written after a file's last byte (ISO 32000-2
// §7.5.6): the bytes before it stay as they are.
type increment struct {
	r       *reading
	out     bytes.Buffer
	next    int // the next free object number
	offsets map[int]written
}

type written struct {
	offset     int
	generation int
}

func (r *reading) increment() *increment {
	i := &increment{r: r, offsets: map[int]written{}, next: r.ctx.MaxObjNr + 1}
	if r.ctx.Size != nil {
		i.next = max(i.next, *r.ctx.Size)
	}
	i.out.Write(r.data)
	if last := r.data[len(r.data)-1]; last != '\n' && last != '\r' {
		i.out.WriteByte('\n')
	}
	return i
}

// take returns a new object number.
func (i *increment) take() types.IndirectRef {
	ref := *types.NewIndirectRef(i.next, 0)
	i.next++
	return ref
}

// begin writes the head of an object.
func (i *increment) begin(ref types.IndirectRef) {
	number, generation := int(ref.ObjectNumber), int(ref.GenerationNumber)
	i.offsets[number] = written{i.out.Len(), generation}
	fmt.Fprintf(&i.out, "%d %d obj\n", number, generation)
}

func (i *increment) end() { i.out.WriteString("\nendobj\n") }

// put writes an object.
func (i *increment) put(ref types.IndirectRef, object types.Object) {
	i.begin(ref)
	writeObject(&i.out, object)
	if stream, ok := object.(types.StreamDict); ok {
		i.out.WriteString("\nstream\n")
		i.out.Write(stream.Raw)
		i.out.WriteString("\nendstream")
	}
	i.end()
}

// finish writes the cross-reference section, of the kind that the file has,
// and the trailer.
func (i *increment) finish() []byte {
	trailer := types.Dict{"Root": *i.r.ctx.Root, "Prev": types.Integer(i.r.xref), "ID": i.identifiers()}
	if i.r.ctx.Info != nil {
		trailer["Info"] = *i.r.ctx.Info
	}
	start := i.out.Len()
	if i.r.isStream {
		i.finishStream(trailer)
	} else {
		i.finishTable(trailer)
	}
	fmt.Fprintf(&i.out, "\nstartxref\n%d\n%%%%EOF\n", start)
	return i.out.Bytes()
}

// runs are the numbers of the objects that were written, in stretches without
// gaps.
func (i *increment) runs() [][]int {
	var all [][]int
	for _, number := range sortedKeys(i.offsets) {
		if last := len(all) - 1; last >= 0 && all[last][len(all[last])-1] == number-1 {
			all[last] = append(all[last], number)
		} else {
			all = append(all, []int{number})
		}
	}
	return all
}

func (i *increment) finishTable(trailer types.Dict) {
	i.out.WriteString("xref\n")
	for _, run := range i.runs() {
		fmt.Fprintf(&i.out, "%d %d\n", run[0], len(run))
		for _, number := range run {
			fmt.Fprintf(&i.out, "%010d %05d n\r\n", i.offsets[number].offset, i.offsets[number].generation)
		}
	}
	trailer["Size"] = types.Integer(i.next)
	i.out.WriteString("trailer\n")
	writeObject(&i.out, trailer)
}

func (i *increment) finishStream(trailer types.Dict) {
	self := i.take()
	i.begin(self) // it lists itself as well
	index, raw := types.Array{}, []byte{}
	for _, run := range i.runs() {
		index = append(index, types.Integer(run[0]), types.Integer(len(run)))
		for _, number := range run {
			at, generation := i.offsets[number].offset, i.offsets[number].generation
			raw = append(raw, 1, byte(at>>24), byte(at>>16), byte(at>>8), byte(at), byte(generation>>8), byte(generation))
		}
	}
	trailer["Type"], trailer["Size"], trailer["Index"] = types.Name("XRef"), types.Integer(i.next), index
	trailer["W"], trailer["Length"] = types.Array{types.Integer(1), types.Integer(4), types.Integer(2)}, types.Integer(len(raw))
	writeObject(&i.out, trailer)
	i.out.WriteString("\nstream\n")
	i.out.Write(raw)
	i.out.WriteString("\nendstream")
	i.end()
}

// identifiers are the file's (ISO 32000-2 §14.4): the first stays, the second
// is new with each change.
func (i *increment) identifiers() types.Array {
	sum := sha256.Sum256(i.out.Bytes())
	now := types.HexLiteral(hex.EncodeToString(sum[:16]))
	if len(i.r.ctx.ID) > 0 {
		switch first := i.r.ctx.ID[0].(type) {
		case types.HexLiteral:
			return types.Array{first, now}
		case types.StringLiteral:
			if raw, err := types.Unescape(string(first)); err == nil {
				return types.Array{types.HexLiteral(hex.EncodeToString(raw)), now}
			}
		}
	}
	return types.Array{now, now}
}

// writeObject writes an object as it stands in a file. The dictionary of a
// stream is written without the stream.
func writeObject(out *bytes.Buffer, object types.Object) {
	switch object := object.(type) {
	case nil:
		out.WriteString("null")
	case types.Dict:
		out.WriteString("<<")
		for _, key := range sortedKeys(object) {
			fmt.Fprintf(out, "/%s ", types.EncodeName(key))
			writeObject(out, object[key])
			out.WriteByte('\n')
		}
		out.WriteString(">>")
	case types.StreamDict:
		d := types.Dict{}
		for key, value := range object.Dict {
			d[key] = value
		}
		d["Length"] = types.Integer(len(object.Raw))
		writeObject(out, d)
	case types.Array:
		out.WriteByte('[')
		for n, one := range object {
			if n > 0 {
				out.WriteByte(' ')
			}
			writeObject(out, one)
		}
		out.WriteByte(']')
	case types.Float:
		out.WriteString(strconv.FormatFloat(float64(object), 'f', -1, 64))
	default:
		out.WriteString(object.PDFString())
	}
}

// textString returns a text string (ISO 32000-2 §7.9.2.2) in UTF-16.
func textString(text string) types.HexLiteral {
	var b strings.Builder
	b.WriteString("FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return types.HexLiteral(b.String())
}

func sortedKeys[K int | string, V any](m map[K]V) []K {
	all := make([]K, 0, len(m))
	for key := range m {
		all = append(all, key)
	}
	slices.Sort(all)
	return all
}
