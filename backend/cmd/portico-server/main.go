// Command portico-server runs a site without a window.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"portico/backend/fault"
	"portico/backend/store"
)

// commandLine is what portico-server can do (SRV-1).
type commandLine struct {
	Serve          serveCommand          `cmd:"" help:"Serve the portal, and with --admin the administrator's interface too."`
	Demo           demoCommand           `cmd:"" help:"Make a site with sample data and print its addresses and test logins as JSON."`
	Migrate        migrateCommand        `cmd:"" help:"Bring a site's database up to date, after a snapshot of it, and end."`
	VerifyAudit    verifyAuditCommand    `cmd:"" help:"Check the audit log and name its first broken entry."`
	VerifyEvidence verifyEvidenceCommand `cmd:"" help:"Check signed PDFs and evidence files, without the site that made them."`
	Version        versionCommand        `cmd:"" help:"Print the version."`
}

// siteFlags say which site a command works on.
type siteFlags struct {
	Data      string `placeholder:"DIR" type:"path" help:"The data folder. By default it is in your home folder."`
	KeyFolder string `placeholder:"DIR" type:"path" help:"The folder with the master keys; never the data folder. By default it is in your configuration folder."`
}

// streams are where a command writes.
type streams struct {
	out, err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], streams{os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// run executes one command line and returns the exit code: 0, 1 for what went
// wrong while running, 2 for a command line that can't be read.
func run(ctx context.Context, args []string, to streams) (code int) {
	var line commandLine
	exited := -1
	parser, err := kong.New(&line, kong.Name("portico-server"), kong.Description("Portico without a window: the partner portal of a small firm."),
		kong.Writers(to.out, to.err), kong.Exit(func(code int) { exited = code }), kong.UsageOnError(),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(to))
	if err != nil {
		fmt.Fprintln(to.err, err)
		return 2
	}
	command, err := parser.Parse(args)
	if exited >= 0 {
		return exited // --help was asked for
	}
	if err != nil {
		fmt.Fprintf(to.err, "portico-server: %v. See portico-server --help.\n", err)
		return 2
	}
	if err := command.Run(); err != nil {
		fmt.Fprintln(to.err, "portico-server:", sentence(err))
		return 1
	}
	return 0
}

// sentence returns what a person reads of an error.
func sentence(err error) string {
	if f := fault.As(err); f != nil {
		return f.Error()
	}
	if explained := store.Explain(err); explained != nil {
		return explained.Error()
	}
	return err.Error()
}
