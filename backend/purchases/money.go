package purchases

import (
	"strconv"
	"strings"

	"golang.org/x/text/currency"
)

// Decimals returns how many decimals a currency has (2 for EUR, 0 for JPY), and
// whether there is such a currency (ISO 4217).
func Decimals(code string) (int, bool) {
	unit, err := currency.ParseISO(code)
	if err != nil || unit.String() != code {
		return 2, false
	}
	scale, _ := currency.Standard.Rounding(unit)
	return scale, true
}

// FormatMoney writes an amount in minor units as "1,234.50 EUR".
func FormatMoney(minor int64, code string) string { return FormatAmount(minor, code) + " " + code }

// FormatAmount is FormatMoney without the currency: "1,234.50".
func FormatAmount(minor int64, code string) string {
	decimals, _ := Decimals(code)
	sign := ""
	if minor < 0 {
		sign, minor = "-", -minor
	}
	digits := strconv.FormatInt(minor, 10)
	for len(digits) <= decimals {
		digits = "0" + digits
	}
	whole, rest := digits[:len(digits)-decimals], digits[len(digits)-decimals:]
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if rest != "" {
		rest = "." + rest
	}
	return sign + whole + rest
}

// ParseAmount reads an amount as a person writes it ("1,234.50", "1234,5",
// "99") into minor units. It refuses more decimals than the currency has.
func ParseAmount(text, code string) (int64, bool) {
	decimals, known := Decimals(code)
	text = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "").Replace(strings.TrimSpace(text))
	if at := strings.LastIndexAny(text, ".,"); at >= 0 {
		// The last separator is the decimal one, unless three digits follow it.
		if rest := text[at+1:]; len(rest) == 3 && decimals != 3 {
			text = strings.NewReplacer(",", "", ".", "").Replace(text)
		} else {
			text = strings.NewReplacer(",", "", ".", "").Replace(text[:at]) + "." + rest
		}
	}
	whole, rest, _ := strings.Cut(text, ".")
	if !known || whole == "" || len(rest) > decimals || len(whole) > 12 {
		return 0, false
	}
	minor, err := strconv.ParseUint(whole+rest+strings.Repeat("0", decimals-len(rest)), 10, 62)
	return int64(minor), err == nil
}

// taxOf returns the tax on an amount at a rate in hundredths of a percent, to
// the nearest minor unit, halves upwards.
func taxOf(net, rate int64) int64 { return (net*rate + 5000) / 10000 }

// FormatRate writes a rate in hundredths of a percent as "19 %" or "7.7 %".
func FormatRate(rate int64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(float64(rate)/100, 'f', 2, 64), "0"), ".") + " %"
}
