package portal

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// clientAddress returns where a request comes from. X-Forwarded-For counts only
// as far as it was written by proxies that are configured as trusted: from the
// right, the first address that is none of them (SEC-16).
func clientAddress(r *http.Request, trusted []netip.Prefix) string {
	remote, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	address := remote.Addr().Unmap().WithZone("")
	if !isTrusted(address, trusted) {
		return address.String()
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		parsed, err := parseHop(hop)
		if err != nil {
			break // what stands before it can't be believed
		}
		address = parsed
		if !isTrusted(address, trusted) {
			break
		}
	}
	return address.String()
}

func parseHop(hop string) (netip.Addr, error) {
	hop = strings.TrimSpace(hop)
	if withPort, err := netip.ParseAddrPort(hop); err == nil {
		return withPort.Addr().Unmap().WithZone(""), nil
	}
	parsed, err := netip.ParseAddr(strings.Trim(hop, "[]"))
	return parsed.Unmap().WithZone(""), err
}

func isTrusted(address netip.Addr, trusted []netip.Prefix) bool {
	return slices.ContainsFunc(trusted, func(network netip.Prefix) bool { return network.Contains(address) })
}
