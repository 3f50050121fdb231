package bindings

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/testkit"
)

func taskCore(t *testing.T) *Core {
	t.Helper()
	core := NewCore(nil, slog.New(slog.DiscardHandler))
	core.Ready(&backend.Backend{})
	t.Cleanup(core.Close)
	return core
}

func waitFor(t *testing.T, core *Core, id string) TaskState {
	t.Helper()
	for range 500 {
		state, err := (&Tasks{core}).State(id)
		if err != nil {
			t.Fatal(err)
		}
		if state.State != taskRunning {
			return state
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the task does not end")
	return TaskState{}
}

func TestTask(t *testing.T) {
	core := taskCore(t)
	begin := func(work func(ctx context.Context, b *backend.Backend, p *Progress) error) TaskState {
		state, err := core.start("Counting", work)
		if err != nil || state.State != taskRunning {
			t.Fatal(state, err)
		}
		return state
	}
	t.Run("says how far it came", func(t *testing.T) {
		started := begin(func(_ context.Context, _ *backend.Backend, p *Progress) error {
			p.Phase("Reading")
			p.Total(7)
			p.Done(7)
			return nil
		})
		if state := waitFor(t, core, started.ID); state.State != taskDone || state.Done != 7 || state.Total != 7 || state.Phase != "Reading" {
			t.Fatalf("%+v", state)
		}
	})
	t.Run("ends when it is cancelled", func(t *testing.T) {
		started := begin(func(ctx context.Context, _ *backend.Backend, _ *Progress) error { <-ctx.Done(); return ctx.Err() })
		if _, err := (&Tasks{core}).Cancel(started.ID); err != nil {
			t.Fatal(err)
		}
		if state := waitFor(t, core, started.ID); state.State != taskCancelled || state.Fault != nil {
			t.Fatalf("%+v", state)
		}
	})
	t.Run("stays done when the cancelling came too late", func(t *testing.T) {
		committed := make(chan struct{})
		started := begin(func(ctx context.Context, _ *backend.Backend, _ *Progress) error {
			close(committed)
			<-ctx.Done()
			return nil
		})
		<-committed
		_, _ = (&Tasks{core}).Cancel(started.ID)
		if state := waitFor(t, core, started.ID); state.State != taskDone {
			t.Fatalf("%+v", state)
		}
	})
	t.Run("a refusal keeps its words", func(t *testing.T) {
		started := begin(func(context.Context, *backend.Backend, *Progress) error { return fault.New(fault.Conflict, "Taken.") })
		if state := waitFor(t, core, started.ID); state.State != taskFailed || state.Fault.Message != "Taken." {
			t.Fatalf("%+v", state)
		}
	})
	t.Run("SEC-31 nothing else comes through", func(t *testing.T) {
		for _, work := range []func(context.Context, *backend.Backend, *Progress) error{
			func(context.Context, *backend.Backend, *Progress) error { return errors.New("secret inside") },
			func(context.Context, *backend.Backend, *Progress) error { panic("secret inside") },
		} {
			state := waitFor(t, core, begin(work).ID)
			if state.State != taskFailed || strings.Contains(state.Fault.Message, "secret") || state.Fault.RequestID == "" {
				t.Fatalf("%+v", state.Fault)
			}
		}
	})
	t.Run("only the latest are remembered, and what runs", func(t *testing.T) {
		hold := make(chan struct{})
		held := begin(func(context.Context, *backend.Backend, *Progress) error { <-hold; return nil })
		var last TaskState
		for range tasksKept + 20 {
			last = waitFor(t, core, begin(func(context.Context, *backend.Backend, *Progress) error { return nil }).ID)
		}
		if len(core.tasks.byID) > tasksKept {
			t.Fatal(len(core.tasks.byID))
		}
		for _, id := range []string{held.ID, last.ID} {
			if _, err := core.tasks.state(id); err != nil {
				t.Fatal(err)
			}
		}
		close(hold)
		waitFor(t, core, held.ID)
	})
	t.Run("closing ends what runs and begins nothing new", func(t *testing.T) {
		core := taskCore(t)
		ended := make(chan struct{})
		if _, err := core.start("Waiting", func(ctx context.Context, _ *backend.Backend, _ *Progress) error {
			<-ctx.Done()
			close(ended)
			return ctx.Err()
		}); err != nil {
			t.Fatal(err)
		}
		core.Close()
		select {
		case <-ended:
		default:
			t.Fatal("it still runs")
		}
		if _, err := core.start("Late", nil); !fault.Is(err, fault.Unavailable) {
			t.Fatal(err)
		}
	})
}

func TestReceivedFile(t *testing.T) {
	b, _ := testkit.OpenBackend(t)
	left := filepath.Join(b.Store.Folder(), "sent", "of a run that was killed")
	if err := errors.Join(os.Mkdir(filepath.Dir(left), 0o700), os.WriteFile(left, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	core := NewCore(nil, slog.New(slog.DiscardHandler))
	core.Ready(b)
	chosen, err := core.Receive("../../etc/people.csv", strings.NewReader("id,name\n"))
	if err != nil || chosen.Name != "people.csv" || chosen.Size != 8 {
		t.Fatal(chosen, err)
	}
	if _, err := os.Stat(left); err == nil {
		t.Fatal("what a killed run left is still there")
	}
	if _, err := core.Receive("endless", endless{}); !errors.Is(err, ErrUpload) {
		t.Fatal("SEC-38: an endless file:", err)
	}
	path, name, err := core.chosen(chosen.Token)
	if err != nil || name != "people.csv" || strings.Contains(path, "etc") {
		t.Fatal(path, name, err)
	}
	if _, _, err := core.chosen("guess"); !fault.Is(err, fault.NotFound) {
		t.Fatal(err)
	}
	core.Close()
	if _, err := core.choose(path, name); err == nil {
		t.Fatal("the file is still there after closing")
	}
}

// endless is a file that has no end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
