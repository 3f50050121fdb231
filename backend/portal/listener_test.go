package portal_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/backend/fault"
	"portico/backend/portal"
	"portico/backend/settings"
	"portico/backend/testkit"
)

func loopback(port int) settings.Listener { return settings.Listener{Address: "127.0.0.1", Port: port} }

func openListener(t *testing.T) *portal.Listener {
	t.Helper()
	b, _ := testkit.OpenBackend(t)
	listener := portal.NewListener(b.Portal)
	t.Cleanup(listener.Stop)
	return listener
}

// Shows SEC-49, SET-5.
func TestListenerIsOffUntilStarted_SEC49_SET5(t *testing.T) {
	t.Parallel()
	b, _ := testkit.OpenBackend(t)
	if b.Listener.State().Running {
		t.Error("it runs by itself")
	}
	kept, err := b.Settings.Listener(t.Context())
	if err != nil || !kept.IsLoopback() || kept.Port != 8787 || kept.StartWithApplication {
		t.Errorf("settings of a new site: %+v, %v", kept, err)
	}
	listener := openListener(t)
	if err := listener.Start(loopback(0)); err != nil {
		t.Fatal(err)
	}
	state := listener.State()
	if !state.Running || state.Since.IsZero() || state.Warning != "" {
		t.Errorf("state %+v", state)
	}
	response, err := http.Get("http://" + state.ListensOn + "/healthz") //nolint:noctx // one request
	if err != nil || response.StatusCode != 200 {
		t.Fatalf("%v, %v", response, err)
	}
	_ = response.Body.Close()
	listener.Stop()
	listener.Stop() // once more does no harm
	if listener.State().Running {
		t.Error("it still runs")
	}
	if _, err := net.DialTimeout("tcp", state.ListensOn, time.Second); err == nil {
		t.Error("the port is still open")
	}
}

// Shows SET-5.
func TestWhyItCannotStart_SET5(t *testing.T) {
	t.Parallel()
	listener := openListener(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	folder := t.TempDir()
	broken := filepath.Join(folder, "broken.pem")
	if err := os.WriteFile(broken, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		settings settings.Listener
		says     string
	}{
		"port taken":             {loopback(port), fmt.Sprintf("Port %d on 127.0.0.1 is taken", port)},
		"address not local":      {settings.Listener{Address: "192.0.2.1", Port: 8787}, "192.0.2.1 is not one of this machine"},
		"certificate unreadable": {settings.Listener{Address: "127.0.0.1", CertificateFile: broken, KeyFile: broken}, "The certificate can't be used"},
	} {
		err := listener.Start(c.settings)
		if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
		if state := listener.State(); state.Running || !strings.Contains(state.Problem, c.says) {
			t.Errorf("%s: state %+v", name, state)
		}
	}
	if err := listener.Start(loopback(0)); err != nil || listener.State().Problem != "" {
		t.Errorf("afterwards: %v, %+v", err, listener.State())
	}
}

func TestListenerWithACertificate(t *testing.T) {
	t.Parallel()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	rawKey, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	files := settings.Listener{Address: "127.0.0.1", CertificateFile: filepath.Join(folder, "c.pem"), KeyFile: filepath.Join(folder, "k.pem")}
	for file, block := range map[string]*pem.Block{files.CertificateFile: {Type: "CERTIFICATE", Bytes: raw}, files.KeyFile: {Type: "EC PRIVATE KEY", Bytes: rawKey}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	listener := openListener(t)
	if err := listener.Start(files); err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	certificate, _ := x509.ParseCertificate(raw)
	roots.AddCert(certificate)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}}
	response, err := client.Get("https://" + listener.State().ListensOn + "/healthz") //nolint:noctx // one request
	if err != nil || response.TLS.Version < tls.VersionTLS12 {
		t.Fatalf("%v", err)
	}
	_ = response.Body.Close()
}

// Shows SEC-27.
func TestWarningAboutPlainHTTP_SEC27(t *testing.T) {
	t.Parallel()
	listener := openListener(t)
	for name, c := range map[string]struct {
		settings settings.Listener
		warns    bool
	}{
		"loopback":                       {loopback(0), false},
		"everywhere":                     {settings.Listener{Address: "0.0.0.0"}, true},
		"loopback behind a proxy":        {settings.Listener{Address: "127.0.0.1", PublicAddress: "https://p.example"}, false},
		"everywhere behind a proxy":      {settings.Listener{Address: "0.0.0.0", PublicAddress: "https://p.example"}, false},
		"published over http by a proxy": {settings.Listener{Address: "127.0.0.1", PublicAddress: "http://p.example"}, true},
	} {
		if err := listener.Start(c.settings); err != nil {
			t.Fatal(err)
		}
		if got := listener.State().Warning != ""; got != c.warns {
			t.Errorf("%s: warned %v", name, got)
		}
	}
}

// Clients that send slowly, or too much in the header, are cut off while
// others are served.
// Shows SEC-30.
func TestSlowClientsDoNotHoldTheServer_SEC30(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("waits ten seconds for the header's timeout")
	}
	listener := openListener(t)
	if err := listener.Start(loopback(0)); err != nil {
		t.Fatal(err)
	}
	address := listener.State().ListensOn
	var slow []net.Conn
	for range 20 {
		connection, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		_, _ = fmt.Fprint(connection, "GET /login HTTP/1.1\r\nHost: x\r\nX-Slow: ")
		slow = append(slow, connection)
	}
	begin := time.Now()
	response, err := http.Get("http://" + address + "/healthz") //nolint:noctx // one request
	if err != nil || response.StatusCode != 200 || time.Since(begin) > 5*time.Second {
		t.Fatalf("others wait %v: %v", time.Since(begin), err)
	}
	_ = response.Body.Close()

	big, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer big.Close()
	_, _ = fmt.Fprintf(big, "GET /login HTTP/1.1\r\nHost: x\r\nX-Big: %s\r\n\r\n", strings.Repeat("a", 64<<10))
	line, _ := bufio.NewReader(big).ReadString('\n')
	if !strings.Contains(line, "431") {
		t.Errorf("a header of 64 KiB: %q", line)
	}
	for _, connection := range slow {
		_ = connection.SetReadDeadline(begin.Add(20 * time.Second))
		if n, err := connection.Read(make([]byte, 1)); err == nil && n > 0 {
			continue // told so, and then cut off
		} else if netErr, isNet := err.(net.Error); isNet && netErr.Timeout() { //nolint:errorlint // as net returns it
			t.Fatal("a client that never ends its header is still connected after 20 seconds")
		}
	}
}
