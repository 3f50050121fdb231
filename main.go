package main

import (
	"embed"
	"fmt"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"

	"portico/backend/bindings"
	"portico/frontend"
)

var _ embed.FS

func main() {
	err := wails.Run(&options.App{
		Title: "Portico", Width: 1360, Height: 900,
		AssetServer: &assetserver.Options{Assets: frontend.Dist},
		Bind:        bindings.All(&bindings.Core{}),
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
