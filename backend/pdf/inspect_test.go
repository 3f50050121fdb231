package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"math"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"portico/backend/fault"
)

func itoa(n int) string { return strconv.Itoa(n) }

func pad(n int) string { return fmt.Sprintf("%010d", n) }

// assemble writes a file of objects 1, 2, 3 …; the first is the catalog. An
// object's text is written as it is, and trailer beside the rest of the
// trailer.
func assemble(trailer string, objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var offsets []int
	for n, text := range objects {
		offsets = append(offsets, out.Len())
		out.WriteString(itoa(n+1) + " 0 obj\n" + text + "\nendobj\n")
	}
	start := out.Len()
	out.WriteString("xref\n0 " + itoa(len(objects)+1) + "\n0000000000 65535 f\r\n")
	for _, at := range offsets {
		out.WriteString(pad(at) + " 00000 n\r\n")
	}
	out.WriteString("trailer\n<</Size " + itoa(len(objects)+1) + "/Root 1 0 R" + trailer + ">>\nstartxref\n" + itoa(start) + "\n%%EOF\n")
	return out.Bytes()
}

// drawing is a file of one page with these instructions.
func drawing(instructions string) []byte {
	return assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 0 R>>", stream("", instructions))
}

const (
	onePage = "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>"
	empty   = "<</Type/Page/Parent 2 0 R/Resources<<>>>>"
)

func stream(dict, body string) string {
	return "<<" + dict + "/Length " + itoa(len(body)) + ">>\nstream\n" + body + "\nendstream"
}

