package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"portico/backend"
	"portico/backend/bindings"
	"portico/backend/desktop"
)

// app is the window's life: it opens the site beside the first paint, and
// closes it when the window goes.
type app struct {
	core     *bindings.Core
	host     *desktop.Host
	log      *slog.Logger
	config   backend.Config
	window   *desktop.Window
	backend  *backend.Backend
	ctx      context.Context //nolint:containedctx // Wails hands out the window as a context
	exitCode int
}

func newApp(core *bindings.Core, host *desktop.Host, given flags, log *slog.Logger) *app {
	return &app{
		core: core, host: host, log: log, window: desktop.LoadWindow(given.KeyFolder),
		config: backend.Config{Folder: given.Data, KeyFolder: given.KeyFolder, Keyring: true, Log: log},
	}
}

// instance names the data folder, so that two folders can be open in two
// windows and one folder only in one.
func (a *app) instance() string {
	sum := sha256.Sum256([]byte(a.config.Folder))
	return hex.EncodeToString(sum[:8])
}

// startup opens the site. The first calls of the interface wait for it.
func (a *app) startup(ctx context.Context) {
	a.ctx = ctx
	a.host.Attach(ctx)
	a.fit(ctx)
	opened, err := backend.Open(ctx, a.config)
	if err != nil {
		a.core.Fail(err)
		shown := a.core.Explain(err)
		fmt.Fprintln(os.Stderr, "portico:", shown.Message)
		a.exitCode = 1
		go endOnSignal()
		go func() {
			_, _ = runtime.MessageDialog(ctx, runtime.MessageDialogOptions{Type: runtime.ErrorDialog, Title: "Portico can't open the site", Message: shown.Message})
			runtime.Quit(ctx)
		}()
		return
	}
	a.backend = opened
	a.core.Ready(opened)
	opened.Start(ctx)
}

// fit puts a window that is larger than its screen inside it: it was centred
// before anybody knew the screen.
func (a *app) fit(ctx context.Context) {
	screens, err := runtime.ScreenGetAll(ctx)
	if err != nil {
		return
	}
	for _, screen := range screens {
		if !screen.IsCurrent {
			continue
		}
		width, height := a.window.Size()
		if fitWidth, fitHeight := a.window.Fit(screen.Size.Width, screen.Size.Height); fitWidth != width || fitHeight != height {
			runtime.WindowSetSize(ctx, fitWidth, fitHeight)
			runtime.WindowSetPosition(ctx, 0, 0)
		}
	}
}

// endOnSignal ends the program at once when the system asks: nothing is open,
// and a message that waits for OK must not hold up a log-out.
func endOnSignal() {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	<-asked
	os.Exit(1)
}

// beforeClose asks before unsaved changes are lost, and remembers the window's
// size.
func (a *app) beforeClose(ctx context.Context) (prevent bool) {
	if a.core.Unsaved() {
		answer, err := runtime.MessageDialog(ctx, runtime.MessageDialogOptions{
			Type: runtime.QuestionDialog, Title: "Close without saving?", Message: "There are changes that are not saved. Close and lose them?", DefaultButton: "No",
		})
		if err == nil && answer != "Yes" {
			return true
		}
	}
	if !runtime.WindowIsMaximised(ctx) && !runtime.WindowIsMinimised(ctx) {
		width, height := runtime.WindowGetSize(ctx)
		if err := a.window.Remember(width, height); err != nil {
			a.log.Warn("window size was not remembered", "error", err)
		}
	}
	return false
}

// shutdown stops the listener and closes the site.
func (a *app) shutdown(context.Context) {
	a.core.Close()
	if a.backend == nil {
		return
	}
	if err := a.backend.Close(); err != nil {
		a.log.Error("site was not closed cleanly", "error", err)
	}
}

// secondInstance brings the window that is open to the front.
func (a *app) secondInstance(options.SecondInstanceData) {
	if a.ctx != nil {
		runtime.WindowUnminimise(a.ctx)
		runtime.WindowShow(a.ctx)
	}
}
