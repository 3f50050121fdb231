package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
	"golang.org/x/net/idna"

	"portico/backend/settings"
)

const (
	// usualPatience is how long the way into the mail server may take: to
	// connect, to agree on encryption, and to sign in.
	usualPatience = 30 * time.Second
	// mailPatience is how many times as long one mail may take. Five minutes are
	// enough for the largest one on a slow line, and less than a claim lasts.
	mailPatience = 10
	// parting is how long a mail under way may still take when the program ends:
	// one that is cut off goes out again.
	parting = 5 * time.Second
)

// conversation is a connection to the mail server that was signed in to.
type conversation struct {
	server  settings.Mail
	client  *smtp.Client
	conn    net.Conn
	wait    time.Duration
	used    bool            // a mail went through it
	ending  <-chan struct{} // closed when the program ends
	release func() bool
}

// dial opens a conversation with the mail server. What goes wrong is a *trouble.
func dial(ctx context.Context, server settings.Mail, password string, wait time.Duration) (*conversation, error) {
	config := &tls.Config{ServerName: strings.TrimSuffix(server.Server, "."), MinVersion: tls.VersionTLS12}
	authorities, err := server.Authorities()
	if err != nil {
		return nil, &trouble{text: err.Error()}
	}
	config.RootCAs = authorities
	limited, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(limited, "tcp", net.JoinHostPort(server.Server, strconv.Itoa(server.Port)))
	if err != nil {
		return nil, unreachable(err, server, wait)
	}
	c := &conversation{server: server, conn: conn, wait: wait, ending: ctx.Done()}
	c.release = context.AfterFunc(ctx, func() { c.limit(parting) })
	c.limit(wait)
	if err := c.begin(limited, config, password); err != nil {
		c.drop()
		return nil, err
	}
	return c, nil
}

// begin goes through encryption, greeting and signing in.
func (c *conversation) begin(ctx context.Context, config *tls.Config, password string) error {
	conn := c.conn
	if c.server.Protection == settings.MailTLS {
		secured := tls.Client(conn, config)
		if err := secured.HandshakeContext(ctx); err != nil {
			return insecure(err, c.server, c.wait)
		}
		conn = secured
	}
	var err error
	if c.client, err = smtp.NewClient(conn, config.ServerName); err != nil {
		return ungreeted(err, c.server, c.wait)
	}
	if err := c.client.Hello(literal(conn.LocalAddr())); err != nil {
		return ungreeted(err, c.server, c.wait)
	}
	if c.server.Protection == settings.MailStartTLS {
		if offered, _ := c.client.Extension("STARTTLS"); !offered {
			return noStartTLS(c.server)
		}
		if err := c.client.StartTLS(config); err != nil {
			return insecure(err, c.server, c.wait)
		}
	}
	if c.server.Login == "" {
		return nil
	}
	how, err := c.signIn(password)
	if err != nil {
		return err
	}
	if err := c.client.Auth(how); err != nil {
		return unwelcome(err, c.server, c.wait)
	}
	return nil
}

// signIn chooses how to show the password: so that the server never gets it
// where it can do without, else in the clear on a protected way alone.
func (c *conversation) signIn(password string) (smtp.Auth, error) {
	offered, how := c.client.Extension("AUTH")
	if !offered {
		return nil, noLogin(c.server)
	}
	clear := c.server.IsThisMachine()
	for _, name := range strings.Fields(strings.ToUpper(how)) {
		if name == "SCRAM-SHA-256" {
			return smtp.ScramSHA256Auth(c.server.Login, password), nil
		}
	}
	for _, name := range strings.Fields(strings.ToUpper(how)) {
		switch name {
		case "PLAIN":
			return smtp.PlainAuth("", c.server.Login, password, strings.TrimSuffix(c.server.Server, "."), clear), nil
		case "LOGIN":
			return smtp.LoginAuth(c.server.Login, password, strings.TrimSuffix(c.server.Server, "."), clear), nil
		case "CRAM-MD5":
			return smtp.CRAMMD5Auth(c.server.Login, password), nil
		}
	}
	return nil, noLogin(c.server)
}

