package portal

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"syscall"
	"time"

	"portico/backend/clock"
	"portico/backend/fault"
	"portico/backend/settings"
)

// A client may take so long, so that a slow one can't hold the server (SEC-30).
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 30 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	headerBytes   = 32 << 10
	// stopPatience is how long requests that run may take when it stops.
	stopPatience = 10 * time.Second
)

// Listener serves the portal on the network while it is started. It is off
// until then (SEC-49). It is safe for concurrent use.
type Listener struct {
	portal *Portal
	clock  clock.Clock
	log    *slog.Logger

	mu      sync.Mutex
	server  *http.Server
	state   State
	stopped chan struct{} // closed when Serve has returned
}

// State is what the listener does.
type State struct {
	Running   bool
	Since     time.Time
	ListensOn string // "127.0.0.1:8787"
	Problem   string // why it could not start, or why it ended by itself
	Warning   string // what to know about it while it runs
}

// NewListener returns a listener for a portal, which is off.
func NewListener(p *Portal) *Listener {
	return &Listener{portal: p, clock: p.Clock, log: p.Log}
}

// State returns what the listener does now.
func (l *Listener) State() State {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state
}

// Start listens as settings say, after stopping where it listened before. Port
// 0 takes a free one. It returns a fault with the exact reason when it can't:
// port taken, certificate unreadable, address not of this machine.
func (l *Listener) Start(listener settings.Listener) error {
	l.Stop()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state = State{}
	if err := l.start(listener); err != nil {
		l.state.Problem = err.Error()
		return err
	}
	return nil
}

func (l *Listener) start(listener settings.Listener) error {
	var encryption *tls.Config
	if listener.CertificateFile != "" {
		certificate, err := tls.LoadX509KeyPair(listener.CertificateFile, listener.KeyFile)
		if err != nil {
			return fault.New(fault.Conflict, fmt.Sprintf("The certificate can't be used: %v. Check both files.", err))
		}
		encryption = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	}
	network := "tcp"
	if address, err := netip.ParseAddr(listener.Address); err == nil && address.Is4() {
		network = "tcp4" // "tcp" would take 0.0.0.0 for every IPv6 address too
	}
	socket, err := (&net.ListenConfig{}).Listen(context.Background(), network, listener.ListensOn())
	if err != nil {
		return explainListen(listener, err)
	}
	if encryption != nil {
		socket = tls.NewListener(socket, encryption)
	}
	server := &http.Server{
		Handler: l.portal, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: headerBytes, ErrorLog: slog.NewLogLogger(l.log.Handler(), slog.LevelDebug),
	}
	l.server, l.stopped = server, make(chan struct{})
	l.state = State{Running: true, Since: l.clock.Now(), ListensOn: socket.Addr().String(), Warning: Unprotected(listener)}
	go l.serve(server, socket, l.stopped)
	l.log.Info("portal listens", "address", l.state.ListensOn)
	return nil
}

func (l *Listener) serve(server *http.Server, socket net.Listener, stopped chan struct{}) {
	defer close(stopped)
	err := server.Serve(socket)
	if errors.Is(err, http.ErrServerClosed) {
		return
	}
	l.log.Error("portal stopped by itself", "error", err)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.server == server {
		l.server, l.state = nil, State{Problem: fmt.Sprintf("The listener ended by itself: %v.", err)}
	}
}

// Stop stops listening, lets requests that run finish for ten seconds, and
// returns when the port is free.
func (l *Listener) Stop() {
	l.mu.Lock()
	server, stopped := l.server, l.stopped
	l.server, l.state = nil, State{}
	l.mu.Unlock()
	if server == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopPatience)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		_ = server.Close() // whoever is still being answered is cut off
	}
	<-stopped
	l.log.Info("portal stopped")
}

// explainListen returns why an address can't be listened on, in words.
func explainListen(listener settings.Listener, err error) error {
	where := listener.ListensOn()
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fault.New(fault.Conflict, fmt.Sprintf("Port %d on %s is taken by another program. Choose another port, or end that program.", listener.Port, listener.Address))
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fault.New(fault.Conflict, fmt.Sprintf("The address %s is not one of this machine. Use 127.0.0.1, or an address of this machine.", listener.Address))
	case errors.Is(err, syscall.EACCES):
		return fault.New(fault.Conflict, fmt.Sprintf("This user may not listen on port %d. Choose a port from 1024 on.", listener.Port))
	}
	return fault.New(fault.Conflict, fmt.Sprintf("The portal can't listen on %s: %v.", where, err))
}

// Unprotected says why passwords could be read on their way to the portal with
// these settings, or "" (SEC-27).
func Unprotected(listener settings.Listener) string {
	v := visit{listener: listener}
	if v.isOpenWire() || !v.isSecure() && !listener.IsLoopback() {
		return "The portal is reached over plain http from beyond this machine: passwords can be read on their way. Give it a certificate, or put a proxy with https before it and set the public address."
	}
	return ""
}
