// Portico runs the partner portal of a small firm from one window.
package main

import (
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"runtime"

	"github.com/alecthomas/kong"
	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"

	"portico/backend"
	"portico/backend/bindings"
	"portico/backend/desktop"
	"portico/frontend"
)

// flags are what the window can be started with.
type flags struct {
	Data      string           `placeholder:"DIR" type:"path" help:"The data folder. By default it is in your home folder."`
	KeyFolder string           `placeholder:"DIR" type:"path" help:"The folder with the master keys; never the data folder."`
	Version   kong.VersionFlag `help:"Print the version."`
}

// main opens nothing: it also runs while the bridge's JavaScript is generated.
func main() {
	var given flags
	kong.Parse(&given, kong.Name("portico"), kong.Description("Portico: the partner portal of a small firm."), kong.Vars{"version": "portico " + backend.Version})
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	assets, err := fs.Sub(frontend.Dist, "dist")
	if err != nil {
		fail(err)
	}
	host := &desktop.Host{}
	app := newApp(bindings.NewCore(host, log), host, given, log)
	if !desktop.Generating {
		if err := canShow(assets); err != nil {
			fail(err)
		}
	}
	width, height := app.window.Size()
	err = wails.Run(&options.App{
		Title: "Portico", Width: width, Height: height, MinWidth: desktop.MinWidth, MinHeight: desktop.MinHeight,
		AssetServer:        &assetserver.Options{Assets: assets},
		BackgroundColour:   options.NewRGB(251, 250, 247),
		SingleInstanceLock: &options.SingleInstanceLock{UniqueId: "portico-" + app.instance(), OnSecondInstanceLaunch: app.secondInstance},
		OnStartup:          app.startup,
		OnBeforeClose:      app.beforeClose,
		OnShutdown:         app.shutdown,
		ErrorFormatter:     app.core.ExplainText,
		Bind:               bindings.All(app.core),
		Linux:              &linux.Options{ProgramName: desktop.ProgramName, WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	})
	if err != nil {
		fail(err)
	}
	os.Exit(app.exitCode)
}

// canShow says in words why no window can be shown.
func canShow(assets fs.FS) error {
	if _, err := fs.Stat(assets, "index.html"); err != nil {
		return fmt.Errorf("this program was built without its interface; run \"make build\" and start it again")
	}
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return fmt.Errorf("there is no display to open a window on; run \"portico-server serve --admin 127.0.0.1:8788\" and open the printed address in a browser")
	}
	return nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "portico:", err)
	os.Exit(1)
}
