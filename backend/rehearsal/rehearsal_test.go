package rehearsal_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"portico/backend"
	"portico/backend/rehearsal"
	"portico/backend/samples"
	"portico/backend/testkit"
)

// open returns the rehearsals of a site, with sandboxes in a folder of the
// test, which must be empty at the end.
func open(t *testing.T, b *backend.Backend) (*rehearsal.Service, string) {
	t.Helper()
	s, folder := rehearsal.New(b), t.TempDir()
	s.UseFolder(folder)
	t.Cleanup(func() {
		s.Close()
		left, err := filepath.Glob(filepath.Join(folder, "*"))
		if err != nil || len(left) > 0 {
			t.Errorf("a rehearsal left something behind: %v %v", left, err)
		}
	})
	return s, folder
}

// play plays a rehearsal to its end.
func play(t *testing.T, s *rehearsal.Service) rehearsal.Report {
	t.Helper()
	if err := s.Start(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	state := s.State()
	if state.Stage != rehearsal.Ended {
		t.Fatalf("the rehearsal is %s: %v\n%s", state.Stage, state.Fault, story(state.Report))
	}
	return state.Report
}

// story returns a report as it reads.
func story(report rehearsal.Report) string {
	var out strings.Builder
	for _, step := range report.Steps {
		fmt.Fprintf(&out, "%2d %-11s %5d ms  %s: %s\n", step.Number, step.State, step.DurationMS, step.Title, step.Summary)
		if step.State != rehearsal.Failed {
			continue
		}
		fmt.Fprintf(&out, "      expected %q, got %q; mend %+v\n", step.Expected, step.Got, step.Mend)
		for _, check := range step.Checks {
			if !check.OK {
				fmt.Fprintf(&out, "      - %s: expected %q, got %q: %s\n", check.What, check.Expected, check.Got, check.Problem)
			}
		}
	}
	return out.String()
}

func openDemo(t *testing.T, change ...func(*backend.Config)) *backend.Backend {
	t.Helper()
	b, _ := testkit.OpenBackend(t, change...)
	if _, err := samples.Build(t.Context(), b, "http://127.0.0.1:8787"); err != nil {
		t.Fatal(err)
	}
	return b
}

// TestTST1_Demo plays step 8 of guide 000 on the demo site.
func TestTST1_Demo(t *testing.T) {
	s, _ := open(t, openDemo(t))
	report := play(t, s)
	if report.Outcome != rehearsal.OutcomePassed || report.Counts.Failed+report.Counts.NotReached > 0 {
		t.Fatal("\n" + story(report))
	}
	if os.Getenv("SHOW") != "" {
		t.Log("\n" + story(report))
	}
}

// quick lifts the time check of the registration page, which would have every
// test wait: the demo site is played with it.
func quick(c *backend.Config) { c.LimitsOff = true }
