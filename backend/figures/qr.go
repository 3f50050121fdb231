// Package figures draws: QR codes, and charts as SVG.
package figures

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// quietZone is the white border that readers need, in modules (ISO/IEC 18004).
const quietZone = 4

// QR is a QR code of error correction level M.
type QR struct {
	size  int // modules a side, without the quiet zone
	black func(x, y int) bool
}

// NewQR makes the code of a text of at most 2,331 bytes; a longer one is an
// error.
func NewQR(text string) (QR, error) {
	code, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		return QR{}, fmt.Errorf("draw QR code: %w", err)
	}
	return QR{size: code.Bounds().Dx(), black: func(x, y int) bool {
		return color.GrayModel.Convert(code.At(x, y)).(color.Gray).Y < 128
	}}, nil
}

// SVG returns the code as one SVG element, black on white in any colour
// scheme, that fills the room it gets. label is read out in its place.
func (q QR) SVG(label string) string {
	var path strings.Builder
	for y := range q.size {
		for x := 0; x < q.size; x++ {
			if !q.black(x, y) {
				continue
			}
			from := x
			for x < q.size && q.black(x, y) {
				x++
			}
			fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from+quietZone, y+quietZone, x-from, x-from)
		}
	}
	side := q.size + 2*quietZone
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s" shape-rendering="crispEdges"><rect width="%d" height="%d" fill="#fff"/><path fill="#000" d="%s"/></svg>`,
		side, side, escapeXML(label), side, side, path.String())
}

// PNG returns the code as a picture with scale pixels a module (1 to 64).
func (q QR) PNG(scale int) ([]byte, error) {
	scale = min(max(scale, 1), 64)
	side := (q.size + 2*quietZone) * scale
	picture := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			mx, my := x/scale-quietZone, y/scale-quietZone
			if mx >= 0 && my >= 0 && mx < q.size && my < q.size && q.black(mx, my) {
				picture.SetColorIndex(x, y, 1)
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("draw QR code: %w", err)
	}
	return out.Bytes(), nil
}

func escapeXML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}
