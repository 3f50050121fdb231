package settings

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"

	"portico/backend/fault"
)

// Listener is Site Settings › Portal listener (SET-5).
type Listener struct {
	StartWithApplication bool     `json:"start_with_application"`
	Address              string   `json:"address"` // IP address or "localhost"
	Port                 int      `json:"port"`
	PublicAddress        string   `json:"public_address"` // base of every link, without a slash at the end; "" until set
	CertificateFile      string   `json:"certificate_file"`
	KeyFile              string   `json:"key_file"`
	TrustedProxies       []string `json:"trusted_proxies"` // addresses or networks in CIDR notation
}

// ListensOn returns "address:port".
func (l Listener) ListensOn() string { return net.JoinHostPort(l.Address, fmt.Sprint(l.Port)) }

// PublicBase returns the base of every link, without a slash at the end: the
// public address, else the address listened on (SEC-23: never a header).
func (l Listener) PublicBase() string {
	if l.PublicAddress != "" {
		return l.PublicAddress
	}
	scheme := "http"
	if l.CertificateFile != "" {
		scheme = "https"
	}
	host := l.Address
	if address, err := netip.ParseAddr(host); err == nil && address.IsUnspecified() {
		host = "localhost" // every address of this machine is none that a link can name
	}
	return scheme + "://" + net.JoinHostPort(host, fmt.Sprint(l.Port))
}

// Proxies returns the networks whose forwarding headers count (SEC-16).
func (l Listener) Proxies() []netip.Prefix {
	var networks []netip.Prefix
	for _, text := range l.TrustedProxies {
		if network, err := parseNetwork(text); err == nil {
			networks = append(networks, network)
		}
	}
	return networks
}

// NeedsRestart reports whether a listener that runs with the settings before
// must start anew to follow these.
func (l Listener) NeedsRestart(before Listener) bool {
	return l.ListensOn() != before.ListensOn() || l.CertificateFile != before.CertificateFile || l.KeyFile != before.KeyFile
}

// IsLoopback reports whether only this machine can reach the listener.
func (l Listener) IsLoopback() bool {
	if l.Address == "localhost" {
		return true
	}
	address, err := netip.ParseAddr(l.Address)
	return err == nil && address.IsLoopback()
}

// Validate cleans the settings and returns an Invalid fault with the fields at
// fault.
func (l *Listener) Validate() error {
	var fields fault.Fields
	l.Address = strings.TrimSpace(l.Address)
	if _, err := netip.ParseAddr(l.Address); err != nil && l.Address != "localhost" {
		fields.Add("address", "Use an IP address of this machine, such as 127.0.0.1.")
	}
	fields.Require(l.Port >= 1 && l.Port <= 65535, "port", "Use a port from 1 to 65535.")
	l.PublicAddress = strings.TrimRight(strings.TrimSpace(l.PublicAddress), "/")
	if l.PublicAddress != "" {
		u, err := url.Parse(l.PublicAddress)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
			fields.Add("publicAddress", "Use an address such as https://partners.example.com, without a path.")
		}
	}
	fields.Require((l.CertificateFile == "") == (l.KeyFile == ""), "keyFile", "A certificate and its key belong together. Give both files or none.")
	for name, file := range map[string]string{"certificateFile": l.CertificateFile, "keyFile": l.KeyFile} {
		if file == "" {
			continue
		}
		if _, err := os.Stat(file); err != nil {
			fields.Add(name, "This file can't be found.")
		}
	}
	proxies := []string{}
	for _, text := range l.TrustedProxies {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		network, err := parseNetwork(text)
		fields.Require(err == nil, "trustedProxies", fmt.Sprintf("%q is no address or network. Use 10.0.0.5 or 10.0.0.0/24.", text))
		fields.Require(err != nil || network.Bits() > 0, "trustedProxies", "To trust every address is to trust nobody's word. Name the proxy.")
		proxies = append(proxies, text)
	}
	l.TrustedProxies = proxies
	return fields.Err()
}

func parseNetwork(text string) (netip.Prefix, error) {
	if network, err := netip.ParsePrefix(text); err == nil {
		return network.Masked(), nil
	}
	address, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Prefix{}, err
	}
	return netip.PrefixFrom(address, address.BitLen()), nil
}

// Listener returns the listener's settings; an address from the command line
// goes before the one that was saved.
func (s *Service) Listener(ctx context.Context) (Listener, error) {
	listener := Listener{Address: "127.0.0.1", Port: 8787, TrustedProxies: []string{}}
	if err := s.load(ctx, "listener", &listener); err != nil || s.listen == "" {
		return listener, err
	}
	host, port, err := net.SplitHostPort(s.listen)
	if err == nil {
		listener.Port, err = strconv.Atoi(port)
	}
	// An address without a host would be every address of the machine.
	if _, notIP := netip.ParseAddr(host); err != nil || notIP != nil && host != "localhost" || listener.Port < 1 || listener.Port > 65535 {
		return listener, fault.New(fault.Invalid, fmt.Sprintf("%q is no address to listen on. Use one such as 127.0.0.1:8787.", s.listen))
	}
	listener.Address = host
	return listener, nil
}

// SaveListener checks and saves them; the listener takes them up when it
// starts.
func (s *Service) SaveListener(ctx context.Context, listener Listener) error {
	if err := listener.Validate(); err != nil {
		return err
	}
	before, err := s.Listener(ctx)
	if err != nil {
		return err
	}
	return s.save(ctx, "listener", "Portal listener", before, listener)
}

// PublicBase returns the base of every link that is shown, mailed or exported.
func (s *Service) PublicBase(ctx context.Context) (string, error) {
	listener, err := s.Listener(ctx)
	return listener.PublicBase(), err
}
