package figures_test

import (
	"math"
	"testing"

	"portico/backend/figures"
)

func TestContrast_ORG6(t *testing.T) {
	for _, one := range []struct {
		a, b string
		want float64
	}{{"#ffffff", "#000000", 21}, {"#777777", "#ffffff", 4.48}, {"#0f6b73", "#0F6B73", 1}} {
		a, okA := figures.ParseColour(one.a)
		b, okB := figures.ParseColour(one.b)
		if !okA || !okB || math.Abs(figures.Contrast(a, b)-one.want) > 0.01 || figures.Contrast(a, b) != figures.Contrast(b, a) {
			t.Errorf("%s on %s: %.2f, want %.2f", one.a, one.b, figures.Contrast(a, b), one.want)
		}
	}
	for _, bad := range []string{"", "#", "0f6b73", "#0f6b7", "#0f6b733", "#0f6b7g", "#+f6b73", "red", "#0f6b73;}"} {
		if _, ok := figures.ParseColour(bad); ok {
			t.Errorf("%q is read as a colour", bad)
		}
	}
}

// TestReadable shows that any colour becomes readable on light and dark paper,
// that a readable one stays as it is, and that words on it can be read.
func TestReadable_ORG6(t *testing.T) {
	grounds := []figures.Colour{{R: 0xfb, G: 0xfa, B: 0xf7}, {R: 0x13, G: 0x17, B: 0x1b}}
	for r := 0; r < 256; r += 15 {
		for g := 0; g < 256; g += 15 {
			for b := 0; b < 256; b += 15 {
				c := figures.Colour{R: uint8(r), G: uint8(g), B: uint8(b)}
				for _, ground := range grounds {
					readable := c.Readable(ground)
					if figures.Contrast(readable, ground) < figures.ReadableContrast {
						t.Fatalf("%s on %s becomes %s", c, ground, readable)
					}
					if figures.Contrast(c, ground) >= figures.ReadableContrast && readable != c {
						t.Fatalf("%s was readable on %s and became %s", c, ground, readable)
					}
					if figures.Contrast(readable.On(), readable) < figures.ReadableContrast {
						t.Fatalf("words in %s on %s", readable.On(), readable)
					}
				}
			}
		}
	}
}
