package backend

import (
	"log/slog"

	"portico/backend/fault"
	"portico/backend/store"
)

// Explain turns any error into the fault that a person is shown. An error that
// is no fault, and no trouble with the disk, is logged with the request's id
// and shown as ours with that id.
func Explain(err error, log *slog.Logger, requestID string) *fault.Error {
	if f := fault.As(err); f != nil {
		return f
	}
	log.Error("request failed", "request_id", requestID, "error", err)
	if explained := fault.As(store.Explain(err)); explained != nil {
		shown := *explained
		shown.RequestID = requestID
		return &shown
	}
	return &fault.Error{Code: fault.Internal, Message: "Something went wrong on our side. Nothing was changed.", RequestID: requestID}
}
