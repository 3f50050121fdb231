package portal

import (
	"strconv"

	"portico/backend/access"
	"portico/backend/responses"
	"portico/backend/store"
)

// T returns a text of the catalogue.
func (v *visit) T(key string, pairs ...any) string { return v.words.text(key, pairs...) }

// count writes a number of rows: exact up to the limit, "10,000+" beyond.
func (v *visit) count(n int) string {
	if n > store.CountLimit {
		return v.T("count.more")
	}
	return v.grouped(int64(n))
}

// grouped writes a whole number with the language's separator of thousands.
func (v *visit) grouped(n int64) string {
	text, separator := strconv.FormatInt(n, 10), v.T("count.separator")
	for at := len(text) - 3; at > 0 && text[at-1] != '-'; at -= 3 {
		text = text[:at] + separator + text[at:]
	}
	return text
}

// can reports whether whoever asks is free of a restriction.
func (v *visit) can(restriction access.Restriction) bool { return !v.scope().Is(restriction) }

// score writes a score with the language's decimal sign, or "".
func (v *visit) score(score *float64) string {
	if score == nil {
		return ""
	}
	return v.decimal(responses.FormatScore(*score))
}

func (v *visit) decimal(text string) string {
	if sign := v.T("decimal"); sign != "." {
		for i := range text {
			if text[i] == '.' {
				return text[:i] + sign + text[i+1:]
			}
		}
	}
	return text
}

// Tone returns the colour class of a response's state; the state is always
// also said in words.
func (d view) Tone(state responses.State) string {
	switch state {
	case responses.Completed:
		return "good"
	case responses.Invited:
		return "warn"
	case responses.Expired, responses.Cancelled:
		return "bad"
	}
	return ""
}
