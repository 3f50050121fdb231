package portal

import (
	"net/http"
	"slices"
)

// table is every route of the portal. Whom a route lets in and on which feature
// it hangs stand here and nowhere else.
func (p *Portal) table() []Route {
	const get, post = http.MethodGet, http.MethodPost
	routes := []Route{
		{Method: get, Pattern: "/healthz", Who: Anyone, Feature: Always, Handle: p.alive},
		{Method: get, Pattern: "/readyz", Who: Anyone, Feature: Always, Handle: p.ready},

		{Method: get, Pattern: "/{$}", Who: Anyone, Handle: p.front},
		{Method: get, Pattern: "/privacy", Who: Anyone, Feature: Always, Handle: p.privacy},

		{Method: get, Pattern: "/register", Who: Anyone, Handle: p.registerForm},
		{Method: post, Pattern: "/register", Who: Anyone, Handle: p.register},
		{Method: get, Pattern: "/register/done", Who: Anyone, Handle: p.registered},

		{Method: get, Pattern: "/login", Who: Anyone, Handle: p.loginForm},
		{Method: post, Pattern: "/login", Who: Anyone, Handle: p.login},
		{Method: get, Pattern: "/login/code", Who: HalfIn, Handle: p.codeForm},
		{Method: post, Pattern: "/login/code", Who: HalfIn, Handle: p.code},
		{Method: get, Pattern: "/login/enroll", Who: Enrolling, Handle: p.enrollForm},
		{Method: post, Pattern: "/login/enroll", Who: Enrolling, Handle: p.enroll},
		{Method: get, Pattern: "/activate", Who: Anyone, Handle: p.activateForm},
		{Method: post, Pattern: "/activate", Who: Anyone, Handle: p.activate},
		{Method: get, Pattern: "/forgot", Who: Anyone, Handle: p.forgotForm},
		{Method: post, Pattern: "/forgot", Who: Anyone, Handle: p.forgot},
		{Method: get, Pattern: "/reset", Who: Anyone, Handle: p.resetForm},
		{Method: post, Pattern: "/reset", Who: Anyone, Handle: p.reset},
		{Method: post, Pattern: "/logout", Who: Anyone, Handle: p.logout},

		{Method: get, Pattern: "/verify", Who: Anyone, Feature: Contracts, Handle: p.verifyForm},
		{Method: post, Pattern: "/verify", Who: Anyone, Feature: Contracts, Files: true, Body: verifyBody, Handle: p.verify},

		{Method: get, Pattern: "/home", Who: Person, Handle: p.home},
		{Method: post, Pattern: "/home/first-time", Handle: p.dismissFirstTime},
		{Method: get, Pattern: "/help", Handle: p.help},
		{Method: get, Pattern: "/account", Who: Person, Handle: p.account},
		{Method: post, Pattern: "/account", Who: Person, Handle: p.saveAccount},
		{Method: post, Pattern: "/account/password", Who: Person, Handle: p.changePassword},
		{Method: post, Pattern: "/account/second-factor/remove", Who: Person, Handle: p.removeSecondFactor},
		{Method: post, Pattern: "/account/recovery-codes", Who: Person, Handle: p.renewRecoveryCodes},
		{Method: post, Pattern: "/account/sessions/end", Who: Person, Handle: p.endSessions},
	}
	return slices.Concat(routes, p.managerRoutes(), p.cohortRoutes(), p.documentRoutes())
}
