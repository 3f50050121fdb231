// Package bindings holds what the interface can call.
package bindings

// Core is what all bound structs share.
type Core struct{}

// All returns the structs to bind.
func All(core *Core) []any {
	return []any{&Application{core}, &Home{core}, &Organizations{core}, &Users{core}, &Assessments{core}, &Responses{core},
		&Registrations{core}, &SiteSettings{core}, &PortalSettings{core}, &SiteText{core}, &Listener{core}, &Outbox{core}}
}
