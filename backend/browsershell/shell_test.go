package browsershell_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"portico/backend/bindings"
	"portico/backend/browsershell"
	"portico/backend/fault"
)

// Thing is bound as the real bindings are.
type Thing struct {
	called int
	host   *browsershell.Host
}

// Save saves a file with the words.
func (t *Thing) Save(words string) (bindings.SavedFile, error) {
	return t.host.SaveFile("Größe \"x\".csv", func(w io.Writer) error {
		if words == "" {
			return fault.New(fault.Conflict, "Nothing to save.")
		}
		_, err := io.WriteString(w, words)
		return err
	})
}

type reply struct {
	Words []string `json:"words"`
}

// Say answers with its arguments.
func (t *Thing) Say(word string, times int) (reply, error) {
	t.called++
	return reply{Words: append([]string{}, strings.Fields(strings.Repeat(word+" ", times))...)}, nil
}

// Refuse answers with a fault.
func (t *Thing) Refuse() error {
	return &fault.Error{Code: fault.Invalid, Message: "No.", Fields: map[string]string{"name": "Why not."}}
}

// Break panics.
func (t *Thing) Break() error { panic("secret inside") }

func serve(t *testing.T) (thing *Thing, link string, base string) {
	t.Helper()
	thing = &Thing{}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	host := browsershell.NewHost(t.TempDir())
	thing.host = host
	t.Cleanup(func() { _ = host.Close() })
	shell, err := browsershell.New(browsershell.Options{
		Bound: []any{thing}, Log: log,
		Explain: func(err error) *fault.Error {
			if f := fault.As(err); f != nil {
				return f
			}
			return fault.New(fault.Internal, "Something went wrong on our side.")
		},
		Assets: fstest.MapFS{
			"index.html":    {Data: []byte(`<meta name="csp-nonce" content="__CSP_NONCE__"><title>Portico</title>`)},
			"assets/app.js": {Data: []byte("1")},
		},
		Host: host,
		Receive: func(name string, body io.Reader) (bindings.ChosenFile, error) {
			text, err := io.ReadAll(body)
			return bindings.ChosenFile{Token: string(text), Name: name, Size: int64(len(text))}, err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if link, err = shell.Listen(t.Context(), "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = shell.Close(context.Background()) })
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	return thing, link, "http://" + u.Host
}

type request struct {
	method, path, body, host, origin, site string
}

func send(t *testing.T, client *http.Client, base string, r request) (int, string, http.Header) {
	t.Helper()
	if r.method == "" {
		r.method = http.MethodPost
	}
	one, err := http.NewRequestWithContext(t.Context(), r.method, base+r.path, strings.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	one.Host = r.host
	for name, value := range map[string]string{"Origin": r.origin, "Sec-Fetch-Site": r.site} {
		if value != "" {
			one.Header.Set(name, value)
		}
	}
	answer, err := client.Do(one)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body), answer.Header
}

func TestShell(t *testing.T) {
	thing, link, base := serve(t)
	jar, _ := cookiejar.New(nil)
	inside, outside := &http.Client{Jar: jar}, &http.Client{}
	path := strings.TrimPrefix(link, base)

	t.Run("SEC-50 nothing without the link", func(t *testing.T) {
		for _, r := range []request{{path: "/call/Thing/Say", body: `["a",1]`}, {method: "GET", path: "/"}, {method: "GET", path: "/assets/app.js"}, {path: "/upload?name=x", body: "x"}, {method: "GET", path: "/download/guess"}, {method: "GET", path: "/enter?token=guess"}, {method: "GET", path: "/enter"}} {
			if status, _, _ := send(t, outside, base, r); status != 401 && status != 403 {
				t.Errorf("%s %s: %d", r.method, r.path, status)
			}
		}
	})
	status, page, header := send(t, inside, base, request{method: "GET", path: path})
	if status != 200 || !strings.Contains(page, "Portico") {
		t.Fatalf("the link opens nothing: %d %s", status, page)
	}
	t.Run("SEC-50 the link works once", func(t *testing.T) {
		if status, _, _ := send(t, outside, base, request{method: "GET", path: path}); status != 403 {
			t.Fatal(status)
		}
	})
	t.Run("SEC-29 styles by nonce, a new one each time", func(t *testing.T) {
		nonce := regexp.MustCompile(`content="([^"]{20,})"`).FindStringSubmatch(page)
		if nonce == nil || !strings.Contains(header.Get("Content-Security-Policy"), "'nonce-"+nonce[1]+"'") {
			t.Fatal(page, header)
		}
		if _, again, _ := send(t, inside, base, request{method: "GET", path: "/"}); again == page {
			t.Fatal("the nonce stays")
		}
	})
	t.Run("SEC-50 no other name may point here", func(t *testing.T) {
		for _, host := range []string{"portico.example", "127.0.0.1", "127.0.0.1:1", "evil.example:80"} {
			if status, _, _ := send(t, inside, base, request{path: "/call/Thing/Say", body: `["a",1]`, host: host}); status != 421 {
				t.Errorf("%s: %d", host, status)
			}
		}
	})
	t.Run("SEC-50 SEC-28 no other origin", func(t *testing.T) {
		before := thing.called
		for _, r := range []request{{origin: "https://evil.example"}, {site: "cross-site"}, {site: "same-site"}, {origin: "null"}} {
			r.path, r.body = "/call/Thing/Say", `["a",1]`
			if status, _, _ := send(t, inside, base, r); status != 403 {
				t.Errorf("%+v: %d", r, status)
			}
		}
		if thing.called != before {
			t.Fatal("it was called")
		}
	})
	t.Run("a call answers with its result", func(t *testing.T) {
		status, body, _ := send(t, inside, base, request{path: "/call/Thing/Say", body: `["ja",2]`, site: "same-origin"})
		if status != 200 || body != `{"words":["ja","ja"]}` {
			t.Fatal(status, body)
		}
	})
	t.Run("a fault comes with its fields", func(t *testing.T) {
		status, body, _ := send(t, inside, base, request{path: "/call/Thing/Refuse", body: `[]`})
		if status != 422 || !strings.Contains(body, `"fields":{"name":"Why not."}`) {
			t.Fatal(status, body)
		}
	})
	t.Run("SEC-31 a panic is an error without its insides", func(t *testing.T) {
		status, body, _ := send(t, inside, base, request{path: "/call/Thing/Break", body: `[]`})
		if status != 500 || strings.Contains(body, "secret inside") {
			t.Fatal(status, body)
		}
	})
	t.Run("nonsense is refused", func(t *testing.T) {
		for _, r := range []request{{path: "/call/Thing/Say", body: `["a"]`}, {path: "/call/Thing/Say", body: `{`}, {path: "/call/Thing/Say", body: `[1,"a"]`}, {path: "/call/Thing/Nothing", body: `[]`}, {path: "/call/Log/Print", body: `[]`}} {
			if status, _, _ := send(t, inside, base, r); status < 400 || status >= 500 {
				t.Errorf("%s %s: %d", r.path, r.body, status)
			}
		}
		if status, _, _ := send(t, inside, base, request{method: "GET", path: "/call/Thing/Say"}); status != 405 && status != 404 {
			t.Error("a GET calls:", status)
		}
	})
}

func TestListenRefusesOthers(t *testing.T) {
	shell, err := browsershell.New(browsershell.Options{Assets: fstest.MapFS{"index.html": {}}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"0.0.0.0:0", "[::]:0", ":0", "192.0.2.1:80", "portico.example:80", "nonsense"} {
		if _, err := shell.Listen(t.Context(), address); fault.As(err) == nil {
			t.Errorf("SEC-50 %s: %v", address, err)
		}
	}
}

func TestNotBuilt(t *testing.T) {
	if _, err := browsershell.New(browsershell.Options{Assets: fstest.MapFS{".gitkeep": {}}}); !errors.Is(err, browsershell.ErrNotBuilt) {
		t.Fatal("no dist:", err)
	}
}

// TestFiles shows that files go out once and come in, from here alone (SEC-50).
func TestFiles(t *testing.T) {
	_, link, base := serve(t)
	jar, _ := cookiejar.New(nil)
	inside, outside := &http.Client{Jar: jar}, &http.Client{}
	send(t, inside, base, request{method: "GET", path: strings.TrimPrefix(link, base)})
	status, answer, _ := send(t, inside, base, request{path: "/call/Thing/Save", body: `["a,b"]`})
	var saved bindings.SavedFile
	if err := json.Unmarshal([]byte(answer), &saved); err != nil || status != 200 || saved.Address == "" {
		t.Fatal(status, answer, err)
	}
	if status, _, _ := send(t, outside, base, request{method: "GET", path: saved.Address}); status != 401 {
		t.Fatal(status)
	}
	status, text, header := send(t, inside, base, request{method: "GET", path: saved.Address})
	if status != 200 || text != "a,b" || !strings.HasPrefix(header.Get("Content-Disposition"), "attachment;") || header.Get("X-Content-Type-Options") != "nosniff" {
		t.Fatal(status, text, header)
	}
	if status, _, _ := send(t, inside, base, request{method: "GET", path: saved.Address}); status != 410 {
		t.Fatal("it can be had twice", status)
	}
	if status, answer, _ := send(t, inside, base, request{path: "/call/Thing/Save", body: `[""]`}); status != 409 {
		t.Fatal(status, answer)
	}
	if status, answer, _ := send(t, inside, base, request{path: "/upload?name=a%20b.csv", body: "token"}); status != 200 || answer != `{"token":"token","name":"a b.csv","size":5}` {
		t.Fatal(status, answer)
	}
	if status, _, _ := send(t, inside, base, request{path: "/upload?name=x", body: "x", origin: "https://evil.example"}); status != 403 {
		t.Fatal(status)
	}
}
