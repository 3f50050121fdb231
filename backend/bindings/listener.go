package bindings

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
}

// Listener is the bridge behind the Portal listener screen and the card in the
// navigation.
type Listener struct{ core *Core }

// State returns what the listener does now.
func (l *Listener) State() (ListenerState, error) { panic("x") }

// Save saves the settings and, when it runs, starts it anew with them.
func (l *Listener) Save(input ListenerSettings) (ListenerState, error) { panic("x") }

// Start starts it.
func (l *Listener) Start() (ListenerState, error) { panic("x") }

// Stop stops it.
func (l *Listener) Stop() (ListenerState, error) { panic("x") }
