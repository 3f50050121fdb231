package mail

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"os"
	"strings"
	"syscall"
	"time"

	"portico/backend/settings"
	"portico/backend/store"
)

// trouble is why a mail did not go out, in words for the administrator.
type trouble struct {
	text     string
	isForNow bool // may go better later
}

func (t *trouble) Error() string { return t.text }

// later is a trouble that may go better later.
func later(format string, args ...any) *trouble {
	return &trouble{fmt.Sprintf(format, args...), true}
}

// unreachable says why there is no connection.
func unreachable(err error, server settings.Mail, wait time.Duration) *trouble {
	var name *net.DNSError
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return later("The name %s can't be found. Check how it is written.", server.Server)
	case errors.As(err, &name):
		return later("The name %s can't be looked up just now. Check this machine's connection to the network.", server.Server)
	case errors.Is(err, syscall.ECONNREFUSED):
		return later("%s refuses connections on port %d. Check the port, and whether a mail server runs there.", server.Server, server.Port)
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return later("There is no way from this machine to %s. Check the connection to the network.", server.Server)
	case isSlow(err):
		return slow(server, wait, "Check the port; a firewall may be in the way")
	}
	return later("%s can't be reached on port %d: %s.", server.Server, server.Port, bare(err))
}

// insecure says why the connection can't be encrypted.
func insecure(err error, server settings.Mail, wait time.Duration) *trouble {
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var noTLS tls.RecordHeaderError
	switch {
	case errors.As(err, &unknown):
		return later("The certificate of %s is not trusted: no authority that this machine knows has signed it. If it is your own server, name the file of its certificate authority.", server.Server)
	case errors.As(err, &name):
		return later("The certificate of %s is not trusted: it is made out for another name (%s).", server.Server, names(name.Certificate))
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return later("The certificate of %s is not trusted: it has expired or is not valid yet. Check the date of this machine, and the server's certificate.", server.Server)
	case errors.As(err, &invalid):
		return later("The certificate of %s is not trusted: %s.", server.Server, bare(err))
	case errors.As(err, &noTLS):
		return later("%s does not speak TLS from the start on port %d. Choose STARTTLS, or the port for TLS, mostly 465.", server.Server, server.Port)
	case isSlow(err):
		return slow(server, wait, "Check the port; the server may expect STARTTLS or none there")
	case isReply(err):
		return later("%s refused to encrypt the connection. It said: %s", server.Server, said(err))
	}
	return later("The connection to %s can't be encrypted: %s.", server.Server, bare(err))
}

// ungreeted says why there was no greeting.
func ungreeted(err error, server settings.Mail, wait time.Duration) *trouble {
	var broken textproto.ProtocolError
	switch {
	case isReply(err):
		return later("%s takes no mails from here just now. It said: %s", server.Server, said(err))
	case isSlow(err) && server.Protection != settings.MailTLS:
		return slow(server, wait, "If port "+fmt.Sprint(server.Port)+" is for TLS from the start, choose TLS")
	case isSlow(err):
		return slow(server, wait, "Try again later")
	case errors.As(err, &broken):
		return later("What answers on port %d of %s is no mail server.", server.Port, server.Server)
	}
	return later("%s closed the connection on port %d before it said anything useful. Check port and protection.", server.Server, server.Port)
}

func noStartTLS(server settings.Mail) *trouble {
	return later("%s does not offer STARTTLS on port %d. Choose TLS with its port, mostly 465.", server.Server, server.Port)
}

func noLogin(server settings.Mail) *trouble {
	return later("%s asks for no login on port %d, or for one in a way that is not known here. Try without a login, or another port.", server.Server, server.Port)
}

// unwelcome says why the login failed.
func unwelcome(err error, server settings.Mail, wait time.Duration) *trouble {
	switch {
	case isReply(err) && code(err) >= 500:
		return later("%s refused the login or its password. It said: %s", server.Server, said(err))
	case isReply(err):
		return later("%s lets nobody sign in just now. It said: %s", server.Server, said(err))
	case isSlow(err):
		return slow(server, wait, "It was signing in")
	}
	return later("Signing in to %s failed: %s.", server.Server, bare(err))
}

// senderRefused is the server's trouble with us, and so with every mail.
func senderRefused(err error, server settings.Mail, wait time.Duration) *trouble {
	if !isReply(err) {
		return cut(err, server, wait)
	}
	if code(err) >= 500 {
		return later("%s takes no mails from %s. Check sender and login. It said: %s", server.Server, server.SenderEmail, said(err))
	}
	return later("%s takes no mails from %s just now. It said: %s", server.Server, server.SenderEmail, said(err))
}

func recipientRefused(err error, address string) *trouble {
	if code(err) >= 500 {
		return &trouble{text: fmt.Sprintf("The mail server refused %s. It said: %s", address, said(err))}
	}
	return later("The mail server does not take mails for %s just now. It said: %s", address, said(err))
}

func contentRefused(err error) *trouble {
	if code(err) >= 500 {
		return &trouble{text: "The mail server refused this mail. It said: " + said(err)}
	}
	return later("The mail server did not take this mail just now. It said: %s", said(err))
}

// cut says that the server fell silent in the middle of a mail.
func cut(err error, server settings.Mail, wait time.Duration) *trouble {
	if isSlow(err) {
		return slow(server, mailPatience*wait, "It was taking a mail")
	}
	return later("The connection to %s broke off in the middle of a mail.", server.Server)
}

func slow(server settings.Mail, wait time.Duration, hint string) *trouble {
	return later("%s did not answer on port %d within %s. %s.", server.Server, server.Port, span(wait), hint)
}

// span writes a short time: "30 seconds", "5 minutes".
func span(d time.Duration) string {
	if d >= 2*time.Minute {
		return fmt.Sprintf("%d minutes", int(d.Minutes()))
	}
	if d < time.Second {
		return d.String()
	}
	return fmt.Sprintf("%d seconds", int(d.Seconds()))
}

func isSlow(err error) bool {
	var timeout net.Error
	return errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}

func code(err error) int {
	var reply *textproto.Error
	if errors.As(err, &reply) {
		return reply.Code
	}
	return 0
}

// said is the server's answer on one line, at most 300 characters.
func said(err error) string {
	var reply *textproto.Error
	if !errors.As(err, &reply) {
		return bare(err)
	}
	text := []rune(store.Clean(strings.ToValidUTF8(reply.Msg, "")))
	if len(text) > 300 {
		text = append(text[:299], '…')
	}
	return fmt.Sprintf("%d %s", reply.Code, string(text))
}

// bare is what an error comes down to.
func bare(err error) string {
	if errors.Is(err, io.EOF) {
		return "the server closed the connection"
	}
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return strings.TrimRight(store.Clean(strings.ToValidUTF8(err.Error(), "")), ".")
		}
		err = inner
	}
}

// names are those that a certificate is made out for.
func names(certificate *x509.Certificate) string {
	if certificate == nil || len(certificate.DNSNames) == 0 {
		return "none"
	}
	return strings.Join(certificate.DNSNames[:min(len(certificate.DNSNames), 3)], ", ")
}
