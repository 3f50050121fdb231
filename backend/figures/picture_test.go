package figures_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"portico/backend/fault"
	"portico/backend/figures"
)

func square(side int) image.Image {
	picture := image.NewNRGBA(image.Rect(0, 0, side, side/2))
	for i := range picture.Pix {
		picture.Pix[i] = byte(i)
	}
	picture.Set(0, 0, color.NRGBA{0, 0, 0, 0})
	return picture
}

func pngOf(t *testing.T, side int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, square(side)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// webp is a lossy WebP of one pixel.
const webp = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"

func TestReadPicture_ORG6_SEC39(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, square(300), nil); err != nil {
		t.Fatal(err)
	}
	small, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	const hidden = "<script>alert(1)</script>"
	for name, one := range map[string]struct {
		data          []byte
		width, height int
	}{
		"a PNG":                         {pngOf(t, 100), 100, 50},
		"a JPEG":                        {photo.Bytes(), 300, 150},
		"a WebP":                        {small, 1, 1},
		"a large one is made smaller":   {pngOf(t, 900), 512, 256},
		"words after the picture go":    {append(pngOf(t, 100), hidden...), 100, 50},
		"words in a chunk of it go too": {withChunk(pngOf(t, 100), "tEXt", "Comment\x00"+hidden), 100, 50},
	} {
		t.Run(name, func(t *testing.T) {
			picture, err := figures.ReadPicture(one.data)
			if err != nil || picture.Width != one.width || picture.Height != one.height {
				t.Fatal(picture.Width, picture.Height, err)
			}
			if bytes.Contains(picture.PNG, []byte("script")) || bytes.Contains(picture.PNG, []byte("tEXt")) {
				t.Fatal("SEC-39: what was hidden in it came through")
			}
			shape, format, err := image.DecodeConfig(bytes.NewReader(picture.PNG))
			if err != nil || format != "png" || shape.Width != one.width {
				t.Fatal(format, shape, err)
			}
		})
	}
	for name, data := range map[string][]byte{
		"nothing":                     nil,
		"an SVG with a script":        []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
		"a GIF":                       []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"),
		"a PDF":                       []byte("%PDF-1.7"),
		"HTML":                        []byte("<!doctype html><img src=x onerror=alert(1)>"),
		"a PNG that is cut off":       pngOf(t, 100)[:200],
		"a PNG's beginning alone":     pngOf(t, 100)[:33],
		"more than 1 MiB":             append(pngOf(t, 10), make([]byte, figures.MaxPictureBytes)...),
		"a small file of a gigapixel": huge(pngOf(t, 10), 50_000, 50_000),
		"4,097 pixels wide":           huge(pngOf(t, 10), 4097, 10),
	} {
		t.Run(name+" is refused", func(t *testing.T) {
			if _, err := figures.ReadPicture(data); !fault.Is(err, fault.Invalid) || strings.Contains(err.Error(), "png:") {
				t.Fatal(err)
			}
		})
	}
}

func FuzzReadPicture(f *testing.F) {
	small, _ := base64.StdEncoding.DecodeString(webp)
	f.Add(small)
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		picture, err := figures.ReadPicture(data)
		if err != nil && fault.As(err) == nil || err == nil && (picture.Width < 1 || picture.Width > 512 || picture.Height > 512) {
			t.Fatal(picture.Width, picture.Height, err)
		}
	})
}

// withChunk puts a chunk behind a PNG's header.
func withChunk(data []byte, kind, text string) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(text)))
	chunk = append(chunk, kind...)
	chunk = append(chunk, text...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(append([]byte(kind), text...)))
	return append(append(append([]byte{}, data[:33]...), chunk...), data[33:]...)
}

// huge lets a PNG's header claim another size.
func huge(data []byte, width, height uint32) []byte {
	changed := append([]byte{}, data...)
	binary.BigEndian.PutUint32(changed[16:], width)
	binary.BigEndian.PutUint32(changed[20:], height)
	binary.BigEndian.PutUint32(changed[29:], crc32.ChecksumIEEE(changed[12:29]))
	return changed
}