func deflate(t testing.TB, write func(w *zlib.Writer)) string {
	t.Helper()
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	write(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// bomb is 400 MiB of nothing in 400 KiB, made once.
func bomb(testing.TB) string { return theBomb() }

var theBomb = sync.OnceValue(func() string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	block := make([]byte, 1<<20)
	for range 400 {
		_, _ = w.Write(block)
	}
	_ = w.Close()
	return out.String()
})

// withXRefStream writes objects with a cross-reference stream, so that object
// streams count. packed lists numbers that are in stream number in.
func withXRefStream(in int, packed []int, objects map[int]string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	rows := map[int][]byte{0: {0, 0, 0, 0, 0, 0}}
	for _, number := range sortedKeys(objects) {
		at := out.Len()
		rows[number] = []byte{1, byte(at >> 24), byte(at >> 16), byte(at >> 8), byte(at), 0}
		out.WriteString(itoa(number) + " 0 obj\n" + objects[number] + "\nendobj\n")
	}
	for n, number := range packed {
		rows[number] = []byte{2, 0, 0, 0, byte(in), byte(n)}
	}
	numbers := sortedKeys(rows)
	self := numbers[len(numbers)-1] + 1
	at := out.Len()
	rows[self] = []byte{1, byte(at >> 24), byte(at >> 16), byte(at >> 8), byte(at), 0}
	index, raw := "", ""
	for _, number := range sortedKeys(rows) {
		index += itoa(number) + " 1 "
		raw += string(rows[number])
	}
	out.WriteString(itoa(self) + " 0 obj\n" + stream("/Type/XRef/W[1 4 1]/Index["+index+"]/Root 1 0 R/Size "+itoa(self+1), raw) + "\nendobj\nstartxref\n" + itoa(at) + "\n%%EOF\n")
	return out.Bytes()
}

func catalog(more string) string { return "<</Type/Catalog/Pages 2 0 R" + more + ">>" }

func pageWith(annotation string) string {
	return "<</Type/Page/Parent 2 0 R/Annots[" + annotation + "]>>"
}

// padded makes a PDF of exactly so many bytes.
func padded(size int) []byte {
	plain := assemble("", catalog(""), onePage, empty)
	room := size - len(plain) - len("4 0 obj\n") - len("\nendobj\n") - len("0000000000 00000 n\r\n")
	for body := room - 200; ; body++ {
		made := assemble("", catalog(""), onePage, empty, stream("", strings.Repeat("x", body)))
		if len(made) == size {
			return made
		}
		if len(made) > size {
			panic("no such size")
		}
		if size-len(made) > 2 {
			body += size - len(made) - 2
		}
	}
}

// Shows DOC-2 and SEC-39: hostile files are refused, each in words of its own.
func TestHostileFilesAreRefused_SEC39(t *testing.T) {
	sealed, err := Sign(hybrid(t), ecSigner(t), Signing{At: sealedAt})
	if err != nil {
		t.Fatal(err)
	}
	plain := sample(t, "Agreement", 1)
	cyclic := assemble("", catalog(""), "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2/MediaBox[0 0 595 842]>>", empty)
	twice := assemble("", catalog(""), "<</Type/Pages/Kids["+strings.Repeat("3 0 R ", 50)+"]/Count 50/MediaBox[0 0 595 842]>>", empty)
	many := []string{catalog(""), ""}
	kids := ""
	for n := range maxPages + 1 {
		many = append(many, empty)
		kids += itoa(n+3) + " 0 R "
	}
	many[1] = "<</Type/Pages/Kids[" + kids + "]/Count 2001/MediaBox[0 0 595 842]>>"
	script := "<</S/JavaScript/JS(app.alert(1))>>"
	escaped := "<</S/J#61vaScr#69pt/#4aS(app.alert(1))>>"
	hidden := "7 0 " + script
	files := map[string]struct {
		data []byte
		want *fault.Error
	}{
		"nothing":                   {nil, errNotPDF},
		"a renamed executable":      {append([]byte("MZ\x90\x00"), plain...), errNotPDF},
		"a picture":                 {[]byte("\x89PNG\r\n\x1a\n"), errNotPDF},
		"a web page":                {[]byte("<html>%PDF-1.7"), errNotPDF},
		"the head alone":            {[]byte("%PDF-1.7\n"), errDamaged},
		"one byte too many":         {padded(MaxUpload + 1), errTooLarge},
		"cut off at the end":        {plain[:len(plain)-20], errDamaged},
		"cut off in the middle":     {plain[:len(plain)/2], errDamaged},
		"bytes missing":             {append(bytes.Clone(plain[:2000]), plain[2100:]...), errDamaged},
		"a misplaced object":        {misplaced(12), errDamaged},
		"an object too early":       {misplaced(-3), errDamaged},
		"another object there":      {misplaced(-40), errDamaged},
		"objects not listed":        {unlisted(), errDamaged},
		"damaged contents":          {damaged(t), errDamaged},
		"no pages":                  {assemble("", catalog(""), "<</Type/Pages/Kids[]/Count 0>>"), errNoPages},
		"no page tree":              {assemble("", "<</Type/Catalog>>", onePage, empty), errDamaged},
		"no catalog":                {assemble("", "null"), errDamaged},
		"pages in a circle":         {cyclic, errDamaged},
		"one page fifty times":      {twice, errDamaged},
		"too many pages":            {assemble("", many...), errTooManyPages},
		"a page of a kilometre":     {assemble("", catalog(""), "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 2834645 842]>>", empty), errPageSize},
		"a kilometre by its unit":   {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/UserUnit 5000>>"), errPageSize},
		"a page without a size":     {assemble("", catalog(""), "<</Type/Pages/Kids[3 0 R]/Count 1>>", empty), errPageSize},
		"a page of no size":         {assemble("", catalog(""), "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 0 0]>>", empty), errPageSize},
		"encrypted":                 {qpdf(t, plain, "--encrypt", "secret", "owner", "256", "--"), errEncrypted},
		"encrypted without a word":  {qpdf(t, plain, "--encrypt", "", "owner", "256", "--"), errEncrypted},
		"a script when opened":      {assemble("", catalog("/OpenAction "+script), onePage, empty), errScripts},
		"a script in a name tree":   {assemble("", catalog("/Names<</JavaScript<</Names[(a) 4 0 R]>>>>"), onePage, empty, script), errScripts},
		"a script of a page":        {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/AA<</O "+escaped+">>>>"), errScripts},
		"a script of a link":        {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A "+escaped+">>")), errScripts},
		"a script in a field":       {assemble("", catalog("/AcroForm<</Fields[4 0 R]>>"), onePage, empty, "<</FT/Tx/T(a)/AA<</K<</S/JavaScript/JS 5 0 R>>>>>>", stream("", "app.alert(1)")), errScripts},
		"a script nobody refers to": {assemble("", catalog(""), onePage, empty, script), errScripts},
		"a script, packed": {withXRefStream(4, []int{7}, map[int]string{
			1: catalog("/OpenAction 7 0 R"), 2: onePage, 3: empty, 4: stream("/Type/ObjStm/N 1/First 4", hidden),
		}), errScripts},
		"an XFA form":                            {assemble("", catalog("/AcroForm<</Fields[]/XFA 4 0 R>>"), onePage, empty, stream("", "<xdp/>")), errForm},
		"a file inside":                          {assemble("", catalog("/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>"), onePage, empty, "<</Type/Filespec/F(a)/EF<</F 5 0 R>>>>", stream("/Type/EmbeddedFile", "x")), errFiles},
		"a file on a page":                       {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]>>")), errFiles},
		"an associated file":                     {assemble("", catalog("/AF[4 0 R]"), onePage, empty, "<</Type/Filespec/F(a)>>"), errFiles},
		"a portfolio":                            {assemble("", catalog("/Collection<</View/D>>"), onePage, empty), errFiles},
		"starts a program":                       {assemble("", catalog("/OpenAction<</S/Launch/F(calc.exe)>>"), onePage, empty), errActions},
		"opens another file":                     {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/GoToR/F(a.pdf)/D[0/Fit]>>>>")), errActions},
		"sends a form":                           {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/Widget/FT/Btn/T(a)/Rect[0 0 9 9]/A<</S/SubmitForm/F(http://a.example)>>>>")), errActions},
		"hides something":                        {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/SetOCGState/State[]>>>>")), errActions},
		"plays a film":                           {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>")), errActions},
		"sealed already":                         {sealed, errSigned},
		"a bomb of objects":                      {withXRefStream(4, []int{7}, map[int]string{1: catalog(""), 2: onePage, 3: empty, 4: stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", bomb(t))}), errUnpacks},
		"many bombs of objects":                  {manyBombs(t), errUnpacks},
		"a hidden bomb":                          {withXRefStream(4, []int{7}, map[int]string{1: catalog(""), 2: onePage, 3: empty, 4: stream("/Type/Obj#53tm/N 1/First 4/Filter/FlateDecode", bomb(t))}), errUnpacks},
		"a bomb in two wrappers":                 {withXRefStream(4, []int{7}, map[int]string{1: catalog(""), 2: onePage, 3: empty, 4: stream("/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]", deflate(t, func(w *zlib.Writer) { _, _ = w.Write([]byte(bomb(t))) }))}), errUnpacks},
		"a bomb of contents":                     {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", stream("/Filter/FlateDecode", bomb(t))), errUnpacks},
		"contents a million times":               {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Contents["+strings.Repeat("4 0 R ", 1_000_000)+"]>>", stream("/Filter/FlateDecode", "x\x9cBROKEN")), errDamaged},
		"a page more than the tree counts":       {assemble("", catalog(""), "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 1/MediaBox[0 0 595 842]>>", empty, empty), errDamaged},
		"no pages by the tree's count":           {assemble("", catalog(""), "<</Type/Pages/Kids[3 0 R]/Count 0/MediaBox[0 0 595 842]>>", empty), errDamaged},
		"a page with another parent":             {assemble("", catalog(""), onePage, "<</Type/Page/Parent 4 0 R/Resources<<>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 100 100]>>"), errDamaged},
		"a page for a tree":                      {assemble("", catalog(""), "<</Type/Page/MediaBox[0 0 595 842]/Resources<<>>>>"), errDamaged},
		"short keys in a stream":                 {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 0 R>>", stream("/DP<<>>", "q Q")), errDamaged},
		"a reference of another generation":      {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 1 R>>", stream("", "q Q")), errDamaged},
		"an object that is marked as free":       {bytes.Replace(assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 0 R>>", stream("", "q Q")), []byte(" 00000 n\r\ntrailer"), []byte(" 00000 f\r\ntrailer"), 1), errDamaged},
		"a picture with a key in both forms":     {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 0 R>>", stream("", "q BI /W 1 /H 1 /Width 2 /BPC 8 /CS /G ID a EI Q")), errDamaged},
		"a stamp for paper alone":                {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/F 36/AP<</N 4 0 R>>>>"), stream("/Subtype/Form/BBox[0 0 9 9]", "q Q")), errFaces},
		"a stamp for the screen alone":           {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N 4 0 R>>>>"), stream("/Subtype/Form/BBox[0 0 9 9]", "q Q")), errFaces},
		"a text that each reader draws":          {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/F 4/Contents(1000)>>")), errFaces},
		"another picture for paper":              {assemble("", catalog(""), onePage, empty, stream("/Subtype/Image/Width 1/Height 1/Alternates[<<>>]", "x")), errFaces},
		"a layer that depends on another":        {assemble("", catalog("/OCProperties<</OCGs[4 0 R]/D<<>>>>"), onePage, empty, "<</Type/OCG/Name(A)>>", "<</Type/OCMD/OCGs 4 0 R/P/AllOff>>"), errLayers},
		"a layer that isn't listed":              {assemble("", catalog(""), onePage, empty, "<</Type/OCG/Name(A)>>"), errLayers},
		"instructions that run together":         {drawing("BT /F1 9 Tf (100) TjET"), errDamaged},
		"a number that is two":                   {drawing("7-2 0 m"), errDamaged},
		"a state taken back too often":           {drawing("q Q Q"), errDamaged},
		"a colour space without a colour":        {drawing("1 1 1 rg /DeviceRGB cs BT (100) Tj ET"), errDamaged},
		"a layer in the text of a page":          {drawing("/OC <</Type/OCMD/P/AllOff>> BDC (100) Tj EMC"), errLayers},
		"a picture that may end twice":           {drawing("BI /W 9 /H 1 /BPC 8 /CS /G ID a EI (100) Tj EI Q"), errDamaged},
		"a picture with a key twice in an array": {drawing("BI /W 1 /H 1 /D[0 1]/Decode[1 0]ID a EI"), errDamaged},
		"contents that are a number":             {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 0 R>>", "7"), errDamaged},
		"contents that are a picture":            {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 0 R>>", stream("/Filter/DCTDecode", "BT ET")), errDamaged},
		"a layer of layers, not an object":       {assemble("", catalog("/OCProperties<</OCGs[4 0 R]/D<<>>>>"), onePage, "<</Type/Page/Parent 2 0 R/Resources<</Properties<</A<</Type/OCMD/OCGs 4 0 R/P/AllOff>>>>>>>>", "<</Type/OCG/Name(A)>>"), errLayers},
		"short keys behind a reference":          {assemble("", catalog(""), onePage, empty, stream("/Subtype 5 0 R/Width 1/Height 1/D[0 1]/Decode[1 0]", "x"), "/Image"), errDamaged},
		"a form without edges":                   {assemble("", catalog(""), onePage, empty, stream("/Subtype/Form", "q Q")), errDamaged},
		"a filter that there is not":             {assemble("", catalog(""), onePage, empty, stream("/Subtype/Form/BBox[0 0 9 9]/Filter/Other", "q Q")), errDamaged},
		"a link whose border covers the page":    {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Border[0 0 200]/A<</S/URI/URI(https://a.example)>>>>")), errFaces},
		"a field with a face of its own":         {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/Widget/FT/Tx/Rect[0 0 9 9]/MK<</BG[1 1 1]>>>>")), errFaces},
		"no turn":                                {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Resources<<>>/Rotate null>>"), errDamaged},
		"areas for printing":                     {assemble("", catalog("/ViewerPreferences<</PrintArea/TrimBox>>"), onePage, empty), errFaces},
		"a table that begins at 1, which readers mend and nothing can go on from": {bytes.Replace(assemble("", catalog(""), onePage, empty), []byte("xref\n0 4"), []byte("xref\n1 4"), 1), errDamaged},
		"a million small bombs":             {append([]byte("%PDF-1.7\n"), append(bytes.Repeat([]byte("ObjStm stream\nx\x9c\xed"), 1_000_000), "\nstartxref\n9\n%%EOF\n"...)...), errDamaged},
		"encrypted in other letters":        {assemble("/Encr#79pt<</Filter/Standard/V 1/R 2/O(a)/U(b)/P -4>>", catalog(""), onePage, empty), errEncrypted},
		"a script in the second table only": {twoTables(t, "<</S/JavaScript/JS(app.alert(1))>>", "/OpenAction 5 0 R", "<<>>"), errScripts},
		"a font in the second table only":   {twoTables(t, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "", "5 0 R"), errDamaged},
		"contents twice":                    {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Cont#65nts 5 0 R>>", stream("", "q Q"), stream("", "Q q")), errDamaged},
		"kids twice":                        {assemble("", catalog(""), "<</Type/Pages/Kids[3 0 R]/Kids[4 0 R]/Count 1/MediaBox[0 0 595 842]>>", empty, empty), errDamaged},
		"the root twice":                    {assemble("/Root 2 0 R", catalog(""), onePage, empty), errDamaged},
		"contents twice, packed": {withXRefStream(4, []int{7}, map[int]string{
			1: catalog(""), 2: onePage, 3: "<</Type/Page/Parent 2 0 R/Resources 7 0 R>>", 4: stream("/Type/ObjStm/N 1/First 4", "7 0 <</Font<<>>/Font 3 0 R>>"),
		}), errDamaged},
		"a wrong length":         {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", "<</Length 0>>\nstream\nq Q\nendstream"), errDamaged},
		"a layer for paper only": {assemble("", catalog("/OCProperties<</OCGs[4 0 R]/D<</AS[<</Event/Print/Category[/Print]/OCGs[4 0 R]>>]>>>>"), onePage, empty, "<</Type/OCG/Name(a)/Usage<</Print<</PrintState/OFF>>>>>>"), errLayers},
		"a layer that is off":    {assemble("", catalog("/OCProperties<</OCGs[4 0 R]/D<</OFF[4 0 R]>>>>"), onePage, empty, "<</Type/OCG/Name(a)>>"), errLayers},
		"prints by itself":       {assemble("", catalog("/OpenAction<</S/Named/N/Print>>"), onePage, empty), errActions},
		"reads another file":     {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Thread/F(a.pdf)/D 0>>>>")), errActions},
		"a link that runs":       {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(JavaScript:alert(1))>>>>")), errScripts},
		"contents elsewhere":     {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", stream("/F(a.txt)", "")), errFiles},
		"a form to be filled in": {assemble("", catalog("/AcroForm<</Fields[4 0 R]/NeedAppearances true>>"), onePage, empty, "<</FT/Tx/T(a)/V(b)>>"), errFields},
		"a page cut to nothing":  {assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/CropBox[900 0 1200 842]>>"), errPageSize},
		"nested too deep":        {assemble("", catalog("/X "+strings.Repeat("[", 100000)+strings.Repeat("]", 100000)), onePage, empty), errDamaged},
		"dictionaries too deep":  {assemble("", catalog("/X "+strings.Repeat("<</A", 20000)+strings.Repeat(">>", 20000)), onePage, empty), errDamaged},
	}
	seen := map[string]bool{}
	for name, one := range files {
		start := time.Now()
		_, err := Inspect(one.data)
		if got := fault.As(err); got == nil || got.Message != one.want.Message {
			t.Errorf("%s: %v; want %q", name, err, one.want.Message)
		}
		if took := time.Since(start); took > patience {
			t.Errorf("%s: took %v", name, took)
		}
		seen[one.want.Message] = true
	}
	if len(seen) < 10 {
		t.Errorf("only %d different sentences", len(seen))
	}
}

// misplaced is a file whose table leads past an object that is not a page.
// Some readers search for it, others leave it out.
func misplaced(by int) []byte {
	fine := assemble("", catalog("/Metadata 4 0 R"), onePage, empty, "<</A 1>>")
	at := bytes.Index(fine, []byte("4 0 obj"))
	return bytes.Replace(fine, []byte(pad(at)), []byte(pad(at+by)), 1)
}

// unlisted has a cross-reference stream that can't be read, so that a parser
// searches the whole file; what is appended would stand on nothing.
func unlisted() []byte {
	fine := withXRefStream(4, nil, map[int]string{1: catalog(""), 2: onePage, 3: empty})
	return bytes.Replace(fine, []byte("/W[1 4 1]"), []byte("/W[1 4 9]"), 1)
}

func damaged(t testing.TB) []byte {
	body := []byte(deflate(t, func(w *zlib.Writer) { _, _ = w.Write(bytes.Repeat([]byte("0 0 m 9 9 l S\n"), 500)) }))
	body[len(body)/2] ^= 0xff
	return assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", stream("/Filter/FlateDecode", string(body)))
}

// manyBombs are object streams that each unpack to 8 MiB.
func manyBombs(t testing.TB) []byte {
	small := deflate(t, func(w *zlib.Writer) { _, _ = w.Write(bytes.Repeat([]byte("0 "), 4<<20)) })
	objects := map[int]string{1: catalog(""), 2: onePage, 3: empty}
	for n := 10; n < 40; n++ {
		objects[n] = stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", small)
	}
	return withXRefStream(10, []int{7}, objects)
}

// Shows DOC-2: exactly 25 MiB is taken, and ordinary things are no danger.
func TestOrdinaryFilesAreTaken_DOC2(t *testing.T) {
	for name, one := range map[string]struct {
		data  []byte
		title string
		pages int
		size  Size
	}{
		"exactly 25 MiB":         {padded(MaxUpload), "", 1, Size{210, 297}},
		"ours":                   {sample(t, "Rahmenvertrag – 日本", 3), "Rahmenvertrag – 日本", 3, Size{210, 297}},
		"hybrid and turned":      {hybrid(t), "", 1, Size{70.5, 105.8}},
		"with a link":            {assemble("", catalog(""), onePage, pageWith("<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://a.example)>>>>")), "", 1, Size{210, 297}},
		"with a form":            {assemble("", catalog("/AcroForm<</Fields[4 0 R]>>"), onePage, empty, "<</FT/Tx/T(Name)/V(Ada)>>"), "", 1, Size{210, 297}},
		"an empty place to sign": {assemble("", catalog("/AcroForm<</Fields[4 0 R]>>"), onePage, empty, "<</FT/Sig/T(Sign here)>>"), "", 1, Size{210, 297}},
		"goes to a page":         {assemble("", catalog("/OpenAction[3 0 R/Fit]"), onePage, empty), "", 1, Size{210, 297}},
	} {
		info, err := Inspect(one.data)
		if err != nil || info.Pages != one.pages || info.Title != one.title || len(info.Sizes) != one.pages {
			t.Errorf("%s: %+v, %v", name, info, err)
			continue
		}
		if math.Abs(info.Sizes[0].Width-one.size.Width) > 0.5 || math.Abs(info.Sizes[0].Height-one.size.Height) > 0.5 {
			t.Errorf("%s: %+v", name, info.Sizes)
		}
	}
}

// A file at the limits of an upload can be sealed with many certificate pages,
// again and again: nothing is stuck after it was signed (SEC-41).
func TestFilesAtTheLimitAreSealed_SEC41(t *testing.T) {
	objects, kids := []string{catalog(""), ""}, ""
	for n := range maxPages {
		objects = append(objects, empty)
		kids += itoa(n+3) + " 0 R "
	}
	objects[1] = "<</Type/Pages/Kids[" + kids + "]/Count 2000/MediaBox[0 0 595 842]>>"
	data := assemble("", objects...)
	if info, err := Inspect(data); err != nil || info.Pages != maxPages {
		t.Fatal(info.Pages, err)
	}
	certificate := sample(t, "Certificate", 300)
	joined, err := Join(data, certificate)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if joined, err = Sign(joined, ecSigner(t), Signing{At: sealedAt}); err != nil {
			t.Fatal(err)
		}
	}
	if report, err := CheckSignature(joined); err != nil || !report.IsWhole {
		t.Errorf("%+v %v", report, err)
	}
}

// What was taken by an earlier program and would not be now is sealed
// nevertheless: a check that is new must leave no signature without its proof.
func TestWhatWasTakenIsSealed_SEC41(t *testing.T) {
	for name, data := range map[string][]byte{
		"another count":   assemble("", catalog(""), "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 1/MediaBox[0 0 595 842]>>", empty, empty),
		"another parent":  assemble("", catalog(""), onePage, "<</Type/Page/Parent 4 0 R/Resources<<>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 100 100]>>"),
		"another length":  bytes.Replace(drawing("q Q"), []byte("/Length 3"), []byte("/Length 2"), 1),
		"short keys":      assemble("", catalog(""), onePage, "<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 0 R>>", stream("/DP<<>>", "q Q")),
		"layers unlisted": assemble("", catalog(""), onePage, empty, "<</Type/OCG/Name(A)>>"),
	} {
		if _, err := Inspect(data); err == nil {
			t.Errorf("%s: is taken", name)
		}
		joined, err := Join(data, sample(t, "Certificate", 1))
		if err == nil {
			joined, err = Sign(joined, ecSigner(t), Signing{At: sealedAt})
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if report, err := CheckSignature(joined); err != nil || !report.IsWhole || !bytes.HasPrefix(joined, data) {
			t.Errorf("%s: %+v %v", name, report, err)
		}
	}
}

// Plain instructions of all kinds are taken.
func TestPlainInstructions_DOC2(t *testing.T) {
	for _, one := range []string{
		"", "q 1 0 0 1 72 700 cm BT /F1 12. Tf .5 -3 Td [(A)-20(B)<0041>]TJ ET Q", "/DeviceRGB cs 0 0 0 sc 0 0 9 9 re f", "q /P cs /P1 scn 0 0 m 9 9 l S Q",
		"BI /W 2/H 1/BPC 8/CS/G/F[/AHx] ID 00ff> EI\n", "/Span<</MCID 0/ActualText(x)>>BDC EMC", "/OC /Layer BDC EMC", "BX EX % a comment", "(a \\) b) ' 1 2 (c) \"",
	} {
		if err := checkContent([]byte(one)); err != nil {
			t.Errorf("%q: %v", one, err)
		}
	}
}

// Reading hostile files at the same time keeps memory bounded.
func TestReadingIsBounded(t *testing.T) {
	hostile := assemble("", catalog("/X["+strings.Repeat("0 ", 1<<20)+"]"), onePage, empty)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	done := make(chan uint64, 1)
	stop := make(chan struct{})
	go func() {
		most := uint64(0)
		for {
			select {
			case <-stop:
				done <- most
				return
			case <-time.After(5 * time.Millisecond):
				runtime.ReadMemStats(&after)
				most = max(most, after.HeapAlloc)
			}
		}
	}()
	results := make(chan error, 4)
	for range 4 {
		go func() { _, err := Inspect(hostile); results <- err }()
	}
	for range 4 {
		<-results
	}
	close(stop)
	if most := <-done; most > before.HeapAlloc+170<<20 {
		t.Errorf("used %d MiB", (most-before.HeapAlloc)>>20)
	}
}

func FuzzInspect(f *testing.F) {
	f.Add(hybrid(f))
	f.Add(assemble("", catalog(""), onePage, empty))
	f.Add(withXRefStream(4, []int{7}, map[int]string{1: catalog(""), 2: onePage, 3: empty, 4: stream("/Type/ObjStm/N 1/First 4", "7 0 <</A 1>>")}))
	signer := ecSigner(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := Inspect(data)
		if err != nil {
			if fault.As(err) == nil {
				t.Errorf("not in words: %v", err)
			}
			return
		}
		// What was taken can be sealed.
		sealed, err := Sign(data, signer, Signing{At: sealedAt})
		if err != nil {
			t.Fatalf("taken (%d pages), but not sealed: %v", info.Pages, err)
		}
		if _, err := CheckSignature(sealed); err != nil {
			t.Fatalf("sealed, but not intact: %v", err)
		}
	})
}
