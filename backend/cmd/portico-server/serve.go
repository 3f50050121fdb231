package main

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"time"

	"portico/backend"
	"portico/backend/bindings"
	"portico/backend/browsershell"
	"portico/backend/fault"
	"portico/frontend"
)

// shutdownTime is how long requests under way may take to end.
const shutdownTime = 10 * time.Second

type serveCommand struct {
	siteFlags
	Listen string `placeholder:"ADDRESS:PORT" help:"Where the portal listens, before what the settings say."`
	Admin  string `placeholder:"ADDRESS:PORT" help:"Serve the administrator's interface too, on this machine only. A link that opens it once is printed."`
	Limits string `default:"on" enum:"on,off" help:"\"off\" lifts the rate limits and the time check, for load tests on this machine only."`
}

// Run serves until it is told to end.
func (c serveCommand) Run(ctx context.Context, to streams) error {
	log := slog.New(slog.NewTextHandler(to.err, nil))
	if c.Limits == "off" && !isLoopback(c.Listen) {
		return fault.New(fault.Forbidden, "--limits off is for load tests: it needs --listen with an address of this machine alone, such as 127.0.0.1:8787.")
	}
	b, err := backend.Open(ctx, backend.Config{
		Folder: c.Data, KeyFolder: c.KeyFolder, Keyring: true, Listen: c.Listen, LimitsOff: c.Limits == "off", Log: log,
	})
	if err != nil {
		return err
	}
	err = c.serve(ctx, b, to, log)
	if closeErr := b.Close(); err == nil {
		err = closeErr
	}
	return err
}

func (c serveCommand) serve(ctx context.Context, b *backend.Backend, to streams, log *slog.Logger) error {
	b.Start(ctx)
	// With --admin alone the listener follows the settings, as in the window;
	// otherwise serving the portal is what was asked for.
	if c.Admin == "" || c.Listen != "" {
		if err := b.StartListener(ctx); err != nil {
			return err
		}
		base, err := b.Settings.PublicBase(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(to.out, "Portal: %s\n", base)
	}
	if c.Admin == "" {
		<-ctx.Done()
		return nil
	}
	host := browsershell.NewHost(b.Store.Folder())
	core := bindings.NewCore(host, log)
	defer func() { core.Close(); _ = host.Close() }()
	core.Ready(b)
	shell, err := adminShell(core, host, log)
	if err != nil {
		return err
	}
	link, err := shell.Listen(ctx, c.Admin)
	if err != nil {
		return err
	}
	fmt.Fprintf(to.out, "Administrator's interface, opened once by this link: %s\n", link)
	<-ctx.Done()
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	return shell.Close(ending)
}

func adminShell(core *bindings.Core, host *browsershell.Host, log *slog.Logger) (*browsershell.Shell, error) {
	assets, err := fs.Sub(frontend.Dist, "dist")
	if err != nil {
		return nil, fmt.Errorf("read interface: %w", err)
	}
	return browsershell.New(browsershell.Options{
		Bound: bindings.All(core), Explain: core.Explain, Assets: assets, Log: log, Host: host, Receive: core.Receive,
	})
}

// isLoopback reports whether "address:port" is of this machine alone.
func isLoopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
