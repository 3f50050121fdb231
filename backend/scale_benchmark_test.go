package backend_test

import (
	"fmt"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/bindings"
	"portico/backend/testkit"
)

// desk is everything that the administrator's screens call, on a large site.
type desk struct {
	*backend.Backend
	home          *bindings.Home
	organizations *bindings.Organizations
	users         *bindings.Users
	responses     *bindings.Responses
	cohorts       *bindings.Cohorts
	allotments    *bindings.Allotments
	purchases     *bindings.Purchases
	registrations *bindings.Registrations
	outbox        *bindings.Outbox
	portal        *bindings.PortalSettings
	palette       *bindings.Palette
	contracts     *bindings.Contracts
}

func openDesk(b *testing.B, size int) desk {
	site := testkit.OpenScale(b, size)
	core := bindings.NewCore(nil, slog.New(slog.NewTextHandler(io.Discard, nil)))
	core.Ready(site)
	d := desk{Backend: site}
	for _, bound := range bindings.All(core) {
		switch bound := bound.(type) {
		case *bindings.Home:
			d.home = bound
		case *bindings.Organizations:
			d.organizations = bound
		case *bindings.Users:
			d.users = bound
		case *bindings.Responses:
			d.responses = bound
		case *bindings.Cohorts:
			d.cohorts = bound
		case *bindings.Allotments:
			d.allotments = bound
		case *bindings.Purchases:
			d.purchases = bound
		case *bindings.Registrations:
			d.registrations = bound
		case *bindings.Outbox:
			d.outbox = bound
		case *bindings.PortalSettings:
			d.portal = bound
		case *bindings.Palette:
			d.palette = bound
		case *bindings.Contracts:
			d.contracts = bound
		}
	}
	return d
}

// BenchmarkScreens measures every call by which a screen of the administrator
// gets its data, on sites of 1,000, 48,640 and 1,000,000 organizations. Beside
// the mean it reports the median of the calls, as p50-ms. It fails on a call
// that fails, never on a slow one.
func BenchmarkScreens(b *testing.B) {
	for _, size := range []int{1_000, 48_640, 1_000_000} {
		b.Run(fmt.Sprintf("organizations=%d", size), func(b *testing.B) {
			d := openDesk(b, size)
			for _, call := range d.calls(b) {
				b.Run(call.name, func(b *testing.B) { median(b, call.run) })
			}
		})
	}
}

type screenCall struct {
	name string
	run  func() error
}

// median runs a call b.N times and reports the median of its times.
func median(b *testing.B, run func() error) {
	if err := run(); err != nil { // what is read from the disk once is not the question
		b.Fatal(err)
	}
	times := make([]time.Duration, 0, b.N)
	for b.Loop() {
		begin := time.Now()
		if err := run(); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(begin))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
}
