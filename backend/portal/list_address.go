package portal

import (
	"net/url"
	"strconv"
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
