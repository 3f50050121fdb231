package guide

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"portico/backend/portal"
)

const (
	reachTimeout = 3 * time.Second
	reachKept    = time.Minute // how long an answer counts
	reachRetry   = 10 * time.Second
	maxRedirects = 3
)

// reached is whether the public address leads to this site.
type reached struct {
	problem string // why not, in words; "" while it does, or nothing is known yet
}

// reach asks the public address from this machine, beside everything else. Who
// asks what it knows never waits.
type reach struct {
	client *http.Client

	mu      *sync.Mutex
	state   *reachState
	changed chan struct{} // told after every answer
}

type reachState struct {
	address string
	at      time.Time
	asking  bool
	known   reached
}

func newReach() reach {
	client := &http.Client{Timeout: reachTimeout, CheckRedirect: func(request *http.Request, via []*http.Request) error {
		// A proxy may lead from http to https, but not to another host.
		if len(via) > maxRedirects || request.URL.Hostname() != via[0].URL.Hostname() {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	return reach{client: client, mu: &sync.Mutex{}, state: &reachState{}, changed: make(chan struct{}, 1)}
}

// of returns what is known of an address, and asks it anew where that is old.
// mark is what this site answers with.
func (r reach) of(address, mark string, now time.Time) reached {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.state.address != address {
		*r.state = reachState{address: address}
	}
	kept := reachKept
	if r.state.known.problem != "" {
		kept = reachRetry // what was mended is seen soon
	}
	if age := now.Sub(r.state.at); !r.state.asking && (r.state.at.IsZero() || age > kept || age < 0) {
		r.state.asking = true
		go r.ask(address, mark, now)
	}
	return r.state.known
}

func (r reach) ask(address, mark string, now time.Time) {
	answer := r.get(address, mark)
	r.mu.Lock()
	if r.state.address == address { // it was not changed meanwhile
		r.state.known, r.state.at, r.state.asking = answer, now, false
	}
	r.mu.Unlock()
	select {
	case r.changed <- struct{}{}:
	default:
	}
}

func (r reach) get(address, mark string) reached {
	ctx, cancel := context.WithTimeout(context.Background(), reachTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/healthz", nil)
	if err != nil {
		return reached{fmt.Sprintf("%s is no address that can be asked.", address)}
	}
	answer, err := r.client.Do(request)
	if err != nil {
		return reached{fmt.Sprintf("Asked from this machine, %s gives no answer: %s.", address, reason(err))}
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, 1024)
	switch got := answer.Header.Get(portal.SiteHeader); {
	case got == mark:
		return reached{}
	case got != "":
		return reached{fmt.Sprintf("%s leads to another Portico site.", address)}
	}
	return reached{fmt.Sprintf("%s leads to something that is not this portal (status %d).", address, answer.StatusCode)}
}

// reason strips the request that the sentence around it already names.
func reason(err error) string {
	var failed *url.Error
	if !errors.As(err, &failed) {
		return err.Error()
	}
	if failed.Timeout() {
		return fmt.Sprintf("nothing came within %d seconds", int(reachTimeout.Seconds()))
	}
	return failed.Err.Error()
}
