package main

import (
	"fmt"
	"runtime"

	"portico/backend"
)

type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run(to streams) error {
	_, err := fmt.Fprintf(to.out, "portico-server %s (%s, %s/%s)\n", backend.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
