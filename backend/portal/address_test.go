package portal

import (
	"net/http"
	"net/netip"
	"testing"
)

// Shows SEC-16.
func TestClientAddress_SEC16(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8::1/128")}
	cases := []struct {
		name, remote string
		forwarded    []string
		trusted      []netip.Prefix
		want         string
	}{
		{"no proxy", "192.0.2.1:5", nil, proxies, "192.0.2.1"},
		{"no proxy, and a header of one's own", "192.0.2.1:5", []string{"1.2.3.4"}, proxies, "192.0.2.1"},
		{"no proxy is trusted", "10.0.0.1:5", []string{"1.2.3.4"}, nil, "10.0.0.1"},
		{"one proxy", "10.0.0.1:5", []string{"192.0.2.9"}, proxies, "192.0.2.9"},
		{"one proxy, and a client that lies", "10.0.0.1:5", []string{"1.2.3.4, 192.0.2.9"}, proxies, "192.0.2.9"},
		{"a client that claims to be a proxy", "10.0.0.1:5", []string{"1.2.3.4, 10.9.9.9, 192.0.2.9"}, proxies, "192.0.2.9"},
		{"two proxies", "10.0.0.1:5", []string{"192.0.2.9, 10.0.0.2"}, proxies, "192.0.2.9"},
		{"two headers", "10.0.0.1:5", []string{"1.2.3.4", "192.0.2.9"}, proxies, "192.0.2.9"},
		{"proxy without a header", "10.0.0.1:5", nil, proxies, "10.0.0.1"},
		{"rubbish", "10.0.0.1:5", []string{"1.2.3.4, x"}, proxies, "10.0.0.1"},
		{"with a port", "10.0.0.1:5", []string{"192.0.2.9:4711"}, proxies, "192.0.2.9"},
		{"IPv6", "[2001:db8::1]:5", []string{"2001:db8:5::7"}, proxies, "2001:db8:5::7"},
		{"IPv6 with a port", "[2001:db8::1]:5", []string{"[2001:db8:5::7]:4711"}, proxies, "2001:db8:5::7"},
		{"IPv4 in IPv6", "[::ffff:192.0.2.1]:5", nil, proxies, "192.0.2.1"},
	}
	for _, c := range cases {
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{"X-Forwarded-For": c.forwarded, "X-Real-Ip": {"6.6.6.6"}, "Forwarded": {"for=6.6.6.6"}}}
		if got := clientAddress(r, c.trusted); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestOnlyPathsOfThisSiteAreFollowed(t *testing.T) {
	for _, path := range []string{"/home", "/responses?x=1&y=%2F", "/r/a", "/%5c"} {
		if localPath(path) != path {
			t.Errorf("%q is refused", path)
		}
	}
	for _, path := range []string{"", "home", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n", "//", "http:/home", " /home", "///evil.example", "/%zz"} {
		if got := localPath(path); got != "" {
			t.Errorf("%q leads to %q", path, got)
		}
	}
}

func TestPreferredLanguage(t *testing.T) {
	for header, want := range map[string]string{
		"": "en", "de": "de", "de-AT,de;q=0.9,en;q=0.8": "de", "fr": "en", "fr,de;q=0.5": "de", "en-GB": "en", "*": "en", "de;q=0": "en", "x y z": "en",
	} {
		if got := preferredLanguage(header); got != want {
			t.Errorf("%q: %s, want %s", header, got, want)
		}
	}
}
