package bindings

// SetupStep is one step of the setup guide, judged from the data.
type SetupStep struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
	State  string `json:"state"` // "done", "todo", "optional"
	Detail string `json:"detail"`
	Button string `json:"button"`
	To     string `json:"to"` // the interface's address, e.g. "/settings/features/general"
}

// Attention is one thing that needs the administrator.
type Attention struct {
	Tone   string `json:"tone"` // "warn" or "bad"
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Button string `json:"button"`
	To     string `json:"to"`
}

// Figure is a number that matters and what it means.
type Figure struct {
	Label string `json:"label"`
	Value int64  `json:"value"`
	Note  string `json:"note"`
	To    string `json:"to"`
}

// WeekCount is a number of registrations in the week that begins on Week.
type WeekCount struct {
	Week  string `json:"week"` // YYYY-MM-DD in the site's time zone
	Count int64  `json:"count"`
}

// HomeOverview is everything on Home.
type HomeOverview struct {
	Steps         []SetupStep `json:"steps"`
	Done          int         `json:"done"`
	Attention     []Attention `json:"attention"`
	Figures       []Figure    `json:"figures"`
	Registrations []WeekCount `json:"registrations"` // twelve weeks, oldest first
}

// Home is the bridge behind the first screen.
type Home struct{ core *Core }

// Overview returns everything on Home.
func (h *Home) Overview() (HomeOverview, error) { panic("x") }
