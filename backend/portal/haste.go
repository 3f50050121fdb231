package portal

import (
	"crypto/hmac"
	"crypto/sha256"
	"strconv"
	"strings"
	"time"

	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/signin"
)

// The time check of the registration page (REG-6): the page carries the moment
// at which it was made, authenticated. A form that comes back sooner than a
// person can type is held until that moment; from a network that keeps doing
// so it is refused, as is one that is a day old or carries no true moment.
const (
	leastTime = time.Second
	mostTime  = 24 * time.Hour
)

func hasteLimit() signin.Limit {
	return signin.Limit{Name: "register:haste", Most: 60, Window: time.Hour}
}

var (
	errStale = fault.New(fault.Invalid, "This page was open for too long. Please check the form, type the password again, and send it once more.")
	errHaste = fault.New(fault.Invalid, "That was quicker than people type. Please wait a moment, type the password again, and send the form once more.")
)

// newStamp returns the present moment as the page carries it.
func (p *Portal) newStamp() string {
	moment := strconv.FormatInt(p.Clock.Now().UnixMilli(), 36)
	return moment + "." + p.stampMAC(moment)
}

func (p *Portal) stampMAC(moment string) string {
	mac := hmac.New(sha256.New, p.stampKey)
	mac.Write([]byte(moment))
	return secrets.EncodeCanonical(mac.Sum(nil)[:16])
}

// refuseHaste checks the moment that a form carries, and waits where it came
// too soon.
func (p *Portal) refuseHaste(v *visit) error {
	if p.Limits.Off() {
		return nil
	}
	moment, mac, _ := strings.Cut(v.value("shown"), ".")
	milliseconds, err := strconv.ParseInt(moment, 36, 64)
	if err != nil || !hmac.Equal([]byte(mac), []byte(p.stampMAC(moment))) {
		return errStale
	}
	age := p.Clock.Now().Sub(time.UnixMilli(milliseconds))
	if age < 0 || age > mostTime {
		return errStale
	}
	if age >= leastTime {
		return nil
	}
	within, err := p.Limits.Take(v.ctx(), hasteLimit(), signin.Neighbourhood(v.address))
	if err != nil {
		return err
	}
	if !within {
		return errHaste
	}
	select {
	case <-time.After(leastTime - age):
		return nil
	case <-v.ctx().Done():
		return v.ctx().Err()
	}
}
