package portal

import (
	"encoding/hex"
	"io"
	"net/http"
)

// The patterns of the addresses that programs ask (SRV-3). They are answered
// even when the site's settings can't be read.
const (
	alivePattern = "GET /healthz"
	readyPattern = "GET /readyz"
)

func isHealth(pattern string) bool { return pattern == alivePattern || pattern == readyPattern }

// alive answers that the program runs.
func (p *Portal) alive(v *visit) error {
	v.W.Header().Set(SiteHeader, p.Mark())
	return v.tell(http.StatusOK, "ok\n")
}

// SiteHeader is the header by which an answer of "/healthz" tells one site from
// another.
const SiteHeader = "Portico-Site"

// Mark returns what stands in SiteHeader: the same in every instance of a site,
// of no use for anything else.
func (p *Portal) Mark() string { return hex.EncodeToString(p.Key.Derive("site mark")[:8]) }

// ready answers whether the site can be used.
func (p *Portal) ready(v *visit) error {
	if err := p.Ready(v.ctx()); err != nil {
		v.log().Error("site is not ready", "error", err)
		return v.tell(http.StatusServiceUnavailable, "not ready\n")
	}
	return v.tell(http.StatusOK, "ready\n")
}

func (v *visit) tell(status int, text string) error {
	v.W.Header().Set("Content-Type", "text/plain; charset=utf-8")
	v.W.WriteHeader(status)
	_, _ = io.WriteString(v.W, text) // whoever asked may have gone
	return nil
}
