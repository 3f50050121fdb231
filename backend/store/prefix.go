package store

import "unicode/utf8"

// PrefixRange returns the range [from, to) of the folded texts that begin with
// a prefix, so that an index finds them.
func PrefixRange(prefix string) (from, to string) {
	return prefix, prefix + string(utf8.MaxRune)
}
