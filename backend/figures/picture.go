package figures

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // a format that is read
	"image/png"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // a format that is read

	"portico/backend/fault"
)

// The limits of a picture that somebody hands in (ORG-6).
const (
	MaxPictureBytes = 1 << 20
	MaxPictureSide  = 4096 // pixels
	keptSide        = 512  // pixels: more than any page shows
)

// Picture is one that this program has written anew.
type Picture struct {
	PNG           []byte
	Width, Height int
}

// ReadPicture reads a PNG, JPEG or WebP by its content, whatever its name, and
// writes it anew as a PNG of at most 512 pixels a side: nothing that was hidden
// in the file comes through (SEC-39). Anything else, a picture of more than
// 1 MiB or 4,096 pixels a side, and one that is damaged are refused in words.
func ReadPicture(data []byte) (Picture, error) {
	if len(data) > MaxPictureBytes {
		return Picture{}, fault.New(fault.Invalid, "This picture is larger than 1 MB. Choose a smaller one.")
	}
	shape, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || format != "png" && format != "jpeg" && format != "webp" {
		return Picture{}, fault.New(fault.Invalid, "This is no picture that can be read. Choose a PNG, JPEG or WebP file.")
	}
	// Before a pixel is read: a small file can unfold to gigabytes.
	if shape.Width > MaxPictureSide || shape.Height > MaxPictureSide {
		return Picture{}, fault.New(fault.Invalid, fmt.Sprintf("This picture has %d × %d pixels. Choose one of at most 4,096 a side.", shape.Width, shape.Height))
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return Picture{}, fault.New(fault.Invalid, "This picture can't be read: it is animated or damaged. Save one still picture of it, or choose another.")
	}
	fitted := fit(decoded)
	if fitted.Bounds().Empty() {
		return Picture{}, fault.New(fault.Invalid, "This picture is empty. Choose another.")
	}
	var out bytes.Buffer
	if err := png.Encode(&out, fitted); err != nil {
		return Picture{}, fmt.Errorf("write picture: %w", err)
	}
	size := fitted.Bounds().Size()
	return Picture{PNG: out.Bytes(), Width: size.X, Height: size.Y}, nil
}

// fit returns the pixels alone, within keptSide a side.
func fit(source image.Image) *image.NRGBA {
	size := source.Bounds().Size()
	if longest := max(size.X, size.Y); longest > keptSide {
		size = image.Pt(max(1, size.X*keptSide/longest), max(1, size.Y*keptSide/longest))
	}
	fitted := image.NewNRGBA(image.Rectangle{Max: size})
	draw.CatmullRom.Scale(fitted, fitted.Bounds(), source, source.Bounds(), draw.Src, nil)
	return fitted
}
