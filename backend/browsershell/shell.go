// Package browsershell serves the administrator's interface to a browser on
// the same machine: the same bindings as the window, over loopback HTTP.
//
// It listens on loopback only, opens with a link that works once, answers no
// host but its own and no other origin (SEC-50), and has nothing to do with
// the portal's listener.
package browsershell

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"portico/backend/bindings"
	"portico/backend/fault"
	"portico/backend/secrets"
)

// Options say what to serve.
type Options struct {
	Bound   []any                    // the structs whose exported methods can be called
	Explain func(error) *fault.Error // turns an error into what is shown
	Assets  fs.FS                    // the built interface, with index.html at its top
	Log     *slog.Logger

	Host    *Host                                                          // whose saved files are downloaded; nil for none
	Receive func(name string, body io.Reader) (bindings.ChosenFile, error) // keeps a file that is sent; nil for none
}

// noDeadline lifts a deadline.
var noDeadline time.Time

// Shell is the interface behind one loopback listener.
type Shell struct {
	options Options
	calls   map[string]call
	index   []byte

	mu      sync.Mutex
	entry   string // hash of the one-time token; "" once used
	session string // hash of the cookie's token; "" before the first entry
	host    string
	server  *http.Server
}

const cookieName = "portico_admin"

// ErrNotBuilt is returned when the interface was not built into the program.
var ErrNotBuilt = fault.New(fault.Unavailable, "This program was built without its interface. Run \"make build\" and start it again.")

// New prepares a shell. It returns ErrNotBuilt when Assets has no interface.
func New(options Options) (*Shell, error) {
	index, err := fs.ReadFile(options.Assets, "index.html")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotBuilt
	}
	if err != nil {
		return nil, fmt.Errorf("read interface: %w", err)
	}
	calls, err := callsOf(options.Bound)
	if err != nil {
		return nil, err
	}
	return &Shell{options: options, calls: calls, index: index}, nil
}

// Listen starts serving on a loopback address ("127.0.0.1:0" takes a free
// port) and returns the link that opens the interface once. Any address but
// loopback is refused.
func (s *Shell) Listen(ctx context.Context, address string) (link string, err error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return "", fault.New(fault.Invalid, fmt.Sprintf("%q is no address. Use one such as 127.0.0.1:8788.", address))
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return "", fault.New(fault.Forbidden, "The administrator's interface is served on this machine only. Use an address such as 127.0.0.1:8788.")
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return "", fault.New(fault.Unavailable, fmt.Sprintf("The administrator's interface can't listen on %s: %v. Choose another port.", address, reason(err)))
	}
	token, hash := secrets.NewToken()
	s.mu.Lock()
	s.entry, s.host = hash, listener.Addr().String()
	s.mu.Unlock()
	s.server = &http.Server{
		Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(s.options.Log.Handler(), slog.LevelWarn),
	}
	go func() {
		if err := s.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.options.Log.Error("administrator's interface stopped", "error", err)
		}
	}()
	return "http://" + s.host + "/enter?token=" + token, nil
}

// Close ends serving and waits for calls under way until ctx ends.
func (s *Shell) Close(ctx context.Context) error {
	if s.server == nil {
		return nil
	}
	return s.server.Shutdown(ctx)
}

func (s *Shell) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /enter", s.enter)
	mux.Handle("POST /call/{struct}/{method}", s.signedIn(http.HandlerFunc(s.call)))
	if s.options.Receive != nil {
		mux.Handle("POST /upload", s.signedIn(http.HandlerFunc(s.upload)))
	}
	if s.options.Host != nil {
		mux.Handle("GET "+downloadPath, s.signedIn(http.HandlerFunc(s.options.Host.serve)))
	}
	mux.Handle("GET /", s.signedIn(http.HandlerFunc(s.asset)))
	return s.ownHost(http.NewCrossOriginProtection().Handler(mux))
}

// ownHost answers only requests that name this listener as their host, so that
// no other name can be made to point here (DNS rebinding).
func (s *Shell) ownHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		own := s.host
		s.mu.Unlock()
		_, port, _ := net.SplitHostPort(own)
		if r.Host != own && r.Host != "localhost:"+port {
			http.Error(w, "This address is not served here.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// enter takes the one-time token for a cookie.
func (s *Shell) enter(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	ok := s.entry != "" && same(s.entry, secrets.HashToken(r.URL.Query().Get("token")))
	var token string
	if ok {
		s.entry = ""
		token, s.session = secrets.NewToken()
	}
	s.mu.Unlock()
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "no-referrer")
	if !ok {
		http.Error(w, "This link was used already. Start the program again for a new one.", http.StatusForbidden)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

func (s *Shell) signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie(cookieName)
		s.mu.Lock()
		ok := err == nil && s.session != "" && same(s.session, secrets.HashToken(cookie.Value))
		s.mu.Unlock()
		if !ok {
			http.Error(w, "Open the link that the program printed when it started.", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// nonce returns 128 random bits in base64, for a content security policy.
func nonce() string {
	var raw [16]byte
	_, _ = rand.Read(raw[:])
	return base64.StdEncoding.EncodeToString(raw[:])
}

func reason(err error) error {
	var opErr *net.OpError
	if errors.As(err, &opErr) {
		return opErr.Err
	}
	return err
}
