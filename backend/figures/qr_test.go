package figures

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/color"
	"image/png"
	"io"
	"os/exec"
	"strings"
	"testing"
)

func TestQRIsReadBack(t *testing.T) {
	const text = "otpauth://totp/Northwind:in%C3%A9s%40x.example?secret=JBSWY3DPEHPK3PXP&issuer=Northwind"
	code, err := NewQR(text)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := code.PNG(6)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	if side := (code.size + 2*quietZone) * 6; img.Bounds().Dx() != side || img.Bounds().Dy() != side {
		t.Errorf("picture is %v", img.Bounds())
	}
	if y := color.GrayModel.Convert(img.At(0, 0)).(color.Gray).Y; y != 255 {
		t.Error("no quiet zone")
	}
	reader, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("zbarimg is not installed: the picture was not read back")
	}
	command := exec.CommandContext(t.Context(), reader, "-q", "--raw", "-")
	command.Stdin = bytes.NewReader(picture)
	got, err := command.Output()
	if err != nil || strings.TrimSpace(string(got)) != text {
		t.Errorf("read back as %q, %v", got, err)
	}
}

func TestQRAsSVGIsWellFormedAndCarriesNoStyle(t *testing.T) {
	code, err := NewQR("https://portal.example/register")
	if err != nil {
		t.Fatal(err)
	}
	svg := code.SVG(`A "label" <b>&`)
	decoder := xml.NewDecoder(strings.NewReader(svg))
	label := ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			for _, attr := range start.Attr {
				if attr.Name.Local == "aria-label" {
					label = attr.Value
				}
				if attr.Name.Local == "style" {
					t.Error("a style attribute: the portal's policy would drop it")
				}
			}
		}
	}
	if label != `A "label" <b>&` {
		t.Errorf("label %q", label)
	}
}

func TestQRRefusesWhatDoesNotFit(t *testing.T) {
	if _, err := NewQR(strings.Repeat("ä", 2000)); err == nil {
		t.Error("4,000 bytes were drawn")
	}
}
