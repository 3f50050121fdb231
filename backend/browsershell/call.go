package browsershell

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"runtime/debug"

	"portico/backend/fault"
)

// maxCall is the greatest body of a call in bytes.
const maxCall = 16 << 20

// call is one method that the interface may call.
type call struct {
	method  reflect.Value
	inputs  []reflect.Type
	answers bool // the method returns a value besides its error
}

var errorType = reflect.TypeFor[error]()

// callsOf returns the exported methods of the bound structs by "Struct/Method".
// Each must return (error) or (T, error), as the window demands too.
func callsOf(bound []any) (map[string]call, error) {
	calls := map[string]call{}
	for _, one := range bound {
		value := reflect.ValueOf(one)
		for i := range value.NumMethod() {
			method, name := value.Method(i), value.Type().Elem().Name()+"/"+value.Type().Method(i).Name
			kind := method.Type()
			if n := kind.NumOut(); n < 1 || n > 2 || kind.Out(n-1) != errorType {
				return nil, fmt.Errorf("bind %s: it must return an error, or a value and an error", name)
			}
			c := call{method: method, answers: kind.NumOut() == 2}
			for j := range kind.NumIn() {
				c.inputs = append(c.inputs, kind.In(j))
			}
			calls[name] = c
		}
	}
	return calls, nil
}

// call answers POST /call/{Struct}/{Method}: the body is the JSON array of the
// arguments, the answer the JSON result or the fault.
func (s *Shell) call(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	c, known := s.calls[r.PathValue("struct")+"/"+r.PathValue("method")]
	if !known {
		s.refuse(w, fault.New(fault.NotFound, "The interface asked for something that this program does not have. Load the page again."))
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxCall))
	if err != nil {
		s.refuse(w, fault.New(fault.Invalid, "This is more than can be sent at once."))
		return
	}
	inputs, err := c.decode(body)
	if err != nil {
		s.refuse(w, fault.New(fault.Invalid, "The interface sent something that can't be read. Load the page again."))
		return
	}
	result, err := c.invoke(inputs)
	if err != nil {
		s.refuse(w, s.options.Explain(err))
		return
	}
	answer, err := json.Marshal(result)
	if err != nil {
		s.refuse(w, s.options.Explain(fmt.Errorf("encode answer: %w", err)))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(answer)
}

func (c call) decode(body []byte) ([]reflect.Value, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(body, &raw); err != nil {
		return nil, err
	}
	if len(raw) != len(c.inputs) {
		return nil, fmt.Errorf("%d arguments for %d", len(raw), len(c.inputs))
	}
	inputs := make([]reflect.Value, len(raw))
	for i, kind := range c.inputs {
		value := reflect.New(kind)
		decoder := json.NewDecoder(bytes.NewReader(raw[i]))
		if err := decoder.Decode(value.Interface()); err != nil {
			return nil, err
		}
		inputs[i] = value.Elem()
	}
	return inputs, nil
}

// invoke calls the method; a panic in it becomes an error.
func (c call) invoke(inputs []reflect.Value) (result any, err error) {
	defer func() {
		if recovered := recover(); recovered != nil {
			err = fmt.Errorf("call panicked: %v\n%s", recovered, debug.Stack())
		}
	}()
	outputs := c.method.Call(inputs)
	if failed, _ := outputs[len(outputs)-1].Interface().(error); failed != nil {
		return nil, failed
	}
	if c.answers {
		return outputs[0].Interface(), nil
	}
	return nil, nil
}

func (s *Shell) refuse(w http.ResponseWriter, f *fault.Error) {
	body, err := json.Marshal(f)
	if err != nil {
		body = []byte(`{"code":"internal","message":"Something went wrong on our side."}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status(f))
	_, _ = w.Write(body)
}

// status maps a fault's code to the status of a call.
func status(f *fault.Error) int {
	switch f.Code {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict, fault.Exhausted:
		return http.StatusConflict
	case fault.Forbidden, fault.Unauthenticated:
		return http.StatusForbidden
	case fault.Gone:
		return http.StatusGone
	case fault.TooMany:
		return http.StatusTooManyRequests
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// errNoDialog is why the browser shell can't do what a window can.
var errNoDialog = errors.New("the browser does this by itself")
