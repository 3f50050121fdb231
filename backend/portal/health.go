package portal

import (
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
func (p *Portal) alive(v *visit) error { return v.tell(http.StatusOK, "ok\n") }

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
