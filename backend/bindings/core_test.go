package bindings_test

import (
	"encoding/json"
	"errors"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"portico/backend/bindings"
	"portico/backend/fault"
)

// TestExplainText shows that a fault crosses the window's bridge as the JSON
// text that the interface reads, and that nothing else comes through.
func TestExplainText(t *testing.T) {
	core := bindings.NewCore(nil, slog.New(slog.DiscardHandler))
	for name, one := range map[string]struct {
		err  error
		want fault.Code
	}{
		"a fault keeps its words":                 {&fault.Error{Code: fault.Invalid, Message: "No.", Fields: map[string]string{"name": "Why not."}}, fault.Invalid},
		"SEC-31 anything else says nothing of it": {errors.New("sql: password=hunter2"), fault.Internal},
	} {
		text, isText := core.ExplainText(one.err).(string)
		if !isText {
			t.Fatalf("%s: it is no text", name)
		}
		var shown fault.Error
		if err := json.Unmarshal([]byte(text), &shown); err != nil || shown.Code != one.want {
			t.Fatalf("%s: %s %v", name, text, err)
		}
		if one.want == fault.Internal && (shown.RequestID == "" || shown.Message == one.err.Error()) {
			t.Fatalf("%s: %s", name, text)
		}
		if one.want == fault.Invalid && shown.Fields["name"] != "Why not." {
			t.Fatalf("%s: %s", name, text)
		}
	}
}

// TestShapes holds what the window demands of every bound method: at most a
// value and an error, and no argument or value that JSON can't carry.
func TestShapes(t *testing.T) {
	failure := reflect.TypeFor[error]()
	methods := 0
	for _, bound := range bindings.All(bindings.NewCore(nil, slog.New(slog.DiscardHandler))) {
		kind := reflect.TypeOf(bound)
		for i := range kind.NumMethod() {
			methods++
			method := kind.Method(i)
			out := method.Type.NumOut()
			if out < 1 || out > 2 || method.Type.Out(out-1) != failure {
				t.Errorf("%s.%s must return an error, or a value and an error", kind.Elem().Name(), method.Name)
			}
			for in := 1; in < method.Type.NumIn(); in++ {
				if method.Type.In(in).Kind() == reflect.Interface {
					t.Errorf("%s.%s takes a context or another interface", kind.Elem().Name(), method.Name)
				}
			}
		}
	}
	if methods < 40 {
		t.Fatalf("only %d methods are bound", methods)
	}
}

// TestNobodyHandsOverAPassword shows that nothing on the bridge takes or gives
// a password or a second factor's secret: the administrator can start a reset
// and no more (SEC-6).
func TestNobodyHandsOverAPassword(t *testing.T) {
	seen := 0
	var look func(where string, kind reflect.Type, depth int)
	look = func(where string, kind reflect.Type, depth int) {
		if kind == reflect.TypeFor[bindings.MailPassword]() && strings.HasSuffix(where, "(in)") {
			return // the mail server's, which goes in and never out
		}
		if kind == reflect.TypeFor[bindings.CertificateFiles]() && strings.HasSuffix(where, "(in)") {
			return // of a PKCS #12 file, which goes in and is not kept
		}
		for kind.Kind() == reflect.Pointer || kind.Kind() == reflect.Slice {
			kind = kind.Elem()
		}
		if kind.Kind() != reflect.Struct || depth > 4 {
			return
		}
		if kind == reflect.TypeFor[bindings.RehearsalSandbox]() {
			return // somebody invented, in a copy that is thrown away
		}
		for i := range kind.NumField() {
			field := kind.Field(i)
			seen++
			name := strings.ToLower(field.Name)
			isText := field.Type.Kind() == reflect.String
			if isText && (strings.Contains(name, "password") || strings.Contains(name, "secret") || strings.Contains(name, "hash")) {
				t.Errorf("SEC-6 %s carries %s", where, field.Name)
			}
			look(where+"."+field.Name, field.Type, depth+1)
		}
	}
	for _, bound := range bindings.All(bindings.NewCore(nil, slog.New(slog.DiscardHandler))) {
		kind := reflect.TypeOf(bound)
		for i := range kind.NumMethod() {
			method := kind.Method(i)
			for in := 1; in < method.Type.NumIn(); in++ {
				look(method.Name+"(in)", method.Type.In(in), 0)
			}
			for out := range method.Type.NumOut() {
				look(method.Name, method.Type.Out(out), 0)
			}
		}
	}
	if seen < 200 {
		t.Fatalf("only %d fields were looked at", seen)
	}
}
