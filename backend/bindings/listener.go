package bindings

import (
	"context"
	"time"

	"portico/backend"
	"portico/backend/settings"
)

// ListenerSettings is Site Settings › Portal listener.
type ListenerSettings struct {
	StartWithApplication bool     `json:"startWithApplication"`
	Address              string   `json:"address"` // "127.0.0.1"
	Port                 int      `json:"port"`
	PublicAddress        string   `json:"publicAddress"` // "" until one is set: http://address:port then
	CertificateFile      string   `json:"certificateFile"`
	KeyFile              string   `json:"keyFile"`
	TrustedProxies       []string `json:"trustedProxies"` // addresses or networks
}

// ListenerState is what the listener does now.
type ListenerState struct {
	Settings      ListenerSettings `json:"settings"`
	Running       bool             `json:"running"`
	Since         string           `json:"since"`
	ListensOn     string           `json:"listensOn"`     // "127.0.0.1:8787"
	PublicAddress string           `json:"publicAddress"` // the base of every link
	LastAnswerAt  string           `json:"lastAnswerAt"`
	LastAnswer    string           `json:"lastAnswer"` // "200 GET /register"
	Problem       string           `json:"problem"`    // the exact reason when it can't start
	Warning       string           `json:"warning"`    // plain http beyond this machine
	FixedBy       string           `json:"fixedBy"`    // the address and port of the command line, which go before what is saved; "" for none
}

// Listener is the bridge behind the Portal listener screen and the card in the
// navigation.
type Listener struct{ core *Core }

// State returns what the listener does now.
func (l *Listener) State() (ListenerState, error) {
	ctx, b, err := l.core.enter()
	if err != nil {
		return ListenerState{}, err
	}
	return listenerState(ctx, b)
}

// Save saves the settings and, when it runs, starts it anew with them.
func (l *Listener) Save(input ListenerSettings) (ListenerState, error) {
	ctx, b, err := l.core.enter()
	if err != nil {
		return ListenerState{}, err
	}
	before, err := b.Settings.Listener(ctx)
	if err != nil {
		return ListenerState{}, err
	}
	if err := b.Settings.SaveListener(ctx, settings.Listener(input)); err != nil {
		return ListenerState{}, err
	}
	after, err := b.Settings.Listener(ctx)
	if err != nil {
		return ListenerState{}, err
	}
	// A listener that could not start with the settings before is tried again.
	if now := b.Listener.State(); now.Running && after.NeedsRestart(before) || !now.Running && now.Problem != "" {
		// Why it can't start again stands in the state.
		_ = b.Listener.Start(after)
	}
	return listenerState(ctx, b)
}

// Start starts it.
func (l *Listener) Start() (ListenerState, error) {
	ctx, b, err := l.core.enter()
	if err != nil {
		return ListenerState{}, err
	}
	if err := b.StartListener(ctx); err != nil {
		return ListenerState{}, err
	}
	return listenerState(ctx, b)
}

// Stop stops it.
func (l *Listener) Stop() (ListenerState, error) {
	ctx, b, err := l.core.enter()
	if err != nil {
		return ListenerState{}, err
	}
	b.Listener.Stop()
	return listenerState(ctx, b)
}

func listenerState(ctx context.Context, b *backend.Backend) (ListenerState, error) {
	saved, err := b.Settings.Listener(ctx)
	if err != nil {
		return ListenerState{}, err
	}
	now := b.Listener.State()
	state := ListenerState{
		Settings: ListenerSettings(saved), Running: now.Running, ListensOn: saved.ListensOn(), PublicAddress: saved.PublicBase(), Problem: now.Problem, Warning: now.Warning, FixedBy: b.Settings.FixedListen(),
	}
	if now.Running {
		state.Since, state.ListensOn = now.Since.UTC().Format(time.RFC3339), now.ListensOn
	}
	if answer, answered := b.Portal.LastAnswer(); answered {
		state.LastAnswerAt, state.LastAnswer = answer.At.UTC().Format(time.RFC3339), answer.Text
	}
	return state, nil
}
