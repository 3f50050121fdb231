package portal

import (
	"context"
	"errors"
	"net/http"

	"portico/backend/fault"
)

// errBroken stands for a fault inside that has no words for a person.
var errBroken = errors.New("page broke")

// status is the one place where a fault becomes an HTTP status.
func status(code fault.Code) int {
	switch code {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict, fault.Exhausted:
		return http.StatusConflict
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	case fault.Gone:
		return http.StatusGone
	case fault.TooMany:
		return http.StatusTooManyRequests
	}
	return http.StatusInternalServerError
}

// finish shows the page of a handler's error, if there is one.
func (v *visit) finish(err error) {
	if err != nil {
		v.fail(err)
	}
}

// fail shows an error as a page: a fault in its own words, anything else with
// nothing but the request's id (SEC-31).
func (v *visit) fail(err error) {
	if f := fault.As(err); f != nil {
		v.failWith(status(f.Code), f)
		return
	}
	if errors.Is(err, context.Canceled) {
		return // nobody is there to read it
	}
	v.log().Error("request failed", "error", err, "route", v.route.Pattern)
	v.failWith(http.StatusInternalServerError, nil)
}

// failWith shows the page of a refusal. The titles stand in the catalogue as
// "error.404" and so on.
func (v *visit) failWith(status int, f *fault.Error) {
	data := errorData{RequestID: v.requestID, Signed: v.present && v.step() == "", Open: v.isOn(PartnerPortal)}
	if f != nil {
		data.Message = v.words.fault(f.Message)
	}
	key := "error." + http.StatusText(status)
	title := v.words.text(key)
	if status == http.StatusGone && f != nil {
		title, data.Message = v.words.fault(f.Message), v.words.text("error.gone.help")
	}
	if f == nil {
		title, data.Message = v.words.text("error.broken"), v.words.text("error.broken.help")
		data.ShowID = true
	}
	if status == http.StatusTooManyRequests {
		v.W.Header().Set("Retry-After", "900")
	}
	if err := v.show(status, "error", page{Title: title, Data: data}); err != nil {
		v.log().Error("error page broke", "error", err)
		http.Error(v.W, "Something went wrong on our side. Reference: "+v.requestID, http.StatusInternalServerError)
	}
}

type errorData struct {
	Message   string
	RequestID string
	ShowID    bool
	Signed    bool
	Open      bool // there is a sign-in page
}