// delivery is how far one mail came.
type delivery struct {
	taken    map[string]bool     // by address
	refused  map[string]*trouble // by address
	whole    *trouble            // what kept the mail from all of them; nil where taken or refused say it all
	isServer bool                // whole is the server's trouble with us, not with this mail
	isBroken bool                // the conversation can't go on
}

// send hands one mail over to the addresses, of which the first is the
// recipient: without them nobody gets a copy.
func (c *conversation) send(message *gomail.Msg, addresses []string) delivery {
	c.limit(mailPatience * c.wait)
	d := delivery{taken: map[string]bool{}, refused: map[string]*trouble{}}
	wide := !isASCII(c.server.SenderEmail)
	for _, address := range addresses {
		wide = wide || !isASCII(envelope(address))
	}
	c.client.SkipSMTPUTF8(!wide)
	if extended, _ := c.client.Extension("SMTPUTF8"); wide && !extended {
		d.whole = &trouble{text: "The mail server can't take an address with letters beyond a to z before the @."}
		return d
	}
	if err := c.client.Mail("<" + envelope(c.server.SenderEmail) + ">"); err != nil {
		d.whole, d.isServer, d.isBroken = senderRefused(err, c.server, c.wait), true, !isReply(err)
		c.reset(&d)
		return d
	}
	accepted := 0
	for i, address := range addresses {
		err := c.client.Rcpt("<" + envelope(address) + ">")
		if err == nil {
			accepted++
			continue
		}
		if !isReply(err) {
			d.whole, d.isBroken = cut(err, c.server, c.wait), true
			return d
		}
		d.refused[address] = recipientRefused(err, address)
		if i == 0 && len(addresses) > 1 {
			break
		}
	}
	if accepted == 0 {
		c.reset(&d)
		return d
	}
	if err := c.data(message); err != nil {
		if isReply(err) {
			d.whole = contentRefused(err)
			c.reset(&d)
		} else {
			d.whole, d.isBroken = cut(err, c.server, c.wait), true
		}
		return d
	}
	c.used = true
	for _, address := range addresses {
		d.taken[address] = d.refused[address] == nil
	}
	return d
}

// data sends the mail itself. Only the server's answer to its end says that it
// was taken.
func (c *conversation) data(message *gomail.Msg) error {
	writer, err := c.client.Data()
	if err != nil {
		return err
	}
	if _, err := message.WriteTo(writer); err != nil {
		return err
	}
	return writer.Close()
}

// reset takes back what was said of a mail, so that the next one can follow.
func (c *conversation) reset(d *delivery) {
	if !d.isBroken && c.client.Reset() != nil {
		d.isBroken = true
	}
}

// limit is how long the server may take from here on.
func (c *conversation) limit(wait time.Duration) {
	select {
	case <-c.ending:
		wait = parting
	default:
	}
	_ = c.conn.SetDeadline(time.Now().Add(wait))
}

// close takes leave of the server.
func (c *conversation) close() {
	c.limit(parting)
	_ = c.client.Quit()
	c.drop()
}

// drop cuts the connection.
func (c *conversation) drop() {
	c.release()
	_ = c.conn.Close()
}

// isReply reports whether the server answered, rather than fell silent.
func isReply(err error) bool {
	var reply *textproto.Error
	return errors.As(err, &reply)
}

// literal is how this machine names itself to the server (RFC 5321 §4.1.3): by
// its address, since a desktop has no name that others could look up.
func literal(address net.Addr) string {
	tcp, ok := address.(*net.TCPAddr)
	if !ok {
		return "localhost"
	}
	if four := tcp.IP.To4(); four != nil {
		return "[" + four.String() + "]"
	}
	return "[IPv6:" + tcp.IP.String() + "]"
}

// envelope writes an address for the envelope: its domain in ASCII.
func envelope(address string) string {
	local, domain, found := strings.Cut(address, "@")
	if !found {
		return address
	}
	return local + "@" + ascii(domain)
}

func ascii(domain string) string {
	if written, err := idna.Lookup.ToASCII(domain); err == nil {
		return written
	}
	return domain
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > 127 })
}
