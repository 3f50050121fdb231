package portal

import (
	"net/url"
	"strconv"

	"portico/backend/access"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/store"
)

// pathID returns the id in the address, or 0 for what is no id; there is no
// row with id 0, so that it answers as a missing one.
func (v *visit) pathID() int64 {
	id, err := strconv.ParseInt(v.R.PathValue("id"), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// number returns a field of the posted form as an id, or 0.
func (v *visit) number(name string) int64 {
	id, err := strconv.ParseInt(v.value(name), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// queryNumber returns a parameter of the address as an id, or 0.
func (v *visit) queryNumber(name string) int64 {
	id, err := strconv.ParseInt(v.query(name), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// done returns the sentence about what was just done, by the word that the
// redirect carried; other words say nothing.
func (v *visit) done() string {
	key := "done." + v.query("done")
	if text, known := v.words[key]; known {
		return text
	}
	return ""
}

// T returns a text of the catalogue.
func (v *visit) T(key string, pairs ...any) string { return v.words.text(key, pairs...) }

// count writes a number of rows: exact up to the limit, "10,000+" beyond.
func (v *visit) count(n int) string {
	if n > store.CountLimit {
		return v.T("count.more")
	}
	text := strconv.Itoa(n)
	if n >= 1000 {
		text = text[:len(text)-3] + v.T("count.separator") + text[len(text)-3:]
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

// pickLimit is how many organizations a select offers; beyond it one searches.
const pickLimit = 200

// picker is a choice of an organization within somebody's scope.
type picker struct {
	Options []option
	Search  string
	TooMany bool // there are more than Options; the person searches
	Only    int64
}

// organizations returns the organizations that whoever asks may choose, by
// name. search narrows it down where there are more than a select can hold.
func (v *visit) organizations(search string) (picker, error) {
	page, err := v.portal.Organizations.List(v.ctx(), v.scope(), organizations.Query{Status: organizations.Active, Search: search, Limit: pickLimit})
	if err != nil {
		return picker{}, err
	}
	pick := picker{Search: search, TooMany: page.Next != "" || search != ""}
	for _, row := range page.Items {
		label := row.Name
		if row.ParentName != "" {
			label += " (" + row.ParentName + ")"
		}
		pick.Options = append(pick.Options, option{Value: strconv.FormatInt(row.ID, 10), Label: label})
	}
	if len(page.Items) == 1 && !pick.TooMany {
		pick.Only = page.Items[0].ID
	}
	return pick, nil
}

// withQuery returns an address with some parameters of the present query
// changed; an empty value drops one.
func withQuery(path string, query url.Values, pairs ...string) string {
	changed := url.Values{}
	for name, values := range query {
		if len(values) > 0 && values[0] != "" {
			changed[name] = values[:1]
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		changed.Del(pairs[i])
		if pairs[i+1] != "" {
			changed.Set(pairs[i], pairs[i+1])
		}
	}
	if len(changed) == 0 {
		return path
	}
	return path + "?" + changed.Encode()
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
