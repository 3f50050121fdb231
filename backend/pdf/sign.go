package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Signing says what stands in a signature beside the certificate. Readers show
// these texts; each is cut after 500 characters.
type Signing struct {
	Name     string    // who seals: the site's name
	Reason   string    // such as "Signed by Ada Byron and Charles Babbage"
	Location string    // such as the site's address; "" for none
	At       time.Time // the time in the signature, to the second; the machine's when zero
}

// rangeForm is the signed range as it is written: two stretches around the
// signature's own digits.
const rangeForm = "/ByteRange [0 %010d %010d %010d]"

// Sign seals a PDF: it adds, after the file's last byte, a signature over all
// of it (ISO 32000-2 §12.8.1, an update by §7.5.6), made with SHA-256 and the
// signer's certificate (RFC 5652). The signature is invisible; Poppler's
// pdfsig, Adobe Reader and others show it. Errors are those of reading a PDF
// (Inspect), and plain errors for a key that does not belong to its
// certificate.
func Sign(data []byte, signer Signer, signing Signing) ([]byte, error) {
	if signer.Certificate == nil || signer.Key == nil {
		return nil, fmt.Errorf("sign PDF: there is no key or certificate")
	}
	if signing.At.IsZero() {
		signing.At = time.Now()
	}
	r, err := read(data, sealing)
	if err != nil {
		return nil, err
	}
	if len(r.pages) == 0 {
		return nil, errNoPages
	}
	// The signature's size follows from a first one of anything. ECDSA's vary
	// by a few bytes.
	probe, err := signCMS(signer, [32]byte{}, signing.At)
	if err != nil {
		return nil, err
	}
	room := 2 * (len(probe) + 64)

	i := r.increment()
	signature, widget := i.take(), i.take()
	i.begin(signature)
	fmt.Fprintf(&i.out, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached")
	rangeAt := i.out.Len()
	fmt.Fprintf(&i.out, rangeForm, 0, 0, 0)
	i.out.WriteString("/Contents ")
	from := i.out.Len()
	i.out.WriteByte('<')
	for range room {
		i.out.WriteByte('0')
	}
	i.out.WriteByte('>')
	to := i.out.Len()
	fmt.Fprintf(&i.out, "/M (D:%s+00'00')", signing.At.UTC().Format("20060102150405"))
	for _, text := range []struct{ key, value string }{{"Name", signing.Name}, {"Reason", signing.Reason}, {"Location", signing.Location}} {
		fmt.Fprintf(&i.out, "/%s %s", text.key, textString(cut(text.value, 500)).PDFString())
	}
	i.out.WriteString(">>")
	i.end()
	last := r.pages[len(r.pages)-1]
	i.put(widget, types.Dict{
		"Type": types.Name("Annot"), "Subtype": types.Name("Widget"), "FT": types.Name("Sig"), "T": textString(fmt.Sprintf("Seal %d", int(widget.ObjectNumber))),
		"V": signature, "F": types.Integer(132), "Rect": types.Array{types.Integer(0), types.Integer(0), types.Integer(0), types.Integer(0)}, "P": last.ref,
	})
	pageDict := clone(last.dict)
	pageDict["Annots"] = append(append(types.Array{}, r.array(pageDict["Annots"])...), widget)
	i.put(last.ref, pageDict)
	catalog := clone(r.catalog())
	form := clone(r.dict(catalog["AcroForm"]))
	form["Fields"] = append(append(types.Array{}, r.array(form["Fields"])...), widget)
	form["SigFlags"] = types.Integer(3) // signatures exist, and changes must be appended
	catalog["AcroForm"] = form
	i.put(*r.ctx.Root, catalog)
	out := i.finish()

	copy(out[rangeAt:], fmt.Sprintf(rangeForm, from, to, len(out)-to))
	digest := digestAround(out, from, to)
	made, err := signCMS(signer, digest, signing.At)
	if err != nil {
		return nil, err
	}
	if 2*len(made) > room {
		return nil, fmt.Errorf("sign PDF: the signature takes %d bytes, more than the %d kept for it", len(made), room/2)
	}
	hex.Encode(out[from+1:], made)
	return out, nil
}

// digestAround is the SHA-256 of all bytes but those from one place to another.
func digestAround(data []byte, from, to int) [32]byte {
	sum := sha256.New()
	sum.Write(data[:from])
	sum.Write(data[to:])
	return [32]byte(sum.Sum(nil))
}

func cut(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
