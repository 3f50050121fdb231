package figures

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Colour is a colour of sRGB.
type Colour struct{ R, G, B uint8 }

// ParseColour reads "#0f6b73" or "#0F6B73".
func ParseColour(text string) (Colour, bool) {
	hex, marked := strings.CutPrefix(text, "#")
	value, err := strconv.ParseUint(hex, 16, 32)
	if !marked || len(hex) != 6 || err != nil {
		return Colour{}, false
	}
	return Colour{uint8(value >> 16), uint8(value >> 8), uint8(value)}, true
}

// String writes the colour as "#0f6b73".
func (c Colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func (c Colour) luminance() float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Contrast is the contrast ratio of WCAG 2.2 between two colours, from 1 to 21.
func Contrast(a, b Colour) float64 {
	high, low := a.luminance(), b.luminance()
	if high < low {
		high, low = low, high
	}
	return (high + 0.05) / (low + 0.05)
}

// ReadableContrast is what text needs against its ground (WCAG 2.2 AA).
const ReadableContrast = 4.5

var (
	white = Colour{255, 255, 255}
	black = Colour{0, 0, 0}
)

// Readable returns the colour, made darker on a light ground or lighter on a
// dark one just as far as it takes to be readable there.
func (c Colour) Readable(ground Colour) Colour {
	toward := black
	if Contrast(ground, white) > Contrast(ground, black) {
		toward = white
	}
	for step := range 101 {
		mixed := c.Mix(toward, float64(step)/100)
		if Contrast(mixed, ground) >= ReadableContrast {
			return mixed
		}
	}
	return toward
}

// On returns white or near-black, whichever is readable on the colour.
func (c Colour) On() Colour {
	ink := Colour{12, 20, 22}
	if Contrast(c, white) >= Contrast(c, ink) {
		return white
	}
	return ink
}

// Mix returns the colour moved toward another by a part from 0 to 1.
func (c Colour) Mix(other Colour, part float64) Colour {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (float64(b)-float64(a))*part)) }
	return Colour{mix(c.R, other.R), mix(c.G, other.G), mix(c.B, other.B)}
}
