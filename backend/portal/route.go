package portal

import (
	"net/http"

	"portico/backend/access"
	"portico/backend/fault"
)

// Who is whom a route lets in.
type Who int

// Whom a route can let in. Manager is the zero value, so that a route without a
// word about it is closed.
const (
	Manager    Who = iota // a manager who is signed in, with a second factor where one is required
	Person                // anybody who is signed in so, manager or signer; with a Right, whoever holds it
	Enrolling             // somebody who is signed in, also when a second factor is still to be enrolled
	HalfIn                // somebody who has shown a password and must show a code
	Respondent            // whoever holds a respondent's link; the handler asks for it
	Anyone
)

// Feature is a switch of the site without which a route answers 404 (SET-3).
type Feature int

// The features that routes hang on.
const (
	PartnerPortal  Feature = iota // Use Partner Portal; the zero value
	Always                        // none
	SelfManagement                // PRT-4, and not for a manager with Hide Organization Settings
	UserManagement
	Drivers
	Classifiers
	Roles
	Cohorts    // Use Cohorts, and not for a manager with Hide cohorts
	Allotments // Use Allotments, and not for a manager with Hide allotments
	Purchases  // Use Allotments, and not for a manager with Hide purchases
	Contracts  // Use Contracts
)

// Handler answers one request. An error becomes a page: a fault.Error in its
// own words, anything else as an unnamed fault of ours with the request's id.
type Handler func(v *visit) error

// Route is one line of the portal's table.
type Route struct {
	Method  string
	Pattern string // as for http.ServeMux
	Who     Who
	Right   access.Right // what an account role must give besides, for a Person; "" is nothing (SGN-3)
	Feature Feature
	Files   bool  // its form may carry files
	Body    int64 // greatest body in bytes; 0 is 64 KiB
	Handle  Handler
}

const defaultBody = 64 << 10

// isOn reports whether a route's feature is on for whoever asks.
func (v *visit) isOn(feature Feature) bool {
	if feature == Always {
		return true
	}
	if !v.general.UseOrganization || !v.general.UsePartnerPortal {
		return false
	}
	if feature == PartnerPortal {
		return true
	}
	if feature == Cohorts {
		return v.general.UseCohorts && !v.visitor.Scope.Is(access.HideCohorts)
	}
	if feature == Allotments {
		return v.general.UseAllotments && !v.visitor.Scope.Is(access.HideAllotments)
	}
	if feature == Purchases {
		return v.general.UseAllotments && !v.visitor.Scope.Is(access.HidePurchases)
	}
	if feature == Contracts {
		return v.general.UseContracts
	}
	if v.visitor.Scope.Is(access.HideOrganizationSettings) {
		return false
	}
	switch feature {
	case SelfManagement:
		return v.settings.AllowSelfManagement
	case UserManagement:
		return v.settings.AllowUserManagement
	case Drivers:
		return v.settings.AllowDrivers
	case Classifiers:
		return v.settings.AllowClassifiers
	case Roles:
		return v.settings.AllowRoles
	}
	return false
}

var (
	errNotFound     = fault.New(fault.NotFound, "This page does not exist.")
	errNotAvailable = fault.New(fault.NotFound, "This page is not available.")
)

// serveRoute wraps a route's handler with what the table says about it: the
// feature first, then who may, then the body.
func (p *Portal) serveRoute(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(r)
		v.W, v.R, v.route = w, r, route
		v.finish(func() error {
			if isHealth(r.Pattern) {
				return route.Handle(v)
			}
			if err := v.identify(); err != nil {
				return err
			}
			if !v.isOn(PartnerPortal) && route.Feature != Always {
				return errNotAvailable
			}
			if turned, err := v.turnAway(); turned || err != nil {
				return err
			}
			if !v.mayUse(route) {
				return errNotFound
			}
			if err := v.readForm(); err != nil {
				return err
			}
			if v.R.MultipartForm != nil {
				defer func() { _ = v.R.MultipartForm.RemoveAll() }()
			}
			return route.Handle(v)
		}())
	})
}

// mayUse reports whether a route is there for whoever is signed in. To anybody
// else its page is a missing one: a signer sees no manager's pages (SIG-6), and
// a manager nothing that an account role must give.
func (v *visit) mayUse(route Route) bool {
	if route.Who == Manager && !v.isManager() {
		return false
	}
	if route.Right != "" && !v.signer().Has(route.Right) {
		return false
	}
	return v.isOn(route.Feature)
}

// turnAway sends whoever may not be here to where they can go on, and reports
// whether it did.
func (v *visit) turnAway() (bool, error) {
	who := v.route.Who
	if who == Anyone || who == Respondent {
		return false, nil
	}
	next := ""
	if v.R.Method == http.MethodGet || v.R.Method == http.MethodHead {
		next = v.R.URL.RequestURI()
	}
	switch step := v.step(); {
	case step == "":
		if who == HalfIn {
			return true, v.redirect(v.landing())
		}
		return false, nil
	case who == HalfIn && step == stepCode, who == Enrolling && step == stepEnroll:
		return false, nil
	case step == stepLogin:
		return true, v.redirect(withNext(stepLogin, next))
	default:
		return true, v.redirect(withNext(step, v.nextOf(next)))
	}
}
