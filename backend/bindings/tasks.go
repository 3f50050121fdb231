package bindings

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync"
	"time"

	"portico/backend"
	"portico/backend/audit"
	"portico/backend/fault"
)

// The states of a task.
const (
	taskRunning   = "running"
	taskDone      = "done"
	taskFailed    = "failed"
	taskCancelled = "cancelled"
)

// tasksKept is how many tasks that have ended are remembered.
const tasksKept = 50

// TaskState is how far long work has come.
type TaskState struct {
	ID    string       `json:"id"`
	Label string       `json:"label"`
	Phase string       `json:"phase"` // what is being done now, in words; "" for what the label says
	Done  int64        `json:"done"`
	Total int64        `json:"total"` // 0 while it is not known
	State string       `json:"state"` // "running", "done", "failed", "cancelled"
	Fault *fault.Error `json:"fault"` // why it failed
	File  SavedFile    `json:"file"`  // what it wrote, where it was to write one
}

// Tasks is the bridge to long work that runs beside the interface: it can be
// watched and cancelled.
type Tasks struct{ core *Core }

// State returns how far a task has come.
func (t *Tasks) State(id string) (TaskState, error) {
	return t.core.tasks.state(id)
}

// Cancel asks a task to end. What it did so far is taken back; it ends with
// the state "cancelled", or with "done" when it was over already.
func (t *Tasks) Cancel(id string) (TaskState, error) {
	t.core.tasks.cancel(id)
	return t.core.tasks.state(id)
}

// Progress is how a task says how far it has come. It is safe for concurrent
// use.
type Progress struct {
	tasks *tasks
	task  *task
}

// ID returns the task's id.
func (p *Progress) ID() string { return p.task.state.ID }

// Phase says in words what is being done now, and begins counting anew.
func (p *Progress) Phase(words string) {
	p.change(func(s *TaskState) { s.Phase, s.Done, s.Total = words, 0, 0 })
}

// Total says how much there is to do.
func (p *Progress) Total(n int64) { p.change(func(s *TaskState) { s.Total = n }) }

// Done says how much of it is done.
func (p *Progress) Done(n int64) { p.change(func(s *TaskState) { s.Done = n }) }

func (p *Progress) change(change func(*TaskState)) {
	p.tasks.mu.Lock()
	defer p.tasks.mu.Unlock()
	change(&p.task.state)
}

type task struct {
	state TaskState
	stop  context.CancelFunc
}

// tasks are the long work of one run of the program. They are not kept: what
// they change is a transaction, which is there or not.
type tasks struct {
	mu      sync.Mutex
	byID    map[string]*task
	order   []string
	running sync.WaitGroup
	closed  bool
}

func newTasks() *tasks { return &tasks{byID: map[string]*task{}} }

// start runs long work beside the interface, as the administrator. The work
// ends soon after its context does, and then returns the context's error.
func (c *Core) start(label string, work func(ctx context.Context, b *backend.Backend, progress *Progress) error) (TaskState, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return TaskState{}, err
	}
	ctx, stop := context.WithCancel(ctx)
	started := &task{state: TaskState{ID: audit.ActorIn(ctx).RequestID + rand.Text()[:12], Label: label, State: taskRunning}, stop: stop}
	if !c.tasks.add(started) {
		stop()
		return TaskState{}, fault.New(fault.Unavailable, "The program is closing.")
	}
	state := started.state
	go func() {
		defer c.tasks.running.Done()
		defer stop()
		err := guarded(func() error { return work(ctx, b, &Progress{c.tasks, started}) })
		c.tasks.end(started, err != nil && (ctx.Err() != nil || errors.Is(err, errNoPlace)), err, c.Explain)
	}()
	return state, nil
}

// save runs long work that ends in a file: prepare gathers what is needed and
// returns what writes it; then the person is asked where. A cancelled dialog
// ends the task as cancelled.
func (c *Core) save(label, name string, prepare func(ctx context.Context, b *backend.Backend, progress *Progress) (func(io.Writer) error, error)) (TaskState, error) {
	return c.start(label, func(ctx context.Context, b *backend.Backend, progress *Progress) error {
		write, err := prepare(ctx, b, progress)
		if err != nil {
			return err
		}
		file, err := c.host.SaveFile(name, write)
		if err == nil && file == (SavedFile{}) {
			err = errNoPlace
		}
		if err != nil {
			return err
		}
		progress.change(func(s *TaskState) { s.File = file })
		return nil
	})
}

// errNoPlace is why a task that was to write a file ends when the person chose
// no place for it.
var errNoPlace = errors.New("no place was chosen")

// guarded turns a panic into an error, as every call of the bridge does.
func guarded(work func() error) (err error) {
	defer func() {
		if recovered := recover(); recovered != nil {
			err = fmt.Errorf("task panicked: %v\n%s", recovered, debug.Stack())
		}
	}()
	return work()
}

func (t *tasks) add(one *task) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		return false
	}
	t.running.Add(1)
	t.byID[one.state.ID] = one
	t.order = append(t.order, one.state.ID)
	for i := 0; len(t.order) > tasksKept && i < len(t.order); {
		id := t.order[i]
		if t.byID[id].state.State == taskRunning {
			i++
			continue
		}
		delete(t.byID, id)
		t.order = append(t.order[:i], t.order[i+1:]...)
	}
	return true
}

func (t *tasks) end(one *task, cancelled bool, err error, explain func(error) *fault.Error) {
	var explained *fault.Error
	if err != nil && !cancelled {
		explained = explain(err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case cancelled:
		one.state.State = taskCancelled
	case err != nil:
		one.state.State, one.state.Fault = taskFailed, explained
	default:
		one.state.State = taskDone
	}
}

func (t *tasks) state(id string) (TaskState, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	one, known := t.byID[id]
	if !known {
		return TaskState{}, fault.New(fault.NotFound, "This work is not known any more. The program may have been started again since.")
	}
	return one.state, nil
}

func (t *tasks) cancel(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if one, known := t.byID[id]; known {
		one.stop()
	}
}

// isBusy reports whether a task runs.
func (t *tasks) isBusy() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, one := range t.byID {
		if one.state.State == taskRunning {
			return true
		}
	}
	return false
}

// close cancels what runs and waits for it, for limit at most.
func (t *tasks) close(limit time.Duration) {
	t.mu.Lock()
	t.closed = true
	for _, one := range t.byID {
		one.stop()
	}
	t.mu.Unlock()
	ended := make(chan struct{})
	go func() { t.running.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(limit):
	}
}
